/*
 * shingled.h - what winnow-match needs to know of a record.
 *
 * A document as winnow-shingle left it: when and where it was published,
 * and for each paragraph its exact hash, its length and its fingerprints.
 * {0} is valid; memory grows with the longest document.
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
	uint64_t tokens;
	size_t print, prints; /* first and number of its fingerprints */
};

struct shingled {
	struct str id;	   /* as in the record, with its quotes */
	struct buf source; /* unescaped */
	struct buf lang;   /* unescaped; scratch */
	int64_t created;   /* date_seconds() of it; INT64_MAX: undated */
	uint64_t tokens;   /* of all paragraphs */
	struct shingled_paragraph *paragraph;
	size_t count;
	struct buf prints; /* of all paragraphs, SKETCH_PRINT bytes each */
	/* scratch */
	size_t size;
	struct buf text;
	struct paragraphs lines;
};

/* Read a record, with its fingerprints or without (prints); false, with
 * error->what, if it lacks what an earlier stage should have written. */
bool shingled_read(struct shingled *shingled, const struct record *record,
		   bool prints, struct error *error);

/* The lines of the record's text, into shingled->lines; false if the record
 * just read has not as many `shingles`. They are good until the next call. */
bool shingled_lines(struct shingled *shingled, const struct record *record,
		    struct error *error);

/* Fingerprint number i of all. */
uint64_t shingled_print(const struct shingled *shingled, size_t i);

void shingled_release(struct shingled *shingled);

#endif
