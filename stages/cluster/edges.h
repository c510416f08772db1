/*
 * edges.h - which documents are alike, kept to be compared again.
 *
 * In a temporary file, 20 bytes each, in the order in which they were added:
 * ascending by their first document.
 */
#ifndef EDGES_H
#define EDGES_H

#include <stddef.h>

#include "neighbours.h"
#include "tempfile.h"
#include "vectors.h"

struct edges {
	struct tempfile file;
};

void edges_init(struct edges *edges);
void edges_add(struct edges *edges, const struct edge *edge);

/* Call use() with each edge, in order, as much alike as its ends are by these
 * vectors. threads: how many may help, as long as all vectors are in memory;
 * use() is called on this one alone. */
void edges_compare(struct edges *edges, struct vectors *vectors, size_t threads,
		   void (*use)(void *context, const struct edge *edge),
		   void *context);

/* Forget all, and give the disk space back. */
void edges_reset(struct edges *edges);

void edges_release(struct edges *edges);

#endif
