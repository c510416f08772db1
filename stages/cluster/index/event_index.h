/*
 * event_index.h - the documents and events of earlier batches.
 *
 * A folder (folder.h) of segments (event_segment.h) and one file of how often
 * terms occurred (frequency_file.h). Small segments are
 * merged when one is added, so that there are never more than the logarithm of
 * all documents (Bentley and Saxe 1980). What cannot be read or written is
 * fatal, and the message says what to do.
 *
 * Documents and events are numbered from 0 in the order of segments; numbers
 * of documents change when segments are merged, those of events never do. An
 * event is for good what it was when it was first written. If two turn out to
 * be one, a link says so (speakers.h).
 *
 * Memory: 64 bytes a link, and 16 for each document that a batch shares a probe
 * with, once for each; files are mapped.
 */
#ifndef EVENT_INDEX_H
#define EVENT_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "buf.h"
#include "event_writer.h"
#include "../frequency.h"
#include "../kept.h"
#include "str.h"

struct event_index;

enum {
	/* A document looks for its like among those published so many days
	 * before it and after: further apart than 20 days likeness.c joins
	 * none but copies, which name what they are of. */
	EVENT_INDEX_DAYS = 31,
	/* For each term it meets so many on either side, those nearest to its
	 * own day, and so many without one. */
	EVENT_INDEX_NEAR = 32,
	/* So many documents of an event take part: it may have any number. */
	EVENT_INDEX_MEMBERS = 1024,
};

struct event_index *event_index_open(const char *folder);

uint64_t event_index_documents(const struct event_index *index);
uint64_t event_index_events(const struct event_index *index);

/* Add the counts to those of an empty table. */
void event_index_frequency(const struct event_index *index,
			   struct frequency *frequency);

/* A document and its event (not the one that speaks for it). The bytes, and
 * so kept, are good as long as the index is open. */
struct str event_index_document(const struct event_index *index,
				uint64_t document, struct kept *kept,
				uint64_t *event);

/* The document whose id has this hash; false if there is none. */
bool event_index_find(const struct event_index *index, uint64_t hash,
		      uint64_t *document);

/* Set in *documents those which have at least `shared` of these terms (sorted)
 * among their probes, as far as EVENT_INDEX_DAYS and _NEAR go. */
void event_index_candidates(struct event_index *index, int32_t day,
			    const uint32_t *term, size_t terms, size_t shared,
			    struct bits *documents);

/* The event that speaks for an event. */
uint64_t event_index_speaker(const struct event_index *index, uint64_t event);

/* Call use() with each event for which this one, a speaker, speaks, itself
 * first, ascending. */
void event_index_linked(const struct event_index *index, uint64_t speaker,
			void (*use)(uint64_t event, void *data), void *data);

/* Set in *documents those of an event: its first, and the last
 * EVENT_INDEX_MEMBERS. Returns how many it has in all. */
uint64_t event_index_members(const struct event_index *index, uint64_t event,
			     struct bits *documents);

/* Append the id of an event, a JSON string. */
void event_index_id(const struct event_index *index, uint64_t event,
		    struct buf *out);

/* Add what was written behind all other segments, and put the counts in the
 * place of the old. memory: bytes to merge in. The index is not to be used but
 * closed after it. */
void event_index_add(struct event_index *index, struct event_writer *writer,
		     const struct frequency *frequency, uint64_t documents,
		     size_t memory);

/* NULL is nothing to close. */
void event_index_close(struct event_index *index);

#endif
