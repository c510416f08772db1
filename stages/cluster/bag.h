/*
 * bag.h - the terms of one document: its first tokens, and each two in a
 * row.
 *
 * Unigrams and bigrams of normal-form tokens (token.h), known by 32 bits of
 * a hash. Syllables in Vietnamese, words elsewhere: the bigrams make words
 * of syllables and names of words. Of fixed size, and without pointers.
 */
#ifndef BAG_H
#define BAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"
#include "token.h"

enum {
	/* A report says first what happened. B-cubed F1 on VietnameseMDS is
	 * .948 for the first 512 tokens, .939 for 384, .940 for 768, .943 for
	 * all; on ECB+ .711, .746, .703 and .707. */
	BAG_TOKENS = 512,
	BAG_TERMS = 2 * BAG_TOKENS,
	/* What one occurrence counts: in the title twice, among the first
	 * BAG_LEAD tokens (title and all) half as much again, half in a short
	 * paragraph that others have too, wherever it stands. */
	BAG_STEPS = 2,
	BAG_TITLE = 4,
	BAG_OPENING = 3,
	BAG_BODY = 2,
	BAG_LITTLE = 1,
	BAG_LEAD = 50,
	BAG_TIMES_MAX = UINT8_MAX,
	BAG_SLOTS = 4 * BAG_TERMS,
};

enum { BAG_NAME = 1, BAG_FIGURE = 2 };

struct bag {
	size_t count;
	size_t tokens; /* that were added */
	uint32_t term[BAG_TERMS];
	uint8_t times[BAG_TERMS]; /* in steps of 1/BAG_STEPS */
	uint8_t kind[BAG_TERMS];  /* BAG_NAME, BAG_FIGURE */
	uint16_t slot[BAG_SLOTS]; /* scratch: number of a term + 1, 0: free */
};

/* Two tokens? The lowest bit of a hash says so. */
static inline bool bag_is_bigram(uint32_t term)
{
	return term & 1;
}

/* The term that a token is. */
static inline uint32_t bag_term(uint64_t hash)
{
	return (uint32_t)(hash >> 32) & ~UINT32_C(1); /* lowest: bigrams */
}

/* That of two tokens in a row (constants of splitmix64, Vigna 2015). */
static inline uint32_t bag_bigram(uint64_t a, uint64_t b)
{
	uint64_t h = a * 0x9e3779b97f4a7c15u + b;

	h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
	h = (h ^ h >> 27) * 0x94d049bb133111ebu;
	return bag_term(h ^ h >> 31) | 1;
}

/* Empty the bag for the next document; {0} is an empty one. */
void bag_reset(struct bag *bag);

/* Add the terms of a text, as far as there is room for its tokens; no
 * bigram crosses two calls. Terms keep the order in which they first came.
 * Each occurrence counts `steps` (BAG_TITLE, BAG_BODY or BAG_LITTLE). A term is
 * a name if it once stood as one, two tokens if both did. Linear. */
void bag_add(struct bag *bag, struct str text, const struct tokens *tokens,
	     unsigned steps);

#endif
