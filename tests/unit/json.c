#include "json.h"

#include <stdlib.h>

#include "tap.h"

static const char *why(const char *text)
{
	struct error error = {0};

	return json_check(str_from(text), &error) ? "" : error.what;
}

static size_t where(const char *text)
{
	struct error error = {0};

	json_check(str_from(text), &error);
	return error.at;
}

static void test_good(void)
{
	static const char *const good[] = {
		"0",
		"-0",
		"1.5e-7",
		"1E+2",
		"10",
		"true",
		"false",
		"null",
		"\"\"",
		"[]",
		"{}",
		"[0]",
		"[[],{}]",
		" [ 1 , 2 ] ",
		"{\"a\":{\"a\":1}}",
		"\t{ \"a\" : [ ] }\r\n",
		"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\"",
		"\"\\ud83d\\uDE00\"",
		"\"\x7f\"",
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		is_str(why(good[i]), "");
}

static void test_bad(void)
{
	static const char *const bad[] = {
		"",
		"01",
		"-",
		"1.",
		".5",
		"+1",
		"1e",
		"1e+",
		"0x1",
		"NaN",
		"nan",
		"tru",
		"nulL",
		"Infinity",
		"[",
		"[1",
		"[1,",
		"[1,]",
		"[,1]",
		"[1 2]",
		"]",
		"{",
		"{\"a\"",
		"{\"a\":",
		"{\"a\":1",
		"{\"a\":1,",
		"{\"a\":1,}",
		"{a:1}",
		"{1:1}",
		"{,}",
		"{\"a\" 1}",
		"[}",
		"{]",
		"[1}",
		"\"",
		"\"\\\"",
		"\"\\",
		"\"\\x\"",
		"\"\\u12\"",
		"\"\\u12g4\"",
		"\"\\ud800\"",
		"\"\\udc00\"",
		"\"\\ud800\\u0041\"",
		"\"\\ud800\\ud800\"",
		"\"\\ud800x\\udc00\"",
		"\"\n\"",
		"\"\x1f\"",
		"'a'",
		"1 2",
		"{}{}",
		"[]]",
		"\xef\xbb\xbf{}",
		"{\"a\":1 \"b\":2}",
		"/**/1",
		"\v1",
		"\"\\U0041\"",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (!ok(*why(bad[i])))
			printf("# accepted: %s\n", bad[i]);
}

static void test_errors(void)
{
	is_str(why("[1,\"a"), "unclosed string");
	is_str(why("{\"a\":[1}"), "expected ',' or a closing bracket");
	ok(where("{\"a\":[1}") == 7);
	ok(where("[1, \"a\nb\"]") == 6);
	ok(where(" x ") == 1);
	ok(where("1 x") == 2);
}

static void test_depth(void)
{
	char deep[2 * JSON_DEPTH_MAX + 3] = "";
	const size_t n = JSON_DEPTH_MAX;
	struct error error;

	memset(deep, '[', n);
	memset(deep + n, ']', n);
	is_str(why(deep), "");
	memset(deep, '[', n + 1);
	memset(deep + n + 1, ']', n + 1);
	is_str(why(deep), "nested too deep");
	/* objects and arrays in turn keep their kinds all the way down */
	is_str(why("[{\"a\":[{\"a\":[{\"a\":[]}]}]}]"), "");
	is_str(why("[{\"a\":[{\"a\":[{\"a\":[1}]}]}]}]"),
	       "expected ',' or a closing bracket");
	/* nothing behind the end is looked at */
	ok(!json_check((struct str){"[1]", 2}, &error));
	ok(!json_check((struct str){"true", 3}, &error));
	ok(!json_check((struct str){"\"\\u1234\"", 6}, &error));
}

static void test_strings(void)
{
	const struct str odd = STR("\0\x01\x1f \"\\/\b\f\n\r\t\x7f"
				   "ắ\xf0\x9f\x98\x80");
	struct buf out = {0}, back = {0};

	json_put_string(&out, odd);
	is_str(out.p, "\"\\u0000\\u0001\\u001f \\\"\\\\/\\b\\f\\n\\r\\t\x7f"
		      "ắ\xf0\x9f\x98\x80\"");
	is_str(why(out.p), "");
	json_unescape(buf_str(&out), &back);
	ok(str_eq(buf_str(&back), odd));
	buf_reset(&back);
	json_unescape(STR("\"\\u0061\\/\\u1eaf\\ud83d\\uDE00\\uFFFF\""), &back);
	is_str(back.p, "a/ắ\xf0\x9f\x98\x80\xef\xbf\xbf");

	ok(str_eq(json_plain(STR("\"plain\"")), STR("plain")));
	ok(json_plain(STR("\"\"")).p != NULL);
	ok(json_plain(STR("\"a\\n\"")).p == NULL);
	ok(json_is(STR("\"a\""), STR("a")));
	ok(json_is(STR("\"\\u0061\\n\""), STR("a\n")));
	ok(!json_is(STR("\"\\n\""), STR("\\n")));
	ok(json_is(STR("\"\\\\n\""), STR("\\n")));
	ok(!json_is(STR("\"ab\""), STR("a")));
	ok(!json_is(STR("\"a\""), STR("ab")));
	ok(!json_is(STR("12"), STR("")));
	ok(!json_is((struct str){0}, STR("")));
	ok(json_is(STR("\"\""), STR("")));
	buf_release(&out);
	buf_release(&back);
}

static void test_numbers(void)
{
	uint64_t n = 7;

	ok(json_uint(STR("0"), &n) && n == 0);
	ok(json_uint(STR("18446744073709551615"), &n) && n == UINT64_MAX);
	ok(!json_uint(STR("18446744073709551616"), &n));
	ok(!json_uint(STR("99999999999999999999"), &n));
	ok(!json_uint(STR("-1"), &n) && !json_uint(STR("1.0"), &n));
	ok(!json_uint(STR("1e2"), &n) && !json_uint((struct str){0}, &n));
	ok(json_number(STR("0.973")) == 0.973);
	ok(json_number(STR("-1.5e3")) == -1500);
	ok(json_number((struct str){"12345", 2}) == 12);
	ok(json_number(STR("\"1\"")) == 0 && json_number(STR("null")) == 0);
	ok(json_kind(STR("-1")) == '0' && json_kind(STR("[")) == '[');
	ok(json_kind((struct str){0}) == '\0');
}

static void test_walk(void)
{
	struct str rest = STR("[ 1 , [2,\"]\"] ,{\"a\":3}]"), item, name;

	ok(json_next_item(&rest, &item) && str_eq(item, STR("1")));
	ok(json_next_item(&rest, &item) && str_eq(item, STR("[2,\"]\"]")));
	ok(json_next_item(&rest, &item) && str_eq(item, STR("{\"a\":3}")));
	ok(!json_next_item(&rest, &item) && !json_next_item(&rest, &item));
	rest = STR("[ ]");
	ok(!json_next_item(&rest, &item));
	rest = STR("\"no array\"");
	ok(!json_next_item(&rest, &item));
	rest = (struct str){0};
	ok(!json_next_item(&rest, &item));
	ok(!json_next_member(&rest, &name, &item));

	rest = STR("{ \"a\" : { } , \"b,\":[]}");
	ok(json_next_member(&rest, &name, &item) && json_is(name, STR("a")) &&
	   str_eq(item, STR("{ }")));
	ok(json_next_member(&rest, &name, &item) && json_is(name, STR("b,")) &&
	   str_eq(item, STR("[]")));
	ok(!json_next_member(&rest, &name, &item));

	rest = STR("{\"a\":{\"b\":1},\"\\u0062\":2,\"b\":3}");
	ok(str_eq(json_member(rest, STR("b")), STR("2")));
	ok(json_member(rest, STR("c")).p == NULL);
	ok(json_member(STR("[]"), STR("c")).p == NULL);
}

static void test_write(void)
{
	struct buf out = {0};

	buf_add_char(&out, '{');
	json_put_key(&out, "share");
	json_put_share(&out, 0.9734);
	json_put_key(&out, "list");
	buf_add_char(&out, '[');
	json_put_sep(&out);
	json_put_bool(&out, true);
	json_put_sep(&out);
	json_put_bool(&out, false);
	buf_add_text(&out, "]}");
	is_str(out.p, "{\"share\":0.973,\"list\":[true,false]}");

	buf_reset(&out);
	json_put_share(&out, 1);
	buf_add_char(&out, ' ');
	json_put_share(&out, 0.9996);
	buf_add_char(&out, ' ');
	json_put_share(&out, -0.5);
	buf_add_char(&out, ' ');
	json_put_share(&out, strtod("nan", NULL));
	buf_add_char(&out, ' ');
	json_put_share(&out, 0.0005);
	buf_add_char(&out, ' ');
	json_put_share(&out, 12.05);
	is_str(out.p, "1.000 1.000 0.000 0.000 0.001 12.050");
	buf_release(&out);
}

int main(void)
{
	test_good();
	test_bad();
	test_errors();
	test_depth();
	test_strings();
	test_numbers();
	test_walk();
	test_write();
	return tap_done();
}
