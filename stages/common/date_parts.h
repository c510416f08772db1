/*
 * date_parts.h - the parts that dates are read from: numbers, years, clock
 * times, zones. Private to the date modules.
 *
 * A reader takes the text and an offset and returns the offset behind what
 * it read, or 0 if it is not there; offsets may be at the end of the text.
 */
#ifndef DATE_PARTS_H
#define DATE_PARTS_H

#include "date.h"

/* An empty date: no part stated. */
#define NO_DATE ((struct date){.hour = -1, .second = -1})

static inline char char_at(struct str text, size_t at)
{
	return at < text.n ? text.p[at] : '\0';
}

static inline bool is_ascii_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Does the year, if not 0, have that day? 29 February if it is 0. */
bool day_valid(int year, int month, int day);

/* How many digits stand at that offset; their value (of the first nine). */
size_t digits_at(struct str text, size_t at, int *value);

/* The year that a number of 2 or 4 digits is: 22 is one of 1950 to 2049,
 * 2400 to 2699 are counted from the Buddha. 0 if it is none. */
int year_from(int number, size_t digits);

/* 14:33, 14:33:20, 2:33 PM, 14h30, 14h. Sets hour, minute, second. */
size_t clock_read(struct str text, size_t at, struct date *date);

/*
 * Z, +07:00, GMT+7, (UTC), ICT, EDT ... behind a time. An offset without a
 * name is believed behind a time with seconds (or if strict); else "9:00 -
 * 10:00" would have one.
 */
size_t zone_read(struct str text, size_t at, bool strict, struct date *date);

/* Of seconds since 1970, in UTC. */
void date_from_seconds(int64_t seconds, struct date *date);

/* Is it a plausible stamp of a page: 2005 to 2035? */
static inline bool epoch_plausible(int64_t seconds)
{
	return seconds >= 1104537600 && seconds < 2082758400;
}

#endif
