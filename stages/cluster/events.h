/*
 * events.h - from digests of documents to events.
 *
 * Documents are compared by vectors (vector.h) that borrow from their
 * neighbours (blend.h), and joined by average linkage (linkage.h).
 *
 * Add every document in the order of the input, then events_find(). Memory:
 * what events_new() was given, up to 64 MiB for term counts, and for each
 * document some 250 bytes (id, days, bounds, cluster, lenders) and up to
 * 1,400 for its edges. What does not fit stands in temporary files: 6 bytes a
 * term and up to 20 KiB a document.
 */
#ifndef EVENTS_H
#define EVENTS_H

#include <stddef.h>
#include <stdint.h>

#include "digest.h"
#include "facts.h"
#include "str.h"

struct event {
	uint32_t first; /* its first document, in the order of the input */
	uint32_t size;	/* documents */
	int32_t day;	/* since 1970, or FACTS_NO_DAY */
	enum facts_from from;
	double sure;
};

struct events;

/* threshold: average likeness within an event, from 0 to 1. */
struct events *events_new(double threshold, size_t memory);

/* Returns false if there are too many (2^32 - 1). */
bool events_add(struct events *events, const struct digest *digest);

/* Returns how many events there are. */
size_t events_find(struct events *events);

/* Called with two documents, the cosine of their vectors once words were lent
 * (up to 65535) and the days between their publication, -1: not known. */
typedef void events_use(void *context, uint32_t a, uint32_t b, uint32_t cosine,
			int32_t days);

/* Instead of events_find(): what it would choose from, to learn the table in
 * likeness.c. */
void events_pairs(struct events *events, events_use *use, void *context);

enum { EVENTS_TERMS = 24 };

/* What speaks for two documents being of one event. */
struct events_why {
	uint32_t cosine;	     /* of their vectors, up to VECTOR_ONE */
	uint32_t likeness;	     /* of it, with the days between them */
	int32_t days;		     /* -1: not known */
	uint32_t term[EVENTS_TERMS]; /* single words of both, heaviest first */
	size_t terms;
};

/* After events_find(). */
void events_explain(struct events *events, uint32_t a, uint32_t b,
		    struct events_why *why);

/* The event of a document, by its number in the order of addition. */
struct event events_of(const struct events *events, uint32_t document);

/* How much it is like the others of its event, on average: 0 to 1, and 1 if it
 * is alone. */
double events_score(struct events *events, uint32_t document);

void events_free(struct events *events);

#endif
