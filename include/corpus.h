/*
 * corpus.h - the documents of a finished corpus, each with the lines that
 * were taken out of it.
 *
 * blocks/ holds the lines of all documents in the order in which they came,
 * documents/ and removed/ each hold some of these documents in the same
 * order; so one pass over both joins them. Memory grows with the largest
 * document alone. A corpus that does not fit together is fatal.
 */
#ifndef CORPUS_H
#define CORPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "paragraphs.h"
#include "record.h"
#include "str.h"

struct corpus_block { /* one line of blocks/; texts are unescaped */
	bool removed; /* by winnow-dedup; else stripped by winnow-strip */
	size_t at;    /* removed: its number; stripped: paragraphs before it */
	struct str rule, role, text;
	struct str of;	  /* id of the document with the copy, or empty */
	size_t paragraph; /* there */
	double containment, resemblance;
};

struct corpus_document {
	struct str id;		    /* 32 hexadecimal digits */
	struct record record;	    /* of documents/ or removed/ */
	struct str text;	    /* as it stands there */
	struct corpus_block *block; /* stripped ones first, then removed */
	size_t stripped, removed;
	struct arena arena; /* of all texts here */
};

struct corpus;

/* kind: "documents" or "removed" (the reprints). */
struct corpus *corpus_open(const char *dir, const char *kind);

/* The next document, good until the next call; NULL after the last. */
const struct corpus_document *corpus_next(struct corpus *corpus);

void corpus_close(struct corpus *corpus);

/*
 * The document's paragraphs as winnow-strip gave them, by number: what is
 * left and what was removed. False if they do not fit together.
 */
bool corpus_restore(const struct corpus_document *document,
		    struct paragraphs *paragraphs);

#endif
