#include "radix.h"

#include <stdbool.h>
#include <stdlib.h>

#include "tap.h"

static uint64_t state = 1;

static uint64_t random_word(void)
{
	state = state * 6364136223846793005U + 1442695040888963407U;
	return state ^ state >> 29;
}

static int compare_words(const void *left, const void *right)
{
	const uint64_t a = *(const uint64_t *)left;
	const uint64_t b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

static int compare_pairs(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->value < b->value ? -1 : a->value > b->value;
}

/* n words that differ only in the bits of mask. */
static bool sorts_words(size_t n, uint64_t mask)
{
	uint64_t *const word = malloc(3 * (n + 1) * sizeof(*word));
	uint64_t *const want = word + n + 1, *const scratch = want + n + 1;
	bool same;

	for (size_t i = 0; i < n; i++)
		want[i] = word[i] = random_word() & mask;
	qsort(want, n, sizeof(*want), compare_words);
	radix_sort_words(word, scratch, n);
	same = !memcmp(word, want, n * sizeof(*word));
	free(word);
	return same;
}

static bool sorts_pairs(size_t n, uint64_t keys, uint64_t values, bool ordered,
			size_t threads)
{
	struct pair *const pair = malloc(3 * (n + 1) * sizeof(*pair));
	struct pair *const want = pair + n + 1, *const scratch = want + n + 1;
	bool same;

	for (size_t i = 0; i < n; i++)
		want[i] = pair[i] = (struct pair){
			random_word() & keys,
			ordered ? i : random_word() & values,
		};
	qsort(want, n, sizeof(*want), compare_pairs);
	radix_sort_pairs(pair, scratch, n, threads);
	same = !memcmp(pair, want, n * sizeof(*pair));
	free(pair);
	return same;
}

int main(void)
{
	static const uint64_t masks[] = {
		UINT64_MAX,	    0xff, 0, 0xff00000000000000, 0xf0f0, 1,
		0x00ffffffffffff00,
	};
	bool words = true, pairs = true;

	for (size_t n = 0; n < 40; n++)
		words &= sorts_words(n, UINT64_MAX) && sorts_words(n, 3);
	for (size_t i = 0; i < sizeof(masks) / sizeof(*masks); i++) {
		words &= sorts_words(300, masks[i]);
		words &= sorts_words(20000, masks[i]);
		words &= sorts_words(100000, masks[i]);
		pairs &= sorts_pairs(1000, masks[i], UINT64_MAX, false, 1);
		pairs &= sorts_pairs(1000, masks[i], 7, false, 1);
		pairs &= sorts_pairs(1000, masks[i], 0, true, 1);
		pairs &= sorts_pairs(70000, masks[i], 7, false, 3);
		pairs &= sorts_pairs(70000, masks[i], 0, true, 3);
	}
	ok(words);
	ok(pairs);
	for (size_t n = 0; n < 5; n++)
		pairs &= sorts_pairs(n, 3, 3, false, 2);
	ok(pairs);
	return tap_done();
}
