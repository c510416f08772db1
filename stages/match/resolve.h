/*
 * resolve.h - from candidates to copies, paragraph by paragraph.
 *
 * In canonical order, so that all that comes before a paragraph is decided
 * when its turn comes. A candidate that is itself a copy stands for the
 * paragraph that it is a copy of, and that one is verified instead: a copy
 * points at a paragraph that stays, never by transitivity. Of several the
 * one with the highest containment is taken, and of equal ones the earliest.
 *
 * At most RESOLVE_VERIFIED candidates are verified, those that share most
 * fingerprints, so that time is linear in the input. Memory: one bit a
 * paragraph, and the candidates and the shingle sets of one paragraph.
 */
#ifndef RESOLVE_H
#define RESOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "candidates.h"
#include "catalog.h"
#include "store.h"
#include "tempfile.h"

enum { RESOLVE_VERIFIED = 64 };

struct copy {
	uint64_t of; /* a paragraph, or COPY_NONE */
	double containment, resemblance;
};

#define COPY_NONE UINT64_MAX

struct proposal {
	uint64_t q;
	uint64_t shared; /* fingerprints */
};

struct resolver {
	const struct catalog *catalog;
	const struct bits *templates;
	struct candidates *candidates;
	struct store *store;
	double threshold;
	/* results */
	struct tempfile results;
	struct bits copies;
	uint64_t exact, near, verified;
	/* scratch */
	uint64_t p, q; /* the candidate read last */
	bool more;
	struct proposal *proposal;
	size_t proposals, size;
	struct store_set set, other;
};

/* All but threshold is borrowed, and done with when it returns. */
void resolve(struct resolver *resolver, const struct catalog *catalog,
	     const struct bits *templates, struct candidates *candidates,
	     struct store *store, double threshold);

/* What became of a paragraph. */
void resolver_copy(struct resolver *resolver, uint64_t paragraph,
		   struct copy *copy);

void resolver_release(struct resolver *resolver);

#endif
