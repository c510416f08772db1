/*
 * event_segment.h - one immutable file of an index of events: some documents,
 * in canonical order (kept.h), and how they are found again.
 *
 * Sections (sections.h), numbers as the machine has them:
 *	PLACES		of each document where its body is, its day and event
 *	BODIES		kept_pack(), with a checksum each in its place
 *	IDS		postings (hash of the id, document)
 *	PROBES		postings (term << 32 | document, 0), its heaviest terms
 *	EVENTS		of each event that was new the document it began with
 *	MEMBERS		postings (event, document)
 *	LINKS		pairs of events that were found to be one
 * Documents are numbered within the segment, events within the index, in the
 * order of segments.
 */
#ifndef EVENT_SEGMENT_H
#define EVENT_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "postings.h"
#include "sections.h"
#include "str.h"

enum event_section {
	EVENT_PLACES,
	EVENT_BODIES,
	EVENT_IDS,
	EVENT_PROBES,
	EVENT_EVENTS,
	EVENT_MEMBERS,
	EVENT_LINKS,
	EVENT_SECTIONS
};

#define EVENT_SEGMENT_MAGIC UINT64_C(0x0A31545645574E57) /* "WNWEVT1\n" */

struct event_segment_head {
	struct sections_head head;
	uint64_t documents, events;
	uint64_t first; /* number of its first event */
	struct section section[EVENT_SECTIONS];
};

struct event_place {
	uint64_t start, event;
	uint32_t bytes, check;
	int32_t day; /* of publication, or FACTS_NO_DAY */
	int32_t unused;
};

struct event_link {
	uint64_t a, b; /* a < b */
};

struct event_segment {
	struct event_segment_head head;
	struct str bytes;
	struct str section[EVENT_SECTIONS];
	struct postings ids, probes, members;
	uint32_t undated; /* the first document without a day */
};

/* Make a segment of bytes, which must live as long. NULL, or what is wrong
 * with them (static text). Reads all but the bodies. */
const char *event_segment_open(struct event_segment *segment, struct str bytes);

struct event_place event_segment_place(const struct event_segment *segment,
				       uint32_t document);

/* kept_pack() of a document; p is NULL if it is damaged. */
struct str event_segment_body(const struct event_segment *segment,
			      uint32_t document);

/* The document with which an event began that was new in the segment. */
uint32_t event_segment_event(const struct event_segment *segment, uint64_t i);

size_t event_segment_links(const struct event_segment *segment);
struct event_link event_segment_link(const struct event_segment *segment,
				     size_t i);

/* The first document that has a day and none before `day`, give or take one
 * (order is by UTC, days are of the language's zone); `undated` if there
 * is none. */
uint32_t event_segment_since(const struct event_segment *segment, int64_t day);

#endif
