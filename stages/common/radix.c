#include "radix.h"

#include <stdbool.h>
#include <string.h>

enum {
	DIGITS = 256,
	WORD_DIGITS = 8,
	/* Of pairs, of which there are more: six passes a word, not eight. */
	WIDE_BITS = 11,
	WIDE_DIGITS = 1 << WIDE_BITS,
	WIDE_PASSES = (64 + WIDE_BITS - 1) / WIDE_BITS,
	BUCKETS_MAX = 1 << 16,
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

void radix_sort_pairs(struct pair *item, struct pair *scratch, size_t n)
{
	struct pair *sorted = item;

	if (n < 2)
		return;
	if (!values_ascend(item, n))
		sorted = sort_by(item, scratch, n, 1);
	sorted = sort_by(sorted, sorted == item ? scratch : item, n, 0);
	if (sorted != item)
		memcpy(item, sorted, n * sizeof(*item));
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

/* How many of the highest bits give buckets of some words each. */
static int bucket_bits(size_t n)
{
	int bits = 8;

	while ((size_t)1 << bits < n / 4)
		bits++;
	return bits;
}

/* Into buckets by the highest bits, each sorted for itself. */
static void sort_by_buckets(uint64_t *word, uint64_t *scratch, size_t n)
{
	const int shift = 64 - bucket_bits(n);
	const size_t buckets = (size_t)1 << (64 - shift);
	uint32_t end[BUCKETS_MAX + 1];
	uint32_t at = 0;

	memset(end, 0, buckets * sizeof(*end));
	for (size_t i = 0; i < n; i++)
		end[word[i] >> shift]++;
	for (size_t i = 0; i < buckets; i++) {
		const uint32_t here = end[i];

		end[i] = at;
		at += here;
	}
	memcpy(scratch, word, n * sizeof(*word));
	for (size_t i = 0; i < n; i++)
		word[end[scratch[i] >> shift]++] = scratch[i];
	at = 0;
	for (size_t i = 0; i < buckets; at = end[i++]) {
		const size_t here = end[i] - at;

		if (here > BUCKET_MAX)
			sort_by_digits(word + at, scratch, here);
		else if (here > 1)
			sort_by_insertion(word + at, here);
	}
}

void radix_sort_words(uint64_t *word, uint64_t *scratch, size_t n)
{
	if (n <= BUCKET_MAX)
		sort_by_insertion(word, n);
	else if (n / 4 <= BUCKETS_MAX)
		sort_by_buckets(word, scratch, n);
	else
		sort_by_digits(word, scratch, n);
}
