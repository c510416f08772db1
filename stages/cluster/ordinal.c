#include "ordinal.h"

#include <string.h>

#include "phrases.h"
#include "unicode.h"
#include "utf8.h"

enum {
	NUMBER_MAX = 999,
	/* So many words, and half of all on that side, make a name the same:
	 * "national online conference on ..." with another ending does, a
	 * single word in common does not. */
	NAME_WORDS = 3,
	NAME_REACH = 16, /* tokens to look through for its words */
	/* Bytes of the longest number that a suffix follows, and of that. */
	SUFFIX_AT = 7,
	SUFFIX_BYTES = 6,
	SERIES_REACH = 12, /* tokens behind a number, to what it counts */
	GREEK_FIRST = 0x370,
	CYRILLIC_LAST = 0x52f,
};

/* What is looked at. */
struct line {
	struct str text;
	const struct tokens *tokens;
	int language; /* phrase_language(), or any */
};

static struct str token_text(struct str text, const struct token *token)
{
	return (struct str){text.p + token->start, token->len};
}

static size_t phrase_of(const struct line *line, size_t at,
			enum phrase_kind kind, int *value)
{
	return phrase_in(line->tokens, at, kind, line->language, value);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_roman(char c)
{
	return c == 'I' || c == 'V' || c == 'X';
}

/* "3"; 0 if it is no number. */
static int arabic(struct str s)
{
	int n = 0;
	size_t i = 0;

	for (; i < s.n && is_digit(s.p[i]); i++) {
		n = 10 * n + (s.p[i] - '0');
		if (n > NUMBER_MAX)
			return 0;
	}
	return i == s.n ? n : 0;
}

/* Upper-case Roman digits up to XXXIX; 0 if it is none. */
static int roman(struct str s)
{
	static const char *const units[] = {"",	 "I",  "II",  "III",  "IV",
					    "V", "VI", "VII", "VIII", "IX"};
	int tens = 0;

	while (s.n && s.p[0] == 'X' && tens < 3) {
		tens++;
		s = str_skip(s, 1);
	}
	for (int i = 0; i < 10; i++)
		if (str_eq(s, str_from(units[i])))
			return 10 * tens + i;
	return 0;
}

/* Does nothing but these bytes stand between this token and the next, or,
 * in a script without spaces, nothing at all? */
static bool is_next(struct str text, const struct token *token,
		    struct str between)
{
	const size_t end = token->start + token->len;

	if (token[1].start == end)
		return (text.p[end - 1] & 0x80) != 0;
	return token[1].start == end + between.n &&
	       str_starts(str_skip(text, end), between);
}

/* "4th", "IVe", "3ª": digits with a suffix; 0 if it is none. A single Roman
 * digit needs a language that is known: "Xe" is a Vietnamese word. */
static int suffixed(struct str s, int language)
{
	struct tokens tokens = {0};
	int number = 0;
	size_t n = 0;

	while (n < s.n && n < 3 && is_digit(s.p[n]))
		n++;
	while (!number && n < s.n && n < SUFFIX_AT && is_roman(s.p[n]))
		n++;
	if (!n || n == s.n || s.n - n > SUFFIX_BYTES)
		return 0;
	if (n == 1 && is_roman(s.p[0]) && language == PHRASE_ANY_LANGUAGE)
		return 0;
	tokens_find(&tokens, str_skip(s, n));
	if (tokens.count == 1 &&
	    phrase_in(&tokens, 0, PHRASE_ORDINAL_SUFFIX, language, NULL)) {
		number = arabic((struct str){s.p, n});
		if (!number)
			number = roman((struct str){s.p, n});
	}
	tokens_release(&tokens);
	return number;
}

/* "3-й", "12.ª": the suffix is a token of its own. */
static bool has_suffix(const struct line *line, size_t at)
{
	const struct token *token = &line->tokens->token[at];

	return at + 1 < line->tokens->count && token->number &&
	       (is_next(line->text, token, STR("-")) ||
		is_next(line->text, token, STR("."))) &&
	       phrase_of(line, at + 1, PHRASE_ORDINAL_SUFFIX, NULL) == 1;
}

/* An ordinal that says itself that it is one; the tokens that it has. */
static size_t marked_at(const struct line *line, size_t at, int *number)
{
	const struct str s = token_text(line->text, &line->tokens->token[at]);
	const char last = s.p[s.n - 1];

	if (has_suffix(line, at)) {
		*number = arabic(s);
		return *number ? 2 : 0;
	}
	if (!(is_digit(s.p[0]) || is_roman(s.p[0])) || is_digit(last) ||
	    s.n > SUFFIX_AT + SUFFIX_BYTES)
		return 0;
	*number = suffixed(s, line->language);
	return *number ? 1 : 0;
}

/* A number in digits behind a phrase that opens ordinals. Behind a function
 * word it needs a sign: "the third", "der 4. Markt", "la XII feria", but not
 * "the 33". */
static int opened(const struct line *line, size_t number_at, bool light)
{
	const struct token *token = &line->tokens->token[number_at];
	const struct str s = token_text(line->text, token);
	int number = arabic(s);

	if (number)
		return !light || (number_at + 1 < line->tokens->count &&
				  is_next(line->text, token, STR(". ")))
			       ? number
			       : 0;
	number = roman(s);
	return light && s.n < 2 ? 0 : number;
}

/* The first character of a token. */
static uint32_t initial(const struct line *line, size_t at)
{
	size_t len;

	return utf8_decode(str_skip(line->text, line->tokens->token[at].start),
			   &len);
}

/* Does a word in lower case, or nothing, stand before this token, and no "no."?
 * A name before Roman digits is that of a king. */
static bool is_free(const struct line *line, size_t at)
{
	return !at || (!unicode_is_upper(initial(line, at - 1)) &&
		       !phrase_of(line, at - 1, PHRASE_NUMBER, NULL));
}

/* Is the token of a script in which I, V and X are no letters? */
static bool is_foreign(const struct line *line, size_t at)
{
	const uint32_t c = initial(line, at);

	return c >= GREEK_FIRST && c <= CYRILLIC_LAST;
}

/* "III форум", "fourth forum": an ordinal that nothing opens. */
static size_t bare_at(const struct line *line, size_t at, int *number)
{
	const struct token *token = &line->tokens->token[at];
	const struct str s = token_text(line->text, token);
	const size_t n = phrase_of(line, at, PHRASE_ORDINAL_ALONE, number);

	if (n)
		return n;
	if (!is_roman(s.p[0]) || at + 1 >= line->tokens->count ||
	    token[1].number ||
	    !(is_next(line->text, token, STR(" ")) ||
	      is_next(line->text, token, STR(". "))) ||
	    !is_free(line, at) || (s.n < 2 && !is_foreign(line, at + 1)))
		return 0;
	*number = roman(s);
	return *number ? 1 : 0;
}

/* Is it a day of a month? "October 4th", "4th of October", "4. Oktober". */
static bool is_day(const struct line *line, size_t at, size_t end)
{
	size_t next = end;

	if (at &&
	    (phrase_of(line, at - 1, PHRASE_MONTH, NULL) == 1 ||
	     (at > 1 && phrase_of(line, at - 2, PHRASE_MONTH, NULL) == 2)))
		return true;
	next += phrase_of(line, end, PHRASE_DATE_JOIN, NULL);
	return phrase_of(line, next, PHRASE_MONTH, NULL) > 0;
}

/* Is it said soon that a meeting or the like is counted? */
static bool is_series(const struct line *line, size_t end)
{
	int role;

	for (size_t at = end; at < end + SERIES_REACH; at++)
		if (phrase_of(line, at, PHRASE_ROLE, &role) &&
		    role == PHRASE_SERIES)
			return true;
	return false;
}

/* Is it the third time, minute or anniversary, that is no event? Or the third
 * "quarter ended". */
static bool is_counted(const struct line *line, size_t end)
{
	int role;

	if (!phrase_of(line, end, PHRASE_ROLE, &role))
		return false;
	return role == PHRASE_ANNIVERSARY || role == PHRASE_LIMIT ||
	       (role == PHRASE_COUNTED && !is_series(line, end));
}

/* "third", which has no point of its own as in "3." or "III.". */
static bool is_word(const struct line *line, const struct token *token)
{
	return !token->number && !is_roman(line->text.p[token->start]);
}

/* Does no name follow? "the first to", "the third, after". */
static bool is_nameless(const struct line *line, size_t end)
{
	const struct token *last = &line->tokens->token[end - 1];

	if (end >= line->tokens->count ||
	    phrase_of(line, end, PHRASE_FUNCTION, NULL))
		return true;
	for (size_t i = last->start + last->len; i < last[1].start; i++)
		if (memchr(",;:!?)", line->text.p[i], 6) ||
		    (line->text.p[i] == '.' && is_word(line, last)))
			return true;
	return false;
}

/* The number of tokens that an ordinal at token at has; 0: none there. */
static size_t ordinal_at(const struct line *line, size_t at, int *number)
{
	const struct tokens *tokens = line->tokens;
	const size_t opens = phrase_of(line, at, PHRASE_ORDINAL, NULL);
	bool light = true, spaced = true;
	size_t n = 0;

	*number = 0;
	if (opens && at + opens < tokens->count &&
	    is_next(line->text, &tokens->token[at + opens - 1], STR(" "))) {
		spaced = (line->text.p[tokens->token[at + opens].start - 1] &
			  0x80) == 0;
		light = phrase_of(line, at, PHRASE_FUNCTION, NULL) && spaced;
		n = phrase_of(line, at + opens, PHRASE_ORDINAL_WORD, number);
		if (!n) {
			*number = opened(line, at + opens, light);
			n = *number ? 1 : 0;
		}
		n = n ? n + opens : 0;
	}
	if (!n) {
		light = true;
		n = marked_at(line, at, number);
	}
	if (!n)
		n = bare_at(line, at, number);
	if (!n || *number <= 0 || *number > NUMBER_MAX ||
	    is_day(line, at, at + n) || is_counted(line, at + n) ||
	    ((light || !spaced) && is_nameless(line, at + n)))
		return 0;
	return n;
}

static uint16_t word_hash(const struct token *token)
{
	return (uint16_t)(token->hash >> 48);
}

/* Is it of a name, and no number or word such as "of"? */
static bool is_name_word(const struct tokens *tokens, size_t at)
{
	return !tokens->token[at].number &&
	       !phrase_at(tokens, at, PHRASE_FUNCTION, NULL);
}

static void take_words(const struct tokens *tokens, size_t at, size_t end,
		       struct ordinal *ordinal)
{
	size_t n = 0;

	ordinal->before = ordinal->after = 0;
	for (size_t i = at;
	     i && at - i < NAME_REACH && ordinal->before < ORDINAL_BEFORE;
	     i--) {
		if (!is_name_word(tokens, i - 1))
			continue;
		ordinal->word[n++] = word_hash(&tokens->token[i - 1]);
		ordinal->before++;
	}
	for (size_t i = end; i < tokens->count && i - end < NAME_REACH &&
			     ordinal->after < ORDINAL_AFTER;
	     i++) {
		if (!is_name_word(tokens, i))
			continue;
		ordinal->word[n++] = word_hash(&tokens->token[i]);
		ordinal->after++;
	}
}

bool ordinal_next(struct str text, const struct tokens *tokens, int language,
		  size_t *at, struct ordinal *ordinal)
{
	const struct line line = {
		text, tokens, language >= 0 ? language : PHRASE_ANY_LANGUAGE};

	for (size_t i = *at; i < tokens->count; i++) {
		int number;
		const size_t n = ordinal_at(&line, i, &number);

		if (!n)
			continue;
		*ordinal = (struct ordinal){.number = (uint16_t)number};
		take_words(tokens, i, i + n, ordinal);
		*at = i + n;
		return true;
	}
	return false;
}

/* Are half of the words of the shorter list in the other? */
static bool same_words(const uint16_t *a, size_t n, const uint16_t *b, size_t m)
{
	const size_t shorter = n < m ? n : m;
	bool used[ORDINAL_BEFORE] = {false};
	size_t same = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < m; j++) {
			if (used[j] || a[i] != b[j])
				continue;
			used[j] = true;
			same++;
			break;
		}
	}
	return same >= NAME_WORDS && 2 * same >= shorter;
}

bool ordinals_differ(const struct ordinal *a, const struct ordinal *b)
{
	if (!a->number || !b->number || a->number == b->number)
		return false;
	return same_words(a->word, a->before, b->word, b->before) ||
	       same_words(a->word + a->before, a->after, b->word + b->before,
			  b->after);
}
