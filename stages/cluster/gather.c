#include "gather.h"

#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "mem.h"
#include "neighbours.h"
#include "spool.h"

enum {
	AHEAD = 64, /* terms for which memory is fetched */
	WANTED_MOST = 2,
};

/* A document of the index that takes part. */
struct earlier {
	uint64_t document;
	uint32_t number;
};

/* In front of a packed document. */
struct label {
	uint64_t event, document; /* of the index, or GATHER_NEW */
};

/* An event of which not all do. */
struct giant {
	uint64_t event, members;
};

struct gather {
	struct event_index *index;
	size_t memory;
	struct spool *batch; /* by key, what was added */
	struct spool *all;   /* the same with those of the index; or NULL */
	uint32_t records, documents;
	/* With an index: of each record the document of it that it is, or
	 * GATHER_NEW, and its number among those that take part. */
	uint64_t *known;
	uint32_t *number;
	uint64_t wanted[WANTED_MOST]; /* hashes of ids */
	size_t wants;
	struct giant *giant; /* by event */
	size_t giants, giants_size;
};

struct gather *gather_new(size_t memory, struct event_index *index)
{
	struct gather *const gather = xmalloc(sizeof(*gather));

	*gather = (struct gather){.index = index, .memory = memory};
	gather->batch = spool_new(memory / 2);
	return gather;
}

static void put_label(struct buf *out, uint64_t event, uint64_t document)
{
	const struct label label = {event, document};

	buf_add(out, &label, sizeof(label));
}

bool gather_add(struct gather *gather, struct str key, struct str packed)
{
	struct buf *out;

	if (gather->records == UINT32_MAX - 1)
		return false;
	gather->records++;
	out = spool_begin(gather->batch, key);
	put_label(out, GATHER_NEW, GATHER_NEW);
	buf_add_str(out, packed);
	spool_end(gather->batch);
	return true;
}

/* What of a spool comes next; its key, too. */
static bool next_of(struct spool *spool, struct str *key, struct label *label,
		    struct str *packed, struct kept *kept)
{
	struct str bytes;

	if (!spool_next(spool, key, &bytes))
		return false;
	memcpy(label, bytes.p, sizeof(*label));
	*packed = str_skip(bytes, sizeof(*label));
	kept_unpack(*packed, kept); /* our own */
	return true;
}

void gather_want(struct gather *gather, uint64_t hash)
{
	if (gather->wants < WANTED_MOST)
		gather->wanted[gather->wants++] = hash;
}

static void count_terms(struct frequency *frequency, const struct bag *bag)
{
	for (size_t i = 0; i < bag->count; i++) {
		if (i + AHEAD < bag->count)
			frequency_prefetch(frequency, bag->term[i + AHEAD]);
		frequency_count(frequency, bag->term[i]);
	}
}

uint64_t gather_count(struct gather *gather, struct frequency *frequency)
{
	uint64_t documents = 0;
	struct str key, packed;
	struct label label;
	struct kept kept;
	struct bag bag;

	if (gather->index) {
		documents = event_index_documents(gather->index);
		event_index_frequency(gather->index, frequency);
		gather->known = xreallocarray(NULL, gather->records + (size_t)1,
					      sizeof(*gather->known));
	}
	spool_rewind(gather->batch);
	for (size_t i = 0; next_of(gather->batch, &key, &label, &packed, &kept);
	     i++) {
		if (gather->index) {
			gather->known[i] = GATHER_NEW;
			if (event_index_find(gather->index, kept_hash(kept.id),
					     &gather->known[i]))
				continue;
		}
		kept_bag(&kept, &bag);
		count_terms(frequency, &bag);
		documents++;
	}
	gather->documents = gather->records;
	return documents;
}

struct marking {
	struct gather *gather;
	struct bits *documents;
};

static void mark_members(uint64_t event, void *data)
{
	const struct marking *const marking = data;
	struct gather *const gather = marking->gather;
	const uint64_t members =
		event_index_members(gather->index, event, marking->documents);

	if (members <= EVENT_INDEX_MEMBERS)
		return;
	if (gather->giants == gather->giants_size) {
		gather->giants_size =
			gather->giants_size ? 2 * gather->giants_size : 16;
		gather->giant =
			xreallocarray(gather->giant, gather->giants_size,
				      sizeof(*gather->giant));
	}
	gather->giant[gather->giants++] = (struct giant){event, members};
}

static int by_event(const void *left, const void *right)
{
	const struct giant *const a = left, *const b = right;

	return (a->event > b->event) - (a->event < b->event);
}

uint64_t gather_members(const struct gather *gather, uint64_t event)
{
	const struct giant wanted = {.event = event};
	const struct giant *const found =
		gather->giants ? bsearch(&wanted, gather->giant, gather->giants,
					 sizeof(wanted), by_event)
			       : NULL;

	return found ? found->members : 0;
}

static int by_value(const void *left, const void *right)
{
	const uint32_t *const a = left, *const b = right;

	return (*a > *b) - (*a < *b);
}

/* The document of this hash, if the index has it. */
static void mark_document(const struct event_index *index, uint64_t hash,
			  struct bits *documents)
{
	uint64_t document;

	if (event_index_find(index, hash, &document))
		bits_set(documents, document);
}

/* What of the index a document of the batch asks for. */
static void mark_wanted(struct gather *gather, const struct kept *kept,
			const struct weigher *weigher, struct bits *documents)
{
	uint32_t probe[VECTOR_PROBES];
	struct vector vector = {0};
	struct bag bag;
	size_t probes;

	for (size_t i = 0; i < kept->copies; i++)
		mark_document(gather->index, kept_copy(kept, i).of, documents);
	kept_bag(kept, &bag);
	probes = vector_make(weigher, &bag, &vector, probe);
	qsort(probe, probes, sizeof(*probe), by_value);
	event_index_candidates(gather->index, kept->day, probe, probes,
			       NEIGHBOURS_SHARED, documents);
}

/* With each document those of its event, and of those linked to it. */
static void mark_events(struct gather *gather, struct bits *documents)
{
	const struct event_index *const index = gather->index;
	struct marking marking = {gather, documents};
	struct bits done = {0};
	struct kept kept;
	uint64_t event;

	for (uint64_t i = 0; i < event_index_documents(index); i++) {
		if (!bits_get(documents, i))
			continue;
		event_index_document(index, i, &kept, &event);
		event = event_index_speaker(index, event);
		if (bits_get(&done, event))
			continue;
		bits_set(&done, event);
		event_index_linked(index, event, mark_members, &marking);
	}
	bits_release(&done);
	if (gather->giants)
		qsort(gather->giant, gather->giants, sizeof(*gather->giant),
		      by_event);
}

static void add_to_all(struct gather *gather, struct str key,
		       const struct label *label, struct str packed)
{
	struct buf *const out = spool_begin(gather->all, key);

	buf_add(out, label, sizeof(*label));
	buf_add_str(out, packed);
	spool_end(gather->all);
}

static void add_earlier(struct gather *gather, const struct bits *documents)
{
	struct buf key = {0};
	struct kept kept;
	struct label label;

	for (uint64_t i = 0; i < event_index_documents(gather->index); i++) {
		struct str body;

		if (!bits_get(documents, i))
			continue;
		label.document = i;
		body = event_index_document(gather->index, i, &kept,
					    &label.event);
		buf_reset(&key);
		kept_key(&kept, 0, &key);
		add_to_all(gather, buf_str(&key), &label, body);
		gather->documents++;
	}
	buf_release(&key);
}

static int by_document(const void *left, const void *right)
{
	const struct earlier *const a = left, *const b = right;

	return (a->document > b->document) - (a->document < b->document);
}

/* Now that all are in order: which number each record has. */
static void number_records(struct gather *gather, size_t earlier)
{
	struct earlier *const found =
		xreallocarray(NULL, earlier + 1, sizeof(*found));
	struct str key, packed;
	struct label label;
	struct kept kept;
	size_t n = 0, record = 0;

	spool_rewind(gather->all);
	for (uint32_t i = 0; next_of(gather->all, &key, &label, &packed, &kept);
	     i++) {
		if (label.document != GATHER_NEW) {
			found[n++] = (struct earlier){label.document, i};
			continue;
		}
		while (gather->known[record] != GATHER_NEW)
			record++;
		gather->number[record++] = i;
	}
	if (n)
		qsort(found, n, sizeof(*found), by_document);
	for (record = 0; record < gather->records; record++) {
		const struct earlier wanted = {.document =
						       gather->known[record]};
		const struct earlier *at;

		if (wanted.document == GATHER_NEW)
			continue;
		at = bsearch(&wanted, found, n, sizeof(*found), by_document);
		gather->number[record] = at->number;
	}
	free(found);
}

void gather_select(struct gather *gather, const struct weigher *weigher)
{
	struct bits documents = {0};
	struct str key, packed;
	struct label label;
	struct kept kept;
	size_t record = 0;
	uint32_t added;

	if (!gather->index)
		return;
	gather->all = spool_new(gather->memory / 2);
	gather->number = xreallocarray(NULL, gather->records + (size_t)1,
				       sizeof(*gather->number));
	gather->documents = 0;
	spool_rewind(gather->batch);
	while (next_of(gather->batch, &key, &label, &packed, &kept)) {
		const uint64_t known = gather->known[record++];

		if (known != GATHER_NEW) {
			bits_set(&documents, known);
			continue;
		}
		mark_wanted(gather, &kept, weigher, &documents);
		add_to_all(gather, key, &label, packed);
		gather->documents++;
	}
	for (size_t i = 0; i < gather->wants; i++)
		mark_document(gather->index, gather->wanted[i], &documents);
	mark_events(gather, &documents);
	added = gather->documents;
	add_earlier(gather, &documents);
	bits_release(&documents);
	number_records(gather, gather->documents - added);
}

uint32_t gather_documents(const struct gather *gather)
{
	return gather->documents;
}

void gather_rewind(struct gather *gather)
{
	spool_rewind(gather->all ? gather->all : gather->batch);
}

bool gather_next(struct gather *gather, struct gathered *out)
{
	struct str key, packed;
	struct label label;

	if (!next_of(gather->all ? gather->all : gather->batch, &key, &label,
		     &packed, &out->kept))
		return false;
	out->event = label.event;
	return true;
}

uint32_t gather_document(const struct gather *gather, uint32_t record)
{
	return gather->number ? gather->number[record] : record;
}

void gather_free(struct gather *gather)
{
	spool_free(gather->batch);
	spool_free(gather->all);
	free(gather->known);
	free(gather->number);
	free(gather->giant);
	free(gather);
}
