/*
 * keyterms.h - the words that an event is known by.
 *
 * The heaviest terms of its mean vector, single tokens and two in a row, as
 * they stand in the texts. Each document names those that it has; of an event
 * the KEYTERMS_MOST heaviest are given, without those whose letters are part of
 * another one ("flood" and "floods").
 */
#ifndef KEYTERMS_H
#define KEYTERMS_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "heavy.h"
#include "str.h"
#include "token.h"

enum {
	KEYTERMS_WANTED = 48,  /* terms that are looked for in a text, */
	KEYTERMS_TOKENS = 512, /* in so many tokens of it */
	KEYTERMS_MOST = 12,
};

/* Append the items [term,weight,"text"] to an open array, in the order of the
 * text: of n terms (bag.h, at most KEYTERMS_WANTED) those that stand in text.
 * Sorts term[], and takes the weights of those that it found. tokens:
 * scratch. */
void keyterms_find(struct heavy *term, size_t n, struct str text,
		   struct tokens *tokens, struct buf *out);

struct keyterms { /* {0} is valid */
	struct keyterm *item;
	size_t count, size;
	struct buf text;
};

/* What keyterms_find() made of a document of the event, or {0}. */
void keyterms_add(struct keyterms *keyterms, struct str array);

/* Append those of the event as an array of strings, the heaviest first, and
 * begin with the next event. */
void keyterms_put(struct keyterms *keyterms, struct buf *out);

void keyterms_release(struct keyterms *keyterms);

#endif
