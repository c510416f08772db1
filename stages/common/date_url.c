#include "ascii.h"
#include "date.h"

#include "date_parts.h"
#include "phrases.h"

/* A stamp in a URL is of the age of the web. */
enum { YEAR_MIN = 1990, YEAR_MAX = 2099, FAMILY_YEAR_MAX = 49 };

static int part(struct str digits, size_t at, size_t n)
{
	int value = 0;

	for (size_t i = at; i < at + n; i++)
		value = value * 10 + (digits.p[i] - '0');
	return value;
}

/* YYYYMMDD or, if year_digits is 2, YYMMDD. */
static bool day_of(struct str digits, size_t year_digits, struct date *date)
{
	*date = NO_DATE;
	date->year = part(digits, 0, year_digits);
	if (year_digits == 2) {
		if (date->year > FAMILY_YEAR_MAX)
			return false;
		date->year += 2000;
	}
	date->month = part(digits, year_digits, 2);
	date->day = part(digits, year_digits + 2, 2);
	return date->year >= YEAR_MIN && date->year <= YEAR_MAX &&
	       day_valid(date->year, date->month, date->day);
}

/* The same with hhmm, and ss if there are as many digits. */
static bool stamp_of(struct str digits, size_t year_digits, struct date *date)
{
	const size_t at = year_digits + 4;

	if (digits.n < at + 4 || !day_of(digits, year_digits, date))
		return false;
	date->hour = part(digits, at, 2);
	date->minute = part(digits, at + 2, 2);
	if (digits.n >= at + 6)
		date->second = part(digits, at + 4, 2);
	return date->hour < 24 && date->minute < 60 && date->second < 60;
}

/*
 * The number of a content management system that many outlets share: 2 or 3
 * digits of the site, YYMMDDhhmmss, 2 or 3 digits more. Where both ways to
 * cut 17 digits give a time, the first is taken.
 */
static bool family_of(struct str digits, struct date *date)
{
	if (digits.n < 16 || digits.n > 18)
		return false;
	for (size_t site = 3; site >= 2; site--) {
		const size_t rest = digits.n - site - 12;

		if ((rest == 2 || rest == 3) &&
		    stamp_of((struct str){digits.p + site, 12}, 2, date))
			return true;
	}
	return false;
}

static bool epoch_of(struct str digits, struct date *date)
{
	int64_t seconds = 0;

	if (digits.n != 10 && digits.n != 13)
		return false;
	for (size_t i = 0; i < 10; i++)
		seconds = seconds * 10 + (digits.p[i] - '0');
	if (!epoch_plausible(seconds))
		return false;
	date_from_seconds(seconds, date);
	return true;
}

/* A run of digits that stands alone in a name; last: nothing but an ending
 * follows. */
static bool number_of(struct str digits, bool last, struct date *date)
{
	switch (digits.n) {
	case 8:
		return day_of(digits, 4, date);
	case 12: /* YYYYMMDDhhmm */
	case 14: /* YYYYMMDDhhmmss */
	case 17: /* and milliseconds */
		if (stamp_of(digits, 4, date))
			return true;
		break;
	default:
		break;
	}
	return last && (family_of(digits, date) || epoch_of(digits, date));
}

static size_t digit_run(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && ascii_is_digit(s.p[at + n]))
		n++;
	return n;
}

/* Is what follows the end of the path, or a short ending (.html)? */
static bool is_last(struct str path, size_t at)
{
	size_t n = 0;

	if (at < path.n && path.p[at] == '.')
		while (at + 1 + n < path.n &&
		       (is_ascii_letter(path.p[at + 1 + n])))
			n++;
	if (n && n <= 5)
		at += n + 1;
	return at >= path.n || (path.p[at] == '/' && at + 1 == path.n);
}

static bool find_number(struct str path, struct date *date)
{
	size_t n;

	for (size_t at = 0; at < path.n; at += n) {
		n = digit_run(path, at);
		if (!n) {
			n = 1;
			continue;
		}
		if (at && (is_ascii_letter(path.p[at - 1]) &&
			   digit_run(path, at) < 14))
			continue;
		if (at + n < path.n && is_ascii_letter(path.p[at + n]))
			continue;
		if (number_of((struct str){path.p + at, n},
			      is_last(path, at + n), date))
			return true;
	}
	return false;
}

/* "10", or "oct" by the month's name. */
static size_t month_at(struct str path, size_t at, int *month)
{
	struct tokens tokens = {0};
	size_t n = digit_run(path, at);

	if (n) {
		*month = n <= 2 ? part(path, at, n) : 0;
		return *month >= 1 && *month <= 12 ? at + n : 0;
	}
	while (at + n < path.n && is_ascii_letter(path.p[at + n]) && n < 10)
		n++;
	tokens_find(&tokens, (struct str){path.p + at, n});
	if (tokens.count != 1 || !phrase_at(&tokens, 0, PHRASE_MONTH, month))
		n = 0;
	tokens_release(&tokens);
	return n ? at + n : 0;
}

/* The end of a part: of the path, of a segment, or the same separator. */
static bool part_ends(struct str path, size_t at, char separator)
{
	return at >= path.n || path.p[at] == '/' || path.p[at] == separator ||
	       (separator == '-' && path.p[at] == '_');
}

/* YYYY/MM/DD or YYYY-MM-DD at the beginning of a segment; YYYY/MM if month
 * is true. */
static bool path_date_at(struct str path, size_t at, bool month_only,
			 struct date *date)
{
	const size_t year = digit_run(path, at);
	size_t end, n;
	char separator;

	*date = NO_DATE;
	if (month_only && year == 6) {
		date->year = part(path, at, 4);
		date->month = part(path, at + 4, 2);
		return part_ends(path, at + 6, '/') && date->month >= 1 &&
		       date->month <= 12 && date->year >= YEAR_MIN &&
		       date->year <= YEAR_MAX;
	}
	if (year != 4 || at + 4 >= path.n)
		return false;
	separator = path.p[at + 4];
	date->year = part(path, at, 4);
	if ((separator != '/' && separator != '-') || date->year < YEAR_MIN ||
	    date->year > YEAR_MAX)
		return false;
	end = month_at(path, at + 5, &date->month);
	if (!end || !part_ends(path, end, separator))
		return false;
	if (month_only)
		return separator == '/' || end >= path.n || path.p[end] == '/';
	if (end >= path.n || path.p[end] != separator)
		return false;
	n = digit_run(path, end + 1);
	if (!n || n > 2)
		return false;
	date->day = part(path, end + 1, n);
	end += n + 1;
	return day_valid(date->year, date->month, date->day) &&
	       (end >= path.n || memchr("/-_.", path.p[end], 4));
}

static bool find_path_date(struct str path, bool month_only, struct date *date)
{
	for (size_t at = 0; at < path.n; at++)
		if (ascii_is_digit(path.p[at]) &&
		    (!at || path.p[at - 1] == '/') &&
		    path_date_at(path, at, month_only, date))
			return true;
	return false;
}

/* YYYY-MM-DD anywhere in the name of the page. */
static bool find_name_date(struct str path, struct date *date)
{
	for (size_t at = 0; at + 10 <= path.n; at++)
		if (path.p[at + 4] == '-' && path.p[at + 7] == '-' &&
		    digit_run(path, at) == 4 && digit_run(path, at + 5) == 2 &&
		    digit_run(path, at + 8) == 2 &&
		    (!at || !ascii_is_digit(path.p[at - 1])) &&
		    path_date_at(path, at, false, date))
			return true;
	return false;
}

/* What stands between the host and a query or fragment. */
static struct str path_of(struct str url)
{
	const char *p = url.n ? memmem(url.p, url.n, "://", 3) : NULL;
	size_t n = 0;

	if (p) {
		url = str_skip(url, (size_t)(p - url.p) + 3);
		p = memchr(url.p, '/', url.n);
		url = p ? str_skip(url, (size_t)(p - url.p) + 1)
			: (struct str){0};
	}
	while (n < url.n && url.p[n] != '?' && url.p[n] != '#')
		n++;
	url.n = n;
	return url;
}

bool date_from_url(struct str url, struct date *date)
{
	const struct str path = path_of(url);

	if (find_path_date(path, false, date) || find_number(path, date) ||
	    find_name_date(path, date) || find_path_date(path, true, date))
		return true;
	*date = NO_DATE;
	return false;
}
