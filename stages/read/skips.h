/*
 * skips.h - what winnow-read could not read: said, counted, written down.
 *
 * The one module below main.c that speaks, as the reading of foreign files
 * meets what must be told of in many places and always in the same words:
 * "winnow-read: skipped 'PATH': REASON".
 */
#ifndef SKIPS_H
#define SKIPS_H

#include <stddef.h>
#include <stdio.h>

#include "buf.h"
#include "origin.h"

struct skips {
	FILE *log; /* NULL: none */
	const char *log_name;
	size_t count;
	struct buf text;
};

/* {0} is valid: no log. Opens the log, anew; fatal if that fails. */
void skips_open(struct skips *skips, const char *log_name);

/* reason: lower case, without what control characters do to a terminal. */
void skips_add(struct skips *skips, const struct place *place,
	       const char *reason);

/* Append text fit for a terminal: valid UTF-8, control characters as \xNN. */
void skips_escape(struct str text, struct buf *out);

/* Close the log; fatal if it was not written. */
void skips_close(struct skips *skips);

#endif
