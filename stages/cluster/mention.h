/*
 * mention.h - the days that a paragraph names, and what each of them is.
 *
 * A day is a date ("10 October", with a year or not), a weekday ("on
 * Monday") or counted from that of publication ("yesterday"). Words beside
 * it (the roles of phrases.h) and the shape of its line tell whether it can
 * be the day of the event. Of some days ("5 to 7 November", "26-27/12") it
 * is the first; span has the rest.
 */
#ifndef MENTION_H
#define MENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "date.h"
#include "str.h"
#include "token.h"

enum {
	/* Longer is no event but the time that figures are of. */
	MENTION_SPAN = 31,
	MENTIONS_MAX = 32, /* of a paragraph */
};

enum mention_role {
	MENTION_EVENT,
	MENTION_PUBLISHED,   /* a stamp: of the article */
	MENTION_CLOCK,	     /* a stamp: of the page as it was asked for */
	MENTION_TEASER,	     /* a stamp: of another article */
	MENTION_YEARLY,	     /* 10/10 every year */
	MENTION_DOCUMENT,    /* decision no. 12 of ... */
	MENTION_LIMIT,	     /* as of, until, since */
	MENTION_PERIOD,	     /* one end of a time of more than MENTION_SPAN */
	MENTION_ANNIVERSARY, /* (10/10/1954 - 10/10/2024) */
	MENTION_BACKGROUND,  /* an earlier event */
	MENTION_CAPTION,     /* in the caption of a picture */
	MENTION_OTHER,	     /* not the event's, no more is known */
};

struct mention {
	struct date date;  /* month 0: a day alone, a weekday or counted */
	int8_t relative;   /* days from publication, if counted */
	uint8_t weekday;   /* 1 is Monday; beside a date, too; 0: none */
	bool in_week;	   /* the weekday is that of a week that is told: */
	int8_t week;	   /* -1 that before publication, 0 its own, 1 next */
	uint8_t span;	   /* further days */
	uint8_t role;	   /* enum mention_role */
	uint8_t paragraph; /* 0: the title; for the caller */
	bool cue;	   /* "on the morning of", a weekday or a time
			    * beside it; or it opens the paragraph */
	bool ahead;	   /* "will", near it */
	bool said;	   /* "said on": the day of a report */
	bool dateline;	   /* "PORT LESSING, May 6 (News) -": when it was
			    * written, from which "today" counts */
	bool night;	   /* the night that ends on that day */
	bool numeric;	   /* 10/11: day and month could change places */
};

struct mention_context {
	enum date_order order;
	int language; /* phrase_language() */
	bool title;   /* no stamps, no captions */
	bool first;   /* one of the first paragraphs: a stamp may be its own */
	bool dated;   /* the day of publication is known */
};

/* Those of text, whose tokens these are, at most MENTIONS_MAX; returns how
 * many. Linear. */
size_t mentions_find(const struct mention_context *context, struct str text,
		     const struct tokens *tokens,
		     struct mention mention[MENTIONS_MAX]);

#endif
