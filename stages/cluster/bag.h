/*
 * bag.h - the terms of one document: its tokens, and each two in a row.
 *
 * Unigrams and bigrams of normal-form tokens (token.h), known by 48 bits of
 * a hash; how often a term occurs stands in the 16 bits below it. Syllables
 * in Vietnamese, words elsewhere: the bigrams make words of syllables and
 * names of words.
 */
#ifndef BAG_H
#define BAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "token.h"

enum { BAG_COUNT_BITS = 16, BAG_COUNT_MAX = (1 << BAG_COUNT_BITS) - 1 };

struct bag {
	uint64_t *term; /* hash in the high bits, count in the low */
	size_t count;
	size_t size;
	uint32_t *slot; /* scratch: number of a term + 1, 0: free */
	size_t slots;	/* power of two */
};

static inline uint64_t bag_hash(uint64_t term)
{
	return term >> BAG_COUNT_BITS;
}

/* Two tokens? The lowest bit of a hash says so. */
static inline bool bag_is_bigram(uint64_t term)
{
	return bag_hash(term) & 1;
}

static inline unsigned bag_times(uint64_t term)
{
	return (unsigned)(term & BAG_COUNT_MAX);
}

/* Empty the bag for the next document; keeps the memory. */
void bag_reset(struct bag *bag);

/* Add the terms of a text; no bigram crosses two calls. Terms keep the
 * order in which they first came. Linear. */
void bag_add(struct bag *bag, const struct tokens *tokens);

void bag_release(struct bag *bag);

#endif
