/*
 * events.h - from digests of documents to events.
 *
 * Documents are compared by vectors (vector.h) that borrow from their
 * neighbours (blend.h), and joined by average linkage (linkage.h). With an
 * index (event_index.h) those of earlier batches take part that may be of the
 * same events (gather.h): they are of the events that they were of, and
 * documents of the batch join these. Where two events of earlier batches turn
 * out to be one, the older speaks for both, and a link says so.
 *
 * Add every record, in any order, then events_find(). Memory: what
 * events_new() was given, up to 64 MiB for term counts, and for each document
 * some 250 bytes (id, days, bounds, cluster, lenders) and up to 1,400 for its
 * edges. What does not fit stands in temporary files: 8 bytes a term and up to
 * 20 KiB a document.
 */
#ifndef EVENTS_H
#define EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "facts.h"
#include "gather.h"
#include "heavy.h"
#include "index/event_index.h"
#include "str.h"

struct event {
	uint32_t first; /* its first document that takes part */
	uint64_t size;	/* documents, of earlier batches too */
	int32_t day;	/* since 1970, or FACTS_NO_DAY */
	enum facts_from from;
	double sure;
};

struct events;

struct events_options {
	double threshold; /* average likeness within an event, from 0 to 1 */
	size_t memory;	  /* bytes */
	size_t threads;	  /* that may help; 0 is 1 */
	struct event_index *index; /* borrowed; NULL: none */
};

struct events *events_new(const struct events_options *options);

/* A record: kept_key() and kept_pack(), which are copied. False if there are
 * too many (2^32 - 2). */
bool events_add(struct events *events, struct str key, struct str packed);

/* Let a document of the index take part, by its id with quotes; two at
 * most. */
void events_want(struct events *events, struct str id);

/* Returns how many events there are among the documents that take part. */
size_t events_find(struct events *events);

/* Called with two documents, the cosine of their vectors once words were lent
 * (up to 65535) and the days between their publication, -1: not known. */
typedef void events_use(void *context, uint32_t a, uint32_t b, uint32_t cosine,
			int32_t days);

/* Instead of events_find(): what it would choose from, to learn the table in
 * likeness.c. */
void events_pairs(struct events *events, events_use *use, void *context);

/* The rest is for after events_find(). Documents are numbered from 0, those of
 * earlier batches among those of this one. */

/* The number of a record, counted from 0 in canonical order; is it in no index
 * yet? And back: those that take part, from the first on. */
uint32_t events_document(const struct events *events, uint32_t record);
bool events_is_new(const struct events *events, uint32_t document);
void events_rewind(struct events *events);
bool events_next(struct events *events, struct gathered *out);

/* The place of each document in the output, to be freed; NULL: its number. */
uint32_t *events_turns(struct events *events);

/* The event of a document. */
struct event events_of(const struct events *events, uint32_t document);

/* Append the id of a document's event: that which it always had, or that
 * which speaks for all that are linked; and of an event, by its first
 * document. A JSON string. */
void events_put_id(struct events *events, uint32_t document, struct buf *out);
void events_put_event_id(struct events *events, uint32_t first,
			 struct buf *out);

/* Append the ids of events that are linked to a document's, but its own: an
 * array. The same of an event. */
void events_put_links(struct events *events, uint32_t document,
		      struct buf *out);
void events_put_event_links(struct events *events, uint32_t first,
			    struct buf *out);

/* Were two events of earlier batches linked now? first: of the event. */
bool events_linked_now(const struct events *events, uint32_t first);

/* How much it is like the others of its event, on average: 0 to 1, and 1 if it
 * is alone. */
double events_score(struct events *events, uint32_t document);

/* The heaviest terms of a document's event, the heaviest first; returns how
 * many: at most `most`. */
size_t events_terms(struct events *events, uint32_t document,
		    struct heavy *term, size_t most);

enum { EVENTS_TERMS = 24 };

/* What speaks for two documents being of one event. */
struct events_why {
	uint32_t cosine;	     /* of their vectors, up to VECTOR_ONE */
	uint32_t likeness;	     /* of it, with the days between them */
	int32_t days;		     /* -1: not known */
	uint32_t term[EVENTS_TERMS]; /* single words of both, heaviest first */
	size_t terms;
};

void events_explain(struct events *events, uint32_t a, uint32_t b,
		    struct events_why *why);

/*
 * To add the batch to the index: for each document that is new, in the order
 * of events_next(), the row that it is to have there; and at the end. The
 * index is to be closed then.
 */
void events_remember(struct events *events, const struct kept *kept,
		     uint32_t document, struct str row);
void events_remember_all(struct events *events);

void events_free(struct events *events);

#endif
