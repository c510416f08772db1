/*
 * means.h - the mean vectors of clusters that are growing.
 *
 * They stand in memory as long as there is room. One that must give its
 * place to another goes to a temporary file, unless it was dropped before:
 * most are, when their cluster becomes part of a larger one.
 */
#ifndef MEANS_H
#define MEANS_H

#include <stddef.h>
#include <stdint.h>

#include "centroid.h"
#include "tempfile.h"

struct means {
	struct tempfile file;
	uint64_t *at; /* in the file, by number */
	size_t count, size;
	struct centroid *place; /* direct-mapped */
	uint32_t *number;	/* of the mean in each place, or NONE */
	size_t places;		/* power of two */
};

/* memory: bytes for places; no more of them than most. */
void means_init(struct means *means, size_t memory, size_t most);

/* Returns its number: 0, 1, ... */
uint32_t means_add(struct means *means, const struct centroid *centroid);

void means_get(struct means *means, uint32_t number, struct centroid *centroid);

/* It will not be asked for again. */
void means_drop(struct means *means, uint32_t number);

void means_release(struct means *means);

#endif
