/*
 * candidates.h - which earlier paragraphs a paragraph may be a copy of.
 *
 * Two sorted lists, larger than memory if need be. One of exact hashes: of
 * equal paragraphs all but the first (that is no template) have that first one
 * as their only candidate, and play no part in the second list. One of
 * fingerprints: a paragraph has as candidates the first CANDIDATES_TARGETS
 * paragraphs with the same fingerprint, and no others, so that the list is
 * linear in the input however often a fingerprint recurs: a set phrase or a
 * million versions of a text cost what they cost once. Those left out are
 * found by the other fingerprints of a real copy. Nothing is put on a stop
 * list, since every candidate is verified: among pages on one event the
 * shingles of the agency's text recur on most pages, and are what is looked
 * for.
 *
 *	candidates_init(&c, ...);
 *	candidates_add_exact(&c, page, first);	for each document
 *	candidates_find_equal(&c, &templates);
 *	candidates_add_prints(&c, page, i, first, ...);	for each again
 *	candidates_find_near(&c, &numbers);
 *	candidates_choose(&c, page, first);	for each once more
 *
 * Memory: as given, and four bits a paragraph.
 */
#ifndef CANDIDATES_H
#define CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "index/match_index.h"
#include "numbering.h"
#include "shingled.h"

enum {
	/* With 30 edited copies of each of 120 articles, against all pairs
	 * compared: recall 0.9971 with 1, 0.9999 with 2 to 8, 1 with 16. */
	CANDIDATES_TARGETS = 8,
	/* So many candidates of a paragraph are kept, those that share most
	 * of its fingerprints. */
	CANDIDATES_KEPT = 64,
};

/*
 * Documents of this batch that are not added to the index: it has them
 * already, since a run that was broken off is done again, or this batch has
 * the same before. They may be copies of what stands before them, and are
 * nothing's original: it is the others that stay.
 */
struct known {
	size_t document;     /* of the batch */
	uint64_t first, end; /* its paragraphs, maybe none */
	uint64_t limit;	     /* they come before this one of the index, or
				MATCH_INDEX_NONE: behind all */
	uint64_t sum;	     /* paragraphs of all items up to this */
};

struct known_list {
	struct known *item; /* ascending */
	size_t count, size;
};

/* The document of the paragraph; NULL if it is none of these. */
const struct known *known_find(const struct known_list *known,
			       uint64_t paragraph);

/* How many paragraphs before this one are of such documents. */
uint64_t known_before(const struct known_list *known, uint64_t paragraph);

struct candidates {
	/* borrowed; NULL: no index */
	struct match_index *index;
	const struct known_list *known;
	size_t threads;	     /* that may sort; at least 1 */
	struct bits equal;   /* paragraphs whose candidate has their hash */
	struct bits owners;  /* those candidates */
	struct bits near;    /* paragraphs that have candidates chosen */
	struct bits targets; /* those candidates */
	uint64_t capped;     /* fingerprints that recur too often for all */
	struct candidate_lists *lists;
};

/*
 * exact_tokens, near_tokens: the shortest paragraphs that may be a copy by
 * equality, and by shared shingles; threshold: the share of these that makes
 * one.
 */
void candidates_init(struct candidates *candidates, size_t memory,
		     size_t exact_tokens, size_t near_tokens, double threshold);

/* The next document, whose paragraphs have the numbers from first on. */
void candidates_add_exact(struct candidates *candidates,
			  const struct shingled *page, uint64_t first);

/* When all were added; once. */
void candidates_find_equal(struct candidates *candidates,
			   const struct bits *templates);

/* The same documents once more, numbered from 0. */
void candidates_add_prints(struct candidates *candidates,
			   const struct shingled *page, size_t document,
			   uint64_t first, const struct bits *templates);

/* When all were added; once. */
void candidates_find_near(struct candidates *candidates,
			  const struct numbering *numbers);

/* The next paragraph p that is equal to q, which is earlier; ascending by p.
 * False after the last. From the first again after candidates_rewind(). */
bool candidates_next_equal(struct candidates *candidates, uint64_t *p,
			   uint64_t *q);

/*
 * The same documents once more, after candidates_find_near(): of each
 * paragraph's candidates only those that share enough fingerprints are kept.
 */
void candidates_choose(struct candidates *candidates,
		       const struct shingled *page, uint64_t first);

/*
 * The next candidate: paragraph p may share a part with q, which is earlier;
 * they share so many fingerprints. Ascending by p; false after the last.
 */
bool candidates_next_near(struct candidates *candidates, uint64_t *p,
			  uint64_t *q, uint64_t *shared);

void candidates_rewind(struct candidates *candidates);
void candidates_release(struct candidates *candidates);

#endif
