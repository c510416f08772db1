/*
 * resolve.h - from candidates to copies, paragraph by paragraph.
 *
 * In canonical order, so that all that comes before a paragraph is decided
 * when its turn comes. A candidate that is itself a copy stands for the
 * paragraphs that it is a copy of, and these are verified instead: a copy
 * points at paragraphs that stay, never by transitivity.
 *
 *	resolver_init(&r, ...);
 *	resolver_begin(&r);
 *	resolver_owner(&r, p, &q) && resolver_equal(&r, p, q);	or
 *	resolver_near(&r, p, first, &words);	for each p, ascending
 *
 * At most OVERLAP_OTHERS candidates are verified, those that share most
 * fingerprints, so that time is linear in the input. Memory: one bit a
 * paragraph, that given for results, and the candidates and the shingle
 * sets of one paragraph.
 */
#ifndef RESOLVE_H
#define RESOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "candidates.h"
#include "numbering.h"
#include "overlap.h"
#include "store.h"
#include "tempfile.h"

struct copy_source {
	uint64_t of; /* a paragraph */
	double containment;
	uint32_t from, to; /* shingles of the copy, see overlap.h */
};

/* {0}: no copy. If there are several sources the paragraph is contained in
 * all together; the first has most of it. */
struct copy {
	uint32_t sources;
	double containment, resemblance;
	struct copy_source source[OVERLAP_CHOSEN];
};

struct proposal {
	uint64_t q;
	uint64_t shared; /* fingerprints */
};

struct resolver {
	/* borrowed */
	const struct numbering *numbers;
	struct candidates *candidates;
	struct store *store;
	double threshold;
	bool lossy;
	/* results */
	struct tempfile places, results;
	struct bits copies;
	uint64_t exact, near, stitched, verified;
	/* scratch */
	uint64_t p, q, shared; /* the candidate read last */
	uint64_t equal, owner; /* the same of the equal ones */
	bool more, equals;
	struct proposal *proposal;
	size_t proposals, size;
	struct overlap overlap;
};

/* memory: bytes for results. What is borrowed is set then, and must live
 * until all paragraphs were decided. */
void resolver_init(struct resolver *resolver, size_t memory);
void resolver_begin(struct resolver *resolver);

/* The paragraph before that has p's hash; false if there is none. */
bool resolver_owner(struct resolver *resolver, uint64_t p, uint64_t *q);

/* p has the text of q, the first that has it and is no template. */
void resolver_equal(struct resolver *resolver, uint64_t p, uint64_t q);

/* p, in the document whose paragraphs begin with first, may have a part of its
 * candidates. Returns whether it is a copy. */
bool resolver_near(struct resolver *resolver, uint64_t p, uint64_t first,
		   const struct store_words *words);

/* What became of a paragraph. */
void resolver_copy(struct resolver *resolver, uint64_t paragraph,
		   struct copy *copy);

void resolver_release(struct resolver *resolver);

#endif
