/*
 * segment.h - one immutable file of an index: some documents, and what later
 * ones are compared with.
 *
 * Numbers are little-endian. Behind the head stand the sections, each with its
 * checksum (XXH3-64) in the head:
 *	DOCUMENTS	of each its date, its tokens, the number of its first
 *			paragraph within the segment, and where its strings are
 *	STRINGS		of each its id, as in the record, and its outlet
 *	IDS		postings (hash of the id, document)
 *	PARAGRAPHS	of each 8 bytes: what it is (enum segment_kind, the
 *			highest byte) and a number
 *	EXACT		postings (hash, paragraph), of those that stay
 *	PRINTS		postings (fingerprint, paragraph), of the same
 *	TEXTS		normal forms (token.h), each with a newline, in zstd
 *			frames of about SEGMENT_BLOCK bytes with a checksum each
 *	BLOCKS		of each frame the number of its first text, and where
 *			it begins; and one more
 * Paragraphs are numbered through all segments of an index, in order; those
 * in a segment's lists from its own first on, that which another is equal to
 * from the index's first.
 */
#ifndef SEGMENT_H
#define SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "postings.h"
#include "sections.h"
#include "str.h"

enum segment_section {
	SEGMENT_DOCUMENTS,
	SEGMENT_STRINGS,
	SEGMENT_IDS,
	SEGMENT_PARAGRAPHS,
	SEGMENT_EXACT,
	SEGMENT_PRINTS,
	SEGMENT_TEXTS,
	SEGMENT_BLOCKS,
	SEGMENT_SECTIONS
};

enum { SEGMENT_VERSION = 1, SEGMENT_BLOCK = 16 * 1024 };

#define SEGMENT_MAGIC UINT64_C(0x0A31474553574E57) /* "WNWSEG1\n" */

enum segment_kind {
	SEGMENT_OWN,   /* it stays; number: of its text */
	SEGMENT_OTHER, /* a copy or a template, found by nobody; the same */
	SEGMENT_EQUAL, /* number: a paragraph with the same text */
};

/* What fingerprints depend on. */
struct segment_shingling {
	uint32_t version, unit, width, window;
};

struct segment_head {
	struct sections_head head;
	struct segment_shingling shingling;
	uint64_t documents, paragraphs, texts;
	struct section section[SEGMENT_SECTIONS];
};

struct segment_document {
	int64_t created;
	uint64_t tokens;
	uint64_t first;	     /* paragraph */
	uint64_t strings;    /* offset of the id, and the outlet behind it */
	uint32_t id, source; /* bytes */
};

struct segment_block {
	uint64_t text, start;
};

struct segment {
	struct segment_head head;
	struct str bytes; /* the whole file */
	struct str section[SEGMENT_SECTIONS];
	struct postings ids, exact, prints;
	/* the frame decoded last */
	size_t block;
	struct buf text;
	bool decoded;
	/* the text of it read last: its number within, and where it begins */
	uint64_t line;
	size_t at;
};

/*
 * Make a segment of bytes, which must live as long. Returns NULL, or what is
 * wrong with them (static text). check: compare checksums, too. Linear in
 * all but the texts.
 */
const char *segment_open(struct segment *segment, struct str bytes, bool check);

void segment_document(const struct segment *segment, size_t document,
		      struct segment_document *out);
struct str segment_id(const struct segment *segment,
		      const struct segment_document *document);
struct str segment_source(const struct segment *segment,
			  const struct segment_document *document);

/* How many paragraphs are in the documents before this; of the number of all,
 * all. */
uint64_t segment_first(const struct segment *segment, size_t document);

/* The document that has the paragraph. */
size_t segment_document_of(const struct segment *segment, uint64_t paragraph);

enum segment_kind segment_kind(const struct segment *segment,
			       uint64_t paragraph, uint64_t *number);

/* A text by its number; text.p is NULL if the frame is damaged. Good until
 * the next call. Ascending numbers decode each frame once. */
struct str segment_text(struct segment *segment, uint64_t number);

void segment_close(struct segment *segment);

#endif
