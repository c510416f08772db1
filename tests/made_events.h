/*
 * made_events.h - segments of an index of events out of short descriptions,
 * for tests.
 *
 * A document is "ID DAY TOKENS EVENT|TERM TERM...": DAY is "-" if it is not
 * known, and each TERM, a number, is one of its bag and one of its probes.
 */
#ifndef MADE_EVENTS_H
#define MADE_EVENTS_H

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xxhash.h>

#include "../stages/cluster/index/event_writer.h"
#include "../stages/cluster/kept.h"
#include "buf.h"
#include "made_file.h"
#include "str.h"

/* Spread, as hashes are. */
static inline uint32_t made_term(uint64_t number)
{
	return (uint32_t)((number + 1) * 0x9E3779B97F4A7C15u >> 32);
}

static inline int64_t made_number(struct str *rest)
{
	struct str word = {0};

	str_cut(rest, ' ', &word);
	return word.n ? strtoll(word.p, NULL, 10) : 0;
}

/* The document, but for its bag, good as long as its description; returns its
 * event. */
static inline uint64_t made_kept(struct str description, struct kept *kept,
				 struct bag *bag)
{
	struct str rest = description, head = {0};
	bool dated;

	memset(kept, 0, sizeof(*kept));
	bag->count = 0;
	str_cut(&rest, '|', &head);
	str_cut(&head, ' ', &kept->id);
	dated = !str_starts(head, STR("- "));
	kept->day = (int32_t)made_number(&head);
	kept->seconds = 86400 * (int64_t)kept->day;
	if (!dated) {
		kept->day = FACTS_NO_DAY;
		kept->seconds = INT64_MAX;
	}
	kept->tokens = (uint64_t)made_number(&head);
	for (; rest.n; bag->count++) {
		bag->term[bag->count] = made_term((uint64_t)made_number(&rest));
		bag->times[bag->count] = BAG_STEPS;
		bag->kind[bag->count] = 0;
	}
	return (uint64_t)made_number(&head);
}

/* Its packed bytes, and its key with that tie, in place of what was there. */
static inline uint64_t made_packed(struct str description, uint64_t tie,
				   struct buf *key, struct buf *packed)
{
	struct kept kept;
	struct bag bag;
	const uint64_t event = made_kept(description, &kept, &bag);

	buf_reset(key);
	buf_reset(packed);
	kept_put(&kept, &bag, packed);
	kept_key(&kept, tie, key);
	return event;
}

static inline void made_document(struct event_writer *writer,
				 struct str description)
{
	struct buf body = {0};
	struct kept kept;
	struct bag bag;
	const uint64_t event = made_kept(description, &kept, &bag);

	kept_put(&kept, &bag, &body);
	event_writer_document(writer, buf_str(&body), kept_hash(kept.id),
			      kept.day, event);
	for (size_t i = 0; i < bag.count; i++)
		event_writer_probe(writer, bag.term[i]);
	buf_release(&body);
}

/* The bytes that the writer writes; *out is to be freed by free(). */
static inline struct str made_end(struct event_writer *writer, char **out)
{
	FILE *const file = tmpfile();
	const bool written = file && event_writer_end(writer, fileno(file));
	const struct str bytes = made_bytes(file, written, out);

	event_writer_release(writer);
	return bytes;
}

/* The checksums of bodies, as far as they are where a place says. */
static inline void made_repair_bodies(char *places, struct str section,
				      struct str bodies)
{
	size_t budget = 1 << 20; /* they may overlap */

	for (size_t at = 0; at + sizeof(struct event_place) <= section.n;
	     at += sizeof(struct event_place)) {
		struct event_place place;

		memcpy(&place, places + at, sizeof(place));
		if (place.start > bodies.n ||
		    place.bytes > bodies.n - place.start ||
		    place.bytes > budget)
			continue;
		budget -= place.bytes;
		place.check = (uint32_t)XXH3_64bits(bodies.p + place.start,
						    place.bytes);
		memcpy(places + at, &place, sizeof(place));
	}
}

/* Make all checksums of a segment right, whatever it says. */
static inline void made_repair(char *bytes, size_t n)
{
	struct event_segment_head head;
	struct str part[EVENT_SECTIONS] = {{0}};

	if (n < sizeof(head))
		return;
	memcpy(&head, bytes, sizeof(head));
	for (size_t i = 0; i < EVENT_SECTIONS; i++)
		if (head.section[i].start <= n &&
		    head.section[i].length <= n - head.section[i].start)
			part[i] = (struct str){bytes + head.section[i].start,
					       head.section[i].length};
	if (part[EVENT_PLACES].p && part[EVENT_BODIES].p &&
	    head.section[EVENT_PLACES].start >= sizeof(head))
		made_repair_bodies(bytes + head.section[EVENT_PLACES].start,
				   part[EVENT_PLACES], part[EVENT_BODIES]);
	for (size_t i = 0; i < EVENT_SECTIONS; i++)
		if (part[i].p)
			head.section[i].check =
				XXH3_64bits(part[i].p, part[i].n);
	head.head.magic = EVENT_SEGMENT_MAGIC;
	head.head.check =
		XXH3_64bits(&head.head + 1, sizeof(head) - sizeof(head.head));
	memcpy(bytes, &head, sizeof(head));
}

#endif
