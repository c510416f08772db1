#include "date_words.h"

#include "ascii.h"
#include "date_parts.h"

enum { SPACES = 4, GAP = 6, CUE_TOKENS = 6 };

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

void words_after(struct date_words *words, size_t at)
{
	const struct str text = words->text;
	size_t end = at, spaces = 0;
	bool digit = false;

	while (end < text.n && end - at < WORDS_BYTES) {
		if (digit && !ascii_is_digit(text.p[end]))
			break;
		digit = ascii_is_digit(text.p[end]);
		if (text.p[end] == '\n')
			break;
		if (text.p[end] == ' ' && ++spaces > SPACES)
			break;
		end++;
	}
	while (end > at && end < text.n && is_continuation(text.p[end]))
		end--;
	words->base = at;
	tokens_find(&words->tokens, (struct str){text.p + at, end - at});
}

void words_before(struct date_words *words, size_t floor, size_t at, size_t end)
{
	const struct str text = words->text;
	size_t start = at;

	while (start > floor && at - start < WORDS_BYTES &&
	       text.p[start - 1] != '\n')
		start--;
	if (start > floor && at - start == WORDS_BYTES) /* whole words only */
		while (start < at && text.p[start] != ' ' &&
		       !((unsigned char)text.p[start] & 0x80 &&
			 !is_continuation(text.p[start])))
			start++;
	while (start < at && is_continuation(text.p[start]))
		start++;
	words->base = start;
	tokens_find(&words->tokens, (struct str){text.p + start, end - start});
}

size_t words_end(const struct date_words *words, size_t i)
{
	const struct token *token = &words->tokens.token[i];

	return words->base + token->start + token->len;
}

size_t words_start(const struct date_words *words, size_t i)
{
	return words->base + words->tokens.token[i].start;
}

size_t words_skip(struct date_words *words, size_t at, enum phrase_kind kind)
{
	const char c = char_at(words->text, at);
	size_t n;

	if (!is_ascii_letter(c) && !(c & 0x80))
		return 0;
	words_after(words, at);
	if (!words->tokens.count || words->tokens.token[0].start)
		return 0;
	n = phrase_at(&words->tokens, 0, kind, NULL);
	return n ? words_end(words, n - 1) : 0;
}

/* Nothing but light signs; a number's word has only spaces behind it. */
static bool is_gap(struct str text, size_t from, size_t to,
		   enum phrase_kind kind)
{
	const size_t signs = kind == PHRASE_NUMBER ? 3 : 8;

	if (to - from > GAP)
		return false;
	for (; from < to; from++)
		if (!((unsigned char)text.p[from] & 0x80) &&
		    !memchr(" .:,(\"'[", text.p[from], signs))
			return false;
	return true;
}

bool words_precede(const struct date_words *words, size_t at,
		   enum phrase_kind kind)
{
	const size_t count = words->tokens.count;
	size_t i = count > CUE_TOKENS ? count - CUE_TOKENS : 0;

	if (!count ||
	    !is_gap(words->text, words_end(words, count - 1), at, kind))
		return false;
	for (; i < count; i++)
		if (i + phrase_at(&words->tokens, i, kind, NULL) == count)
			return true;
	return false;
}
