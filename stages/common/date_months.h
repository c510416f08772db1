/*
 * date_months.h - dates with words in them: "10 October 2022", "October
 * 10", "ngày 10 tháng 10 năm 2022". Private to date_find.c.
 *
 * Readers take an offset and return the one behind what they read, or 0.
 */
#ifndef DATE_MONTHS_H
#define DATE_MONTHS_H

#include "date.h"
#include "date_words.h"

struct finder {
	struct date_words words;
	struct str text;
	enum date_order order;
	size_t from; /* nothing before it may be taken */
};

struct named_month {
	int number;
	bool first;   /* English: may stand before its day */
	bool weak;    /* an abbreviation that is a word, or no capital */
	bool numeric; /* "tháng 10" */
	size_t end;
};

enum behind { BEHIND_NOTHING, BEHIND_MONTH, BEHIND_OTHER };

/* Behind white space and those ASCII signs, dashes and bullets too if '|' is
 * one of them; at most eight. */
size_t signs_skip(struct str text, size_t at, const char *signs);

/* The name of a month behind a day: " October", "-Oct", ". Oktober", "de
 * octubre", "th of October". */
bool month_after(struct finder *finder, size_t at, struct named_month *month);

/* A year behind day and month: ", 2022", "/2022", " năm 2022", "-22". */
size_t year_after(struct finder *finder, size_t at, int *year);

/* The same, only with a word between: "10/10 năm 2022". */
size_t year_joined(struct finder *finder, size_t at, int *year);

/* "October 10, 2022" from its first letter on. */
size_t month_first(struct finder *finder, size_t at, struct date *date);

/*
 * The number of n digits at that offset behind a word: "October 10, 2022",
 * "October 2022", "tháng 9/2022". BEHIND_OTHER: it belongs to the word
 * ("thứ 4"). Sets *start and *end of a BEHIND_MONTH.
 */
enum behind behind_word(struct finder *finder, size_t at, size_t n,
			size_t *start, size_t *end, struct date *date);

#endif
