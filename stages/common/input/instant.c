#include "instant.h"

#include <stdint.h>
#include <stdio.h>

#include "ascii.h"
#include "json.h"

/* Numbers are taken for seconds between these, and for milliseconds between
 * their thousandfold: a year, a counter or 20221010 is neither. */
#define FROM 631152000.0   /* 1990-01-01 */
#define UNTIL 4102444800.0 /* 2100-01-01 */

struct parts {
	struct tm tm;
	struct str fraction; /* digits */
	bool has_zone;
	int zone; /* minutes east of UTC */
};

/* Take exactly n digits. */
static bool take_number(struct str *rest, size_t n, int *value)
{
	size_t i;

	*value = 0;
	if (rest->n < n)
		return false;
	for (i = 0; i < n; i++) {
		if (!ascii_is_digit(rest->p[i]))
			return false;
		*value = *value * 10 + (rest->p[i] - '0');
	}
	*rest = str_skip(*rest, n);
	return true;
}

static bool take_one(struct str *rest, const char *chars)
{
	if (!rest->n || !rest->p[0] || !strchr(chars, rest->p[0]))
		return false;
	*rest = str_skip(*rest, 1);
	return true;
}

static bool take_day(struct str *rest, struct tm *tm)
{
	return take_number(rest, 4, &tm->tm_year) && take_one(rest, "-") &&
	       take_number(rest, 2, &tm->tm_mon) && take_one(rest, "-") &&
	       take_number(rest, 2, &tm->tm_mday);
}

static bool take_clock(struct str *rest, struct parts *parts)
{
	struct tm *tm = &parts->tm;

	if (!take_number(rest, 2, &tm->tm_hour) || !take_one(rest, ":") ||
	    !take_number(rest, 2, &tm->tm_min))
		return false;
	if (!take_one(rest, ":"))
		return true;
	if (!take_number(rest, 2, &tm->tm_sec))
		return false;
	if (!take_one(rest, "."))
		return true;
	parts->fraction.p = rest->p;
	while (take_one(rest, "0123456789"))
		parts->fraction.n++;
	return parts->fraction.n;
}

/* Z, +07:00 or +0700, to the end. */
static bool take_zone(struct str *rest, struct parts *parts)
{
	int hours, minutes, sign;

	parts->has_zone = true;
	if (take_one(rest, "Zz"))
		return !rest->n;
	sign = rest->n && rest->p[0] == '-' ? -1 : 1;
	if (!take_one(rest, "+-") || !take_number(rest, 2, &hours))
		return false;
	take_one(rest, ":");
	if (!take_number(rest, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	parts->zone = sign * (hours * 60 + minutes);
	return !rest->n;
}

static int days_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};
	const bool leap = !(year % 4) && (year % 100 || !(year % 400));

	return days[month - 1] + (month == 2 && leap);
}

/* tm_year and tm_mon are as people count them; 60 is a leap second. */
static bool is_possible(const struct tm *tm)
{
	return tm->tm_mon >= 1 && tm->tm_mon <= 12 && tm->tm_mday >= 1 &&
	       tm->tm_mday <= days_of(tm->tm_year, tm->tm_mon) &&
	       tm->tm_hour < 24 && tm->tm_min < 60 && tm->tm_sec <= 60;
}

static bool read_parts(struct str text, struct parts *parts)
{
	*parts = (struct parts){0};
	if (!take_day(&text, &parts->tm))
		return false;
	if (text.n && (!take_one(&text, "Tt ") || !take_clock(&text, parts)))
		return false;
	return (!text.n || take_zone(&text, parts)) && is_possible(&parts->tm);
}

/* YYYYMMDDhhmmss, as in the indexes of web archives. */
static bool read_digits(struct str text, struct parts *parts)
{
	struct tm *tm = &parts->tm;

	*parts = (struct parts){0};
	return text.n == 14 && take_number(&text, 4, &tm->tm_year) &&
	       take_number(&text, 2, &tm->tm_mon) &&
	       take_number(&text, 2, &tm->tm_mday) &&
	       take_number(&text, 2, &tm->tm_hour) &&
	       take_number(&text, 2, &tm->tm_min) &&
	       take_number(&text, 2, &tm->tm_sec) && is_possible(tm);
}

bool instant_is_rfc3339(struct str text)
{
	struct parts parts;

	/* the shortest is 2022-10-10T07:00:00Z; one with less in it could
	 * still be as long */
	return text.n >= 20 && text.p[16] == ':' && read_parts(text, &parts) &&
	       parts.has_zone &&
	       (memchr("Zz", text.p[text.n - 1], 2) ||
		text.p[text.n - 3] == ':');
}

/* Up to the year 5138 and a bit. */
static bool read_seconds(struct str digits, struct timespec *at)
{
	uint64_t seconds;

	if (digits.n > 11 || !json_uint(digits, &seconds))
		return false;
	*at = (struct timespec){.tv_sec = (time_t)seconds};
	return true;
}

bool instant_read(struct str text, struct timespec *at)
{
	struct parts parts;
	long nanos = 0, unit = 100000000;
	size_t i;

	if (take_one(&text, "@"))
		return read_seconds(text, at);
	if (!read_parts(text, &parts))
		return false;
	parts.tm.tm_year -= 1900;
	parts.tm.tm_mon--;
	for (i = 0; i < parts.fraction.n; i++, unit /= 10)
		nanos += (parts.fraction.p[i] - '0') * unit;
	at->tv_sec = timegm(&parts.tm) - parts.zone * 60;
	at->tv_nsec = nanos;
	return true;
}

static void put_parts(const struct parts *parts, struct buf *out)
{
	const struct tm *tm = &parts->tm;
	const int zone = parts->zone < 0 ? -parts->zone : parts->zone;

	buf_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d", tm->tm_year, tm->tm_mon,
		 tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec);
	if (parts->fraction.n) {
		buf_add_char(out, '.');
		buf_add_str(out, parts->fraction);
	}
	if (zone)
		buf_addf(out, "%c%02d:%02d", parts->zone < 0 ? '-' : '+',
			 zone / 60, zone % 60);
	else
		buf_add_char(out, 'Z');
}

static bool put_number(struct str text, struct buf *out)
{
	struct error error;
	struct parts parts = {0};
	double number, since;
	uint64_t millis;
	time_t seconds;
	char digits[4];

	if (json_kind(text) != '0' || !json_check(text, &error))
		return false;
	number = json_number(text);
	since = number >= FROM * 1000 ? number / 1000 : number;
	if (!(since >= FROM && since < UNTIL))
		return false;
	millis = (uint64_t)(since * 1000 + 0.5);
	seconds = (time_t)(millis / 1000);
	gmtime_r(&seconds, &parts.tm);
	parts.tm.tm_year += 1900;
	parts.tm.tm_mon++;
	if (millis % 1000) {
		snprintf(digits, sizeof(digits), "%03u",
			 (unsigned)(millis % 1000));
		parts.fraction = (struct str){digits, 3};
	}
	put_parts(&parts, out);
	return true;
}

bool instant_put(struct str text, struct buf *out)
{
	struct parts parts;

	if (!read_parts(text, &parts) && !read_digits(text, &parts))
		return put_number(text, out);
	put_parts(&parts, out);
	return true;
}
