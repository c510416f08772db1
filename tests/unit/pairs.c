#include "pairs.h"

#include <stdlib.h>

#include "radix.h"
#include "tap.h"

static uint64_t state = 1;

static uint64_t random_word(void)
{
	state = state * 6364136223846793005U + 1442695040888963407U;
	return state ^ state >> 29;
}

static bool gives(struct pairs *pairs, const struct pair *want, size_t n)
{
	struct pair pair;
	size_t i;

	pairs_rewind(pairs);
	for (i = 0; pairs_next(pairs, &pair); i++)
		if (i >= n || pair.key != want[i].key ||
		    pair.value != want[i].value)
			return false;
	return i == n && !pairs_next(pairs, &pair);
}

/* Groups of at most max values, against the sorted list. */
static bool groups(struct pairs *pairs, const struct pair *want, size_t n,
		   size_t max)
{
	uint64_t key, value[8];
	size_t count, got, i = 0;

	pairs_rewind(pairs);
	while ((got = pairs_next_group(pairs, &key, value, max, &count))) {
		if (got != (count < max ? count : max))
			return false;
		for (size_t k = 0; k < count; k++, i++)
			if (i >= n || want[i].key != key ||
			    (k < got && want[i].value != value[k]))
				return false;
		if (i < n && want[i].key == key)
			return false;
	}
	return i == n && !count;
}

/* The same pairs through `memory` bytes as when sorted at once. */
static bool sorts(size_t n, size_t memory, uint64_t mask)
{
	struct pair *const want = malloc(2 * (n + 1) * sizeof(*want));
	struct pairs *const pairs = pairs_new(memory);
	bool same;

	for (size_t i = 0; i < n; i++) {
		want[i] = (struct pair){random_word() & mask,
					random_word() & mask};
		pairs_add(pairs, want[i].key, want[i].value);
	}
	radix_sort_pairs(want, want + n, n, 1);
	same = gives(pairs, want, n) && gives(pairs, want, n) &&
	       groups(pairs, want, n, 1) && groups(pairs, want, n, 8) &&
	       gives(pairs, want, n);
	pairs_free(pairs);
	free(want);
	return same;
}

int main(void)
{
	/* 64 KiB sort 2048 pairs and merge 16 runs at once. */
	static const size_t counts[] = {0,    1,     2,	    2047,  2048,  2049,
					4096, 32768, 32769, 40000, 100000};
	static const uint64_t masks[] = {UINT64_MAX, 0xff, 0};
	bool small = true, large = true;

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		for (size_t k = 0; k < sizeof(masks) / sizeof(*masks); k++) {
			small &= sorts(counts[i], 0, masks[k]);
			large &= sorts(counts[i], 16 << 20, masks[k]);
		}
	ok(large);
	ok(small);
	ok(sorts(700000, 0, UINT64_MAX)); /* three passes of the merge */
	pairs_free(NULL);
	return tap_done();
}
