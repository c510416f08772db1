/*
 * postings.h - a sorted list of (key, value) as bytes.
 *
 * Ascending by key, then value. Each entry is two numbers of seven bits a
 * byte, lowest first (LEB128): what its key is more than that before it, and
 * its value. Behind the entries stands a directory: for every
 * POSTINGS_BLOCK-th entry its key and where it begins, so that a reader can
 * pass over what it does not look for. Readers trust no byte: what is out of
 * bounds or out of order ends the list and says so.
 *
 *	entries | directory: {key, offset} each 8 bytes | count: 8 bytes
 */
#ifndef POSTINGS_H
#define POSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "pairs.h"
#include "str.h"
#include "tempfile.h"

enum { POSTINGS_BLOCK = 256 };

struct postings_writer {
	struct tempfile *file; /* borrowed; gets the entries */
	uint64_t start;	       /* where they begin in it */
	struct buf directory;
	uint64_t key, count;
};

/* The list begins at the end of file. */
void postings_begin(struct postings_writer *writer, struct tempfile *file);
void postings_add(struct postings_writer *writer, uint64_t key, uint64_t value);

/* Append the directory and the count. */
void postings_end(struct postings_writer *writer);

/* Or all at once, to the end of file: all pairs, each once. */
void postings_of(struct pairs *pairs, struct tempfile *file);

struct postings { /* borrowed bytes */
	struct str entries, directory;
	uint64_t count;
};

/* False if the bytes cannot be such a list. */
bool postings_open(struct postings *postings, struct str bytes);

/* The place in a list that is read upwards. */
struct postings_cursor {
	const struct postings *postings;
	size_t at;	     /* of the next entry in entries */
	uint64_t read;	     /* entries before it */
	uint64_t key, value; /* the entry read last */
	bool any;	     /* there is one */
	bool broken;
};

void postings_rewind(struct postings_cursor *cursor,
		     const struct postings *postings);

/* Read the next entry; false after the last, or if the list is broken. */
bool postings_next(struct postings_cursor *cursor);

/* Read on to the first entry whose key is not less than this, which must not
 * be less than that of the call before; false if there is none. */
bool postings_seek(struct postings_cursor *cursor, uint64_t key);

#endif
