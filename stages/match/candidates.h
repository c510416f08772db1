/*
 * candidates.h - which earlier paragraphs a paragraph may be a copy of.
 *
 * Two sorted lists on disk. One of exact hashes: of equal paragraphs all
 * but the first (that is no template) have that first one as their only
 * candidate, and play no part in the second list. One of fingerprints: a
 * paragraph has as candidates the first CANDIDATES_TARGETS paragraphs with
 * the same fingerprint, and no others, so that the list is linear in the
 * input however often a fingerprint recurs: a set phrase or a million
 * versions of a text cost what they cost once. Those left out are found by
 * the other fingerprints of a real copy. Nothing is put on a stop list,
 * since every candidate is verified: among pages on one event the shingles
 * of the agency's text recur on most pages, and are what is looked for.
 *
 * Memory: as given, and two bits a paragraph.
 */
#ifndef CANDIDATES_H
#define CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "catalog.h"
#include "shingled.h"

enum {
	/* With 30 edited copies of each of 120 articles, against all pairs
	 * compared: recall 0.9971 with 1, 0.9999 with 2 to 8, 1 with 16. */
	CANDIDATES_TARGETS = 8,
};

struct candidates {
	struct bits equal;  /* paragraphs whose candidate has their hash */
	struct bits wanted; /* all paragraphs in either role */
	uint64_t capped;    /* fingerprints that recur too often for all */
	struct candidate_lists *lists;
};

/*
 * exact_tokens, near_tokens: the shortest paragraphs that may be a copy by
 * equality, and by shared shingles.
 */
void candidates_init(struct candidates *candidates, size_t memory,
		     size_t exact_tokens, size_t near_tokens);

/* The next document, whose paragraphs have the numbers from first on. */
void candidates_add(struct candidates *candidates, const struct shingled *page,
		    uint64_t first);

/* When all were added; once. */
void candidates_find(struct candidates *candidates,
		     const struct catalog *catalog,
		     const struct bits *templates);

/*
 * The next candidate: paragraph p may be a copy of q, which is earlier.
 * Ascending by p, then q; the same pair comes once for each fingerprint
 * shared. False after the last.
 */
bool candidates_next(struct candidates *candidates, uint64_t *p, uint64_t *q);

void candidates_release(struct candidates *candidates);

#endif
