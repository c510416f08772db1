/* UTF-8 that was encoded twice is undone where it is certain. */
#include "../../stages/common/input/twice.h"

#include "tap.h"
#include "utf8.h"

static struct buf out;

static void undoes(const char *text, const char *want)
{
	ok(twice_undo(str_from(text), &out));
	is_str(out.p, want);
}

/* A long text is decided by its start, but all of it must take part. */
static void long_text(const char *last, bool want)
{
	struct buf text = {0};

	while (text.n < 100000)
		buf_add_text(&text, "Há»™i nghá»‹ ");
	buf_add_text(&text, last);
	ok(twice_undo(buf_str(&text), &out) == want);
	ok(!want || utf8_valid(buf_str(&out)));
	buf_release(&text);
}

int main(void)
{
	undoes("Há»™i nghá»‹", "Hội nghị");
	undoes("it\u00e2\u20ac\u2122s", "it’s"); /* one, but of three bytes */
	undoes("it\u00e2\xc2\x80\xc2\x99s", "it’s"); /* through Latin-1 */
	undoes("Ã©tÃ©", "été");
	undoes("ðŸ™‚", "🙂");
	ok(!twice_undo(STR(""), &out));
	ok(!twice_undo(STR("plain"), &out));
	ok(!twice_undo(STR("Ã©"), &out)); /* may be meant */
	ok(!twice_undo(STR("Ã© stands for é"), &out));
	ok(!twice_undo(STR("été là"), &out));
	ok(!twice_undo(STR("Hội nghị"), &out));
	ok(!twice_undo(STR("NÃO, SÃO"), &out));
	ok(!twice_undo(STR("Ã©tÃ"), &out));		   /* cut off */
	ok(!twice_undo(STR("Â\xc2\x85 Â\xc2\x86"), &out)); /* controls */
	ok(!twice_undo(STR("À\u00a0 Á\u00a0"), &out));	   /* overlong */
	long_text("", true);
	long_text("Ã", false);
	long_text("đó", false);
	buf_release(&out);
	return tap_done();
}
