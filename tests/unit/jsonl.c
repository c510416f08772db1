/* One line of somebody's JSONL: what is content, what passes through. */
#include "../../stages/common/input/jsonl.h"

#include "tap.h"

static struct jsonl jsonl;
static struct document doc;
static struct buf shown;

static enum jsonl_result read_line(const char *line)
{
	const char *why;

	return jsonl_read(&jsonl, str_from(line), &doc, &why);
}

static const char *why_bad(const char *line)
{
	const char *why;

	return jsonl_read(&jsonl, str_from(line), &doc, &why) == JSONL_BAD
		       ? why
		       : "it is good";
}

static const char *show(struct str s)
{
	buf_reset(&shown);
	buf_add_text(&shown, "");
	buf_add_str(&shown, s);
	return shown.p;
}

static void contents(void)
{
	ok(read_line("{\"text\":\"a\\nb\"}") == JSONL_DOCUMENT);
	is_str(show(doc.text), "a\nb");
	ok(!doc.html);
	ok(read_line("{\"text\":\"t\",\"html\":\"<p>h\"}") == JSONL_DOCUMENT);
	is_str(show(doc.text), "<p>h");
	ok(doc.html);
	is_str(show(doc.foreign), ",\"input_text\":\"t\"");
	ok(read_line("{\"html\":\"\",\"text\":\"t\"}") == JSONL_DOCUMENT);
	is_str(show(doc.text), "t");
	ok(read_line("{\"raw_content\":\"<html>\"}") == JSONL_DOCUMENT);
	ok(doc.html);
	ok(read_line("{\"raw_content\":\"prose\"}") == JSONL_DOCUMENT);
	ok(!doc.html);
	/* a name is what it says, not how it is spelled */
	ok(read_line("{\"\\u0074ext\":\"t\"}") == JSONL_DOCUMENT);
	is_str(show(doc.text), "t");
	ok(read_line("{\"text\":\" \\n\"}") == JSONL_EMPTY);
	ok(read_line("{\"text\":\"a\xff\"}") == JSONL_DOCUMENT);
	ok(doc.lossy == 1);
}

static void bad_lines(void)
{
	is_str(why_bad("{\"a\":1}"), "no 'html', 'raw_content' or 'text'");
	is_str(why_bad("{\"text\":7}"), "its content is not a string");
	is_str(why_bad("{\"text\":null}"), "its content is not a string");
	ok(strcmp(why_bad("{\"text\":\"a\",\"text\":\"b\"}"), "it is good"));
	ok(strcmp(why_bad("{\"text\":\"\\ud83d\"}"), "it is good"));
	ok(strcmp(why_bad("{\"text\":\"a\"} x"), "it is good"));
	ok(strcmp(why_bad("not json"), "it is good"));
}

static void urls(void)
{
	read_line("{\"text\":\"a\",\"url\":\" https:\\/\\/a.vn/ \"}");
	is_str(show(doc.url), "https://a.vn/");
	is_str(show(doc.foreign), "");
	read_line("{\"text\":\"a\",\"metadata\":{\"url\":\"https://b.vn/\"}}");
	is_str(show(doc.url), "https://b.vn/");
	is_str(show(doc.foreign), ",\"metadata\":{\"url\":\"https://b.vn/\"}");
	read_line("{\"text\":\"a\",\"url\":null}");
	is_str(show(doc.url), "");
	is_str(show(doc.foreign), ",\"input_url\":null");
}

static void times(void)
{
	read_line("{\"text\":\"a\",\"added\":\"2024-05-01T00:00:00.000Z\"}");
	is_str(show(doc.fetched), "2024-05-01T00:00:00.000Z");
	is_str(show(doc.foreign), ",\"added\":\"2024-05-01T00:00:00.000Z\"");
	read_line("{\"text\":\"a\",\"fetched\":\"2024-05-01T01:02:03+07:00\"}");
	is_str(show(doc.fetched), "2024-05-01T01:02:03+07:00");
	read_line("{\"text\":\"a\",\"fetched\":\"yesterday\"}");
	is_str(show(doc.fetched), "");
	is_str(show(doc.foreign), ",\"input_fetched\":\"yesterday\"");
	read_line("{\"text\":\"a\",\"added\":\"2024-05-01T01:02:03\"}");
	is_str(show(doc.fetched), "");
}

static void foreign_keys(void)
{
	read_line("{\"id\":\"x\",\"text\":\"a\",\"my key\": [1, 2]}");
	is_str(show(doc.foreign), ",\"input_id\":\"x\",\"my key\":[1, 2]");
	/* a new name must not be one that is there */
	read_line("{\"id\":1,\"input_id\":2,\"text\":\"a\"}");
	is_str(show(doc.foreign), ",\"input_input_id\":1,\"input_id\":2");
	read_line("{\"\\u0063reated\":1,\"text\":\"a\"}");
	is_str(show(doc.foreign), ",\"input_created\":1");
	/* a repaired line is not overwritten by its own new names */
	read_line("{\"id\":\"\xff\",\"input_id\":2,\"text\":\"a\"}");
	is_str(show(doc.foreign),
	       ",\"input_input_id\":\"\xef\xbf\xbd\",\"input_id\":2");
}

static void named_content(void)
{
	jsonl.keys = (struct keys){.text = "body"};
	ok(read_line("{\"html\":\"<p>h\",\"body\":\"b\"}") == JSONL_DOCUMENT);
	is_str(show(doc.text), "b");
	ok(!doc.html);
	is_str(show(doc.foreign), ",\"input_html\":\"<p>h\"");
	is_str(why_bad("{\"text\":\"t\"}"), "no 'body'");
	is_str(why_bad("{\"body\":7}"), "its content is not a string");
	ok(read_line("{\"body\":\"\"}") == JSONL_EMPTY);
	/* what a nested one stands in passes through */
	jsonl.keys = (struct keys){.text = "doc.body"};
	ok(read_line("{\"doc\": {\"body\" : \"b\"}}") == JSONL_DOCUMENT);
	is_str(show(doc.text), "b");
	is_str(show(doc.foreign), ",\"doc\":{\"body\" : \"b\"}");
	jsonl.keys = (struct keys){.text = "raw_content"};
	ok(read_line("{\"raw_content\":\"<html>\"}") == JSONL_DOCUMENT);
	ok(!doc.html);
	jsonl.keys = (struct keys){0};
}

static void named_html(void)
{
	jsonl.keys = (struct keys){.html = "page", .text = "body"};
	ok(read_line("{\"body\":\"b\",\"page\":\"h\"}") == JSONL_DOCUMENT);
	is_str(show(doc.text), "h");
	ok(doc.html);
	is_str(show(doc.foreign), ",\"body\":\"b\"");
	ok(read_line("{\"body\":\"b\",\"page\":\"\"}") == JSONL_DOCUMENT);
	is_str(show(doc.text), "b");
	ok(!doc.html);
	is_str(show(doc.foreign), ",\"page\":\"\"");
	ok(read_line("{\"body\":\"b\",\"page\":null}") == JSONL_DOCUMENT);
	is_str(show(doc.text), "b");
	ok(read_line("{\"body\":null,\"page\":\"\"}") == JSONL_EMPTY);
	is_str(why_bad("{\"text\":\"t\"}"), "no 'page' or 'body'");
	jsonl.keys = (struct keys){.html = "page"};
	is_str(why_bad("{\"html\":\"h\"}"), "no 'page'");
	jsonl.keys = (struct keys){0};
}

static void named_urls(void)
{
	jsonl.keys = (struct keys){.url = "link.href"};
	read_line("{\"text\":\"a\",\"url\":\"x\",\"link\":{\"href\":\" "
		  "https:\\/\\/a.vn/ \"}}");
	is_str(show(doc.url), "https://a.vn/");
	is_str(show(doc.foreign), ",\"input_url\":\"x\",\"link\":{\"href\":\" "
				  "https:\\/\\/a.vn/ \"}");
	read_line("{\"text\":\"a\",\"link.href\":\"https://b.vn\"}");
	is_str(show(doc.url), "https://b.vn");
	is_str(show(doc.foreign), "");
	read_line("{\"text\":\"a\",\"url\":\"https://b.vn\",\"link.href\":7}");
	is_str(show(doc.url), "");
	is_str(show(doc.foreign),
	       ",\"input_url\":\"https://b.vn\",\"link.href\":7");
	jsonl.keys = (struct keys){0};
}

static void named_dates(void)
{
	jsonl.keys = (struct keys){.date = "metadata.date"};
	read_line("{\"text\":\"a\",\"added\":\"2024-05-01T00:00:00Z\","
		  "\"metadata\":{\"date\":\"2022-10-10 07:00:00\"}}");
	is_str(show(doc.fetched), "2022-10-10T07:00:00Z");
	is_str(show(doc.foreign),
	       ",\"added\":\"2024-05-01T00:00:00Z\","
	       "\"metadata\":{\"date\":\"2022-10-10 07:00:00\"}");
	read_line("{\"text\":\"a\",\"metadata.date\":1665385200}");
	is_str(show(doc.fetched), "2022-10-10T07:00:00Z");
	read_line("{\"text\":\"a\",\"metadata.date\":\"\\u0031665385200 \"}");
	is_str(show(doc.fetched), "2022-10-10T07:00:00Z");
	read_line("{\"text\":\"a\",\"metadata.date\":\"soon\"}");
	is_str(show(doc.fetched), "");
	read_line("{\"text\":\"a\",\"metadata.date\":[1665385200]}");
	is_str(show(doc.fetched), "");
	read_line("{\"text\":\"a\",\"added\":\"2024-05-01T00:00:00Z\"}");
	is_str(show(doc.fetched), "");
	jsonl.keys = (struct keys){0};
}

static void named_ids(void)
{
	read_line("{\"text\":\"a\",\"id\":\"x\"}");
	is_str(show(doc.own_id), "");
	jsonl.keys = (struct keys){.id = "id"};
	read_line("{\"text\":\"a\",\"id\":\"\\u0078\"}");
	is_str(show(doc.own_id), "x");
	is_str(show(doc.foreign), ",\"input_id\":\"\\u0078\"");
	read_line("{\"text\":\"a\",\"id\":12}");
	is_str(show(doc.own_id), "12");
	is_str(why_bad("{\"text\":\"a\"}"), "no 'id'");
	is_str(why_bad("{\"text\":\"a\",\"id\":\"\"}"), "no 'id'");
	is_str(why_bad("{\"text\":\"a\",\"id\":null}"),
	       "'id' is neither a string nor a number");
	jsonl.keys = (struct keys){0};
}

int main(void)
{
	contents();
	bad_lines();
	urls();
	times();
	foreign_keys();
	named_content();
	named_html();
	named_urls();
	named_dates();
	named_ids();
	ok(jsonl_is_object(&jsonl, STR("{\"txt\":7}")));
	ok(!jsonl_is_object(&jsonl, STR("{}")));
	ok(!jsonl_is_object(&jsonl, STR("{Ảnh: TTXVN}")));
	jsonl_release(&jsonl);
	buf_release(&shown);
	return tap_done();
}
