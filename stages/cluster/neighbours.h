/*
 * neighbours.h - which documents are alike, without comparing all with all.
 *
 * Documents are numbered from 0 as they are added. Two become candidates if
 * they share NEIGHBOURS_SHARED probes (the heaviest terms, see vector.h), or
 * if one has copies from the other. For each term a document meets only the
 * NEIGHBOURS_WINDOW before it in the input, which winnow-match put into the
 * order of time, so the work is linear however common a term is. Every
 * candidate's cosine is then computed from the whole vectors.
 *
 * Memory: what neighbours_new() was given, for the sorted runs.
 */
#ifndef NEIGHBOURS_H
#define NEIGHBOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vector.h"
#include "vectors.h"

enum {
	NEIGHBOURS_SHARED = 3,
	NEIGHBOURS_WINDOW = 32,
	/* Edges kept from a document to later ones, the strongest. */
	NEIGHBOURS_EDGES = 16,
};

struct edge {
	uint32_t a, b;	/* documents, a < b */
	uint32_t alike; /* from the floor to VECTOR_ONE */
	uint32_t extra; /* of it, by copies, beyond the cosine */
	uint32_t share; /* of the text of b that stands in a */
};

/* Called with every pair that is compared, each once. False: it is no
 * edge. */
typedef bool neighbours_check(void *context, const struct edge *edge);

struct neighbours;

/* vectors are borrowed; documents are numbered as in them. floor: edges
 * below are not given. */
struct neighbours *neighbours_new(struct vectors *vectors, uint32_t floor,
				  size_t memory);

/* NULL, as at first, is none. */
void neighbours_set_check(struct neighbours *neighbours,
			  neighbours_check *check, void *context);

/* The probes of a document. */
void neighbours_add(struct neighbours *neighbours, uint32_t document,
		    const uint32_t *probe, size_t probes);

/*
 * Verified copies: this share (0 to VECTOR_ONE) of the text of b stands in
 * a. It counts as that much of what the cosine leaves open: alike is
 * 1 - (1 - cosine)(1 - share). At most once for a pair.
 */
void neighbours_copy(struct neighbours *neighbours, uint32_t a, uint32_t b,
		     uint32_t share);

/* All edges, ascending by a; false after the last. No more
 * neighbours_add() from the first call on. */
bool neighbours_next(struct neighbours *neighbours, struct edge *edge);

void neighbours_free(struct neighbours *neighbours);

#endif
