#include "../../stages/strip/html/tokenizer.h"

#include "../../stages/strip/html/doctype.h"
#include "tap.h"

/* The tokens of html on one line: <a b=c> </a> "text" <!comment>. */
static const char *tokens_of(struct tokenizer *tokenizer)
{
	static struct buf out;
	struct markup m;

	buf_reset(&out);
	buf_add_text(&out, "");
	while (tokenizer_next(tokenizer, &m)) {
		static const char *const open[] = {
			[MARKUP_TEXT] = "\"",	  [MARKUP_START] = "<",
			[MARKUP_END] = "</",	  [MARKUP_COMMENT] = "<!",
			[MARKUP_DOCTYPE] = "<!D",
		};

		buf_add_text(&out, open[m.kind]);
		if (m.kind == MARKUP_TEXT || m.kind == MARKUP_COMMENT)
			markup_put_text(&m, &out);
		else
			buf_add_str(&out, m.text);
		for (size_t i = 0; i < m.attributes; i++)
			buf_addf(&out, " %.*s=%.*s", (int)m.attribute[i].name.n,
				 m.attribute[i].name.p,
				 (int)m.attribute[i].value.n,
				 m.attribute[i].value.p);
		if (m.kind == MARKUP_START && m.closed)
			buf_add_char(&out, '/');
		buf_add_char(&out, m.kind == MARKUP_TEXT ? '"' : '>');
	}
	return out.p;
}

static const char *read_html(const char *html)
{
	static struct tokenizer tokenizer;

	tokenizer_init(&tokenizer, str_from(html));
	return tokens_of(&tokenizer);
}

static const char *read_raw(const char *html, enum markup_mode mode,
			    const char *name)
{
	static struct tokenizer tokenizer;

	tokenizer_init(&tokenizer, str_from(html));
	tokenizer_enter(&tokenizer, mode, str_from(name));
	return tokens_of(&tokenizer);
}

static void test_tags(void)
{
	is_str(read_html(""), "");
	is_str(read_html("a<b>c</b>d"), "\"a\"<b>\"c\"</b>\"d\"");
	is_str(read_html("<A HREF='x y' id=z/><br/>"),
	       "<A HREF=x y id=z/><br/>");
	is_str(read_html("<a b c = \"d\"e>"), "<a b= c=d e=>");
	is_str(read_html("<a =b==c/d>"), "<a =b==c/d>");
	/* what only looks like a tag */
	is_str(read_html("1 < 2 <3 <<b>"), "\"1 < 2 <3 <\"<b>");
	is_str(read_html("a</>b</ c>d</"), "\"a\"\"b\"<! c>\"d</\"");
	/* cut off */
	is_str(read_html("a<b c=\"d>e"), "\"a\"");
	is_str(read_html("a<b c"), "\"a\"");
}

static void test_comments(void)
{
	is_str(read_html("<!--a-->b<!-->c<!--->d"),
	       "<!a>\"b\"<!>\"c\"<!>\"d\"");
	is_str(read_html("<!--a--!>b<!--c--!d-->"), "<!a>\"b\"<!c--!d>");
	is_str(read_html("<!--a--"), "<!a>");
	is_str(read_html("<?xml?><!x>"), "<!?xml?><!x>");
	is_str(read_html("<![CDATA[x]]>"), "<![CDATA[x]]>");
}

static void test_raw_text(void)
{
	is_str(read_raw("a<b>&lt;</TITLE >c", MARKUP_RCDATA, "title"),
	       "\"a<b><\"</TITLE>\"c\"");
	is_str(read_raw("a&lt;</styles></style>", MARKUP_RAWTEXT, "style"),
	       "\"a&lt;</styles>\"</style>");
	is_str(read_raw("'</b>'<!-- <script></script> --></script>x",
			MARKUP_SCRIPT, "script"),
	       "\"'</b>'<!-- <script></script> -->\"</script>\"x\"");
	is_str(read_raw("<!-- </script>x", MARKUP_SCRIPT, "script"),
	       "\"<!-- \"</script>\"x\"");
	is_str(read_raw("<!--<script>--></script>x", MARKUP_SCRIPT, "script"),
	       "\"<!--<script>-->\"</script>\"x\"");
	is_str(read_raw("a</script", MARKUP_SCRIPT, "script"), "\"a</script\"");
	is_str(read_raw("a</plaintext>", MARKUP_PLAINTEXT, "plaintext"),
	       "\"a</plaintext>\"");
	is_str(read_raw("a&lt;]]>&lt;", MARKUP_CDATA, ""), "\"a&lt;\"\"<\"");
}

static void test_foreign(void)
{
	struct tokenizer tokenizer;

	tokenizer_init(&tokenizer, STR("<![CDATA[<b>]]>c"));
	tokenizer.foreign = true;
	is_str(tokens_of(&tokenizer), "\"<b>\"\"c\"");
}

static void test_many_attributes(void)
{
	static struct tokenizer tokenizer;
	struct buf html = {0};
	struct markup m;

	buf_add_text(&html, "<p");
	for (unsigned i = 0; i < 3 * ATTRIBUTES_MAX; i++)
		buf_addf(&html, " a%u=%u", i, i);
	buf_add_text(&html, ">x");
	tokenizer_init(&tokenizer, buf_str(&html));
	ok(tokenizer_next(&tokenizer, &m));
	ok(m.attributes == ATTRIBUTES_MAX);
	ok(str_eq(m.attribute[ATTRIBUTES_MAX - 1].value, STR("255")));
	ok(tokenizer_next(&tokenizer, &m) && str_eq(m.text, STR("x")));
	buf_release(&html);
}

static void test_doctype(void)
{
	struct doctype d;

	doctype_parse(&d, STR(" html"), true);
	ok(str_eq(d.name, STR("html")) && !d.public_id.p && !d.quirks);
	doctype_parse(&d, STR(" a PUBLIC \"b\" 'c'"), true);
	ok(str_eq(d.public_id, STR("b")) && str_eq(d.system_id, STR("c")));
	ok(!d.quirks);
	doctype_parse(&d, STR(" a SYSTEM 'c"), true);
	ok(str_eq(d.system_id, STR("c")) && d.quirks);
	doctype_parse(&d, STR(""), true);
	ok(!d.name.p && d.quirks);
	doctype_parse(&d, STR(" html"), false);
	ok(d.quirks);
}

int main(void)
{
	test_tags();
	test_comments();
	test_raw_text();
	test_foreign();
	test_many_attributes();
	test_doctype();
	return tap_done();
}
