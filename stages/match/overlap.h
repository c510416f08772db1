/*
 * overlap.h - how much of one paragraph stands in others.
 *
 * Containment of p in q is the share of p's different shingles that q has
 * (Broder 1997), resemblance the share of the different ones of both that
 * both have. What several paragraphs have together is counted by one bit a
 * paragraph for each shingle of p, so that any choice of them can be judged
 * without reading them again.
 *
 *	overlap_begin(&o, &p);
 *	overlap_with(&o, &store, &entry);	for each q, up to 64
 *	overlap_choose(&o, 0.8, false, &choice);
 *
 * Memory grows with the longest p. Time: that of p and of each q, or if q is
 * much longer that of p times the logarithm of q.
 */
#ifndef OVERLAP_H
#define OVERLAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store.h"

enum {
	OVERLAP_OTHERS = 64,
	OVERLAP_CHOSEN = 4,
	/* Shingles in a row that another source must add to be one: with
	 * shingles of five words the twelve words of a short sentence, which
	 * share a fingerprint wherever they stand (see shingles.h). */
	OVERLAP_RUN = 8,
};

struct overlap { /* {0} is valid */
	const struct store_words *p;
	size_t shingles, distinct, facts;
	size_t others;
	size_t missing;	  /* shingles and facts that the last other has not */
	uint32_t *number; /* of each shingle, in the order of the text */
	uint64_t *has;	  /* by number: bit i: other i has it */
	uint64_t *knows;  /* by fact: the same */
	/* open addressing: 1 + the place in the text of the first of those
	 * that are equal */
	uint32_t *slot;
	size_t slots;
	size_t size, fact_size, slot_size;
	uint64_t *sorted; /* different shingles, for searches */
	uint32_t *sorted_number;
	bool is_sorted;
};

struct overlap_source {
	unsigned other;
	double containment;
	uint32_t from, to; /* shingles of p, the first and behind the last */
};

struct overlap_choice {
	unsigned sources; /* 0: p is no copy */
	double containment;
	struct overlap_source source[OVERLAP_CHOSEN];
};

/* Forget all others. p is borrowed. */
void overlap_begin(struct overlap *overlap, const struct store_words *p);

/* The next other, number overlap->others (less than OVERLAP_OTHERS). Has it
 * all shingles and all facts of p? */
bool overlap_with(struct overlap *overlap, struct store *store,
		  const struct store_entry *entry);

/*
 * The one other that contains at least the share `least` of p and, unless
 * lossy, knows all its facts: that with the highest containment, the first of
 * equals. If there is none: the fewest, taken greedily, that do so together,
 * at most OVERLAP_CHOSEN, each of which adds OVERLAP_RUN shingles in a row.
 */
void overlap_choose(const struct overlap *overlap, double least, bool lossy,
		    struct overlap_choice *choice);

/* The resemblance of p and a source that has so many different shingles. */
double overlap_resemblance(const struct overlap *overlap,
			   const struct overlap_source *source,
			   size_t distinct);

void overlap_release(struct overlap *overlap);

#endif
