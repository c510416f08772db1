#include "../../stages/strip/html/entities.h"

#include "tap.h"
#include "utf8.h"

/* text with all its references resolved */
static const char *resolve(const char *text, bool in_attribute)
{
	static struct buf out;

	buf_reset(&out);
	entity_put(&out, str_from(text),
		   (struct entity_rules){.references = true,
					 .in_attribute = in_attribute});
	return out.n ? out.p : "";
}

static void test_names(void)
{
	is_str(resolve("a &amp; b &lt;&gt;", false), "a & b <>");
	is_str(resolve("c&ocirc;ng ngh&iacute;a", false), "công nghía");
	is_str(resolve("&nbsp;", false), "\xc2\xa0");
	is_str(resolve("&NotEqualTilde;", false), "≂̸"); /* two characters */
	is_str(resolve("&CounterClockwiseContourIntegral;", false), "∳");
	is_str(resolve("&nosuch; & &; &", false), "&nosuch; & &; &");
	/* the longest name that is a prefix */
	is_str(resolve("&notin; &notit; &not", false), "∉ ¬it; ¬");
	is_str(resolve("&notin", false), "¬in");
	is_str(resolve("&copy2022&Aacuteb", false), "©2022Áb");
	/* only some names may stand without ';' */
	is_str(resolve("&hellip", false), "&hellip");
	is_str(resolve("&AMP;&AMP &aMp;", false), "&& &aMp;");
}

static void test_attributes(void)
{
	is_str(resolve("?a=1&copy=2&lang=vi", true), "?a=1&copy=2&lang=vi");
	is_str(resolve("?a=1&copy;=2", true), "?a=1©=2");
	is_str(resolve("&copyx", true), "&copyx");
	is_str(resolve("&copy!", true), "©!");
	is_str(resolve("&copy", true), "©");
	is_str(resolve("&#105d", true), "id");
}

static void test_numbers(void)
{
	is_str(resolve("&#225;&#xE1;&#XE1", false), "ááá");
	is_str(resolve("&#x1F600;", false), "\xf0\x9f\x98\x80");
	/* windows-1252 meant */
	is_str(resolve("&#128;&#147;&#x94;&#150;", false), "€“”–");
	/* no characters */
	is_str(resolve("&#0;&#xD800;&#x110000;", false), "���");
	is_str(resolve("&#99999999999999999999999;", false), "�");
	is_str(resolve("&#;&#x;&#xg;&#", false), "&#;&#x;&#xg;&#");
	is_str(resolve("&#38;amp;", false), "&amp;"); /* once only */
}

static void test_put(void)
{
	struct buf out = {0};

	entity_put(&out, STR("a\r\nb\rc\n&lt;\0"),
		   (struct entity_rules){.replace_nul = true});
	is_str(out.p, "a\nb\nc\n&lt;�");
	buf_reset(&out);
	entity_put(&out, STR("a\0b&#13;c"),
		   (struct entity_rules){.references = true});
	ok(str_eq(buf_str(&out), STR("a\0b\rc")));
	buf_release(&out);
}

static void test_length(void)
{
	uint32_t code[2];

	ok(entity_decode(STR("&lt;x"), false, code) == 4);
	ok(code[0] == '<' && code[1] == 0);
	ok(entity_decode(STR("&ltx"), false, code) == 3);
	ok(entity_decode(STR("&"), false, code) == 0);
	ok(entity_decode(STR("&l"), false, code) == 0);
	ok(entity_decode(STR("&#1"), false, code) == 3);
}

int main(void)
{
	test_names();
	test_attributes();
	test_numbers();
	test_put();
	test_length();
	return tap_done();
}
