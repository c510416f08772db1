/*
 * phrases.h - what a language says around an article, read from its table.
 *
 * One readable table per language (stages/common/phrases/LANG.tsv: kind,
 * tab, phrase, for some kinds '=' and a number; '#' starts a comment) is
 * built into the program. Phrases are compared in the normal form of
 * token.h, so case, tone placement and punctuation do not matter. Nothing
 * here is needed for a language to work; it only sharpens what structure
 * says. Before phrases_init() there are no phrases.
 *
 * The kinds' names in a table are those below in lower case, '_' as '-'. A
 * month-first or month-short is also a month, an ordinal-alone also an
 * ordinal-word. A function line holds any
 * number of words. The names of enum phrase_role are kinds in a table, too:
 * "yearly", "document"..., all of them PHRASE_ROLE; yearly, document, limit and
 * anniversary of several words also PHRASE_NOT_EVENT.
 */
#ifndef PHRASES_H
#define PHRASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"
#include "token.h"

enum phrase_kind {
	PHRASE_NONE,
	PHRASE_TAIL,	/* opens what follows an article: related, comments,
			 * tags, share, newsletter */
	PHRASE_INLINE,	/* opens a teaser inside an article: see also */
	PHRASE_CHROME,	/* stands in chrome: hotline, login, counters */
	PHRASE_CAPTION, /* a picture's credit: photo, source */
	PHRASE_BYLINE,	/* opens a byline: by, according to */
	PHRASE_STAMP,	/* labels a time: published; with =1 that of a
			 * change: updated */
	PHRASE_ORDINAL, /* opens an ordinal: "lần thứ"; value after '=' gives
			 * word forms: "nhất=1" have kind ordinal-word */
	PHRASE_ORDINAL_WORD,
	PHRASE_MONTH,	  /* name=number */
	PHRASE_WEEKDAY,	  /* name=number, Monday is 1; without one where the
			   * word alone may mean something else */
	PHRASE_DAY_CUE,	  /* before a day that is an event's: morning of, on */
	PHRASE_NOT_EVENT, /* near a date that is not an event's: as of,
			   * decision, every year, anniversary, until */
	PHRASE_FUNCTION,  /* function words, for language and prose */
	PHRASE_ALONE,	  /* is chrome where it is the whole line but for
			   * figures: Home, Facebook, visitors: 1,234 */
	PHRASE_MONTH_FIRST,   /* a month that may stand before its day, and has
			       * a capital letter: October 10 */
	PHRASE_MONTH_SHORT,   /* an abbreviation that is also a common word */
	PHRASE_DATE_JOIN,     /* between parts of a date: of, de, "năm" */
	PHRASE_CLOCK_JOIN,    /* between a date and its time: at, um, "lúc" */
	PHRASE_HOUR,	      /* behind the hour: "giờ", Uhr, heures */
	PHRASE_DATE_CUE,      /* right before a date of any kind: from, until */
	PHRASE_NUMBER,	      /* before a number that is no date: no., "số" */
	PHRASE_RELATIVE,      /* a day counted from that of publication:
			       * yesterday=-1 */
	PHRASE_DAY_UNIT,      /* behind a day without its month: 20日 */
	PHRASE_RANGE,	      /* between the first and the last of some days */
	PHRASE_ORDINAL_ALONE, /* an ordinal-word that needs no opening */
	PHRASE_ORDINAL_SUFFIX, /* makes a number an ordinal: th, ème */
	PHRASE_ROLE,	       /* what a day is; the value is a phrase_role */
	PHRASE_KINDS
};

/* What words near a day make of it. */
enum phrase_role {
	PHRASE_NO_ROLE,
	PHRASE_YEARLY,	    /* every year */
	PHRASE_DOCUMENT,    /* decision no., signed on */
	PHRASE_LIMIT,	    /* as of, until, since: the end of a time */
	PHRASE_ANNIVERSARY, /* anniversary of, founded on */
	PHRASE_BACKGROUND,  /* last year, previously */
	PHRASE_SAID,	    /* a day on which somebody only spoke */
	PHRASE_AHEAD,	    /* still to come: will, next */
	PHRASE_COUNTED,	    /* behind an ordinal that is of no series:
			     * minute, place, century */
	PHRASE_SERIES,	    /* a little further behind: it is of one, after
			     * all: 第三次...会议 */
	PHRASE_WEEK_BEFORE, /* beside a weekday: it is that of the week before
			     * this, */
	PHRASE_WEEK_THIS,   /* of this, though it be to come, */
	PHRASE_WEEK_AFTER,  /* or of the next */
	PHRASE_DATELINE,    /* behind a day: that of a dateline */
	PHRASE_NIGHT,	    /* before a day: the night that ends on it */
	PHRASE_DAILY,	    /* of what is told anew every day: closing prices */
};

/*
 * The longest phrase of any language, of the given kind, that the tokens
 * from position at on begin with. Returns its length in tokens (0: none);
 * *value (may be NULL) gets the number after '=' or 0.
 */
size_t phrase_at(const struct tokens *tokens, size_t at, enum phrase_kind kind,
		 int *value);

enum {
	PHRASE_ANY_LANGUAGE = -1,
	PHRASE_NO_LANGUAGE = -2, /* it has no phrases */
};

/* The number of a language; PHRASE_NO_LANGUAGE if it has no table, ANY if it
 * is not known. lang: its code, perhaps with a country behind it, or empty. */
int phrase_language(const char *lang);

/* As phrase_at(), of the phrases in the table of that language alone. */
size_t phrase_in(const struct tokens *tokens, size_t at, enum phrase_kind kind,
		 int language, int *value);

/*
 * How many tokens are function words of the language that has most of
 * them; *lang (may be NULL) gets its two-letter code, a static string, or
 * "" if there are none.
 */
size_t phrase_function_words(const struct tokens *tokens, const char **lang);

enum { PHRASE_LANGS_MAX = 32 };

struct phrase_vote {
	const char *lang; /* two letters, a static string */
	size_t words;	  /* tokens that are function words of it */
	size_t weight;	  /* their sum; a word of k languages counts 60 / k */
};

/* The votes of all languages that have function words, in the order of
 * their codes; returns how many. */
size_t phrase_votes(const struct tokens *tokens,
		    struct phrase_vote vote[PHRASE_LANGS_MAX]);

/* Add the phrases of a table in memory (kind TAB phrase lines; a line "lang
 * TAB xx" must stand before function words). False with the line's number,
 * from 1, in error->at if a line cannot be understood; the lines before it
 * are in. Not thread-safe: call before threads start. */
struct error;
bool phrases_add(struct str table, struct error *error);

/* Build the tables; call once before threads start. */
void phrases_init(void);
void phrases_release(void);

#endif
