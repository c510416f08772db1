/*
 * speakers.h - events that turned out to be one, and which speaks for them.
 *
 * Links are pairs; all that hang together are one, and the smallest number, the
 * oldest, speaks for them (disjoint sets: Galler and Fischer 1964). Memory: up
 * to 64 bytes a link.
 */
#ifndef SPEAKERS_H
#define SPEAKERS_H

#include <stddef.h>
#include <stdint.h>

#include "event_segment.h"

struct speakers {
	struct linked *by_event, *by_speaker; /* the same, in two orders */
	size_t count;
};

/* From n links, borrowed, of any order. */
void speakers_init(struct speakers *speakers, const struct event_link *link,
		   size_t n);

/* The event that speaks for this one: itself if it is not linked. */
uint64_t speakers_of(const struct speakers *speakers, uint64_t event);

/* Call use() with each event for which this one speaks, itself first,
 * ascending. */
void speakers_each(const struct speakers *speakers, uint64_t speaker,
		   void (*use)(uint64_t event, void *data), void *data);

void speakers_release(struct speakers *speakers);

#endif
