/*
 * date_numeric.h - dates of digits and signs alone: 10/10/2022, 2022-10-10,
 * 10.10, 2022年10月10日. Private to date_find.c.
 */
#ifndef DATE_NUMERIC_H
#define DATE_NUMERIC_H

#include "date.h"

struct numeric { /* two or three numbers with one sign between */
	int n[3];
	size_t len[3]; /* in digits, 1 to 4 */
	int count;
	char sep; /* '/', '-' or '.' */
	bool spaced;
	size_t end;
};

/* count is 0 or 1 if there is no such thing. */
void numeric_read(struct str text, size_t at, struct numeric *numeric);

/* The sign behind the first number at that offset, or 0. */
char numeric_shape(struct str text, size_t at);

/* Is it a possible date: of three parts, a day and a month, a month and a
 * year? Other parts stay as they are. */
bool numeric_date_of(const struct numeric *numeric, enum date_order order,
		     struct date *date);

/* Does nothing before or behind make it part of something else? A date with
 * a full year may be glued to a word. */
bool numeric_begins(struct str text, size_t at, const struct numeric *numeric);
bool numeric_ends(struct str text, const struct numeric *numeric);

/* Does a number begin there that is no part of a word or another number? */
bool word_begins(struct str text, size_t at);

/* The length of a hyphen or dash at that offset, or 0. */
size_t dash_at(struct str text, size_t at);

/* 2022年10月10日, 10月10日, 2022년 10월: behind it, or 0. */
size_t unit_date(struct str text, size_t at, struct date *date);

#endif
