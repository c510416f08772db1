/*
 * shingled.h - what winnow-match needs to know of a record.
 *
 * A document as winnow-shingle left it: when and where it was published,
 * and for each paragraph its exact hash, its length and its fingerprints.
 * It comes from a record (shingled_read()) and travels as bytes
 * (shingled_pack(), shingled_unpack()), which cost a tenth of the JSON to
 * read again. {0} is valid; memory grows with the longest document.
 */
#ifndef SHINGLED_H
#define SHINGLED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "error.h"
#include "paragraphs.h"
#include "record.h"
#include "str.h"

struct shingled_paragraph {
	uint64_t high, low; /* the exact hash */
	uint32_t tokens;
	uint32_t prints; /* number of its fingerprints */
};

struct shingled {
	struct str id;	   /* as in the record, with its quotes */
	struct str source; /* unescaped */
	int64_t created;   /* date_seconds() of it; INT64_MAX: undated */
	uint64_t tokens;   /* of all paragraphs */
	struct shingled_paragraph *paragraph;
	size_t count;
	/* of all paragraphs in order, see sketch_print() */
	const unsigned char *print;
	size_t prints;
	/* scratch */
	size_t size; /* of paragraph */
	struct buf source_text, print_bytes, text;
	struct paragraphs lines;
};

/* Read a record; false, with error->what, if it lacks what an earlier stage
 * should have written, or if its text has not as many lines as it has
 * shingles. What is borrowed is good as long as the record's line is. */
bool shingled_read(struct shingled *shingled, const struct record *record,
		   struct error *error);

/* Append all but the scratch, and get it back: whatever the alignment, and
 * borrowed from packed. */
void shingled_pack(const struct shingled *shingled, struct buf *out);
void shingled_unpack(struct shingled *shingled, struct str packed);

/* The lines of a text, as a JSON string with its quotes, into
 * shingled->lines; good until the next call. */
void shingled_lines(struct shingled *shingled, struct str text);

void shingled_release(struct shingled *shingled);

#endif
