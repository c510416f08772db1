/*
 * vectors.h - the vectors of all documents.
 *
 * In memory as long as there is room; then all of them stand in a temporary
 * file, 3,844 bytes each, and memory is a cache.
 */
#ifndef VECTORS_H
#define VECTORS_H

#include <stddef.h>
#include <stdint.h>

#include "tempfile.h"
#include "vector.h"

struct vectors {
	struct tempfile file; /* empty as long as all are in memory */
	uint32_t count;
	struct vector *vector; /* of document number[i], or of document i */
	size_t size;
	uint32_t *number; /* NULL: all are in memory */
	size_t memory;
};

/* memory: bytes for vectors. */
void vectors_init(struct vectors *vectors, size_t memory);

/* The next document's. */
void vectors_add(struct vectors *vectors, const struct vector *vector);

/* Good until the next call. No more vectors_add() from the first one on. */
const struct vector *vectors_get(struct vectors *vectors, uint32_t document);

/* How many of so many threads may call vectors_get() at a time: all, if all
 * vectors are in memory, and then what it returns is good for ever; else 1. */
size_t vectors_threads(const struct vectors *vectors, size_t threads);

void vectors_release(struct vectors *vectors);

#endif
