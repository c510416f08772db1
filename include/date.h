/*
 * date.h - dates and times as they stand on news pages.
 *
 * Finds absolute dates in running text (day/month/year in all orders that a
 * language uses, month names, ISO 8601, "ngày 10 tháng 10 năm 2022",
 * 10.10, 10-10; a part may be missing), with a clock time and zone where
 * one stands beside them. Ratios (34/34), decimals, phone numbers,
 * resolution numbers (12-NQ) and impossible days are not dates. Which date
 * is the article's own, or the event's, is for the caller to say.
 *
 * The words come from the tables of phrases.h: without phrases_init() only
 * dates of digits are found. A bare year is no date. Of a day and a month
 * without a year, 10/10 needs a cue before it ("ngày", on), brackets or the
 * beginning of a line, 10-10 and 10.10 need a cue. A span (26 - 27/12) gives
 * its first day. Years of the Buddhist era are made Christian ones.
 */
#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

struct date {
	int year;   /* 0: not stated */
	int month;  /* 1-12, 0: not stated */
	int day;    /* 1-31, 0: not stated */
	int hour;   /* 0-23, -1: not stated */
	int minute; /* 0-59 */
	int second; /* 0-59, -1: not stated */
	bool has_zone;
	int zone; /* minutes east of UTC */
};

struct date_hit {
	struct date date;  /* a day with its month, a month with its year, */
	size_t start, end; /* byte offsets in the text, time included */
	bool clock_only;   /* ... or a time with minutes but without a day */
};

/* Order of day and month in all-numeric dates that leave a choice. */
enum date_order { DATE_DMY, DATE_MDY, DATE_YMD };

/* Of a language tag; "en" is DMY unless "en-us". */
enum date_order date_order_of(const char *lang);

/* Is this the order of all who write the language? Not of "en" without a
 * country, nor of no language at all. */
bool date_order_sure(const char *lang);

/*
 * Minutes east of UTC of the zone in which most of a language's pages are
 * written, in winter; 0 for languages of many zones (en, es, pt, ru, ar...)
 * and those not known. For times that name no zone.
 */
int date_zone_of(const char *lang);

/* The next date at or after *at in text; false if there is none. *at moves
 * behind it. Linear over a whole text. */
bool date_next(struct str text, size_t *at, enum date_order order,
	       struct date_hit *hit);

/* Strict ISO 8601 / RFC 3339, as in metadata; also RFC 2822 ("Mon, 10 Oct
 * 2022 07:00:00 GMT"), asctime(3), "2022 Oct 10", seconds since 1970 (2005
 * to 2035) and, failing all, the first date of date_next(). Nothing: false,
 * *date empty. */
bool date_parse(struct str text, enum date_order order, struct date *date);

/* The date that a URL carries: /2022/10/13/, -20221010114600941.htm, site id
 * + YYMMDDHHMMSS + digits, seconds since 1970 at the end of the path, with
 * the plausibility checks those need; /2022/10/ and /202210/ give a month. */
bool date_from_url(struct str url, struct date *date);

/*
 * Append YYYY, YYYY-MM, YYYY-MM-DD, YYYY-MM-DDThh:mm or ...:ss, with the
 * zone if there is one (Z or +07:00): as precise as the date is. Nothing
 * if there is no year.
 */
void date_put(struct buf *out, const struct date *date);

/*
 * Seconds since 1970 for sorting: zone applied if given; a date without a
 * time counts as the last second of its day (month, year), so that a
 * precise stamp of the same day comes first. INT64_MAX without a year.
 */
int64_t date_seconds(const struct date *date);

/* The same of a record's `created`, INT64_MAX without a date; a time that names
 * no zone is in that of date_zone_of(lang). */
int64_t date_seconds_of(struct str created, const char *lang);

/* Days since 1970-01-01 of a full date; INT32_MIN if it is not full. */
int32_t date_days(const struct date *date);

/* The full date of a day since 1970-01-01, without a time. */
void date_of_days(int32_t days, struct date *date);

#endif
