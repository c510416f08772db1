/*
 * parts.h - a large WARC file, read in parts by several threads.
 *
 * A part has the records that begin from its first byte up to its last; in a
 * gzip file those that begin a member. Where its first one begins is
 * searched for, so that it may be mistaken: what looks like a record may
 * stand in the content of one. Only the end of the part before tells, and who
 * puts parts together must compare (see jobs.c): what comes out is what one
 * reading from the start gives.
 */
#ifndef PARTS_H
#define PARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "intake.h"
#include "origin.h"

enum {
	/* what comes of it is to fit in an outbox; pages shrink fivefold */
	PARTS_SIZE_ZIPPED = 1 << 20,
	PARTS_SIZE_PLAIN = 4 << 20,
};

#define PARTS_NONE UINT64_MAX /* no record, or none behind it */

struct part {
	bool zipped;
	bool exact;	/* a record is known to begin at from */
	uint64_t from;	/* offsets in the file */
	uint64_t to;	/* behind its last byte */
	uint64_t start; /* where its first record begins, or PARTS_NONE */
	uint64_t end;	/* where the first one behind it does */
	bool abandoned; /* while it is read: stop, it is not wanted */
};

/* Is the file a WARC that can be divided: plain, or with a gzip member for
 * each record or a few? The descriptor's offset is not moved. */
bool parts_can_divide(struct intake *intake, int fd, const struct stat *st,
		      bool *zipped);

/* Read the records of a part. fills start before the first record goes to
 * the outbox, and end. Bytes are for the caller to count. */
void parts_read(struct intake *intake, int fd, const struct stat *st,
		const struct place *place, struct part *part);

#endif
