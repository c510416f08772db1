/*
 * store.h - the shingle sets that decide whether a paragraph is a copy.
 *
 * For each paragraph that is asked about, on disk: the set of its shingles
 * and the set of its number tokens, as sorted hashes. Containment of p in q
 * is the share of p's shingles that q has, resemblance that of both sets'
 * union that both have (Broder 1997). Memory: a cache, the two sets compared,
 * and of a q that is much longer than p only a page.
 */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shingled.h"
#include "tempfile.h"
#include "token.h"

struct store_entry {
	uint64_t high, low; /* the exact hash */
	uint64_t at;	    /* of the sets in store->words */
	uint32_t shingles, numbers;
	uint32_t tokens;
	uint32_t present;
};

struct store_set { /* in memory; {0} is valid */
	struct store_entry entry;
	uint64_t *word; /* shingles, then numbers */
	size_t size;
};

struct store {
	struct tempfile entries, words;
	uint64_t *word; /* scratch, twice size */
	size_t size;
};

struct overlap {
	double containment, resemblance;
};

/* memory: bytes for caches. */
void store_init(struct store *store, size_t memory);

/* The next paragraph is asked about, or is not. */
void store_add(struct store *store, const struct shingled_paragraph *paragraph,
	       const struct tokens *tokens);
void store_skip(struct store *store);

/* The sets of a paragraph that was added. */
void store_load(struct store *store, uint64_t paragraph, struct store_set *set);

/*
 * Is p a copy of paragraph q: at least the share `least` of its shingles
 * stands there, and every number of it? scratch is for the sets of q. Time
 * is linear in p, whatever the length of q (but for its logarithm).
 */
bool store_contains(struct store *store, const struct store_set *p, uint64_t q,
		    double least, struct store_set *scratch,
		    struct overlap *overlap);

/* Have both the same hash (128 bits), length and sets? */
bool store_equal(struct store *store, const struct store_set *p, uint64_t q,
		 struct store_set *scratch);

void store_set_release(struct store_set *set);
void store_release(struct store *store);

#endif
