#include "event_index.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../facts.h"
#include "folder.h"
#include "frequency_file.h"
#include "mem.h"
#include "msg.h"
#include "radix.h"
#include "speakers.h"

#define REPAIR "restore the index, or remove it and index everything again"

enum {
	SCRATCH_FIRST = 4096,
	REACH_FIRST = 512, /* documents */
	REACH_GROWS = 4,
};

struct part {
	uint64_t number; /* of its file */
	struct event_segment segment;
	uint64_t first; /* number of its first document */
};

struct event_index {
	struct folder folder;
	uint64_t counts; /* number of the file of counts, 0: none yet */
	struct part *part;
	size_t parts;
	uint64_t documents, events;
	struct speakers speakers;
	/* scratch */
	uint64_t *met;
	size_t mets, met_size;
};

static _Noreturn void die_damaged(const struct event_index *index,
				  uint64_t number, const char *wrong)
{
	die("'%s/%08" PRIu64 ".seg' is damaged (%s): " REPAIR,
	    index->folder.name, number, wrong);
}

static bool has_counts(struct str bytes)
{
	uint64_t magic = 0;

	memcpy(&magic, bytes.p, bytes.n < sizeof(magic) ? 0 : sizeof(magic));
	return magic == FREQUENCY_FILE_MAGIC;
}

static void unmap(struct str bytes)
{
	munmap((void *)(uintptr_t)bytes.p, bytes.n);
}

static void open_file(struct event_index *index, uint64_t number)
{
	const struct str bytes = folder_map(&index->folder, number);
	struct part *const part = &index->part[index->parts];
	const char *wrong;

	if (has_counts(bytes)) {
		index->counts = number;
		unmap(bytes);
		return;
	}
	*part = (struct part){.number = number, .first = index->documents};
	wrong = event_segment_open(&part->segment, bytes);
	if (!wrong && part->segment.head.first != index->events)
		wrong = "its events do not follow those before it";
	if (wrong)
		die_damaged(index, number, wrong);
	index->documents += part->segment.head.documents;
	index->events += part->segment.head.events;
	index->parts++;
}

/* Who speaks for whom: from the links of all segments. */
static void read_links(struct event_index *index)
{
	struct event_link *link;
	size_t all = 0, n = 0;

	for (size_t i = 0; i < index->parts; i++)
		all += event_segment_links(&index->part[i].segment);
	link = xreallocarray(NULL, all + 1, sizeof(*link));
	for (size_t i = 0; i < index->parts; i++) {
		const struct event_segment *const segment =
			&index->part[i].segment;

		for (size_t k = 0; k < event_segment_links(segment); k++)
			link[n++] = event_segment_link(segment, k);
	}
	speakers_init(&index->speakers, link, n);
	free(link);
}

struct event_index *event_index_open(const char *folder)
{
	struct event_index *const index = xmalloc(sizeof(*index));
	size_t files;

	*index = (struct event_index){0};
	folder_open(&index->folder, folder, "winnow-cluster");
	files = index->folder.files;
	index->part = xreallocarray(NULL, files + 2, sizeof(*index->part));
	for (size_t i = 0; i < files; i++)
		open_file(index, index->folder.file[i].number);
	read_links(index);
	return index;
}

uint64_t event_index_documents(const struct event_index *index)
{
	return index->documents;
}

uint64_t event_index_events(const struct event_index *index)
{
	return index->events;
}

void event_index_frequency(const struct event_index *index,
			   struct frequency *frequency)
{
	uint64_t documents = 0;
	const char *wrong;
	struct str bytes;

	if (!index->counts && index->parts)
		die_damaged(index, index->part[0].number,
			    "the counts that belong to it are missing");
	if (!index->counts)
		return;
	bytes = folder_map(&index->folder, index->counts);
	wrong = frequency_file_read(bytes, frequency, &documents);
	if (!wrong && documents != index->documents)
		wrong = "it counts other documents";
	if (wrong)
		die_damaged(index, index->counts, wrong);
	unmap(bytes);
}

/* The part that has the document. */
static const struct part *part_of(const struct event_index *index,
				  uint64_t document)
{
	size_t i = index->parts;

	while (index->part[--i].first > document)
		;
	return &index->part[i];
}

struct str event_index_document(const struct event_index *index,
				uint64_t document, struct kept *kept,
				uint64_t *event)
{
	const struct part *const part = part_of(index, document);
	const uint32_t number = (uint32_t)(document - part->first);
	const struct str body = event_segment_body(&part->segment, number);

	if (!body.p || !kept_unpack(body, kept))
		die_damaged(index, part->number, "a document is broken");
	*event = event_segment_place(&part->segment, number).event;
	return body;
}

/* A number out of the postings of a part. */
static uint64_t check_number(const struct event_index *index,
			     const struct part *part, uint64_t number)
{
	if (number >= part->segment.head.documents)
		die_damaged(index, part->number, "a list is broken");
	return part->first + number;
}

static void check_cursor(const struct event_index *index,
			 const struct part *part,
			 const struct postings_cursor *cursor)
{
	if (cursor->broken)
		die_damaged(index, part->number, "a list is broken");
}

bool event_index_find(const struct event_index *index, uint64_t hash,
		      uint64_t *document)
{
	struct postings_cursor cursor;

	for (size_t i = 0; i < index->parts; i++) {
		const struct part *const part = &index->part[i];
		bool found;

		postings_rewind(&cursor, &part->segment.ids);
		found = postings_seek(&cursor, hash) && cursor.key == hash;
		check_cursor(index, part, &cursor);
		if (!found)
			continue;
		*document = check_number(index, part, cursor.value);
		return true;
	}
	return false;
}

static void meet(struct event_index *index, uint64_t document)
{
	if (index->mets == index->met_size) {
		index->met_size =
			index->met_size ? 2 * index->met_size : SCRATCH_FIRST;
		index->met = xreallocarray(index->met, index->met_size,
					   sizeof(*index->met));
	}
	index->met[index->mets++] = document;
}

/* Documents of a part, from one to before another. */
struct range {
	uint32_t from, to;
};

/* Numbers of those of a range that have the term, into a ring of
 * EVENT_INDEX_NEAR, and no more than `most` of them; returns how many. */
static size_t collect(const struct event_index *index, const struct part *part,
		      struct postings_cursor *cursor, uint32_t term,
		      struct range range, size_t most, uint64_t *ring)
{
	const uint64_t key = (uint64_t)term << 32;
	size_t n = 0;

	for (bool found = postings_seek(cursor, key | range.from);
	     found && cursor->key < (key | range.to) && n < most;
	     found = postings_next(cursor))
		ring[n++ % EVENT_INDEX_NEAR] =
			check_number(index, part, (uint32_t)cursor->key);
	check_cursor(index, part, cursor);
	return n;
}

static void meet_all(struct event_index *index, const uint64_t *ring, size_t n)
{
	for (size_t i = 0; i < n && i < EVENT_INDEX_NEAR; i++)
		meet(index, ring[i]);
}

/* The first of a range that have the term. */
static void meet_first(struct event_index *index, const struct part *part,
		       struct postings_cursor *cursor, uint32_t term,
		       struct range range)
{
	uint64_t ring[EVENT_INDEX_NEAR];

	if (range.from < range.to)
		meet_all(index, ring,
			 collect(index, part, cursor, term, range,
				 EVENT_INDEX_NEAR, ring));
}

/* The last. A term that many have is not read from the beginning: the range
 * grows backwards until there are enough. */
static void meet_last(struct event_index *index, const struct part *part,
		      struct postings_cursor *cursor, uint32_t term,
		      struct range range)
{
	const struct postings_cursor start = *cursor;
	uint64_t ring[EVENT_INDEX_NEAR];
	struct range near = range;
	uint64_t reach = REACH_FIRST;
	size_t n;

	if (range.from >= range.to)
		return;
	do {
		*cursor = start;
		if (range.to - range.from > reach)
			near.from = (uint32_t)(range.to - reach);
		else
			near.from = range.from;
		n = collect(index, part, cursor, term, near, SIZE_MAX, ring);
		reach *= REACH_GROWS;
	} while (n < EVENT_INDEX_NEAR && near.from > range.from);
	meet_all(index, ring, n);
}

static void meet_part(struct event_index *index, const struct part *part,
		      int32_t day, const uint32_t *term, size_t terms)
{
	const struct event_segment *const segment = &part->segment;
	const bool dated = day != FACTS_NO_DAY;
	const int64_t from = (int64_t)day - EVENT_INDEX_DAYS;
	const int64_t to = (int64_t)day + EVENT_INDEX_DAYS + 1;
	const uint32_t own =
		dated ? event_segment_since(segment, day) : segment->undated;
	const struct range before = {
		dated ? event_segment_since(segment, from) : 0, own};
	const struct range after = {
		own, dated ? event_segment_since(segment, to) : own};
	const struct range undated = {segment->undated,
				      (uint32_t)segment->head.documents};
	struct postings_cursor cursor;

	postings_rewind(&cursor, &segment->probes);
	for (size_t i = 0; i < terms; i++) {
		meet_last(index, part, &cursor, term[i], before);
		meet_first(index, part, &cursor, term[i], after);
		meet_first(index, part, &cursor, term[i], undated);
	}
}

/* Those met at least so often; the list is empty then. */
static void mark_met(struct event_index *index, size_t shared,
		     struct bits *documents)
{
	const size_t n = index->mets;
	size_t times = 0;

	index->mets = 0;
	if (!n)
		return;
	if (2 * n > index->met_size) { /* the other half is scratch */
		index->met_size = 2 * n;
		index->met = xreallocarray(index->met, index->met_size,
					   sizeof(*index->met));
	}
	radix_sort_words(index->met, index->met + n, n);
	for (size_t i = 0; i < n; i++) {
		times = i && index->met[i] == index->met[i - 1] ? times + 1 : 1;
		if (times == shared)
			bits_set(documents, index->met[i]);
	}
}

void event_index_candidates(struct event_index *index, int32_t day,
			    const uint32_t *term, size_t terms, size_t shared,
			    struct bits *documents)
{
	for (size_t i = 0; i < index->parts; i++)
		meet_part(index, &index->part[i], day, term, terms);
	mark_met(index, shared, documents);
}

uint64_t event_index_speaker(const struct event_index *index, uint64_t event)
{
	return speakers_of(&index->speakers, event);
}

void event_index_linked(const struct event_index *index, uint64_t speaker,
			void (*use)(uint64_t event, void *data), void *data)
{
	speakers_each(&index->speakers, speaker, use, data);
}

/* Call use() for each member of an event, in order, with its rank. */
static uint64_t each_member(const struct event_index *index, uint64_t event,
			    void (*use)(uint64_t document, uint64_t rank,
					void *data),
			    void *data)
{
	struct postings_cursor cursor;
	uint64_t rank = 0;

	for (size_t i = 0; i < index->parts; i++) {
		const struct part *const part = &index->part[i];

		postings_rewind(&cursor, &part->segment.members);
		for (bool found = postings_seek(&cursor, event);
		     found && cursor.key == event;
		     found = postings_next(&cursor))
			use(check_number(index, part, cursor.value), rank++,
			    data);
		check_cursor(index, part, &cursor);
	}
	return rank;
}

struct chosen {
	struct bits *documents;
	uint64_t from; /* rank; and the first */
};

static void pass(uint64_t document, uint64_t rank, void *data)
{
	(void)document;
	(void)rank;
	(void)data;
}

static void choose(uint64_t document, uint64_t rank, void *data)
{
	const struct chosen *const chosen = data;

	if (!rank || rank >= chosen->from)
		bits_set(chosen->documents, document);
}

uint64_t event_index_members(const struct event_index *index, uint64_t event,
			     struct bits *documents)
{
	const uint64_t all = each_member(index, event, pass, NULL);
	struct chosen chosen = {documents, 0};

	if (all > EVENT_INDEX_MEMBERS)
		chosen.from = all - EVENT_INDEX_MEMBERS;
	each_member(index, event, choose, &chosen);
	return all;
}

void event_index_id(const struct event_index *index, uint64_t event,
		    struct buf *out)
{
	size_t i = index->parts;
	const struct part *part;
	struct kept kept;
	uint64_t other;

	while (index->part[--i].segment.head.first > event)
		;
	part = &index->part[i];
	event_index_document(
		index,
		part->first +
			event_segment_event(&part->segment,
					    event - part->segment.head.first),
		&kept, &other);
	kept_event_id(kept.id, out);
}

/* Where the segments begin that are merged with one of so many documents: the
 * first that is smaller than all behind it together. */
static size_t merge_from(const struct event_index *index, uint64_t documents)
{
	uint64_t behind = documents + 1;
	size_t from = index->parts;

	for (size_t i = index->parts; i-- > 0;) {
		const uint64_t here = index->part[i].segment.head.documents + 1;

		/* documents of a segment have 32 bits */
		if (behind + here > UINT32_MAX)
			break;
		if (here < behind)
			from = i;
		behind += here;
	}
	return from;
}

static _Noreturn void die_unwritten(const struct event_index *index,
				    uint64_t number)
{
	die_errno("cannot write '%s/%08" PRIu64 ".seg'", index->folder.name,
		  number);
}

/* Returns the number of its file. */
static uint64_t write_segment(struct event_index *index,
			      struct event_writer *writer)
{
	const uint64_t number = folder_next(&index->folder);
	const int fd = folder_create(&index->folder, number);

	if (!event_writer_end(writer, fd))
		die_unwritten(index, number);
	folder_keep(&index->folder, number, fd);
	return number;
}

static void write_counts(struct event_index *index,
			 const struct frequency *frequency, uint64_t documents)
{
	const uint64_t number = folder_next(&index->folder);
	const int fd = folder_create(&index->folder, number);

	if (!frequency_file_write(frequency, documents, fd))
		die_unwritten(index, number);
	folder_forget(&index->folder, index->counts);
	folder_keep(&index->folder, number, fd);
}

/* One segment in the place of those from this one on. */
static void merge(struct event_index *index, size_t from, size_t memory)
{
	const size_t n = index->parts - from;
	struct event_segment *const segment =
		xreallocarray(NULL, n, sizeof(*segment));
	struct event_writer writer;

	for (size_t i = 0; i < n; i++) {
		segment[i] = index->part[from + i].segment;
		folder_forget(&index->folder, index->part[from + i].number);
	}
	event_writer_init(&writer, memory, segment->head.first);
	if (!event_writer_merge(&writer, segment, n))
		die_damaged(index, index->part[from].number,
			    "or one behind it: a document is broken");
	write_segment(index, &writer);
	event_writer_release(&writer);
	free(segment);
}

void event_index_add(struct event_index *index, struct event_writer *writer,
		     const struct frequency *frequency, uint64_t documents,
		     size_t memory)
{
	const size_t from = merge_from(index, writer->head.documents);
	const uint64_t number = write_segment(index, writer);

	if (from < index->parts) {
		open_file(index, number);
		merge(index, from, memory);
	}
	write_counts(index, frequency, documents);
	folder_commit(&index->folder);
}

void event_index_close(struct event_index *index)
{
	if (!index)
		return;
	for (size_t i = 0; i < index->parts; i++)
		unmap(index->part[i].segment.bytes);
	folder_close(&index->folder);
	free(index->part);
	speakers_release(&index->speakers);
	free(index->met);
	free(index);
}
