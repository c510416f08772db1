/*
 * event_writer.h - making a segment of an index of events.
 *
 *	event_writer_init(&w, memory, first);
 *	event_writer_document(&w, body, hash, day, event);	in canonical
 *order event_writer_probe(&w, term);		its own event_writer_event(&w,
 *document);	for each new event, in order event_writer_link(&w, link);
 *	event_writer_end(&w, fd);
 *
 * What is said decides every byte. Memory: as given; the rest waits in
 * temporary files.
 */
#ifndef EVENT_WRITER_H
#define EVENT_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event_segment.h"
#include "pairs.h"
#include "tempfile.h"

struct event_writer {
	struct event_segment_head head;
	struct tempfile section[EVENT_SECTIONS];
	struct pairs *ids, *probes, *members;
};

/* memory: bytes for lists; first: the number of the first new event. */
void event_writer_init(struct event_writer *writer, size_t memory,
		       uint64_t first);

/* hash: of the id. Where it stands is found here. */
void event_writer_document(struct event_writer *writer, struct str body,
			   uint64_t hash, int32_t day, uint64_t event);
void event_writer_probe(struct event_writer *writer, uint32_t term);

void event_writer_event(struct event_writer *writer, uint32_t document);
void event_writer_link(struct event_writer *writer, struct event_link link);

/* All that segments hold which are next to one another, as one; nothing else
 * was added. False if one is damaged. */
bool event_writer_merge(struct event_writer *writer,
			const struct event_segment *segment, size_t n);

/* Write the segment to an empty file; false with errno set. */
bool event_writer_end(struct event_writer *writer, int fd);
void event_writer_release(struct event_writer *writer);

#endif
