/*
 * skips.h - what could not be read: said, counted, written down.
 *
 * The one module below main.c that speaks, as the reading of foreign files
 * meets what must be told of in many places and always in the same words:
 * "winnow-read: skipped 'PATH': REASON". What is added waits until
 * skips_flush(), so that threads speak one after the other.
 */
#ifndef SKIPS_H
#define SKIPS_H

#include <stddef.h>
#include <stdio.h>

#include "buf.h"
#include "origin.h"

/* The file that --log names. */
struct skip_log {
	FILE *file; /* NULL: none */
	const char *name;
};

struct skips {
	size_t count;
	struct buf said;   /* messages, each with a NUL behind it */
	struct buf logged; /* the same as JSONL */
	struct buf clean;
};

/* Open the log, anew; fatal if that fails. */
void skip_log_open(struct skip_log *log, const char *name);

/* Close the log; fatal if it was not written. */
void skip_log_close(struct skip_log *log);

/* {0} is valid. reason: lower case, without what control characters do to a
 * terminal. */
void skips_add(struct skips *skips, const struct place *place,
	       const char *reason);

/* The same of what was read all the same, but not as it should be: "winnow-
 * read: 'PATH': REASON". */
void skips_add_partial(struct skips *skips, const struct place *place,
		       const char *reason);

/* "winnow-read: WHAT 'PATH'", which is no skip: it is only said. */
void skips_note(struct skips *skips, const struct place *place,
		const char *what);

/* Say and write down what waits. */
void skips_flush(struct skips *skips, struct skip_log *log);

/* Append text fit for a terminal: valid UTF-8, control characters as \xNN. */
void skips_escape(struct str text, struct buf *out);

void skips_release(struct skips *skips);

#endif
