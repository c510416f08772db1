#include "date_numeric.h"

#include "ascii.h"
#include "date_parts.h"
#include "unicode.h"
#include "utf8.h"

/* A separator at that offset, a space on either side of it allowed. */
static size_t separator(struct str text, size_t at, char *sep, bool *spaced)
{
	size_t next = at;

	next += char_at(text, next) == ' ';
	*sep = char_at(text, next);
	if (*sep != '/' && *sep != '-' && *sep != '.')
		return 0;
	next++;
	next += char_at(text, next) == ' ';
	*spaced = next > at + 1;
	return ascii_is_digit(char_at(text, next)) ? next : 0;
}

void numeric_read(struct str text, size_t at, struct numeric *numeric)
{
	char sep;
	bool spaced;

	*numeric = (struct numeric){0};
	while (numeric->count < 3) {
		const int i = numeric->count;

		numeric->len[i] = digits_at(text, at, &numeric->n[i]);
		if (!numeric->len[i] || numeric->len[i] > 4)
			return;
		numeric->count++;
		numeric->end = at + numeric->len[i];
		at = separator(text, numeric->end, &sep, &spaced);
		if (!at || (i && sep != numeric->sep))
			return;
		if (i == 2)
			return;
		/* "10/10 - 12/10", "10/10/2022 - 14:33" */
		if (spaced && i && !numeric->spaced)
			return;
		numeric->sep = sep;
		numeric->spaced |= spaced;
	}
}

char numeric_shape(struct str text, size_t at)
{
	int ignored;
	bool spaced;
	char sep;
	const size_t n = digits_at(text, at, &ignored);

	return n && separator(text, at + n, &sep, &spaced) ? sep : '\0';
}

static bool set_date(struct date *date, int year, int month, int day)
{
	date->year = year;
	date->month = month;
	date->day = day;
	return day_valid(year, month, day);
}

static bool full_date(const struct numeric *numeric, enum date_order order,
		      struct date *date)
{
	const int *n = numeric->n;
	const size_t *len = numeric->len;
	const int last = year_from(n[2], len[2]);

	if (len[1] > 2)
		return false;
	if (len[0] == 4)
		return year_from(n[0], 4) && len[2] <= 2 &&
		       set_date(date, year_from(n[0], 4), n[1], n[2]);
	if (len[0] > 2 || !last)
		return false;
	if (len[2] == 2 &&
	    (numeric->spaced || /* 1.2.13 is a version or a section */
	     (numeric->sep != '/' && (len[0] != 2 || len[1] != 2))))
		return false;
	if (len[2] == 2 && order == DATE_YMD && len[0] == 2 &&
	    set_date(date, year_from(n[0], 2), n[1], n[2]))
		return true;
	if (order == DATE_MDY && set_date(date, last, n[0], n[1]))
		return true;
	/* 10/13/2022 has no other meaning, wherever it stands */
	return set_date(date, last, n[1], n[0]) ||
	       (numeric->sep == '/' && len[2] == 4 &&
		set_date(date, last, n[0], n[1]));
}

bool numeric_date_of(const struct numeric *numeric, enum date_order order,
		     struct date *date)
{
	const int *n = numeric->n;
	const size_t *len = numeric->len;

	if (numeric->count == 3)
		return full_date(numeric, order, date);
	if (numeric->count != 2 || numeric->spaced)
		return false;
	if (len[0] <= 2 && len[1] <= 2)
		return order == DATE_DMY ? set_date(date, 0, n[1], n[0])
					 : set_date(date, 0, n[0], n[1]);
	date->day = 0;
	if (len[0] <= 2 && len[1] == 4 && numeric->sep == '/') {
		date->year = year_from(n[1], 4);
		date->month = n[0];
	} else if (len[0] == 4 && len[1] == 2 && numeric->sep == '-' &&
		   n[1] != n[0] % 100 + 1) { /* 2010-11 is a season */
		date->year = year_from(n[0], 4);
		date->month = n[1];
	} else {
		return false;
	}
	return date->year && date->month >= 1 && date->month <= 12;
}

/* The code point that ends before at; 0 at the beginning. */
static uint32_t code_before(struct str text, size_t at)
{
	size_t start = at, len;

	if (!at)
		return 0;
	do
		start--;
	while (start && at - start < 4 &&
	       ((unsigned char)text.p[start] & 0xC0) == 0x80);
	return utf8_decode((struct str){text.p + start, at - start}, &len);
}

static bool is_letter(uint32_t code)
{
	return code < 0x80 ? is_ascii_letter((char)code)
			   : unicode_class(code) == UNICODE_LETTER;
}

bool word_begins(struct str text, size_t at)
{
	const uint32_t code = code_before(text, at);

	if (is_letter(code))
		return false;
	if (code >= 0x80 || !code)
		return true;
	if (memchr("/=_#&+~$", (int)code, 8))
		return false;
	return !memchr(".,:-", (int)code, 4) || at < 2 ||
	       !ascii_is_digit(text.p[at - 2]);
}

bool numeric_begins(struct str text, size_t at, const struct numeric *numeric)
{
	const bool full = numeric->count == 3 && numeric->len[0] >= 2 &&
			  (numeric->len[2] == 4 || numeric->len[0] == 4);
	const uint32_t code = code_before(text, at);

	if (word_begins(text, at))
		return true;
	if (is_letter(code) || code == ',')
		return full;
	return code == '-' && numeric->sep == '/';
}

bool numeric_ends(struct str text, const struct numeric *numeric)
{
	const bool full = numeric->count == 3;
	const size_t end = numeric->end;
	const char c = char_at(text, end), next = char_at(text, end + 1);
	size_t len;

	if (c & 0x80) {
		const uint32_t code = utf8_decode(str_skip(text, end), &len);

		return full || (code != 0xB0 && !is_letter(code));
	}
	if (ascii_is_digit(c) ||
	    (c == '/' && (ascii_is_digit(next) || is_ascii_letter(next))))
		return false;
	if (is_ascii_letter(c) || c == '%')
		return full;
	if (c == numeric->sep &&
	    (ascii_is_digit(next) || is_ascii_letter(next)))
		return false;
	if (c == '-')
		return full || numeric->sep == '/' || !is_ascii_letter(next);
	return full || !c || !memchr(".,:", c, 3) || !ascii_is_digit(next);
}

size_t dash_at(struct str text, size_t at)
{
	const struct str rest = str_skip(text, at);

	if (char_at(text, at) == '-')
		return 1;
	return str_starts(rest, STR("–")) || str_starts(rest, STR("—")) ? 3 : 0;
}

/* A number of at most max digits and the unit behind it. */
static size_t unit_read(struct str text, size_t at, size_t max,
			const char *units, int *value)
{
	const size_t n = digits_at(text, at, value);
	struct str rest;

	if (!n || n > max)
		return 0;
	at += n;
	at += char_at(text, at) == ' ';
	rest = str_skip(text, at);
	for (; *units; units += 3) /* each has three bytes */
		if (rest.n >= 3 && !memcmp(rest.p, units, 3))
			return at + 3;
	return 0;
}

size_t unit_date(struct str text, size_t at, struct date *date)
{
	size_t year, month, day;
	int number = 0;

	year = unit_read(text, at, 4, "年년", &number);
	if (year) {
		date->year = year_from(number, 4);
		if (!date->year)
			return 0;
		at = year + (char_at(text, year) == ' ');
	}
	month = unit_read(text, at, 2, "月월", &date->month);
	if (!month || date->month < 1 || date->month > 12)
		return 0;
	at = month + (char_at(text, month) == ' ');
	day = unit_read(text, at, 2, "日号號일", &date->day);
	if (!day) {
		date->day = 0;
		return year ? month : 0;
	}
	return day_valid(date->year, date->month, date->day) ? day : 0;
}
