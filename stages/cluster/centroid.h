/*
 * centroid.h - the mean vector of a cluster.
 *
 * The dot product of two means is the average cosine over all pairs of
 * documents between the two clusters, so that average linkage (UPGMA: Sokal
 * and Michener 1958) needs no list of pairs. Of each mean the heaviest
 * CENTROID_TERMS terms are kept; what is cut off makes the average a little
 * too low, never too high.
 */
#ifndef CENTROID_H
#define CENTROID_H

#include <stdint.h>

#include "vector.h"

enum { CENTROID_TERMS = 4 * VECTOR_TERMS };

struct centroid {
	uint32_t documents;
	uint32_t count;
	uint32_t term[CENTROID_TERMS];	 /* ascending */
	uint32_t weight[CENTROID_TERMS]; /* length at most VECTOR_ONE << 8 */
};

/* That of one document. */
void centroid_init(struct centroid *centroid, const struct vector *vector);

/* What is in use of it. */
void centroid_copy(struct centroid *to, const struct centroid *from);

/* That of all documents of a and b together; not in place. */
void centroid_merge(const struct centroid *a, const struct centroid *b,
		    struct centroid *both);

/* Average cosine between the documents of a and those of b, from 0 to
 * VECTOR_ONE. */
uint32_t centroid_cosine(const struct centroid *a, const struct centroid *b);

#endif
