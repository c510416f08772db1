#include "../../stages/cluster/kept.h"

#include <stdlib.h>

#include "../../stages/cluster/digest.h"
#include "../../stages/cluster/vector.h"
#include "tap.h"

static struct digest digest;

static void make_digest(size_t terms, size_t copies)
{
	static struct copied copied[] = {{STR_INIT("\"x\""), 50 * 1000},
					 {STR_INIT("\"y\""), 0},
					 {STR_INIT("\"z\""), 900 * 1000}};

	memset(&digest, 0, sizeof(digest));
	digest.id = STR("\"id\"");
	digest.seconds = -5;
	digest.created_day = -1;
	digest.all_tokens = 300;
	digest.tokens = 200;
	digest.copied = copied;
	digest.copies = copies;
	digest.facts = (struct facts){.day = 7,
				      .sure = 90,
				      .from = FACTS_TEXT,
				      .span = 2,
				      .month = 1,
				      .month_day = 8,
				      .ordinal = {.number = 3, .before = 2}};
	digest.bag.count = terms;
	for (size_t i = 0; i < terms; i++) {
		digest.bag.term[i] = (uint32_t)(UINT32_MAX - 7 * i);
		digest.bag.times[i] = (uint8_t)(1 + i % 255);
		digest.bag.kind[i] = (uint8_t)(i % 4);
	}
}

static bool same_bag(const struct bag *a, const struct bag *b)
{
	return a->count == b->count &&
	       !memcmp(a->term, b->term, a->count * sizeof(*a->term)) &&
	       !memcmp(a->times, b->times, a->count) &&
	       !memcmp(a->kind, b->kind, a->count);
}

static bool has_copy(const struct kept *kept, size_t i, const char *of,
		     uint64_t share)
{
	const struct kept_copy copy = kept_copy(kept, i);

	return copy.of == kept_hash(str_from(of)) && copy.share == share;
}

static void check(struct str bytes, size_t terms)
{
	struct kept kept;
	struct bag bag;

	ok(kept_unpack(bytes, &kept));
	ok(str_eq(kept.id, STR("\"id\"")) && str_eq(kept.row, STR("{row")));
	ok(kept.seconds == -5 && kept.day == -1 && kept.tokens == 300);
	ok(kept.facts.day == 7 && kept.facts.sure == 90 &&
	   kept.facts.from == FACTS_TEXT && kept.facts.span == 2 &&
	   kept.facts.month == 1 && kept.facts.month_day == 8 &&
	   kept.facts.ordinal.number == 3 && kept.facts.ordinal.before == 2);
	ok(kept.copies == 3 && kept.terms == terms);
	/* a share of the 200 tokens that are no templates, and never more
	 * than all of them */
	ok(has_copy(&kept, 0, "\"x\"", VECTOR_ONE / 4));
	ok(has_copy(&kept, 1, "\"y\"", 0));
	ok(has_copy(&kept, 2, "\"z\"", VECTOR_ONE));
	kept_bag(&kept, &bag);
	ok(same_bag(&bag, &digest.bag));
}

static void test_round_trip(void)
{
	static const size_t terms[] = {0, 1, 20, BAG_TERMS};
	struct buf out = {0}, again = {0};
	struct kept kept;
	struct bag bag;

	for (size_t i = 0; i < 4; i++) {
		make_digest(terms[i], 3);
		buf_reset(&out);
		buf_add_char(&out, 'x'); /* wherever it stands */
		kept_pack(&digest, STR("{row"), &out);
		check(str_skip(buf_str(&out), 1), terms[i]);
		kept_unpack(str_skip(buf_str(&out), 1), &kept);
		kept_bag(&kept, &bag);
		buf_reset(&again);
		kept_put(&kept, &bag, &again);
		ok(str_eq(buf_str(&again), str_skip(buf_str(&out), 1)));
	}
	make_digest(2, 0);
	digest.tokens = 0;
	buf_reset(&out);
	kept_pack(&digest, STR(""), &out);
	ok(kept_unpack(buf_str(&out), &kept));
	ok(!kept.copies && !kept.row.n && kept.terms == 2);
	buf_release(&out);
	buf_release(&again);
}

/* In order, by one key less than the one before. */
static const struct kept ordered[] = {
	{.seconds = INT64_MIN, .id = STR_INIT("\"z\""), .tokens = 1},
	{.seconds = -86400, .id = STR_INIT("\"y\""), .tokens = 2},
	{.seconds = -1, .id = STR_INIT("\"x\""), .tokens = 1},
	{.seconds = 0, .id = STR_INIT("\"w\""), .tokens = 1},
	{.seconds = 1, .id = STR_INIT("\"v\""), .tokens = UINT32_MAX},
	{.seconds = 1, .id = STR_INIT("\"u\""), .tokens = 300},
	{.seconds = 1, .id = STR_INIT("\"a\""), .tokens = 2},
	{.seconds = 1, .id = STR_INIT("\"aa\""), .tokens = 2},
	{.seconds = 1, .id = STR_INIT("\"b\""), .tokens = 2},
	{.seconds = 1, .id = STR_INIT("\"\""), .tokens = 0},
	{.seconds = 256, .id = STR_INIT("\"t\""), .tokens = 9},
	{.seconds = INT64_C(1) << 40, .id = STR_INIT("\"s\""), .tokens = 9},
	{.seconds = INT64_MAX, .id = STR_INIT("\"b\""), .tokens = 9},
	{.seconds = INT64_MAX, .id = STR_INIT("\"a\""), .tokens = 8},
};

static void test_keys(void)
{
	const size_t n = sizeof(ordered) / sizeof(*ordered);
	struct buf a = {0}, b = {0};
	bool good = true;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			const int want = (i > k) - (i < k);
			int order;

			buf_reset(&a);
			buf_reset(&b);
			/* a tie decides of one document alone */
			kept_key(&ordered[i], n - i, &a);
			kept_key(&ordered[k], n - k, &b);
			order = str_order(buf_str(&a), buf_str(&b));
			good &= (order > 0) - (order < 0) == want;
		}
	ok(good);
	buf_reset(&a);
	buf_reset(&b);
	kept_key(&ordered[0], 255, &a);
	kept_key(&ordered[0], 256, &b);
	ok(str_order(buf_str(&a), buf_str(&b)) < 0);
	buf_release(&a);
	buf_release(&b);
}

static void test_ids(void)
{
	struct buf out = {0};

	kept_event_id(STR("\"ab\""), &out);
	is_str(out.p, "\"eab\"");
	ok(kept_hash(STR("\"a\"")) != kept_hash(STR("\"b\"")));
	ok(kept_hash(STR("\"a\"")) != kept_hash(STR("a")));
	buf_release(&out);
}

static bool within(const char *p, size_t n, struct str bytes)
{
	return p >= bytes.p && n <= (size_t)(bytes.p + bytes.n - p);
}

/* Refused, or all of it is there. */
static bool is_safe(struct str bytes)
{
	char *const copy = malloc(bytes.n ? bytes.n : 1);
	const struct str own = {copy, bytes.n};
	struct kept kept;
	bool safe = true;

	if (bytes.n)
		memcpy(copy, bytes.p, bytes.n);
	if (kept_unpack(own, &kept))
		safe = within(kept.id.p, kept.id.n, own) &&
		       within(kept.row.p, kept.row.n, own) &&
		       within(kept.copy, kept.copies * sizeof(struct kept_copy),
			      own) &&
		       within(kept.term, 6 * kept.terms, own) &&
		       kept.terms <= BAG_TERMS &&
		       kept.facts.from <= FACTS_TEXT &&
		       kept.facts.sure <= 100 && kept.facts.month <= 12 &&
		       kept.facts.month_day <= 31 &&
		       kept.facts.ordinal.before <= ORDINAL_BEFORE &&
		       kept.facts.ordinal.after <= ORDINAL_AFTER;
	free(copy);
	return safe;
}

static void try_damage(size_t terms, size_t copies)
{
	struct buf out = {0};
	struct kept kept;
	bool safe = true, cut = true;

	make_digest(terms, copies);
	kept_pack(&digest, STR("row"), &out);
	for (size_t i = 0; i < out.n; i++) {
		const char byte = out.p[i];

		cut &= !kept_unpack((struct str){out.p, i}, &kept);
		for (unsigned flip = 1; flip < 0x200; flip <<= 1) {
			out.p[i] = (char)(byte ^ (flip > 0x80 ? 0xFF : flip));
			safe &= is_safe(buf_str(&out));
		}
		out.p[i] = byte;
	}
	ok(safe);
	ok(cut);
	buf_add_char(&out, 'x');
	ok(!kept_unpack(buf_str(&out), &kept));
	buf_release(&out);
}

int main(void)
{
	test_round_trip();
	test_keys();
	test_ids();
	try_damage(4, 3);
	try_damage(0, 0);
	try_damage(0, 1);
	return tap_done();
}
