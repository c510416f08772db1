#include "event_segment.h"

#include <string.h>

#include <xxhash.h>

#include "../facts.h"

static uint64_t word_at(struct str section, size_t i)
{
	uint64_t word;

	memcpy(&word, section.p + i * sizeof(word), sizeof(word));
	return word;
}

struct event_place event_segment_place(const struct event_segment *segment,
				       uint32_t document)
{
	struct event_place place;

	memcpy(&place,
	       segment->section[EVENT_PLACES].p +
		       (size_t)document * sizeof(place),
	       sizeof(place));
	return place;
}

/* Do all numbers stay within what there is? */
static bool is_good(const struct event_segment *segment)
{
	const struct event_segment_head *const head = &segment->head;
	const struct str *const section = segment->section;

	if (head->documents >= UINT32_MAX ||
	    head->documents * sizeof(struct event_place) !=
		    section[EVENT_PLACES].n ||
	    head->events != section[EVENT_EVENTS].n / sizeof(uint64_t) ||
	    section[EVENT_EVENTS].n % sizeof(uint64_t) ||
	    head->first > UINT64_MAX - head->events ||
	    section[EVENT_LINKS].n % sizeof(struct event_link))
		return false;
	for (uint32_t i = 0; i < head->documents; i++) {
		const struct event_place place =
			event_segment_place(segment, i);

		if (place.start > section[EVENT_BODIES].n ||
		    place.bytes > section[EVENT_BODIES].n - place.start ||
		    place.event >= head->first + head->events)
			return false;
	}
	for (size_t i = 0; i < head->events; i++)
		if (word_at(section[EVENT_EVENTS], i) >= head->documents)
			return false;
	for (size_t i = 0; i < event_segment_links(segment); i++) {
		const struct event_link link = event_segment_link(segment, i);

		if (link.a >= link.b || link.b >= head->first + head->events)
			return false;
	}
	return true;
}

const char *event_segment_open(struct event_segment *segment, struct str bytes)
{
	struct event_segment_head *const head = &segment->head;
	const char *wrong;

	*segment = (struct event_segment){.bytes = bytes};
	wrong = sections_open(bytes, EVENT_SEGMENT_MAGIC, &head->head,
			      sizeof(*head), head->section, segment->section,
			      EVENT_SECTIONS, EVENT_BODIES, true);
	if (wrong)
		return wrong;
	if (!postings_open(&segment->ids, segment->section[EVENT_IDS]) ||
	    !postings_open(&segment->probes, segment->section[EVENT_PROBES]) ||
	    !postings_open(&segment->members,
			   segment->section[EVENT_MEMBERS]) ||
	    !is_good(segment))
		return "its parts do not fit together";
	segment->undated = (uint32_t)head->documents;
	segment->undated = event_segment_since(segment, INT64_MAX);
	return NULL;
}

struct str event_segment_body(const struct event_segment *segment,
			      uint32_t document)
{
	const struct event_place place = event_segment_place(segment, document);
	const struct str body = {segment->section[EVENT_BODIES].p + place.start,
				 place.bytes};

	if ((uint32_t)XXH3_64bits(body.p, body.n) != place.check)
		return (struct str){0};
	return body;
}

uint32_t event_segment_event(const struct event_segment *segment, uint64_t i)
{
	return (uint32_t)word_at(segment->section[EVENT_EVENTS], (size_t)i);
}

size_t event_segment_links(const struct event_segment *segment)
{
	return segment->section[EVENT_LINKS].n / sizeof(struct event_link);
}

struct event_link event_segment_link(const struct event_segment *segment,
				     size_t i)
{
	const struct str section = segment->section[EVENT_LINKS];

	return (struct event_link){word_at(section, 2 * i),
				   word_at(section, 2 * i + 1)};
}

uint32_t event_segment_since(const struct event_segment *segment, int64_t day)
{
	uint32_t low = 0, high = segment->undated;

	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;
		const int32_t at = event_segment_place(segment, middle).day;

		if (at != FACTS_NO_DAY && at < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
