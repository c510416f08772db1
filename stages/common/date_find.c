#include "ascii.h"
#include "date.h"

#include <stdlib.h>

#include "date_months.h"
#include "date_numeric.h"
#include "date_parts.h"
#include "unicode.h"
#include "utf8.h"

enum { LABELS = 3 }; /* words between a date and its time */

/* Is the next word in lower case, so that 5/10 counts what it names? */
static bool counts_words(struct finder *finder, size_t at)
{
	size_t len, from = signs_skip(finder->text, at, " ");
	uint32_t code;

	if (from >= finder->text.n)
		return false;
	code = utf8_decode(str_skip(finder->text, from), &len);
	if (unicode_class(code) != UNICODE_LETTER || unicode_is_upper(code))
		return false;
	return !words_skip(&finder->words, from, PHRASE_DATE_CUE);
}

/*
 * Does a word that announces a day or a time end right before at? A word as
 * light as "from" or "by" is not enough where the number, which ends at
 * end, seems to count what follows.
 */
static bool has_cue(struct finder *finder, size_t at, size_t end)
{
	static const enum phrase_kind cues[] = {
		PHRASE_DAY_CUE, PHRASE_NOT_EVENT, PHRASE_WEEKDAY, PHRASE_STAMP};

	words_before(&finder->words, 0, at, at);
	if (words_precede(&finder->words, at, PHRASE_NUMBER))
		return false;
	for (size_t i = 0; i < sizeof(cues) / sizeof(*cues); i++)
		if (words_precede(&finder->words, at, cues[i]))
			return true;
	return words_precede(&finder->words, at, PHRASE_DATE_CUE) &&
	       !counts_words(finder, end);
}

static bool follows_number_word(struct finder *finder, size_t at)
{
	words_before(&finder->words, 0, at, at);
	return words_precede(&finder->words, at, PHRASE_NUMBER);
}

/* Stands nothing but the line's beginning or an opening sign before? */
static bool opens(const struct finder *finder, size_t at)
{
	const struct str text = finder->text;

	while (at && text.p[at - 1] == ' ')
		at--;
	if (!at || strchr("\n([,;-|\"", text.p[at - 1]))
		return true;
	for (size_t n = 2; n <= 3 && n <= at; n++) {
		const struct str before = {text.p + at - n, n};

		if (str_eq(before, STR("“")) || str_eq(before, STR("–")) ||
		    str_eq(before, STR("—")) || str_eq(before, STR("•")) ||
		    str_eq(before, STR("·")) || str_eq(before, STR("（")))
			return true;
	}
	return false;
}

/* May a date without a year stand there? known: a clock time is beside. */
static bool has_context(struct finder *finder, const struct numeric *numeric,
			size_t at, bool known)
{
	const bool round_the_clock = numeric->n[0] == 24 && numeric->n[1] == 7;

	if (numeric->sep == '/' && known)
		return true;
	if (has_cue(finder, at, numeric->end))
		return true;
	if (numeric->count == 2 && numeric->len[0] == 4)
		return opens(finder, at) && !counts_words(finder, numeric->end);
	return numeric->sep == '/' && !round_the_clock && opens(finder, at) &&
	       !follows_number_word(finder, at) &&
	       !counts_words(finder, numeric->end);
}

static size_t numeric_date(struct finder *finder, size_t at, size_t context,
			   bool known, struct date *date)
{
	const struct str text = finder->text;
	struct numeric numeric;
	size_t end;

	numeric_read(text, at, &numeric);
	if (!numeric_date_of(&numeric, finder->order, date) ||
	    !numeric_ends(text, &numeric))
		return 0;
	if (context == at && !numeric_begins(text, at, &numeric))
		return 0;
	if (numeric.count == 3)
		return numeric.end;
	if (!has_context(finder, &numeric, context, known))
		return 0;
	if (date->year)
		return numeric.end;
	end = year_joined(finder, numeric.end, &date->year);
	return end && day_valid(date->year, date->month, date->day)
		       ? end
		       : (date->year = 0, numeric.end);
}

static size_t named_date(struct finder *finder, size_t at, struct date *date)
{
	struct named_month month;
	const size_t n = digits_at(finder->text, at, &date->day);
	size_t end;

	if (n > 2 || !month_after(finder, at + n, &month))
		return 0;
	date->month = month.number;
	end = year_after(finder, month.end, &date->year);
	if (!day_valid(date->year, date->month, date->day))
		return 0;
	if (end)
		return end;
	date->year = 0;
	if (month.weak || (month.numeric && !has_cue(finder, at, month.end)))
		return 0;
	return month.end;
}

/* "26 - 27/12", "10–12 October 2022": the first day of both. */
static size_t range_date(struct finder *finder, size_t at, bool known,
			 struct date *date)
{
	const struct str text = finder->text;
	int day;
	const size_t n = digits_at(text, at, &day);
	const size_t dash = signs_skip(text, at + n, " ");
	const size_t len = dash_at(text, dash);
	size_t second, end;

	if (!len || n > 2)
		return 0;
	second = signs_skip(text, dash + len, " ");
	if (!ascii_is_digit(char_at(text, second)))
		return 0;
	end = numeric_shape(text, second) == '-'
		      ? 0
		      : numeric_date(finder, second, at, known, date);
	if (!end) {
		*date = NO_DATE;
		end = named_date(finder, second, date);
	}
	if (!end || date->day <= day ||
	    !day_valid(date->year, date->month, day))
		return 0;
	if (second > dash + len && !has_cue(finder, at, end) &&
	    !opens(finder, at))
		return 0;
	date->day = day;
	return end;
}

/* A day that begins with the number at that offset. */
static size_t day_read(struct finder *finder, size_t at, bool known,
		       struct date *date)
{
	size_t end;

	*date = NO_DATE;
	end = range_date(finder, at, known, date);
	if (!end) {
		*date = NO_DATE;
		end = unit_date(finder->text, at, date);
	}
	if (!end) {
		*date = NO_DATE;
		end = numeric_date(finder, at, at, known, date);
	}
	if (!end && word_begins(finder->text, at)) {
		*date = NO_DATE;
		end = named_date(finder, at, date);
	}
	return end;
}

/* Behind weekdays, "at", "Uhr" and signs between a date and its time. */
static size_t skip_labels(struct finder *finder, size_t at)
{
	static const enum phrase_kind kinds[] = {PHRASE_CLOCK_JOIN,
						 PHRASE_WEEKDAY, PHRASE_HOUR,
						 PHRASE_DATE_JOIN};

	at = signs_skip(finder->text, at, " ,-|(;");
	for (int label = 0; label < LABELS; label++) {
		size_t end = 0;

		if (!is_ascii_letter(char_at(finder->text, at)) &&
		    !(char_at(finder->text, at) & 0x80))
			break;
		for (size_t i = 0; !end && i < sizeof(kinds) / sizeof(*kinds);
		     i++)
			end = words_skip(&finder->words, at, kinds[i]);
		if (!end)
			break;
		at = signs_skip(finder->text, end, " ,.-|(;");
	}
	return at;
}

/* "10 giờ", "14 Uhr", "10 giờ 30": believed only beside a date. */
static size_t hour_in_words(struct finder *finder, size_t at, struct date *date)
{
	const struct str text = finder->text;
	int hour, minute;
	const size_t n = digits_at(text, at, &hour);
	size_t end;

	if (!n || n > 2 || hour > 23 || char_at(text, at + n) != ' ')
		return 0;
	end = words_skip(&finder->words, at + n + 1, PHRASE_HOUR);
	if (!end)
		return 0;
	date->hour = hour;
	date->minute = 0;
	if (char_at(text, end) == ' ' &&
	    digits_at(text, end + 1, &minute) == 2 && minute < 60 &&
	    !memchr("/.-", char_at(text, end + 3), 3)) {
		date->minute = minute;
		end += 3;
		at = words_skip(&finder->words, signs_skip(text, end, " "),
				PHRASE_HOUR);
		end = at ? at : end;
	}
	return end;
}

/* Add the clock time behind a date that ends at end; returns the new end. */
static size_t take_clock(struct finder *finder, size_t end, struct date *date)
{
	const struct str text = finder->text;
	size_t at = end, clock, zone;

	if (!date->day)
		return end;
	if (char_at(text, at) == 'T' && ascii_is_digit(char_at(text, at + 1)))
		at++;
	else
		at = skip_labels(finder, at);
	if (at == end || !ascii_is_digit(char_at(text, at)))
		return end;
	clock = clock_read(text, at, date);
	if (!clock)
		clock = hour_in_words(finder, at, date);
	if (!clock)
		return end;
	zone = zone_read(text, clock, text.p[at - 1] == 'T', date);
	return zone ? zone : clock;
}

static void join_clock(struct date *day, const struct date *clock)
{
	day->hour = clock->hour;
	day->minute = clock->minute;
	day->second = clock->second;
	day->has_zone = clock->has_zone;
	day->zone = clock->zone;
}

/* Is it no length of a film, no "1:23 / 4:56", no part of a number? */
static bool stands_alone(struct str text, size_t at, size_t end)
{
	size_t before = at, behind = end;

	if (text.p[at] == '0' && char_at(text, at + 1) == ':')
		return false;
	if (!ascii_is_digit(text.p[end - 1]) && (text.p[end - 1] | 32) == 'h')
		return false;
	while (before && text.p[before - 1] == ' ')
		before--;
	while (char_at(text, behind) == ' ')
		behind++;
	return char_at(text, behind) != '/' &&
	       !(before && text.p[before - 1] == '/') &&
	       char_at(text, end) != '%' &&
	       !is_ascii_letter(char_at(text, end));
}

/* A clock time at that number, with the date behind it if there is one. */
static bool clock_hit(struct finder *finder, size_t at, struct date_hit *hit)
{
	const struct str text = finder->text;
	struct date clock = NO_DATE;
	size_t end = 0, zone, next;
	bool alone = true;

	if (!word_begins(text, at))
		return false;
	end = clock_read(text, at, &clock);
	if (!end) {
		end = hour_in_words(finder, at, &clock);
		alone = false;
	}
	if (!end)
		return false;
	zone = zone_read(text, end, false, &clock);
	end = zone ? zone : end;
	next = skip_labels(finder, end);
	hit->start = at;
	hit->clock_only = false;
	if (ascii_is_digit(char_at(text, next)) && next > end)
		hit->end = day_read(finder, next, true, &hit->date);
	else
		hit->end = month_first(finder, next, &hit->date);
	if (hit->end && hit->date.day) {
		join_clock(&hit->date, &clock);
		if (!clock.has_zone) {
			zone = zone_read(text, hit->end, false, &hit->date);
			hit->end = zone ? zone : hit->end;
		}
		return true;
	}
	if (!alone || !stands_alone(text, at, end))
		return false;
	hit->date = clock;
	hit->end = end;
	hit->clock_only = true;
	return true;
}

static bool number_hit(struct finder *finder, size_t at, size_t n,
		       struct date_hit *hit)
{
	size_t end = 0;

	if (n > 4)
		return false;
	if (n <= 2 && clock_hit(finder, at, hit))
		return true;
	hit->clock_only = false;
	hit->start = at;
	switch (behind_word(finder, at, n, &hit->start, &end, &hit->date)) {
	case BEHIND_OTHER:
		return false;
	case BEHIND_MONTH:
		break;
	case BEHIND_NOTHING:
		hit->start = at;
		end = day_read(finder, at, false, &hit->date);
		break;
	}
	if (!end)
		return false;
	hit->end = take_clock(finder, end, &hit->date);
	return true;
}

bool date_next(struct str text, size_t *at, enum date_order order,
	       struct date_hit *hit)
{
	struct finder finder = {
		.words.text = text, .text = text, .order = order, .from = *at};
	size_t i = *at, n;
	bool found = false;
	int ignored;

	while (!found) {
		while (i < text.n && !ascii_is_digit(text.p[i]))
			i++;
		if (i >= text.n)
			break;
		n = digits_at(text, i, &ignored);
		found = number_hit(&finder, i, n, hit);
		i += n;
	}
	tokens_release(&finder.words.tokens);
	*at = found ? hit->end : text.n;
	return found;
}
