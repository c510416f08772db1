#include "date_parts.h"

#include "ascii.h"
#include "utf8.h"

enum {
	YEAR_FIRST = 1000,
	YEAR_LAST = 2199,
	BUDDHIST_FIRST = 2400, /* no page is about the Gregorian ones */
	BUDDHIST_LAST = 2699,
	BUDDHIST_ERA = 543,
	PIVOT = 50, /* two digits below are of this century */
	ZONE_HOURS_MAX = 14,
};

/* Names of one meaning only; minutes east of UTC. RFC 2822 has the first
 * ones; CST is there too, but China has the same. */
static const struct {
	const char *name;
	int zone;
} zones[] = {
	{"GMT", 0},    {"UTC", 0},    {"EST", -300}, {"EDT", -240},
	{"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480},
	{"PDT", -420}, {"CEST", 120}, {"CET", 60},   {"EEST", 180},
	{"EET", 120},  {"WEST", 60},  {"WET", 0},    {"BST", 60},
	{"MSK", 180},  {"MEZ", 60},   {"MESZ", 120}, {"ICT", 420},
	{"WIB", 420},  {"JST", 540},  {"KST", 540},  {"HKT", 480},
	{"SGT", 480},  {"AEST", 600}, {"AEDT", 660},
};

size_t digits_at(struct str text, size_t at, int *value)
{
	size_t n = 0;

	*value = 0;
	for (; ascii_is_digit(char_at(text, at + n)); n++)
		if (n < 9)
			*value = *value * 10 + (text.p[at + n] - '0');
	return n;
}

int year_from(int number, size_t digits)
{
	if (digits == 2)
		return number < PIVOT ? 2000 + number : 1900 + number;
	if (digits != 4)
		return 0;
	if (number >= BUDDHIST_FIRST && number <= BUDDHIST_LAST)
		return number - BUDDHIST_ERA;
	return number >= YEAR_FIRST && number <= YEAR_LAST ? number : 0;
}

/* Behind a word made of two letters, dots and a dot; 0 if not there. */
static size_t two_letters(struct str text, size_t at, struct str a,
			  struct str b)
{
	if (!str_starts(str_skip(text, at), a))
		return 0;
	at += a.n;
	at += char_at(text, at) == '.';
	at += char_at(text, at) == ' ' && char_at(text, at - 1) == '.';
	if (!str_starts(str_skip(text, at), b))
		return 0;
	at += b.n;
	if (is_ascii_letter(char_at(text, at)) || char_at(text, at) & 0x80)
		return 0;
	return at + (char_at(text, at) == '.');
}

/* AM and PM in English, Spanish, Vietnamese and Greek. */
static size_t half_of_day(struct str text, size_t at, bool *afternoon)
{
	static const struct {
		struct str a, b;
		bool afternoon;
	} marks[] = {
		{STR_INIT("a"), STR_INIT("m"), false},
		{STR_INIT("p"), STR_INIT("m"), true},
		{STR_INIT("A"), STR_INIT("M"), false},
		{STR_INIT("P"), STR_INIT("M"), true},
		{STR_INIT("S"), STR_INIT("A"), false},
		{STR_INIT("C"), STR_INIT("H"), true},
		{STR_INIT("π"), STR_INIT("μ"), false},
		{STR_INIT("μ"), STR_INIT("μ"), true},
	};

	if (char_at(text, at) == ' ')
		at++;
	else if (str_starts(str_skip(text, at), STR("\xc2\xa0")))
		at += 2;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		const size_t end =
			two_letters(text, at, marks[i].a, marks[i].b);

		*afternoon = marks[i].afternoon;
		if (end)
			return end;
	}
	return 0;
}

static void apply_half(struct date *date, bool afternoon)
{
	if (afternoon && date->hour < 12)
		date->hour += 12;
	else if (!afternoon && date->hour == 12)
		date->hour = 0;
}

/* ":20", ":20.123" behind the minutes; at itself if there is none. */
static size_t seconds_read(struct str text, size_t at, struct date *date)
{
	int second, rest;
	size_t n;

	if (char_at(text, at) != ':' || digits_at(text, at + 1, &second) != 2 ||
	    second > 60)
		return at;
	date->second = second == 60 ? 59 : second;
	at += 3;
	if (char_at(text, at) == '.' || char_at(text, at) == ',') {
		n = digits_at(text, at + 1, &rest);
		at += n ? n + 1 : 0;
	}
	return at;
}

/* Behind "14h" the minutes are optional, behind "14g" (grams) not. */
static size_t minutes_read(struct str text, size_t at, char mark,
			   struct date *date)
{
	int minute;
	const size_t n = digits_at(text, at, &minute);

	if (n == 2 && minute < 60) {
		date->minute = minute;
		return at + 2;
	}
	return n || mark != 'h' || is_ascii_letter(char_at(text, at)) ||
			       char_at(text, at) & 0x80
		       ? 0
		       : at;
}

size_t clock_read(struct str text, size_t at, struct date *date)
{
	struct date clock = *date;
	bool afternoon;
	int hour;
	size_t half;
	const size_t n = digits_at(text, at, &hour);
	char mark;

	if (!n || n > 2 || hour > 23)
		return 0;
	at += n;
	mark = char_at(text, at);
	if (mark == 'H' || mark == 'G')
		mark |= 32;
	if (mark != ':' && mark != 'h' && mark != 'g')
		return 0;
	clock.hour = hour;
	clock.minute = 0;
	clock.second = -1;
	at = minutes_read(text, at + 1, mark, &clock);
	if (!at)
		return 0;
	if (mark == ':') {
		at = seconds_read(text, at, &clock);
		if (char_at(text, at) == ':' &&
		    ascii_is_digit(char_at(text, at + 1)))
			return 0;
		half = half_of_day(text, at, &afternoon);
		if (half) {
			apply_half(&clock, afternoon);
			at = half;
		}
	}
	if (ascii_is_digit(char_at(text, at)))
		return 0;
	*date = clock;
	return at;
}

/* "+7", "+07", "+0700", "+07:00" */
static size_t offset_read(struct str text, size_t at, int *zone)
{
	const char sign = char_at(text, at);
	int hours, minutes = 0;
	size_t n;

	if (sign != '+' && sign != '-')
		return 0;
	n = digits_at(text, at + 1, &hours);
	at += n + 1;
	if (n == 4) {
		minutes = hours % 100;
		hours /= 100;
	} else if (n != 1 && n != 2) {
		return 0;
	} else if (char_at(text, at) == ':' &&
		   digits_at(text, at + 1, &minutes) == 2) {
		at += 3;
	} else {
		minutes = 0;
	}
	if (hours > ZONE_HOURS_MAX || minutes > 59)
		return 0;
	*zone = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
	return at;
}

static size_t zone_name(struct str text, size_t at, int *zone)
{
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		const struct str name = str_from(zones[i].name);
		size_t end = at + name.n, offset;

		if (!str_starts(str_skip(text, at), name) ||
		    is_ascii_letter(char_at(text, end)))
			continue;
		*zone = zones[i].zone;
		if (*zone)
			return end;
		offset = end;
		offset += char_at(text, offset) == ' ';
		offset = offset_read(text, offset, zone);
		return offset ? offset : end;
	}
	return 0;
}

/* An offset that is long, or behind seconds, is no span of hours. */
static size_t bare_offset(struct str text, size_t at, bool attached,
			  bool strict, const struct date *date, int *zone)
{
	const size_t end = offset_read(text, at, zone);
	const bool colon = end && char_at(text, end - 3) == ':';

	if (!end || (!attached && end - at < 5))
		return 0;
	return strict || date->second >= 0 || end - at == 5 ||
			       (colon && char_at(text, at) == '+')
		       ? end
		       : 0;
}

size_t zone_read(struct str text, size_t at, bool strict, struct date *date)
{
	const size_t start = at;
	bool bracket;
	int zone = 0;
	size_t end;

	if ((char_at(text, at) == 'Z' ||
	     (strict && char_at(text, at) == 'z')) &&
	    !is_ascii_letter(char_at(text, at + 1))) {
		date->has_zone = true;
		date->zone = 0;
		return at + 1;
	}
	while (char_at(text, at) == ' ' && at - start < 2)
		at++;
	bracket = char_at(text, at) == '(';
	at += bracket;
	end = zone_name(text, at, &zone);
	if (!end)
		end = bare_offset(text, at, at == start, strict, date, &zone);
	if (!end)
		return 0;
	date->has_zone = true;
	date->zone = zone;
	return end + (bracket && char_at(text, end) == ')');
}
