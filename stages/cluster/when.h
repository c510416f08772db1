/*
 * when.h - the full day of a mention, and how sure it is the event's.
 */
#ifndef WHEN_H
#define WHEN_H

#include <stdbool.h>
#include <stdint.h>

#include "mention.h"

/* What is known of the years of a text. */
struct when {
	int32_t created; /* the day of publication, or INT32_MIN */
	int created_year;
	bool stamped;	  /* it is only a stamp in the text that says so */
	bool ordered;	  /* which is the month of 10/11 is known */
	int ordinal_year; /* beside the event's ordinal; 0: none */
	int title_year;	  /* 0: none */
	int modal_year;	  /* named most; 0: none */
	int32_t latest;	  /* the last full date of the text, or INT32_MIN */
};

/* Percent; 0: it is not the event's day, or not known. *day gets it. */
int when_of(const struct when *when, const struct mention *mention,
	    int32_t *day);

/* Is the weekday of mention that of a date, near publication, in another week
 * than the weekday alone would be? The text then means the date. */
bool when_told(const struct when *when, const struct mention *mention,
	       const struct mention *dated);

#endif
