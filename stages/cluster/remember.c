#include "remember.h"

#include <stdlib.h>

#include "mem.h"
#include "numbers.h"

struct remember {
	struct event_index *index;
	const struct weigher *weigher;
	size_t memory;
	struct event_writer writer;
	uint32_t *place;	/* in the segment, of each document */
	struct numbers numbers; /* the same, by id */
	struct buf body;	/* scratch */
};

struct remember *remember_new(struct event_index *index,
			      const struct weigher *weigher, size_t memory,
			      uint32_t documents)
{
	struct remember *const remember = xmalloc(sizeof(*remember));

	*remember = (struct remember){
		.index = index, .weigher = weigher, .memory = memory};
	event_writer_init(&remember->writer, memory, event_index_events(index));
	remember->place = xreallocarray(NULL, documents + (size_t)1,
					sizeof(*remember->place));
	return remember;
}

void remember_document(struct remember *remember, const struct kept *kept,
		       uint32_t number, uint64_t event, struct str row)
{
	struct event_writer *const writer = &remember->writer;
	const uint64_t hash = kept_hash(kept->id);
	struct kept with_row = *kept;
	struct bag bag;

	if (numbers_find(&remember->numbers, hash, &remember->place[number]))
		return;
	remember->place[number] = (uint32_t)writer->head.documents;
	numbers_add(&remember->numbers, hash, remember->place[number]);
	kept_bag(kept, &bag);
	vector_trim(remember->weigher, &bag, REMEMBER_TERMS);
	with_row.row = row;
	buf_reset(&remember->body);
	kept_put(&with_row, &bag, &remember->body);
	event_writer_document(writer, buf_str(&remember->body), hash, kept->day,
			      event);
	vector_trim(remember->weigher, &bag, REMEMBER_PROBES);
	for (size_t i = 0; i < bag.count; i++)
		event_writer_probe(writer, bag.term[i]);
}

void remember_all(struct remember *remember, const struct lineage *lineage,
		  const struct frequency *frequency)
{
	struct event_writer *const writer = &remember->writer;

	lineage_write(lineage, remember->place, writer);
	if (writer->head.documents || writer->section[EVENT_LINKS].size)
		event_index_add(remember->index, writer, frequency,
				event_index_documents(remember->index) +
					writer->head.documents,
				remember->memory);
}

void remember_free(struct remember *remember)
{
	if (!remember)
		return;
	event_writer_release(&remember->writer);
	free(remember->place);
	numbers_release(&remember->numbers);
	buf_release(&remember->body);
	free(remember);
}
