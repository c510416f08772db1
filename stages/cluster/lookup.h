/*
 * lookup.h - one vector, made ready to be compared with many.
 *
 * A table of buckets of four terms, chosen by a term's highest bits, so that a
 * term is compared with all of its bucket at once (SSE2, where there is, else
 * one after the other: the same result). Terms are hashes, so that few buckets
 * overflow; what does is sought by bisection.
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include <stddef.h>
#include <stdint.h>

#include "vector.h"

enum {
	LOOKUP_BITS = 10,
	LOOKUP_WAYS = 4, /* of a bucket */
	LOOKUP_SLOTS = LOOKUP_WAYS << LOOKUP_BITS,
};

struct lookup {
	_Alignas(16) uint32_t term[LOOKUP_SLOTS];
	uint16_t weight[LOOKUP_SLOTS]; /* 0: free */
	size_t more;		       /* that overflowed */
	uint32_t more_term[VECTOR_TERMS];
	uint16_t more_weight[VECTOR_TERMS];
};

void lookup_load(struct lookup *lookup, const struct vector *vector);

/* Cosine with the one loaded, from 0 to VECTOR_ONE. */
uint32_t lookup_cosine(const struct lookup *lookup,
		       const struct vector *vector);

#endif
