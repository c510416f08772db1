/* Containment by reading, by searching in memory and on disk, against
 * counting one by one; what one source has, and several together. */
#include "../../stages/match/overlap.h"

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
	struct store_entry made = {0};
	struct buf words = {0};

	tokens_find(tokens, text);
	store_make_words(tokens, SHINGLE_TOKENS, true, &words, &made);
	store_add(store, text, &made, (const uint64_t *)(const void *)words.p);
	buf_release(&words);
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

/* A store for so many paragraphs. */
static void begin(struct store *store, size_t memory, uint64_t paragraphs)
{
	store_init(store, memory);
	bits_set(&store->wanted, 1000); /* so that ranks are not numbers */
	for (uint64_t i = 0; i < paragraphs; i++)
		bits_set(&store->wanted, 100 + i);
	store_begin(store);
}

struct reading {
	struct store_words words;
	struct buf own; /* its words */
	struct overlap overlap;
	struct overlap_choice choice;
};

/* Paragraph p against others that begin at 0, up to number `others`. */
static void read_overlap(struct store *store, uint64_t p, uint64_t others,
			 double least, bool lossy, struct reading *reading)
{
	struct store_entry entry;

	size_t all, n;

	store_entry(store, 100 + p, &entry);
	all = (size_t)entry.facts + entry.shingles;
	buf_reset(&reading->own);
	for (size_t from = 0; from < all; from += n) {
		n = all - from < STORE_BLOCK ? all - from : STORE_BLOCK;
		buf_add(&reading->own, store_read(store, &entry, from, n),
			n * sizeof(uint64_t));
	}
	reading->words.entry = entry;
	reading->words.fact = (const uint64_t *)(const void *)reading->own.p;
	reading->words.shingle = reading->words.fact + entry.facts;
	overlap_begin(&reading->overlap, &reading->words);
	for (uint64_t q = 0; q < others; q++) {
		store_entry(store, 100 + q, &entry);
		overlap_with(&reading->overlap, store, &entry);
	}
	overlap_choose(&reading->overlap, least, lossy, &reading->choice);
}

static void release(struct reading *reading)
{
	buf_release(&reading->own);
	overlap_release(&reading->overlap);
}

/* One q of q_words, and p's that have more or less of it. */
static bool agrees(size_t q_words, size_t p_words, size_t memory)
{
	struct store store;
	struct reading reading = {0};
	struct tokens tokens = {0};
	struct buf q = {0}, p = {0};
	bool good = true;

	begin(&store, memory, 41);
	say(&q, 0, q_words, 0);
	add(&store, &tokens, buf_str(&q));
	for (uint64_t i = 1; i < 41; i++) {
		double share;
		bool found;

		say(&p, random_below((unsigned)q_words), p_words, 3 * i);
		add(&store, &tokens, buf_str(&p));
		read_overlap(&store, i, 1, 0.5, false, &reading);
		share = naive(buf_str(&p), buf_str(&q));
		found = reading.choice.sources == 1;
		good &= found == (share >= 0.5);
		good &= !found ||
			(reading.choice.containment >= share - 1e-12 &&
			 reading.choice.containment <= share + 1e-12);
	}
	release(&reading);
	tokens_release(&tokens);
	buf_release(&q);
	buf_release(&p);
	store_release(&store);
	return good;
}

/* How many of the texts (the last is NULL) hold p at the share 0.8? */
static unsigned sources(const char *p, const char *const *text, bool lossy,
			struct overlap_choice *choice)
{
	struct store store;
	struct reading reading = {0};
	struct tokens tokens = {0};
	uint64_t n = 0;

	begin(&store, 0, 9);
	for (; text[n]; n++)
		add(&store, &tokens, str_from(text[n]));
	add(&store, &tokens, str_from(p));
	read_overlap(&store, n, n, 0.8, lossy, &reading);
	*choice = reading.choice;
	release(&reading);
	tokens_release(&tokens);
	store_release(&store);
	return choice->sources;
}

static unsigned contains(const char *p, const char *q)
{
	const char *const text[] = {q, NULL};
	struct overlap_choice choice;

	return sources(p, text, false, &choice);
}

static void test_facts(void)
{
	static const char *const other[] = {"a b c d e f g h i 8", NULL};
	struct overlap_choice choice;

	ok(contains("a b c d e f 7", "0 a b c d e f 7") == 1);
	ok(!contains("a b c d e f g h i 7", "a b c d e f g h i 8"));
	ok(sources("a b c d e f g h i 7", other, true, &choice) == 1);
	ok(contains("a b c d e f g h i x", "a b c d e f g h i 8") == 1);
	ok(!contains("a b c d e f g 1.675", "1 675 a b c d e f g"));
	ok(!contains("a b c d e f g h i j not", "a b c d e f g h i j ever"));
	ok(contains("a b c d e f g h i j ever", "a b c d e f g h i j not"));
	/* fewer than five tokens have no shingle */
	ok(!contains("a b c d", "a b c d"));
	ok(!contains("a b c d", "a b c d e"));
}

#define ONE "one two three four five six seven eight nine ten eleven twelve "
#define TWO "a b c d e f g h i j k l m n o p q r s t u v w x y z "

static void test_several(void)
{
	static const char *const halves[] = {ONE "thirteen", "7 " TWO,
					     "x y z not " TWO, NULL};
	static const char *const short_ones[] = {
		"a b c d e f g h", "d e f g h i j k", "h i j k l m n o",
		"l m n o p q r s", NULL};
	struct overlap_choice choice;

	ok(sources(ONE TWO, halves, false, &choice) == 2);
	ok(choice.source[0].other == 1 && choice.source[1].other == 0);
	ok(choice.source[0].from == 12 && choice.source[0].to == 34);
	ok(choice.source[1].from == 0 && choice.source[1].to == 8);
	ok(choice.containment > 30 / 34. - 1e-9 &&
	   choice.containment < 30 / 34. + 1e-9);
	/* what one alone has not, the others may know */
	ok(sources(ONE TWO "7", halves, false, &choice) == 2);
	ok(sources(ONE TWO "8", halves, false, &choice) == 0);
	ok(sources(ONE TWO "8", halves, true, &choice) == 2);
	/* snippets shorter than a sentence make no source */
	ok(!sources("a b c d e f g h i j k l m n o p q r s", short_ones, false,
		    &choice));
}

/* A text of several blocks is compared to its end. */
static bool has_text(size_t memory)
{
	const struct store_entry none = {0};
	struct store store;
	struct store_entry entry;
	struct buf text = {0};
	bool good;

	begin(&store, memory, 2);
	say(&text, 0, 300000, 0);
	store_add(&store, STR("another"), &none, NULL);
	store_add(&store, buf_str(&text), &none, NULL);
	store_entry(&store, 101, &entry);
	good = store_has_text(&store, &entry, buf_str(&text));
	good &= !store_has_text(&store, &entry,
				(struct str){text.p, text.n - 1});
	text.p[text.n - 1] ^= 1;
	good &= !store_has_text(&store, &entry, buf_str(&text));
	buf_release(&text);
	store_release(&store);
	return good;
}

int main(void)
{
	unicode_init();
	ok(has_text(64 << 20));
	ok(has_text(0)); /* on disk */
	ok(agrees(100, 60, 0));
	ok(agrees(60, 100, 0));
	ok(agrees(12000, 9, 0)); /* searched on disk: 16 times longer */
	ok(agrees(12000, 40, 0));
	ok(agrees(150000, 9, 0));	/* more than one block a word */
	ok(agrees(9000, 8900, 0));	/* read in two blocks */
	ok(agrees(12000, 9, 64 << 20)); /* searched in memory */
	ok(agrees(150000, 40, 64 << 20));
	test_facts();
	test_several();
	return tap_done();
}
