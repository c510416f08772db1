/*
 * facts.h - what a text says of its event: the day, and which of a series.
 *
 * The day is one that the title or the first paragraphs name (mention.h) and
 * that can be the event's. A year that is not stated comes, in this order of
 * trust, from beside the event's ordinal, from the day of publication (the
 * event is at most FACTS_LATE days older, or at most FACTS_EARLY days ahead),
 * from the title, from the year that the text names most; only the first two
 * are certain. Weekdays and "yesterday" count from the day of publication;
 * where that is not known, a stamp in the text stands for it; a dateline of
 * the days before publication takes its place. Below the lead only days near
 * publication count.
 *
 * In 10/11/2022 it is the language that says which is the month. English
 * does not: there it is dates such as 10/13 and the day of publication, and
 * without those no such day is certain.
 *
 * An ordinal ("the third", "lần thứ 3") counts together with the words
 * around it: two differ only if they belong to the same name.
 */
#ifndef FACTS_H
#define FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "date.h"
#include "mention.h"
#include "ordinal.h"
#include "str.h"
#include "token.h"

enum {
	FACTS_LATE = 3,	    /* 49 of 50 reports came 0 to 3 days after, */
	FACTS_EARLY = 16,   /* one preview 16 days before its event */
	FACTS_CERTAIN = 70, /* percent: from here on a date can veto */
	/* Days of one event may lie so far apart: it may take days. */
	FACTS_SPAN = 3,
	FACTS_MENTIONS = 48, /* days looked at, */
	FACTS_ORDINALS = 8,  /* and ordinals */
	FACTS_YEAR_MIN = 1900,
	FACTS_YEARS = 200,
	FACTS_PARAGRAPHS = 6, /* where the day is sought, */
	FACTS_BYTES = 4096,   /* in so many bytes of each */
};

#define FACTS_NO_DAY INT32_MIN

enum facts_from { FACTS_NOTHING, FACTS_CREATED, FACTS_TEXT };

/* Of one document. */
struct facts {
	int32_t day;  /* since 1970, or FACTS_NO_DAY */
	uint8_t sure; /* percent */
	uint8_t from; /* enum facts_from */
	uint8_t span; /* further days: it took as long */
	bool daily;   /* it is told anew every day, such as closing prices */
	/* Certain even where the year is not; 0: none. */
	uint8_t month, month_day;
	struct ordinal ordinal;
};

struct facts_finder {
	struct mention_context context;
	/* Is it known whether a day stands before its month? */
	bool ordered;
	bool daily;	 /* as in struct facts */
	int dmy, mdy;	 /* dates that have just one order */
	int32_t created; /* FACTS_NO_DAY: unknown */
	int created_year;
	int title_year;	  /* 0: none */
	size_t paragraph; /* the next */
	struct mention mention[FACTS_MENTIONS];
	size_t mentions;
	struct ordinal ordinal[FACTS_ORDINALS];
	int ordinal_year[FACTS_ORDINALS]; /* behind it; 0: none */
	bool titled[FACTS_ORDINALS];	  /* in the title */
	bool ambiguous[FACTS_ORDINALS];
	size_t ordinals;
	uint16_t year[FACTS_YEARS]; /* how often each is named */
};

/* A new document. created: as in the record, or empty; lang: two letters or
 * empty. */
void facts_begin(struct facts_finder *finder, struct str created,
		 const char *lang);

/* Its title (perhaps empty), then each paragraph, with its tokens. */
void facts_add(struct facts_finder *finder, struct str text,
	       const struct tokens *tokens);

/* To be called once. */
void facts_end(struct facts_finder *finder, struct facts *facts);

#endif
