#include "ordinal.h"

#include "phrases.h"

enum {
	NUMBER_MAX = 999,
	/* So many words, and half of all on that side, make a name the same:
	 * "national online conference on ..." with another ending does, a
	 * single word in common does not. */
	NAME_WORDS = 3,
};

static struct str token_text(struct str text, const struct token *token)
{
	return (struct str){text.p + token->start, token->len};
}

/* "3", "3rd"; 0 if it is no number. */
static int arabic(struct str s)
{
	int n = 0;
	size_t i = 0;

	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
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

/* Does nothing but a space stand between this token and the next? */
static bool is_next(struct str text, const struct token *token)
{
	return text.p[token->start + token->len] == ' ' &&
	       token[1].start == token->start + token->len + 1;
}

/* The number of tokens that an ordinal at token at has; 0: none there. */
static size_t ordinal_at(struct str text, const struct tokens *tokens,
			 size_t at, int *number)
{
	const size_t opens = phrase_at(tokens, at, PHRASE_ORDINAL, NULL);
	size_t word;

	*number = 0;
	if (!opens || at + opens >= tokens->count ||
	    !is_next(text, &tokens->token[at + opens - 1]))
		return 0;
	word = phrase_at(tokens, at + opens, PHRASE_ORDINAL_WORD, number);
	/* "the third" is one, "the 33" is not */
	if (!word && !phrase_at(tokens, at, PHRASE_FUNCTION, NULL)) {
		const struct str s =
			token_text(text, &tokens->token[at + opens]);

		*number = arabic(s);
		if (!*number)
			*number = roman(s);
		word = 1;
	}
	return *number > 0 && *number <= NUMBER_MAX ? opens + word : 0;
}

static uint16_t word_hash(const struct token *token)
{
	return (uint16_t)(token->hash >> 48);
}

static void take_words(const struct tokens *tokens, size_t at, size_t end,
		       struct ordinal *ordinal)
{
	size_t n = 0;

	ordinal->before = ordinal->after = 0;
	for (size_t i = at; i && ordinal->before < ORDINAL_BEFORE; i--) {
		if (tokens->token[i - 1].number)
			continue;
		ordinal->word[n++] = word_hash(&tokens->token[i - 1]);
		ordinal->before++;
	}
	for (size_t i = end;
	     i < tokens->count && ordinal->after < ORDINAL_AFTER; i++) {
		if (tokens->token[i].number)
			continue;
		ordinal->word[n++] = word_hash(&tokens->token[i]);
		ordinal->after++;
	}
}

bool ordinal_next(struct str text, const struct tokens *tokens, size_t *at,
		  struct ordinal *ordinal)
{
	for (size_t i = *at; i < tokens->count; i++) {
		int number;
		const size_t n = ordinal_at(text, tokens, i, &number);

		if (!n)
			continue;
		ordinal->number = (uint16_t)number;
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
