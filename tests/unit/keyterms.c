#include "../../stages/cluster/keyterms.h"

#include "../../stages/cluster/bag.h"
#include "tap.h"

static struct tokens tokens;
static struct keyterms keyterms;

/* The term that a text of one token or two is. */
static uint32_t term_of(const char *text)
{
	tokens_find(&tokens, str_from(text));
	return tokens.count == 1
		       ? bag_term(tokens.token[0].hash)
		       : bag_bigram(tokens.token[0].hash, tokens.token[1].hash);
}

struct wanted {
	const char *text;
	uint32_t weight;
};

/* What is found in a text of those wanted, without their terms. */
static const char *found(const struct wanted *wanted, size_t n,
			 const char *text)
{
	static struct buf array, out;
	struct heavy term[KEYTERMS_WANTED];

	for (size_t i = 0; i < n; i++)
		term[i] = (struct heavy){term_of(wanted[i].text),
					 wanted[i].weight};
	buf_reset(&array);
	buf_add_char(&array, '[');
	keyterms_find(term, n, str_from(text), &tokens, &array);
	buf_add_char(&array, ']');
	buf_reset(&out);
	for (size_t i = 0; i < array.n; i++) {
		const bool opens = i && array.p[i] == '[';
		const char *const comma = strchr(array.p + i, ',');

		buf_add_char(&out, array.p[i]);
		if (opens && comma)
			i = (size_t)(comma - array.p);
	}
	return out.p;
}

static void test_find(void)
{
	const struct wanted wanted[] = {
		{"river", 5}, {"Old Bridge", 9}, {"absent", 7}, {"old", 1}};

	is_str(found(wanted, 4,
		     "The River at the OLD bridge; old river, old bridge"),
	       "[[5,\"River\"],[1,\"OLD\"],[9,\"OLD bridge\"]]");
	/* two tokens with more than a space between are no term */
	is_str(found(wanted, 2, "old, bridge old  bridge old\nbridge"), "[]");
	is_str(found(wanted, 2, ""), "[]");
	is_str(found(wanted, 0, "river"), "[]");
}

static void test_scripts(void)
{
	const struct wanted wanted[] = {{"洪水", 9}, {"Đà Nẵng", 8}};

	is_str(found(wanted, 2, "在青岚发生洪水。"), "[[9,\"洪水\"]]");
	is_str(found(wanted, 2, "tại đà nẵng"), "[[8,\"đà nẵng\"]]");
}

/* Only the first tokens are looked at. */
static void test_long(void)
{
	const struct wanted wanted[] = {{"last", 9}};
	struct buf text = {0};

	for (int i = 1; i < KEYTERMS_TOKENS; i++)
		buf_add_text(&text, "a ");
	buf_add_text(&text, "last");
	is_str(found(wanted, 1, text.p), "[[9,\"last\"]]");
	buf_reset(&text);
	for (int i = 0; i < KEYTERMS_TOKENS; i++)
		buf_add_text(&text, "a ");
	buf_add_text(&text, "last");
	is_str(found(wanted, 1, text.p), "[]");
	buf_release(&text);
}

static void add(const char *array)
{
	keyterms_add(&keyterms, str_from(array));
}

static const char *chosen(void)
{
	static struct buf out;

	buf_reset(&out);
	keyterms_put(&keyterms, &out);
	return out.p;
}

/* Even terms are single tokens, odd ones two. */
static void test_choice(void)
{
	is_str(chosen(), "[]");
	add("[]");
	keyterms_add(&keyterms, (struct str){0});
	is_str(chosen(), "[]");
	add("[[2,5,\"b\"],[4,9,\"a\"]]");
	add("[[6,7,\"c\"]]");
	is_str(chosen(), "[\"a\",\"c\",\"b\"]");
	is_str(chosen(), "[]"); /* the next event */
	/* of one term the heaviest form, and of equals the first */
	add("[[2,5,\"one\"],[4,5,\"two\"]]");
	add("[[2,6,\"ONE\"],[4,5,\"TWO\"]]");
	is_str(chosen(), "[\"ONE\",\"two\"]");
	/* equal weights go by the term */
	add("[[8,5,\"x\"],[4,5,\"y\"]]");
	is_str(chosen(), "[\"y\",\"x\"]");
}

static void test_overlap(void)
{
	/* two tokens stay, whichever is the heavier */
	add("[[2,9,\"bridge\"],[3,5,\"old bridge\"],[4,1,\"old\"]]");
	is_str(chosen(), "[\"old bridge\"]");
	add("[[2,5,\"bridge\"],[3,9,\"old bridge\"]]");
	is_str(chosen(), "[\"old bridge\"]");
	/* of two single ones the heavier */
	add("[[2,9,\"flood\"],[4,5,\"floods\"]]");
	is_str(chosen(), "[\"flood\"]");
	add("[[2,4,\"flood\"],[4,5,\"floods\"]]");
	is_str(chosen(), "[\"floods\"]");
	/* two that both have it, each for itself */
	add("[[2,9,\"bridge\"],[3,5,\"old bridge\"],[5,4,\"bridge of\"]]");
	is_str(chosen(), "[\"old bridge\",\"bridge of\"]");
}

static void test_escapes(void)
{
	add("[[2,9,\"a\\\"b\"],[4,8,\"\\u0001\"],[6,7,\"\\\\\"]]");
	is_str(chosen(), "[\"a\\\"b\",\"\\u0001\",\"\\\\\"]");
}

static void test_many(void)
{
	struct buf array = {0}, want = {0};

	buf_add_char(&array, '[');
	buf_add_char(&want, '[');
	for (int i = 0; i < 40; i++)
		buf_addf(&array, "%s[%d,%d,\"%c%c\"]", i ? "," : "", 2 * i,
			 100 + i, 'a' + i % 26, 'A' + i / 26);
	buf_add_char(&array, ']');
	for (int i = 39; i > 39 - KEYTERMS_MOST; i--)
		buf_addf(&want, "%s\"%c%c\"", i < 39 ? "," : "", 'a' + i % 26,
			 'A' + i / 26);
	buf_add_char(&want, ']');
	add(array.p);
	is_str(chosen(), want.p);
	buf_release(&array);
	buf_release(&want);
}

/* What nobody has found is passed over. */
static void test_foreign(void)
{
	add("[1,[2],[2,3],[8,99,4],[2,\"3\",\"x\"],[2,3,[]],[2,9,\"a\"],{}]");
	is_str(chosen(), "[\"a\"]");
}

int main(void)
{
	test_find();
	test_scripts();
	test_long();
	test_choice();
	test_overlap();
	test_escapes();
	test_many();
	test_foreign();
	keyterms_release(&keyterms);
	tokens_release(&tokens);
	return tap_done();
}
