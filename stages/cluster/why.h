/*
 * why.h - why two documents are of one event, or are not.
 *
 * What their texts say is kept when they come by; how alike they are is known
 * when events were found.
 */
#ifndef WHY_H
#define WHY_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "digest.h"
#include "events.h"
#include "kept.h"

struct why_document {
	const char *wanted; /* its id, as it was given; borrowed */
	bool found;
	uint32_t number;
	struct buf title, text;
	struct facts facts;
	int32_t published; /* day since 1970, or FACTS_NO_DAY */
	struct mention mention[FACTS_MENTIONS];
	size_t mentions;
};

struct why {
	struct why_document document[2];
	double threshold;
};

/* Is it one of the two, and not noted yet? id: with its quotes. */
bool why_wants(const struct why *why, struct str id);

/* A document that is wanted, and its number. */
void why_note(struct why *why, const struct digest *digest, uint32_t number);

/* The same of one of an earlier batch, of which the text is not there; if it is
 * wanted. */
void why_note_kept(struct why *why, const struct kept *kept, uint32_t number);

/* The id of the first that was not among them; NULL if both were. */
const char *why_missing(const struct why *why);

/* Append lines of a name and values, separated by tabs. events_find() was
 * called. */
void why_put(const struct why *why, struct events *events, struct buf *out);

void why_release(struct why *why);

#endif
