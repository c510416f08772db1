#include "../../stages/strip/html/squeeze.h"

#include "random.h"
#include "tap.h"

static const char *squeeze(const char *text)
{
	static struct squeezer s;

	squeezer_reset(&s);
	squeezer_add(&s, str_from(text), SQUEEZE_TEXT_REFS);
	return s.out.n ? s.out.p : "";
}

static void test_space(void)
{
	is_str(squeeze("  a \t\r\n b  "), "a b");
	is_str(squeeze("a&nbsp;&nbsp;b\xc2\xa0"), "a b");
	is_str(squeeze("a\xe2\x80\x83"
		       "b\xe3\x80\x80"
		       "c\xe2\x80\xa8"
		       "d\xe2\x80\xaf"
		       "e&#133;f&#x2003;"),
	       "a b c d e…f");
	is_str(squeeze(" \n "), "");
}

static void test_gone(void)
{
	is_str(squeeze("so\xc2\xad"
		       "ft&shy;ly\xe2\x80\x8b \xef\xbb\xbf!"),
	       "softly !");
	is_str(squeeze("a\x01\x7f"
		       "b\xc2\x9f"
		       "c&#1;"),
	       "abc");
	/* joiners stay */
	is_str(squeeze("\xe2\x80\x8d\xe2\x80\x8c"), "\xe2\x80\x8d\xe2\x80\x8c");
}

static void test_plain(void)
{
	is_str(squeeze("Việt Nam “ơi” – 5 €"), "Việt Nam “ơi” – 5 €");
	is_str(squeeze("A & B &x; &lt;b&gt;"), "A & B &x; <b>");
	is_str(squeeze("\xe1\xba \xff\xe2"),
	       "\xe1\xba \xff\xe2"); /* no UTF-8 */
}

static void test_pieces(void)
{
	struct squeezer s = {0};

	ok(squeezer_add(&s, STR(" a"), SQUEEZE_NO_REFS) == 1);
	ok(squeezer_add(&s, STR("b "), SQUEEZE_NO_REFS) == 1);
	ok(squeezer_add(&s, STR("  "), SQUEEZE_NO_REFS) == 0);
	ok(squeezer_add(&s, STR("ờ&amp;"), SQUEEZE_NO_REFS) == 7);
	ok(squeezer_add(&s, STR("&amp="), SQUEEZE_ATTRIBUTE_REFS) == 5);
	squeezer_add_gap(&s);
	ok(squeezer_add(&s, STR("c"), SQUEEZE_NO_REFS) == 2);
	is_str(s.out.p, "ab ờ&amp;&amp= c");
	squeezer_release(&s);
}

/* Whole texts give what their characters give one after the other, which
 * are too short for anything but the plain loop. */
static void test_blocks(void)
{
	static const char *const chars[] = {"a",
					    "b",
					    "c",
					    " ",
					    "\n",
					    "\t",
					    "\x01",
					    "\x7f",
					    "ế",
					    "ạ",
					    "é",
					    "\xc2\xa0",
					    "\xc2\xad",
					    "\xe1\x9a\x80",
					    "\xe2\x80\x8b",
					    "\xe2\x80\x9c",
					    "\xe3\x80\x80",
					    "\xef\xbb\xbf",
					    "\xf0\x9f\x98\x80"};
	struct squeezer whole = {0}, pieces = {0};
	struct buf raw = {0};
	uint64_t state = 7;
	size_t wrong = 0;

	for (int round = 0; round < 3000; round++) {
		const uint64_t kinds = 3 + random_next(&state) % 17;
		size_t n = 0;

		squeezer_reset(&whole);
		squeezer_reset(&pieces);
		buf_reset(&raw);
		for (uint64_t i = random_next(&state) % 80; i; i--) {
			const char *c = chars[random_next(&state) % kinds];

			buf_add_text(&raw, c);
			n += squeezer_add(&pieces, str_from(c),
					  SQUEEZE_NO_REFS);
		}
		wrong += squeezer_add(&whole, buf_str(&raw), SQUEEZE_NO_REFS) !=
			 n;
		wrong += !str_eq(buf_str(&whole.out), buf_str(&pieces.out));
	}
	ok(wrong == 0);
	squeezer_release(&whole);
	squeezer_release(&pieces);
	buf_release(&raw);
}

int main(void)
{
	test_space();
	test_gone();
	test_plain();
	test_pieces();
	test_blocks();
	return tap_done();
}
