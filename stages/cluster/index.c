#include "index.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

struct index_slot {
	uint64_t key;
	uint32_t number;
	bool used;
};

static struct index_slot *probe(const struct index *index, uint64_t key)
{
	size_t i = (size_t)key & (index->size - 1);

	while (index->slot[i].used && index->slot[i].key != key)
		i = (i + 1) & (index->size - 1);
	return &index->slot[i];
}

static void grow(struct index *index)
{
	struct index bigger = {
		.size = index->size ? 2 * index->size : 1024,
		.count = index->count,
	};

	bigger.slot = xreallocarray(NULL, bigger.size, sizeof(*bigger.slot));
	memset(bigger.slot, 0, bigger.size * sizeof(*bigger.slot));
	for (size_t i = 0; i < index->size; i++)
		if (index->slot[i].used)
			*probe(&bigger, index->slot[i].key) = index->slot[i];
	free(index->slot);
	*index = bigger;
}

void index_add(struct index *index, uint64_t key, uint32_t number)
{
	struct index_slot *slot;

	if (2 * (index->count + 1) > index->size)
		grow(index);
	slot = probe(index, key);
	index->count += !slot->used;
	*slot = (struct index_slot){key, number, true};
}

bool index_find(const struct index *index, uint64_t key, uint32_t *number)
{
	const struct index_slot *slot;

	if (!index->size)
		return false;
	slot = probe(index, key);
	*number = slot->number;
	return slot->used;
}

void index_release(struct index *index)
{
	free(index->slot);
	*index = (struct index){0};
}
