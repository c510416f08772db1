/* A key of an option: a name, or a path of names into nested objects. */
#include "../../stages/common/input/keys.h"

#include "tap.h"

static struct record record;
static struct buf shown;

/* What stands at key, "nested: " before it if that is not the top. */
static const char *find(const char *line, const char *key)
{
	struct error error;
	struct found found;

	ok(record_scan(&record, str_from(line), &error));
	found = keys_find(&record, str_from(key));
	if (!found.value.p)
		return found.field ? "a field without a value" : "none";
	buf_reset(&shown);
	buf_add_text(&shown, found.field ? "" : "nested: ");
	buf_add_str(&shown, found.value);
	return shown.p;
}

int main(void)
{
	struct buf deep = {0}, key = {0};
	int i;

	is_str(find("{\"a\":1,\"b\":\"x\"}", "b"), "\"x\"");
	is_str(find("{\"a\":1}", "b"), "none");
	is_str(find("{\"a\":1}", ""), "none");
	is_str(find("{\"\":1}", ""), "1");
	is_str(find("{\"\\u0061\":1}", "a"), "1");
	is_str(find("{\"tin t\xe1\xbb\xa9\x63\":1}", "tin t\xe1\xbb\xa9\x63"),
	       "1");
	is_str(find("{\"m\":{\"u\": {\"v\":7} }}", "m.u"), "nested: {\"v\":7}");
	is_str(find("{\"m\":{\"u\":{\"v\":7}}}", "m.u.v"), "nested: 7");
	is_str(find("{\"m\":{\"u\":7}}", "m.u.v"), "none");
	is_str(find("{\"m\":{\"u\":7}}", "m.v"), "none");
	is_str(find("{\"m\":[{\"u\":7}]}", "m.u"), "none");
	is_str(find("{\"m\":\"u\"}", "m.u"), "none");
	is_str(find("{\"m\":{\"\":7}}", "m."), "nested: 7");
	is_str(find("{\"\":{\"u\":7}}", ".u"), "nested: 7");
	is_str(find("{\"m\":{}}", "."), "none");
	/* a name may have a dot in it, and comes first then */
	is_str(find("{\"m\":{\"u\":1},\"m.u\":2}", "m.u"), "2");
	is_str(find("{\"m\":{\"dc.date\":1}}", "m.dc.date"), "nested: 1");
	is_str(find("{\"m\":{\"\\u0075\":1,\"u\":2}}", "m.u"), "nested: 1");

	/* as deep as an object may be */
	for (i = 0; i < JSON_DEPTH_MAX; i++) {
		buf_add_text(&deep, "{\"a\":");
		buf_add_text(&key, i ? ".a" : "a");
	}
	buf_add_char(&deep, '7');
	for (i = 0; i < JSON_DEPTH_MAX; i++)
		buf_add_char(&deep, '}');
	is_str(find(deep.p, key.p), "nested: 7");

	buf_release(&deep);
	buf_release(&key);
	buf_release(&shown);
	record_release(&record);
	return tap_done();
}
