#include "ascii.h"
#include "date.h"

#include <strings.h>

#include "date_parts.h"

/* Exactly n digits. */
static size_t fixed(struct str text, size_t at, size_t n, int *value)
{
	return digits_at(text, at, value) == n ? at + n : 0;
}

/* The parts of n digits in a row without separators: 20221010. */
static int part(struct str text, size_t at, size_t n)
{
	int value = 0;

	for (size_t i = at; i < at + n; i++)
		value = value * 10 + (text.p[i] - '0');
	return value;
}

/* YYYY, YYYY-MM, YYYY-MM-DD or YYYYMMDD. */
static size_t iso_day(struct str text, struct date *date)
{
	int run;
	const size_t n = digits_at(text, 0, &run);
	size_t at;

	if (n == 8) {
		date->year = part(text, 0, 4);
		date->month = part(text, 4, 2);
		date->day = part(text, 6, 2);
		return 8;
	}
	if (n != 4)
		return 0;
	date->year = run;
	if (char_at(text, 4) != '-')
		return 4;
	at = fixed(text, 5, 2, &date->month);
	if (!at || char_at(text, at) != '-')
		return at;
	return fixed(text, at + 1, 2, &date->day);
}

/* hh:mm, hh:mm:ss.fff, hhmm or hhmmss */
static size_t iso_clock(struct str text, size_t at, struct date *date)
{
	int run;
	const size_t n = digits_at(text, at, &run);

	if (n != 4 && n != 6)
		return n == 2 ? clock_read(text, at, date) : 0;
	date->hour = part(text, at, 2);
	date->minute = part(text, at + 2, 2);
	if (n == 6)
		date->second = part(text, at + 4, 2);
	return date->hour < 24 && date->minute < 60 && date->second < 60
		       ? at + n
		       : 0;
}

static bool possible(const struct date *date)
{
	if (!date->year || date->month > 12)
		return false;
	return !date->day ? date->hour < 0
			  : day_valid(date->year, date->month, date->day);
}

static bool parse_iso(struct str text, struct date *date)
{
	size_t at, end;

	*date = NO_DATE;
	at = iso_day(text, date);
	if (!at)
		return false;
	if (at == text.n)
		return possible(date) && (at != 7 || date->month) &&
		       (at < 8 || date->day);
	if (!memchr("Tt ", text.p[at], 3) || !date->day)
		return false;
	at = iso_clock(text, at + 1, date);
	if (!at)
		return false;
	end = zone_read(text, at, true, date);
	return (end ? end : at) == text.n && possible(date);
}

/* Months of RFC 2822 and asctime(3), whatever the language of the page. */
static int protocol_month(struct str text, size_t at)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int i = 0; i < 12 && at + 3 <= text.n; i++)
		if (!strncasecmp(names + i * 3, text.p + at, 3))
			return i + 1;
	return 0;
}

static size_t skip_spaces(struct str text, size_t at)
{
	while (char_at(text, at) == ' ')
		at++;
	return at;
}

/* "Mon, " or "Mon " before the rest. */
static size_t skip_weekday(struct str text)
{
	size_t at = 0;

	while (is_ascii_letter(char_at(text, at)))
		at++;
	if (at != 3)
		return 0;
	at += char_at(text, at) == ',';
	return skip_spaces(text, at);
}

/* A clock time and a zone to the end of the text, or a year behind them. */
static bool protocol_clock(struct str text, size_t at, struct date *date)
{
	size_t end = clock_read(text, at, date), n;
	int year;

	if (!end)
		return false;
	at = zone_read(text, end, true, date);
	at = skip_spaces(text, at ? at : end);
	if (!date->year) { /* asctime(3) */
		n = digits_at(text, at, &year);
		date->year = n == 4 ? year_from(year, n) : 0;
		at += n;
	}
	return at == text.n && possible(date);
}

/* "Mon, 10 Oct 2022 07:00:00 GMT" (RFC 2822), "Mon Oct 10 07:00:00 2022" */
static bool parse_protocol(struct str text, struct date *date)
{
	size_t at = skip_weekday(text), n;
	int year;

	*date = NO_DATE;
	n = digits_at(text, at, &date->day);
	if (n == 1 || n == 2) {
		at = skip_spaces(text, at + n);
		date->month = protocol_month(text, at);
		at = skip_spaces(text, at + 3);
		n = digits_at(text, at, &year);
		date->year = year_from(year, n);
		if (!date->year)
			return false;
		at += n;
	} else {
		date->month = protocol_month(text, at);
		at = skip_spaces(text, at + 3);
		n = digits_at(text, at, &date->day);
		at += n;
	}
	return date->month && n &&
	       protocol_clock(text, skip_spaces(text, at), date);
}

/* Seconds or milliseconds since 1970. */
static bool parse_epoch(struct str text, struct date *date)
{
	int64_t seconds = 0;

	if (text.n != 10 && text.n != 13)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (!ascii_is_digit(text.p[i]))
			return false;
		if (i < 10)
			seconds = seconds * 10 + (text.p[i] - '0');
	}
	date_from_seconds(seconds, date);
	return epoch_plausible(seconds);
}

/* "2022 Oct 10", as catalogues of journals have it. */
static bool parse_catalogue(struct str text, struct date *date)
{
	size_t at, n;

	*date = NO_DATE;
	at = fixed(text, 0, 4, &date->year);
	if (!at || char_at(text, at) != ' ')
		return false;
	at = skip_spaces(text, at);
	date->month = protocol_month(text, at);
	at = skip_spaces(text, at + 3);
	n = digits_at(text, at, &date->day);
	return date->month && n && n <= 2 && at + n == text.n && possible(date);
}

bool date_parse(struct str text, enum date_order order, struct date *date)
{
	struct date_hit hit;
	size_t at = 0;

	text = str_trim(text);
	if (parse_iso(text, date) || parse_protocol(text, date) ||
	    parse_catalogue(text, date) || parse_epoch(text, date))
		return true;
	while (date_next(text, &at, order, &hit)) {
		if (hit.clock_only)
			continue;
		*date = hit.date;
		return true;
	}
	*date = NO_DATE;
	return false;
}
