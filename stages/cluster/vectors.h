/*
 * vectors.h - the vectors of all documents, in a temporary file.
 *
 * 1,540 bytes a document on disk, and a cache in memory.
 */
#ifndef VECTORS_H
#define VECTORS_H

#include <stddef.h>
#include <stdint.h>

#include "tempfile.h"
#include "vector.h"

struct vectors {
	struct tempfile file;
	uint32_t count;
	struct cached_vector *cache; /* direct-mapped */
	size_t cache_size;	     /* power of two, fixed at first reading */
	size_t memory;
};

/* memory: bytes for the cache. */
void vectors_init(struct vectors *vectors, size_t memory);

/* The next document's. */
void vectors_add(struct vectors *vectors, const struct vector *vector);

/* Good until the next call. */
const struct vector *vectors_get(struct vectors *vectors, uint32_t document);

void vectors_release(struct vectors *vectors);

#endif
