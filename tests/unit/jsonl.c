/* One line of somebody's JSONL: what is content, what passes through. */
#include "../../stages/read/jsonl.h"

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

int main(void)
{
	contents();
	bad_lines();
	urls();
	times();
	foreign_keys();
	ok(jsonl_is_object(&jsonl, STR("{\"txt\":7}")));
	ok(!jsonl_is_object(&jsonl, STR("{}")));
	ok(!jsonl_is_object(&jsonl, STR("{Ảnh: TTXVN}")));
	jsonl_release(&jsonl);
	buf_release(&shown);
	return tap_done();
}
