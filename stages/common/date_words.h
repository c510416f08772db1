/*
 * date_words.h - the words beside a number: months, cues, joins. Private to
 * date_find.c.
 *
 * A look is at most WORDS_BYTES long, so that each number of a text costs a
 * bounded amount of work.
 */
#ifndef DATE_WORDS_H
#define DATE_WORDS_H

#include "phrases.h"
#include "str.h"
#include "token.h"

enum { WORDS_BYTES = 48 };

struct date_words {
	struct str text;
	struct tokens tokens; /* of the last look */
	size_t base;	      /* where it began */
};

/* Look at what stands from at on, up to the end of the first number. */
void words_after(struct date_words *words, size_t at);

/* Look at the words before at, on the same line and not before floor, and
 * on to end. */
void words_before(struct date_words *words, size_t floor, size_t at,
		  size_t end);

/* The offset in the text behind token i. */
size_t words_end(const struct date_words *words, size_t i);
size_t words_start(const struct date_words *words, size_t i);

/* Behind the phrase of that kind that begins right at offset at; 0 if there
 * is none. */
size_t words_skip(struct date_words *words, size_t at, enum phrase_kind kind);

/* Does a phrase of that kind end right before at? A space, a comma, a colon,
 * quotes and brackets may stand between. The look before must have been
 * words_before(words, floor, at, at). */
bool words_precede(const struct date_words *words, size_t at,
		   enum phrase_kind kind);

#endif
