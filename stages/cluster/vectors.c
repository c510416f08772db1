#include "vectors.h"

#include <stdbool.h>
#include <stdlib.h>

#include "mem.h"

enum { CACHE_MIN = 16 };

struct cached_vector {
	uint32_t document;
	bool used;
	struct vector vector;
};

void vectors_init(struct vectors *vectors, size_t memory)
{
	*vectors = (struct vectors){.memory = memory};
	tempfile_init(&vectors->file);
}

void vectors_add(struct vectors *vectors, const struct vector *vector)
{
	tempfile_append(&vectors->file, vector, sizeof(*vector));
	vectors->count++;
}

static void make_cache(struct vectors *vectors)
{
	size_t size = CACHE_MIN;

	while (size < vectors->count &&
	       2 * size * sizeof(*vectors->cache) <= vectors->memory)
		size *= 2;
	vectors->cache = xreallocarray(NULL, size, sizeof(*vectors->cache));
	vectors->cache_size = size;
	for (size_t i = 0; i < size; i++)
		vectors->cache[i].used = false;
}

const struct vector *vectors_get(struct vectors *vectors, uint32_t document)
{
	struct cached_vector *cached;

	if (!vectors->cache)
		make_cache(vectors);
	cached = &vectors->cache[document & (vectors->cache_size - 1)];
	if (cached->used && cached->document == document)
		return &cached->vector;
	tempfile_read(&vectors->file,
		      (uint64_t)document * sizeof(cached->vector),
		      &cached->vector, sizeof(cached->vector));
	cached->document = document;
	cached->used = true;
	return &cached->vector;
}

void vectors_release(struct vectors *vectors)
{
	tempfile_release(&vectors->file);
	free(vectors->cache);
	vectors->cache = NULL;
}
