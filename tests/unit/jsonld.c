#include "../../stages/strip/jsonld.h"

#include "tap.h"

static struct jsonld jsonld;

static void read_script(const char *script)
{
	jsonld_reset(&jsonld, (struct str){0});
	jsonld_read(&jsonld, str_from(script));
}

static const char *text(const struct buf *buf)
{
	return buf->n ? buf->p : "";
}

static void test_article(void)
{
	read_script("{\"@type\":\"NewsArticle\",\"headline\":\"A \\u00e9\","
		    "\"datePublished\":\"2022-10-10T15:37:00+07:00\","
		    "\"author\":{\"@type\":\"Person\",\"name\":\"Ann Lee\"}}");
	is_str(text(&jsonld.headline), "A \xc3\xa9");
	is_str(text(&jsonld.published), "2022-10-10T15:37:00+07:00");
	is_str(text(&jsonld.author), "Ann Lee");
}

static void test_graph(void)
{
	read_script("[{\"@graph\":[{\"@type\":\"WebPage\",\"datePublished\":"
		    "\"2001-01-01\"},{\"@type\":[\"Thing\",\"BlogPosting\"],"
		    "\"datePublished\":\"2002-02-02\",\"author\":[\"Ann\","
		    "{\"name\":\"\"},{\"name\":\"Bo\"}]}]}]");
	is_str(text(&jsonld.published), "2002-02-02");
	is_str(text(&jsonld.page_published), "2001-01-01");
	is_str(text(&jsonld.author), "Ann, Bo");
}

static void test_first_wins(void)
{
	read_script("[{\"@type\":\"Article\",\"headline\":\"one\"},"
		    "{\"@type\":\"Article\",\"headline\":\"two\"}]");
	is_str(text(&jsonld.headline), "one");
	jsonld_read(&jsonld, STR("{\"@type\":\"Article\",\"headline\":\"3\"}"));
	is_str(text(&jsonld.headline), "one");
}

static void test_address(void)
{
	/* of several articles the one that this page is */
	jsonld_reset(&jsonld, STR("https://a.vn/tin/2.htm?x=1"));
	jsonld_read(&jsonld,
		    STR("[{\"@type\":\"NewsArticle\",\"headline\":\"one\","
			"\"datePublished\":\"2001-01-01\",\"author\":\"Ann\","
			"\"url\":\"https://a.vn/tin/1.htm\"},"
			"{\"@type\":\"NewsArticle\",\"headline\":\"two\","
			"\"mainEntityOfPage\":{\"@type\":\"WebPage\","
			"\"@id\":\"http://www.a.vn/tin/2.htm#main\"},"
			"\"datePublished\":\"2002-02-02\"}]"));
	is_str(text(&jsonld.headline), "two");
	is_str(text(&jsonld.published), "2002-02-02");
	is_str(text(&jsonld.author), "");
	/* none is: the first alone is taken */
	jsonld_reset(&jsonld, STR("https://a.vn/tin/3.htm"));
	jsonld_read(&jsonld,
		    STR("[{\"@type\":\"NewsArticle\",\"headline\":\"one\","
			"\"url\":\"https://a.vn/tin/1.htm\"},"
			"{\"@type\":\"NewsArticle\",\"author\":\"Bo\","
			"\"url\":\"https://a.vn/tin/2.htm\"}]"));
	is_str(text(&jsonld.headline), "one");
	is_str(text(&jsonld.author), "");
}

static void test_others(void)
{
	read_script("[{\"@type\":\"VideoObject\",\"datePublished\":"
		    "\"2001-01-01\"},{\"@type\":\"Comment\","
		    "\"datePublished\":\"2002-02-02\"}]");
	is_str(text(&jsonld.page_published), "");
	read_script("{\"@type\":\"Recipe\",\"datePublished\":\"2001-01-01\","
		    "\"dateModified\":\"2002-02-02\"}");
	is_str(text(&jsonld.page_published), "2001-01-01");
	read_script("{\"@type\":\"Article\",\"publisher\":{\"name\":"
		    "\"The Elm\"},\"dateModified\":\"2002-02-02\"}");
	is_str(text(&jsonld.publisher), "The Elm");
}

static void test_broken(void)
{
	read_script("\n//<![CDATA[\n{\"@type\":\"Article\",\"headline\":"
		    "\"line\nbreak\"}\n//]]>\n");
	is_str(text(&jsonld.headline), "line break");
	read_script("{\"@type\":\"Article\",\"headline\":\"cut off");
	is_str(text(&jsonld.headline), "");
	read_script("");
	read_script("}");
	read_script("{");
	read_script("[");
	read_script("{\"@type\":7,\"headline\":\"x\"}");
	is_str(text(&jsonld.headline), "");
	read_script("{\"@type\":\"Article\",\"headline\":{\"a\":1},"
		    "\"author\":{\"name\":[1]}}");
	is_str(text(&jsonld.headline), "");
	is_str(text(&jsonld.author), "");
}

int main(void)
{
	test_article();
	test_graph();
	test_first_wins();
	test_address();
	test_others();
	test_broken();
	jsonld_release(&jsonld);
	return tap_done();
}
