#include "event_writer.h"

#include <stdlib.h>

#include <xxhash.h>

#include "buf.h"
#include "../kept.h"
#include "mem.h"

void event_writer_init(struct event_writer *writer, size_t memory,
		       uint64_t first)
{
	*writer = (struct event_writer){
		.head = {.head.magic = EVENT_SEGMENT_MAGIC, .first = first},
		.ids = pairs_new(memory / 8),
		.probes = pairs_new(memory / 2),
		.members = pairs_new(memory / 8),
	};
	for (size_t i = 0; i < EVENT_SECTIONS; i++)
		tempfile_init(&writer->section[i]);
}

void event_writer_document(struct event_writer *writer, struct str body,
			   uint64_t hash, int32_t day, uint64_t event)
{
	struct tempfile *const bodies = &writer->section[EVENT_BODIES];
	const struct event_place place = {
		.start = bodies->size,
		.event = event,
		.bytes = (uint32_t)body.n,
		.check = (uint32_t)XXH3_64bits(body.p, body.n),
		.day = day,
	};

	pairs_add(writer->ids, hash, writer->head.documents);
	pairs_add(writer->members, event, writer->head.documents);
	tempfile_append(&writer->section[EVENT_PLACES], &place, sizeof(place));
	tempfile_append(bodies, body.p, body.n);
	writer->head.documents++;
}

/* Of a document of this number. */
static void add_probe(struct event_writer *writer, uint64_t term,
		      uint64_t document)
{
	pairs_add(writer->probes, term << 32 | document, 0);
}

void event_writer_probe(struct event_writer *writer, uint32_t term)
{
	add_probe(writer, term, writer->head.documents - 1);
}

void event_writer_event(struct event_writer *writer, uint32_t document)
{
	const uint64_t word = document;

	tempfile_append(&writer->section[EVENT_EVENTS], &word, sizeof(word));
	writer->head.events++;
}

void event_writer_link(struct event_writer *writer, struct event_link link)
{
	tempfile_append(&writer->section[EVENT_LINKS], &link, sizeof(link));
}

/* One of several segments that are read side by side. */
struct side {
	const struct event_segment *segment;
	uint32_t at;	  /* the next document */
	uint32_t *number; /* that each gets */
	struct buf key;	  /* of the next */
	struct str body;
	uint64_t hash;
};

/* Look at the next document; false if it is damaged. */
static bool look(struct side *side)
{
	struct kept kept;

	if (side->at == side->segment->head.documents)
		return true;
	side->body = event_segment_body(side->segment, side->at);
	if (!side->body.p || !kept_unpack(side->body, &kept))
		return false;
	buf_reset(&side->key);
	kept_key(&kept, 0, &side->key);
	side->hash = kept_hash(kept.id);
	return true;
}

/* The one whose next document comes first, NULL if all are at their end; of
 * equals the first. There are few. */
static struct side *first_of(struct side *side, size_t n)
{
	struct side *first = NULL;

	for (size_t i = 0; i < n; i++) {
		if (side[i].at == side[i].segment->head.documents)
			continue;
		if (!first ||
		    str_order(buf_str(&side[i].key), buf_str(&first->key)) < 0)
			first = &side[i];
	}
	return first;
}

static bool merge_documents(struct event_writer *writer, struct side *side,
			    size_t n)
{
	struct side *first;

	for (size_t i = 0; i < n; i++)
		if (!look(&side[i]))
			return false;
	while ((first = first_of(side, n))) {
		const struct event_place place =
			event_segment_place(first->segment, first->at);

		first->number[first->at++] = (uint32_t)writer->head.documents;
		event_writer_document(writer, first->body, first->hash,
				      place.day, place.event);
		if (!look(first))
			return false;
	}
	return true;
}

static bool merge_probes(struct event_writer *writer, const struct side *side)
{
	struct postings_cursor cursor;

	postings_rewind(&cursor, &side->segment->probes);
	while (postings_next(&cursor)) {
		const uint32_t document = (uint32_t)cursor.key;

		if (document >= side->segment->head.documents)
			return false;
		add_probe(writer, cursor.key >> 32, side->number[document]);
	}
	return !cursor.broken;
}

static void merge_events(struct event_writer *writer, const struct side *side)
{
	for (size_t i = 0; i < side->segment->head.events; i++)
		event_writer_event(
			writer,
			side->number[event_segment_event(side->segment, i)]);
	for (size_t i = 0; i < event_segment_links(side->segment); i++)
		event_writer_link(writer, event_segment_link(side->segment, i));
}

bool event_writer_merge(struct event_writer *writer,
			const struct event_segment *segment, size_t n)
{
	struct side *const side = xreallocarray(NULL, n, sizeof(*side));
	bool good;

	for (size_t i = 0; i < n; i++)
		side[i] = (struct side){
			.segment = &segment[i],
			.number = xreallocarray(NULL,
						segment[i].head.documents + 1,
						sizeof(uint32_t))};
	good = merge_documents(writer, side, n);
	for (size_t i = 0; i < n; i++) {
		good = good && merge_probes(writer, &side[i]);
		if (good)
			merge_events(writer, &side[i]);
		free(side[i].number);
		buf_release(&side[i].key);
	}
	free(side);
	return good;
}

bool event_writer_end(struct event_writer *writer, int fd)
{
	postings_of(writer->ids, &writer->section[EVENT_IDS]);
	postings_of(writer->probes, &writer->section[EVENT_PROBES]);
	postings_of(writer->members, &writer->section[EVENT_MEMBERS]);
	return sections_write(fd, &writer->head.head, sizeof(writer->head),
			      writer->head.section, writer->section,
			      EVENT_SECTIONS);
}

void event_writer_release(struct event_writer *writer)
{
	for (size_t i = 0; i < EVENT_SECTIONS; i++)
		tempfile_release(&writer->section[i]);
	pairs_free(writer->ids);
	pairs_free(writer->probes);
	pairs_free(writer->members);
	*writer = (struct event_writer){0};
}
