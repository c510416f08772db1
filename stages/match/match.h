/*
 * match.h - the copies and templates of a whole corpus.
 *
 *	struct match *match = match_new(&options);
 *	match_add(match, &record, &error);	for each record
 *	match_find(match);
 *	while (match_next(match, &out)) ...
 *
 * Two spools (see spool.h) hold each record, in canonical order (order.h):
 * one what of it is compared (shingled.h), one what of it is written. The
 * first is read thrice: for exact hashes and templates, for the fingerprints
 * of what is left, and to write; the second twice: for the texts of the
 * paragraphs that have a candidate, and to write. Time is linear in the input
 * (times the passes of sorting on disk). Memory: options->memory, and beyond
 * it 8 bytes a document, a few bits a paragraph, and nine times the longest
 * paragraph.
 */
#ifndef MATCH_H
#define MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "error.h"
#include "index/match_index.h"
#include "record.h"
#include "shingled.h"
#include "str.h"

enum {
	/*
	 * The shortest paragraph that can be a copy by shared shingles. On
	 * five pages about sister events (conferences of one series in three
	 * years) the shortest true copy has 28 tokens, so that a floor of 40
	 * would lose it; no line of any length there has more than 0.59 of
	 * its shingles in another event, and that one, of 21 to 28 tokens,
	 * is made of official titles.
	 */
	MATCH_NEAR_TOKENS = 20,
	/* The longest line that can be a template and is no copy. */
	MATCH_TEMPLATE_TOKENS = 24,
	/*
	 * The shortest one that can be a copy by equality: headings, credits
	 * and names with their titles are shorter, and recur by themselves.
	 * Of 56 sentences of 16 to 23 tokens that 628 Vietnamese news
	 * articles share (equal or near), 52 were within one event and the
	 * other 4 reuse as well.
	 */
	MATCH_EXACT_TOKENS = 15,
};

struct match_options {
	size_t memory;	  /* bytes */
	size_t threads;	  /* 0 is 1 */
	double threshold; /* 1: only equal paragraphs are copies */
	bool lossy;	  /* a copy may lose figures and negations */
	size_t near_tokens;
	size_t template_pages; /* 0: no templates */
	double document_threshold;
	struct str keep_first, prefer; /* see order.h */
	struct match_index *index;     /* borrowed; NULL: none */
};

struct match_counts {
	uint64_t documents, paragraphs;
	uint64_t exact, near; /* copies */
	uint64_t stitched;    /* of these, of several sources together */
	uint64_t templates;
	uint64_t reprints; /* documents */
	uint64_t verified; /* candidates */
	uint64_t capped;   /* fingerprints */
};

struct match;

/* What options point to is borrowed; NULL if keep_first is no order. */
struct match *match_new(const struct match_options *options);

/* False, with error->what, if the record lacks what earlier stages write, or
 * was shingled otherwise than those before it. */
bool match_add(struct match *match, const struct record *record,
	       struct error *error);

/*
 * The same in two steps, of which the first may run on several threads, each
 * with a page of its own: append to out what is kept of a record; and take
 * that of some records, in the order of the input, with the memory it is in.
 * False: the one behind so many that were *taken was shingled otherwise.
 */
bool match_prepare(const struct match *match, struct shingled *page,
		   const struct record *record, struct buf *out,
		   struct error *error);
bool match_take(struct match *match, struct buf *prepared, size_t *taken,
		struct error *error);

/* When all were added; once. */
void match_find(struct match *match);

/* Append the next record with its `copies` and `template`, in canonical
 * order; false after the last. */
bool match_next(struct match *match, struct buf *out);

const struct match_counts *match_counts(const struct match *match);

/*
 * All documents of a corpus that were in no index yet, for later ones to be
 * matched against: when all were written. The index is to be closed then.
 */
void match_add_to_index(struct match *match);

/*
 * Match all documents of the index with one another, as if they had come in
 * one batch, and make that one segment. keep(document, data) says which stay
 * in it; NULL: all. False, with error->what, if options->keep_first is no
 * order. options->index is not looked at.
 */
bool match_compact(const struct match_options *options,
		   struct match_index *index,
		   bool (*keep)(const struct match_index_document *document,
				void *data),
		   void *data, struct error *error);

void match_free(struct match *match);

#endif
