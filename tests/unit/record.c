/* Given a file, this says of each of its lines whether it is a record, and
 * writes it anew with every name and string decoded and encoded again; see
 * tests/record-jq.t. */
#include "record.h"

#include "reader.h"
#include "tap.h"

static struct record record;
static struct error error;

static const char *why(const char *line)
{
	error = (struct error){"", 0};
	return record_scan(&record, str_from(line), &error) ? "" : error.what;
}

static void test_scan(void)
{
	is_str(why("{}"), "");
	ok(record.count == 0);
	is_str(why(" { \"id\" : \"x\" , \"n\":[ 1 ] }\r"), "");
	ok(record.count == 2);
	ok(str_eq(record.field[0].name, STR("id")));
	ok(str_eq(record.field[0].value, STR("\"x\"")));
	ok(str_eq(record_find(&record, "n"), STR("[ 1 ]")));
	ok(record_find(&record, "i").p == NULL);

	is_str(why(""), "not a JSON object: run winnow-read before");
	is_str(why("[]"), "not a JSON object: run winnow-read before");
	is_str(why("{\"a\":1"), "unclosed object");
	is_str(why("{\"a\":1,"), "expected a string");
	is_str(why("{\"a\":1,}"), "expected a string");
	is_str(why("{,}"), "expected a string");
	is_str(why("{\"a\":1 2}"), "expected ',' or '}'");
	is_str(why("{\"a\":1}]"), "text after the object");
	is_str(why("{\"a\":}"), "expected a value");
	ok(error.at == 5);
	is_str(why("{\"a\":\"\xff\"}"), "not UTF-8");
	ok(error.at == 6);
	is_str(why("{\"a\":\"\xed\xa0\x80\"}"), "not UTF-8");
	is_str(why("{\"a\":1,\"b\":2,\"a\":3}"), "duplicate key");
	ok(error.at == 14);
	is_str(why("{\"a\":1,\"\\u0061\":3}"), "duplicate key");
	is_str(why("{\"\":1,\"a\":{\"a\":2}}"), "");
}

static void test_limits(void)
{
	struct buf line = {0};

	for (int keys = RECORD_KEYS_MAX; keys <= RECORD_KEYS_MAX + 1; keys++) {
		buf_reset(&line);
		for (int i = 0; i < keys; i++)
			buf_addf(&line, "%c\"k%d\":%d", i ? ',' : '{', i, i);
		buf_add_char(&line, '}');
		is_str(why(line.p),
		       keys > RECORD_KEYS_MAX ? "too many keys" : "");
		ok(record.count == RECORD_KEYS_MAX);
	}
	for (int depth = JSON_DEPTH_MAX - 1; depth <= JSON_DEPTH_MAX; depth++) {
		buf_reset(&line);
		buf_add_text(&line, "{\"a\":");
		for (int i = 0; i < depth; i++)
			buf_add_char(&line, '[');
		for (int i = 0; i < depth; i++)
			buf_add_char(&line, ']');
		buf_add_char(&line, '}');
		is_str(why(line.p),
		       depth < JSON_DEPTH_MAX ? "" : "nested too deep");
	}
	buf_release(&line);
}

static void test_text(void)
{
	struct buf out = {0};

	why("{\"t\\u0065xt\":\"a\\nb\\u0000\",\"n\":5}");
	buf_add_text(&out, "=");
	ok(record_text(&record, "text", &out));
	ok(str_eq(buf_str(&out), STR("=a\nb\0")));
	ok(!record_text(&record, "n", &out));
	ok(!record_text(&record, "none", &out));
	ok(out.n == 5);
	buf_release(&out);
}

static void test_rewrite(void)
{
	static const char *const drop[] = {"text", "roles", NULL};
	static const char *const all[] = {"a", NULL};
	static const char *const none[] = {NULL};
	struct buf out = {0};

	why("{ \"a\" : 1.50 ,\"text\":\"x\",\"b\\u0021\":[ \"\\u00e9\" ]}");
	record_open(&record, drop, &out);
	json_put_key(&out, "text");
	json_put_string(&out, STR("y"));
	record_close(&out);
	is_str(out.p, "{\"a\":1.50,\"b\\u0021\":[ \"\\u00e9\" ],"
		      "\"text\":\"y\"}\n");

	buf_reset(&out);
	why("{\"a\":1}");
	record_open(&record, all, &out);
	record_close(&out);
	is_str(out.p, "{}\n");
	buf_reset(&out);
	record_open(&record, none, &out);
	record_close(&out);
	is_str(out.p, "{\"a\":1}\n");
	buf_release(&out);
}

static void write_anew(struct buf *out)
{
	struct buf text = {0};

	buf_add_text(out, "ok\t{");
	for (size_t i = 0; i < record.count; i++) {
		const struct field *const field = &record.field[i];
		const struct str name = {field->name.p - 1, field->name.n + 2};

		buf_reset(&text);
		json_unescape(name, &text);
		json_put_sep(out);
		json_put_string(out, buf_str(&text));
		buf_add_char(out, ':');
		buf_reset(&text);
		if (json_kind(field->value) == '"') {
			json_unescape(field->value, &text);
			json_put_string(out, buf_str(&text));
		} else {
			buf_add_str(out, field->value);
		}
	}
	record_close(out);
	buf_release(&text);
}

static void judge_lines(char **files)
{
	struct reader reader;
	struct buf out = {0};
	struct str line;

	reader_init(&reader, files);
	while (reader_next(&reader, &line)) {
		if (record_scan(&record, line, &error))
			write_anew(&out);
		else
			buf_addf(&out, "bad\t%s\n", error.what);
	}
	fwrite(out.p, 1, out.n, stdout);
	reader_release(&reader);
	buf_release(&out);
}

int main(int argc, char **argv)
{
	if (argc > 1) {
		judge_lines(argv + 1);
		record_release(&record);
		return 0;
	}
	test_scan();
	test_limits();
	test_text();
	test_rewrite();
	record_release(&record);
	return tap_done();
}
