/*
 * linkage.h - average-link clusters over a sparse graph of likeness.
 *
 * Agglomerative: of the clusters between which there is an edge, the two
 * whose documents are most alike on average are joined, as long as that
 * average reaches the threshold. The average is over all pairs, those
 * without an edge too (see centroid.h); what edges have beyond the cosine is
 * spread over the pairs in the same way. The average cosine counts less where
 * days lie between the clusters (likeness.h).
 *
 * A heap holds the candidates with the average that was last computed, in
 * steps of 1/256. One that comes up after its clusters have changed is
 * computed anew and goes back if it fell; joining two clusters computes
 * those of the one that has fewer links. So each candidate is computed at
 * most 256 times between two joins of its smaller side (E log E in all).
 * Ties go to the smaller numbers. The result depends on the edges alone, not
 * on their order.
 *
 * Memory: 44 bytes a document, at most 16 for a join and 100 for an edge,
 * and means (see means.h).
 */
#ifndef LINKAGE_H
#define LINKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "centroid.h"
#include "likeness.h"
#include "neighbours.h"
#include "vectors.h"

/* What forbids clusters. A cluster is known by its smallest document. */
struct linkage_rules {
	void *context;
	/* May the clusters of a and b not be one, whatever is added? */
	bool (*apart)(void *context, uint32_t a, uint32_t b);
	/* They are one now, known by the smaller of the two. */
	void (*joined)(void *context, uint32_t a, uint32_t b);
};

struct linkage;

/* vectors are borrowed, and day[] (of publication, or FACTS_NO_DAY) until
 * this returns, NULL if none is known; memory: bytes for means. */
struct linkage *linkage_new(struct vectors *vectors, const int32_t *day,
			    uint32_t threshold, size_t memory);

/* They are of one cluster, whatever is said of them; before any edge, or when
 * all is done. The rules are not asked, and not told. */
void linkage_unite(struct linkage *linkage, uint32_t a, uint32_t b);

/* An edge below the threshold is no candidate, and ignored. */
void linkage_add(struct linkage *linkage, const struct edge *edge);

void linkage_run(struct linkage *linkage, const struct linkage_rules *rules);

/* root[i] becomes the smallest document of the cluster of i; the array is
 * the linkage's, and good until linkage_free(). */
const uint32_t *linkage_roots(struct linkage *linkage);

/* How much a document is like the others of its cluster, on average, as far as
 * their vectors say; VECTOR_ONE if it is alone. After linkage_run(). */
uint32_t linkage_score(struct linkage *linkage, uint32_t document);

/* The mean of the cluster of a document. */
void linkage_mean(struct linkage *linkage, uint32_t document,
		  struct centroid *mean);

void linkage_free(struct linkage *linkage);

#endif
