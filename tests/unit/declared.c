/* How much of a block stands in the body that the page declares. */
#include "../../stages/strip/declared.h"

#include "buf.h"
#include "tap.h"
#include "unicode.h"

static struct declared declared;

static int share(const char *text)
{
	struct tokens tokens = {0};
	int percent;

	tokens_find(&tokens, str_from(text));
	percent = declared_share(&declared, &tokens);
	tokens_release(&tokens);
	return percent;
}

int main(void)
{
	struct buf large = {0};

	unicode_init();
	ok(share("a text of five words") == -1);
	declared_set(&declared, STR("three short words"));
	ok(share("a text of five words") == -1);
	declared_set(&declared, STR("The pier will stay open all winter. It "
				    "carries 300 people a day, most of them "
				    "students."));
	ok(share("the pier will stay open") == 100);
	ok(share("It carries 300 people a day") == 100);
	ok(share("The pier will stay closed all winter long") == 20);
	ok(share("nothing of this stands in it") == 0);
	ok(share("all winter") == -1);
	/* the last one is forgotten, and what is beyond the limit not seen */
	while (large.n < 1 << 20)
		buf_add_text(&large, "water in the river rises again ");
	buf_add_text(&large, "but this is too far down");
	declared_set(&declared, buf_str(&large));
	ok(share("water in the river rises") == 100);
	ok(share("the pier will stay open") == 0);
	ok(share("this is too far down") == 0);
	declared_set(&declared, STR(""));
	ok(share("water in the river rises") == -1);
	declared_release(&declared);
	buf_release(&large);
	return tap_done();
}
