/* Containment by sorted sets, in memory and searched on disk, against
 * counting one by one. */
#include "../../stages/match/store.h"

#include <stdlib.h>

#include "shingles.h"
#include "tap.h"
#include "unicode.h"

static uint64_t state = 3;

static unsigned random_below(unsigned n)
{
	state = state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(state >> 33) % n;
}

/* n words from place `from` of an endless text; every third is changed. */
static void say(struct buf *text, size_t from, size_t n, size_t changes)
{
	buf_reset(text);
	for (size_t i = from; i < from + n; i++) {
		if (changes && random_below((unsigned)changes) == 0)
			buf_addf(text, "new ");
		else
			buf_addf(text, "word%c%c%c%c ", (char)('a' + i % 26),
				 (char)('a' + i / 26 % 26),
				 (char)('a' + i / 676 % 26),
				 (char)('a' + i / 17576 % 26));
	}
}

static void add(struct store *store, struct tokens *tokens, struct str text)
{
	const struct shingled_paragraph paragraph = {.high = text.n, .low = 1};

	tokens_find(tokens, text);
	store_add(store, &paragraph, tokens);
}

/* The share of a's different shingles that b has. */
static double naive(struct str a, struct str b)
{
	struct tokens at = {0}, bt = {0};
	uint64_t *as, *bs;
	size_t an, bn, all = 0, common = 0;

	tokens_find(&at, a);
	tokens_find(&bt, b);
	as = calloc(at.count + 1, sizeof(*as));
	bs = calloc(bt.count + 1, sizeof(*bs));
	an = shingles_hash(&at, SHINGLE_TOKENS, as);
	bn = shingles_hash(&bt, SHINGLE_TOKENS, bs);
	for (size_t i = 0; i < an; i++) {
		size_t k;

		for (k = 0; k < i && as[k] != as[i]; k++)
			;
		if (k < i)
			continue;
		all++;
		for (k = 0; k < bn && bs[k] != as[i]; k++)
			;
		common += k < bn;
	}
	free(as);
	free(bs);
	tokens_release(&at);
	tokens_release(&bt);
	return all ? (double)common / (double)all : 0;
}

/* One q of q_words, and p's that have more or less of it. */
static bool agrees(size_t q_words, size_t p_words)
{
	struct store store;
	struct store_set set = {0}, other = {0};
	struct tokens tokens = {0};
	struct buf q = {0}, p = {0};
	struct overlap overlap;
	bool good = true;

	store_init(&store, 1 << 16);
	store_skip(&store);
	say(&q, 0, q_words, 0);
	add(&store, &tokens, buf_str(&q));
	for (uint64_t i = 2; i < 42; i++) {
		double share;
		bool found;

		say(&p, random_below((unsigned)q_words), p_words, 3 * i);
		add(&store, &tokens, buf_str(&p));
		store_load(&store, i, &set);
		share = naive(buf_str(&p), buf_str(&q));
		found = store_contains(&store, &set, 1, 0.5, &other, &overlap);
		good &= found == (share >= 0.5);
		good &= !found || (overlap.containment >= share - 1e-12 &&
				   overlap.containment <= share + 1e-12);
	}
	store_set_release(&set);
	store_set_release(&other);
	tokens_release(&tokens);
	buf_release(&q);
	buf_release(&p);
	store_release(&store);
	return good;
}

/* Does the store call the first text a copy of the second at 0.5? */
static bool contains(const char *p, const char *q, struct overlap *overlap)
{
	struct store store;
	struct store_set set = {0}, other = {0};
	struct tokens tokens = {0};
	bool found;

	store_init(&store, 1 << 16);
	add(&store, &tokens, str_from(q));
	add(&store, &tokens, str_from(p));
	store_load(&store, 1, &set);
	found = store_contains(&store, &set, 0, 0.5, &other, overlap);
	store_set_release(&set);
	store_set_release(&other);
	tokens_release(&tokens);
	store_release(&store);
	return found;
}

static void test_numbers(void)
{
	struct overlap overlap;

	ok(contains("a b c d e f 7", "0 a b c d e f 7", &overlap));
	ok(overlap.containment == 1 && overlap.resemblance == 0.75);
	ok(!contains("a b c d e f g h i 7", "a b c d e f g h i 8", &overlap));
	ok(contains("a b c d e f g h i x", "a b c d e f g h i 8", &overlap));
	ok(!contains("a b c d e f g 1.675", "1 675 a b c d e f g", &overlap));
	ok(contains("a b c d e f g 22", "22 a b c d e f g", &overlap));
	/* fewer than five tokens have no shingle */
	ok(!contains("a b c d", "a b c d", &overlap));
	ok(!contains("a b c d", "a b c d e", &overlap));
}

static void test_equal(void)
{
	static const char *const texts[] = {"a b c d e f", "a b c d e f",
					    "A B C D E X"};
	struct store store;
	struct store_set set = {0}, other = {0};
	struct tokens tokens = {0};

	store_init(&store, 1 << 16);
	for (size_t i = 0; i < 3; i++)
		add(&store, &tokens, str_from(texts[i]));
	store_load(&store, 0, &set);
	ok(store_equal(&store, &set, 1, &other));
	ok(!store_equal(&store, &set, 2, &other)); /* though the hash is */
	store_set_release(&set);
	store_set_release(&other);
	tokens_release(&tokens);
	store_release(&store);
}

int main(void)
{
	unicode_init();
	ok(agrees(100, 60));
	ok(agrees(60, 100));
	ok(agrees(12000, 9)); /* searched on disk: 256 times longer */
	ok(agrees(12000, 40));
	ok(agrees(150000, 9)); /* more than one block a word */
	test_numbers();
	test_equal();
	return tap_done();
}
