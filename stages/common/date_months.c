#include "date_months.h"

#include "ascii.h"
#include "date_numeric.h"
#include "date_parts.h"
#include "utf8.h"

enum {
	SIGNS = 8,	/* between the parts of a date */
	SUFFIX = 6,	/* bytes of "th", "er", "ος" */
	WORD_BACK = 24, /* bytes of a month's name */
};

size_t signs_skip(struct str text, size_t at, const char *signs)
{
	const size_t limit = at + SIGNS;

	while (at < text.n && at < limit) {
		const struct str rest = str_skip(text, at);
		size_t len;

		if (*rest.p > 0 && strchr(signs, *rest.p)) {
			at++;
			continue;
		}
		if (!((unsigned char)*rest.p & 0x80))
			break;
		switch (utf8_decode(rest, &len)) {
		case 0xA0:
		case 0x202F:
		case 0x3000:
			break;
		case 0xB7:   /* middle dot */
		case 0x2013: /* dashes */
		case 0x2014:
		case 0x2022: /* bullet */
		case 0xFF0C:
			if (!strchr(signs, '|'))
				return at;
			break;
		default:
			return at;
		}
		at += len;
	}
	return at;
}

size_t year_after(struct finder *finder, size_t at, int *year)
{
	const struct str text = finder->text;
	size_t from = signs_skip(text, at, " ,.-/'"), n;
	int number;

	if (!ascii_is_digit(char_at(text, from))) {
		from = words_skip(&finder->words, from, PHRASE_DATE_JOIN);
		if (!from)
			return 0;
		from = signs_skip(text, from, " ");
	}
	n = digits_at(text, from, &number);
	if (n == 2 && text.p[from - 1] != '-' && text.p[from - 1] != '\'')
		return 0;
	*year = year_from(number, n);
	if (!*year || (memchr(".,:", char_at(text, from + n), 3) &&
		       ascii_is_digit(char_at(text, from + n + 1))))
		return 0;
	return from + n;
}

size_t year_joined(struct finder *finder, size_t at, int *year)
{
	const size_t from = signs_skip(finder->text, at, " ");

	if (from == at || ascii_is_digit(char_at(finder->text, from)))
		return 0;
	return year_after(finder, from, year);
}

/* Is the phrase of n tokens from token i on a month? */
static bool month_at(const struct finder *finder, size_t i, size_t n,
		     struct named_month *month)
{
	const struct tokens *tokens = &finder->words.tokens;
	char first;
	bool capital;

	if (!n || phrase_at(tokens, i, PHRASE_MONTH, &month->number) != n)
		return false;
	first = finder->text.p[words_start(&finder->words, i)];
	capital = first >= 'A' && first <= 'Z';
	month->numeric = tokens->token[i + n - 1].number;
	month->first =
		capital && phrase_at(tokens, i, PHRASE_MONTH_FIRST, NULL) == n;
	month->weak = !month->first && !month->numeric &&
		      (phrase_at(tokens, i, PHRASE_MONTH_SHORT, NULL) == n ||
		       (phrase_at(tokens, i, PHRASE_MONTH_FIRST, NULL) == n &&
			tokens->token[i].len < 4));
	month->end = words_end(&finder->words, i + n - 1);
	return true;
}

bool month_after(struct finder *finder, size_t at, struct named_month *month)
{
	const struct tokens *tokens = &finder->words.tokens;
	const struct str text = finder->text;
	size_t letters = 0, join;

	while (letters < SUFFIX && (is_ascii_letter(char_at(text, at)) ||
				    char_at(text, at) & 0x80)) {
		size_t len;
		const uint32_t code = utf8_decode(str_skip(text, at), &len);

		if (code == 0xA0)
			break;
		at += len;
		letters += len;
	}
	at = signs_skip(text, at, " .-,/");
	if (!is_ascii_letter(char_at(text, at)) && !(char_at(text, at) & 0x80))
		return false;
	words_after(&finder->words, at);
	if (!tokens->count || tokens->token[0].start)
		return false;
	if (month_at(finder, 0, phrase_at(tokens, 0, PHRASE_MONTH, NULL),
		     month))
		return true;
	join = phrase_at(tokens, 0, PHRASE_DATE_JOIN, NULL);
	return join &&
	       month_at(finder, join,
			phrase_at(tokens, join, PHRASE_MONTH, NULL), month);
}

/* "10, 2022", "10th", "10-12, 2022" behind a month that may stand first. */
static size_t day_behind(struct finder *finder, size_t at, struct date *date)
{
	const struct str text = finder->text;
	const size_t n = digits_at(text, at, &date->day);
	size_t end = at + n, dash, last, year;
	int other;

	if (!n || n > 2)
		return 0;
	if (is_ascii_letter(char_at(text, end))) {
		static const char suffixes[] = "stndrdth";
		const char *p = suffixes;

		while (*p &&
		       (p[0] != text.p[end] || p[1] != char_at(text, end + 1)))
			p += 2;
		if (!*p || is_ascii_letter(char_at(text, end + 2)))
			return 0;
		end += 2;
	}
	dash = end + dash_at(text, end);
	last = dash > end ? digits_at(text, dash, &other) : 0;
	if ((last == 1 || last == 2) && other > date->day && other <= 31)
		end = dash + last;
	if (strchr(":.,%", char_at(text, end)) && char_at(text, end) &&
	    (ascii_is_digit(char_at(text, end + 1)) || text.p[end] == '%'))
		return 0;
	year = year_after(finder, end, &date->year);
	if (!year)
		date->year = 0;
	return day_valid(date->year, date->month, date->day)
		       ? (year ? year : end)
		       : 0;
}

enum behind behind_word(struct finder *finder, size_t at, size_t n,
			size_t *start, size_t *end, struct date *date)
{
	const struct tokens *tokens = &finder->words.tokens;
	const struct str text = finder->text;
	size_t word = at, floor;
	struct named_month month;

	while (word > finder->from && strchr(" .,", text.p[word - 1]) &&
	       at - word < 2)
		word--;
	if (word >= 2 &&
	    str_eq((struct str){text.p + word - 2, 2}, STR("\xc2\xa0")))
		word -= 2;
	if (word == at || word == finder->from ||
	    !(is_ascii_letter(text.p[word - 1]) || text.p[word - 1] & 0x80))
		return BEHIND_NOTHING;
	floor = word > WORD_BACK ? word - WORD_BACK : 0;
	if (floor < finder->from)
		floor = finder->from;
	while (word > floor && text.p[word - 1] != ' ' &&
	       text.p[word - 1] != '\n')
		word--;
	words_before(&finder->words, word, at, at + n);
	if (tokens->count < 2 ||
	    words_end(&finder->words, tokens->count - 1) != at + n)
		return BEHIND_NOTHING;
	*start = words_start(&finder->words, tokens->count - 2);
	if (phrase_at(tokens, tokens->count - 2, PHRASE_WEEKDAY, NULL) == 2)
		return BEHIND_OTHER;
	*date = NO_DATE;
	if (month_at(finder, tokens->count - 2, 2, &month)) {
		date->month = month.number;
		*end = year_after(finder, at + n, &date->year);
		return *end ? BEHIND_MONTH : BEHIND_OTHER;
	}
	if (!month_at(finder, tokens->count - 2, 1, &month))
		return BEHIND_NOTHING;
	date->month = month.number;
	if (n == 4) {
		digits_at(text, at, &date->year);
		date->year = year_from(date->year, n);
		*end = at + n;
		return date->year && !month.weak ? BEHIND_MONTH
						 : BEHIND_NOTHING;
	}
	*end = month.first ? day_behind(finder, at, date) : 0;
	return *end ? BEHIND_MONTH : BEHIND_NOTHING;
}

size_t month_first(struct finder *finder, size_t at, struct date *date)
{
	struct named_month month;

	words_after(&finder->words, at);
	*date = NO_DATE;
	if (!finder->words.tokens.count ||
	    finder->words.tokens.token[0].start ||
	    !month_at(finder, 0, 1, &month) || !month.first)
		return 0;
	date->month = month.number;
	return day_behind(finder, signs_skip(finder->text, month.end, " ."),
			  date);
}
