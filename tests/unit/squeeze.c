#include "../../stages/strip/squeeze.h"

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

int main(void)
{
	test_space();
	test_gone();
	test_plain();
	test_pieces();
	return tap_done();
}
