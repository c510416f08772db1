#include "vectors.h"

#include <stdlib.h>

#include "mem.h"

enum { FEWEST = 16 }; /* in memory, a power of two as all sizes are */

static const uint32_t NONE = UINT32_MAX;

void vectors_init(struct vectors *vectors, size_t memory)
{
	*vectors = (struct vectors){.memory = memory};
	tempfile_init(&vectors->file);
}

static void resize(struct vectors *vectors, size_t size)
{
	vectors->size = size;
	vectors->vector =
		xreallocarray(vectors->vector, size, sizeof(*vectors->vector));
}

/* From now on memory is a cache: a document has one place there, which it
 * shares with others. */
static void make_cache(struct vectors *vectors)
{
	tempfile_append(&vectors->file, vectors->vector,
			vectors->count * sizeof(*vectors->vector));
	vectors->number =
		xreallocarray(NULL, vectors->size, sizeof(*vectors->number));
	for (uint32_t i = 0; i < vectors->size; i++)
		vectors->number[i] = i < vectors->count ? i : NONE;
}

void vectors_add(struct vectors *vectors, const struct vector *vector)
{
	const size_t more = vectors->size ? 2 * vectors->size : FEWEST;

	if (!vectors->number && vectors->count == vectors->size) {
		if (vectors->size && more * sizeof(*vector) > vectors->memory)
			make_cache(vectors);
		else
			resize(vectors, more);
	}
	if (vectors->number)
		tempfile_append(&vectors->file, vector, sizeof(*vector));
	else
		vectors->vector[vectors->count] = *vector;
	vectors->count++;
}

const struct vector *vectors_get(struct vectors *vectors, uint32_t document)
{
	const size_t at = document & (vectors->size - 1);

	if (vectors->number && vectors->number[at] != document) {
		tempfile_read(&vectors->file,
			      (uint64_t)document * sizeof(*vectors->vector),
			      &vectors->vector[at], sizeof(*vectors->vector));
		vectors->number[at] = document;
	}
	return &vectors->vector[at];
}

size_t vectors_threads(const struct vectors *vectors, size_t threads)
{
	return vectors->number ? 1 : threads;
}

void vectors_release(struct vectors *vectors)
{
	tempfile_release(&vectors->file);
	free(vectors->vector);
	free(vectors->number);
	vectors->vector = NULL;
	vectors->number = NULL;
}
