/*
 * likeness.h - what the days of publication say of two cosines that are
 * equal.
 *
 * The log-odds that two documents tell of one event grow with the logarithm
 * of their cosine, fall with each day between them, and are lower for the
 * same cosine where both bear a date. So the cosine times a factor ranks
 * pairs as the log-odds do, and one threshold does for all. A day that is
 * not known counts as none.
 */
#ifndef LIKENESS_H
#define LIKENESS_H

#include <stdint.h>

#include "facts.h"

/* The days of publication of one document or of a cluster. */
struct published {
	uint32_t documents;
	uint32_t dated; /* of them */
	int64_t days;	/* sum, since 1970 */
};

/* day: FACTS_NO_DAY if not known. */
struct published published_on(int32_t day);

struct published published_both(struct published a, struct published b);

/* A cosine (up to VECTOR_ONE) between these, made less as above. */
uint32_t likeness(uint32_t cosine, struct published a, struct published b);

/* The same to choose a document's nearest, where days count more. */
uint32_t likeness_near(uint32_t cosine, struct published a, struct published b);

#endif
