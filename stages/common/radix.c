#include "radix.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

#include "pool.h"

enum {
	DIGIT_BITS = 8,
	DIGITS = 1 << DIGIT_BITS,
	WORD_DIGITS = 8,
	/* Of pairs, of which there are more: six passes a word, not eight. */
	WIDE_BITS = 11,
	WIDE_DIGITS = 1 << WIDE_BITS,
	WIDE_PASSES = (64 + WIDE_BITS - 1) / WIDE_BITS,
	PARTS_MIN = 1 << 16,  /* pairs that are more than a cache holds */
	BUCKET_BITS_MAX = 13, /* their counts and words in a close cache */
	FIRST_BITS = 8,
	/* Few enough to sort by insertion. Most of more are of equal words. */
	BUCKET_MAX = 32,
};

static unsigned digit(uint64_t word, int d)
{
	return word >> 8 * d & 0xff;
}

/* Counts to first places; false if all items are in one bucket. */
static bool place(size_t *count, size_t buckets, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i < buckets; i++) {
		const size_t here = count[i];

		if (here == n)
			return false;
		count[i] = at;
		at += here;
	}
	return true;
}

static unsigned wide_digit(uint64_t word, int d)
{
	return word >> WIDE_BITS * d & (WIDE_DIGITS - 1);
}

/* Sort by the word `at` (0: key, 1: value) of each pair, stably; which of
 * both arrays has the result. */
static struct pair *sort_by(struct pair *from, struct pair *to, size_t n,
			    int at)
{
	size_t count[WIDE_PASSES][WIDE_DIGITS];

	memset(count, 0, sizeof(count));
	for (size_t i = 0; i < n; i++) {
		const uint64_t word = at ? from[i].value : from[i].key;

		for (int d = 0; d < WIDE_PASSES; d++)
			count[d][wide_digit(word, d)]++;
	}
	for (int d = 0; d < WIDE_PASSES; d++) {
		struct pair *const sorted = to;

		if (!place(count[d], WIDE_DIGITS, n))
			continue;
		for (size_t i = 0; i < n; i++) {
			const uint64_t word = at ? from[i].value : from[i].key;

			to[count[d][wide_digit(word, d)]++] = from[i];
		}
		to = from;
		from = sorted;
	}
	return from;
}

/* As they come from one who adds them in order. */
static bool values_ascend(const struct pair *item, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (item[i].value < item[i - 1].value)
			return false;
	return true;
}

/* Into item, from whichever of both the pairs are in. */
static void sort_part(struct pair *from, struct pair *item,
		      struct pair *scratch, size_t n, bool by_value)
{
	if (by_value)
		from = sort_by(from, from == item ? scratch : item, n, 1);
	from = sort_by(from, from == item ? scratch : item, n, 0);
	if (from != item)
		memcpy(item, from, n * sizeof(*item));
}

/* Pairs in parts, by digits in which they differ, each part to be sorted. */
struct parts {
	struct pair *item, *scratch; /* in scratch now */
	bool by_value;
	size_t end[DIGITS]; /* of each part */
	atomic_size_t next; /* that nobody has taken yet */
};

static void *sort_parts(void *arg)
{
	struct parts *const parts = arg;
	size_t i;

	while ((i = parts->next++) < DIGITS) {
		const size_t start = i ? parts->end[i - 1] : 0;

		if (parts->end[i] > start)
			sort_part(parts->scratch + start, parts->item + start,
				  parts->scratch + start, parts->end[i] - start,
				  parts->by_value);
	}
	return NULL;
}

/* How far down the highest eight bits are in which keys differ. */
static int highest_digit(const struct pair *item, size_t n)
{
	uint64_t differing = 0;
	int bits;

	for (size_t i = 1; i < n; i++)
		differing |= item[0].key ^ item[i].key;
	bits = differing ? 64 - __builtin_clzll(differing) : 0;
	return bits > DIGIT_BITS ? bits - DIGIT_BITS : 0;
}

/* So that each part is sorted in a close cache, and by any thread. */
static void divide(struct parts *parts, size_t n)
{
	const int shift = highest_digit(parts->item, n);
	size_t at = 0;

	memset(parts->end, 0, sizeof(parts->end));
	for (size_t i = 0; i < n; i++)
		parts->end[parts->item[i].key >> shift & (DIGITS - 1)]++;
	for (size_t i = 0; i < DIGITS; i++) {
		const size_t here = parts->end[i];

		parts->end[i] = at;
		at += here;
	}
	for (size_t i = 0; i < n; i++) {
		const size_t digit = parts->item[i].key >> shift & (DIGITS - 1);

		parts->scratch[parts->end[digit]++] = parts->item[i];
	}
}

void radix_sort_pairs(struct pair *item, struct pair *scratch, size_t n,
		      size_t threads)
{
	struct parts parts = {
		.item = item,
		.scratch = scratch,
		.by_value = !values_ascend(item, n),
	};
	pthread_t thread[POOL_THREADS_MAX];
	size_t started = 0;

	if (n < PARTS_MIN) {
		sort_part(item, item, scratch, n, parts.by_value);
		return;
	}
	divide(&parts, n);
	while (started + 1 < threads &&
	       !pthread_create(&thread[started], NULL, sort_parts, &parts))
		started++;
	sort_parts(&parts);
	while (started)
		pthread_join(thread[--started], NULL);
}

static void sort_by_insertion(uint64_t *word, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		const uint64_t moved = word[i];
		size_t at = i;

		for (; at && word[at - 1] > moved; at--)
			word[at] = word[at - 1];
		word[at] = moved;
	}
}

static bool differ(const uint64_t *word, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (word[i] != word[0])
			return true;
	return false;
}

static void sort_by_digits(uint64_t *word, uint64_t *scratch, size_t n)
{
	uint64_t *from = word, *to = scratch;
	size_t count[DIGITS];

	if (!differ(word, n))
		return;
	for (int d = 0; d < WORD_DIGITS; d++) {
		uint64_t *const sorted = to;

		memset(count, 0, sizeof(count));
		for (size_t i = 0; i < n; i++)
			count[digit(from[i], d)]++;
		if (!place(count, DIGITS, n))
			continue;
		for (size_t i = 0; i < n; i++)
			to[count[digit(from[i], d)]++] = from[i];
		to = from;
		from = sorted;
	}
	if (from != word)
		memcpy(word, from, n * sizeof(*word));
}

/* How many bits give buckets of some words each. */
static int bucket_bits(size_t n)
{
	int bits = 8;

	while ((size_t)1 << bits < n / 4 && bits < BUCKET_BITS_MAX)
		bits++;
	return bits;
}

/* Into buckets by the highest bits but `known`, in which all agree; end[i]:
 * behind the last of each. */
static void scatter(uint64_t *word, uint64_t *scratch, size_t n, int known,
		    int bits, uint32_t *end)
{
	const size_t buckets = (size_t)1 << bits;
	const int shift = 64 - bits;
	uint32_t at = 0;

	memset(end, 0, buckets * sizeof(*end));
	for (size_t i = 0; i < n; i++)
		end[word[i] << known >> shift]++;
	for (size_t i = 0; i < buckets; i++) {
		const uint32_t here = end[i];

		end[i] = at;
		at += here;
	}
	memcpy(scratch, word, n * sizeof(*word));
	for (size_t i = 0; i < n; i++)
		word[end[scratch[i] << known >> shift]++] = scratch[i];
}

static void sort_by_buckets(uint64_t *word, uint64_t *scratch, size_t n,
			    int known)
{
	const int bits = bucket_bits(n);
	uint32_t end[1 << BUCKET_BITS_MAX], at = 0;

	scatter(word, scratch, n, known, bits, end);
	for (size_t i = 0; i < (size_t)1 << bits; at = end[i++]) {
		const size_t here = end[i] - at;

		if (here > BUCKET_MAX)
			sort_by_digits(word + at, scratch, here);
		else if (here > 1)
			sort_by_insertion(word + at, here);
	}
}

/* So many that buckets of some words would be too many at once. */
static void sort_large(uint64_t *word, uint64_t *scratch, size_t n)
{
	uint32_t end[1 << FIRST_BITS], at = 0;

	scatter(word, scratch, n, 0, FIRST_BITS, end);
	for (size_t i = 0; i < (size_t)1 << FIRST_BITS; at = end[i++]) {
		const size_t here = end[i] - at;

		if (here > 1)
			sort_by_buckets(word + at, scratch, here, FIRST_BITS);
	}
}

void radix_sort_words(uint64_t *word, uint64_t *scratch, size_t n)
{
	if (n <= BUCKET_MAX)
		sort_by_insertion(word, n);
	else if (n >> BUCKET_BITS_MAX <= BUCKET_MAX / 4)
		sort_by_buckets(word, scratch, n, 0);
	else if (n <= UINT32_MAX)
		sort_large(word, scratch, n);
	else
		sort_by_digits(word, scratch, n);
}
