#include "paragraphs.h"

#include "tap.h"

static struct buf out;

static const char *joined(const struct paragraphs *paragraphs)
{
	buf_reset(&out);
	buf_add_text(&out, "");
	paragraphs_join(paragraphs, &out);
	return out.n ? out.p : "";
}

static void test_split(struct paragraphs *p)
{
	static const char *const texts[] = {"",	      "one", "one\ntwo",
					    "a\n\nb", "a\n", "\na"};
	static const size_t counts[] = {0, 1, 2, 3, 2, 2};

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		paragraphs_split(p, str_from(texts[i]));
		ok(p->count == counts[i]);
		is_str(joined(p), texts[i]);
	}
}

static void test_put(struct paragraphs *p)
{
	paragraphs_begin(p, STR("b\nd"));
	ok(paragraphs_put(p, 0, STR("a")));
	ok(paragraphs_put(p, 2, STR("c")));
	ok(!paragraphs_put(p, 2, STR("again")));
	ok(paragraphs_put(p, 4, STR("e")));
	ok(!paragraphs_put(p, 9, STR("beyond")));
	paragraphs_end(p);
	is_str(joined(p), "a\nb\nc\nd\ne");
	ok(p->item[0].removed && !p->item[1].removed && p->item[4].removed);

	paragraphs_begin(p, STR("")); /* nothing was left of it */
	ok(paragraphs_put(p, 0, STR("a")));
	paragraphs_end(p);
	is_str(joined(p), "a");
}

static bool put_array(struct paragraphs *p, const char *text, const char *array)
{
	struct error error = {0};

	paragraphs_begin(p, str_from(text));
	return paragraphs_put_removed(p, str_from(array), &error);
}

static void test_removed(struct paragraphs *p)
{
	ok(put_array(p, "b",
		     "[{\"at\":0,\"text\":\"\\u0061\"},"
		     "{\"text\":\"c\",\"at\":2}]"));
	paragraphs_end(p);
	is_str(joined(p), "a\nb\nc");
	ok(put_array(p, "b", "[]"));
	ok(!put_array(p, "b", "[7]"));
	ok(!put_array(p, "b", "[{\"at\":0}]"));
	ok(!put_array(p, "b", "[{\"at\":\"0\",\"text\":\"\"}]"));
	ok(!put_array(p, "b", "[{\"at\":2,\"text\":\"\"}]"));
	ok(!put_array(p, "b", "[{\"at\":18446744073709551615,\"text\":\"\"}]"));
	ok(!put_array(p, "b",
		      "[{\"at\":1,\"text\":\"\"},{\"at\":0,\"text\":\"\"}]"));
}

int main(void)
{
	struct paragraphs paragraphs = {0};

	test_split(&paragraphs);
	test_put(&paragraphs);
	test_removed(&paragraphs);
	paragraphs_release(&paragraphs);
	buf_release(&out);
	return tap_done();
}
