/*
 * match_internal.h - what is inside of a match: for match.c, and for the
 * match_*.c that do the rest of its work.
 */
#ifndef MATCH_INTERNAL_H
#define MATCH_INTERNAL_H

#include "candidates.h"
#include "catalog.h"
#include "match.h"
#include "order.h"
#include "resolve.h"
#include "shingled.h"
#include "spool.h"
#include "token.h"

/* Tokens of a document that stand in one other. */
struct share {
	uint64_t document; /* its first paragraph */
	double tokens;
};

struct match {
	struct match_options options;
	struct match_counts counts;
	struct order order;
	struct spool *pages; /* shingled_pack() */
	struct spool *lines; /* records, still open, and `text` before them */
	struct catalog catalog;
	struct bits templates, confirmed;
	struct candidates candidates;
	struct resolver resolver;
	struct known_list known;
	struct segment_shingling shingling; /* version 0: none seen */
	size_t next;			    /* document to write */
	uint64_t bytes;			    /* of records read */
	bool to_index; /* candidates are needed till then */
	/* scratch */
	struct shingled page;
	struct tokens tokens;
	struct buf key;
	struct share *share;
	size_t shares, shares_size;
};

/* What match_prepare() makes of a record, and how long each part is that
 * follows: the page, the key, and what match->lines gets behind that. */
struct match_prepared {
	struct segment_shingling shingling;
	uint64_t page, key, line;
	uint64_t bytes; /* of the record */
};

/* Put a page where it waits; what is returned gets the record, with a struct
 * text_place before it, and then is ended by spool_end(match->lines). Pages
 * that are the same to order.h come as their ties do. */
struct buf *match_add_page(struct match *match, const struct shingled *page,
			   uint64_t tie);

/* The next page, into match->page; false after the last. */
bool match_next_page(struct match *match);

/* What stands before a record in match->lines: where its text is. */
struct text_place {
	uint64_t start, length;
};

/* The parts of what was put by match_add_page(). */
void match_take_line(struct str packed, struct str *text, struct str *line);

/* When candidates were found: verify them, into match->resolver. */
void match_verify(struct match *match);

#endif
