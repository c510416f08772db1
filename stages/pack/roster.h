/*
 * roster.h - the events of a corpus and their members, one line an event.
 *
 * Members gather in a spool sorted by event date and event, in order of
 * arrival; undated events come last. Memory: the spool's, and the line of
 * the largest event.
 */
#ifndef ROSTER_H
#define ROSTER_H

#include <stdint.h>

#include "record.h"
#include "spool.h"

struct roster {
	struct spool *spool;
	uint64_t members;
	struct buf key, row; /* scratch */
};

/* memory: bytes for the spool. */
void roster_init(struct roster *roster, size_t memory);

/* Note one record (entry_make() has checked it). */
void roster_add(struct roster *roster, const struct record *record);

/* Give each event's line, with its newline, to put(line, context). Returns
 * the number of events. */
uint64_t roster_write(struct roster *roster,
		      void (*put)(struct str line, void *context),
		      void *context);

void roster_release(struct roster *roster);

#endif
