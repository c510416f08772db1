/* A token that is not compared as it stands, character by character. */
#include "ascii.h"
#include "token_internal.h"
#include "unicode.h"
#include "utf8.h"

static enum unicode_class class_of(uint32_t word)
{
	return (enum unicode_class)(word >> UNICODE_CLASS_SHIFT & 7);
}

/* Of ASCII. */
static bool is_fullwidth(uint32_t code)
{
	return code >= 0xFF01 && code <= 0xFF5E;
}

/* The character at s folded, and its entry in unicode_table. */
static uint32_t fold(struct str s, uint32_t *word, size_t *len)
{
	uint32_t code = utf8_decode_valid(s, len);

	if (is_fullwidth(code))
		code -= 0xFEE0;
	*word = unicode_word(code);
	code = *word & UNICODE_LOWER_BITS;
	/* eth and the African d, for d with stroke */
	return code == 0xF0 || code == 0x256 ? 0x111 : code;
}

/* Does an ASCII digit follow in s, but for what is ignored? A fullwidth one
 * does as well; wide: no other does. */
static bool digit_follows(struct str s, bool wide)
{
	uint32_t word, code;
	size_t len;

	for (; s.n; s = str_skip(s, len)) {
		const bool is_wide = is_fullwidth(utf8_decode_valid(s, &len));

		code = fold(s, &word, &len);
		if (class_of(word) != UNICODE_IGNORED)
			return code >= '0' && code <= '9' && (is_wide || !wide);
	}
	return false;
}

/* Is this a point or comma between two ASCII digits, the first of which ends
 * what is folded? A fullwidth one joins fullwidth digits alone: Chinese puts
 * it between 1 and 2 as it does between words. */
static bool joins_digits(const struct token_word *word, uint32_t code,
			 bool wide, const struct buf *folded, struct str behind)
{
	return (code == '.' || code == ',') && folded->n &&
	       ascii_is_digit(folded->p[folded->n - 1]) &&
	       (word->wide || !wide) && digit_follows(behind, wide);
}

/* Add the next character to folded if it is of the word there. */
static bool take_one(struct token_word *word, struct buf *folded)
{
	uint32_t entry, code;
	size_t len;
	const bool wide = is_fullwidth(utf8_decode_valid(word->rest, &len));

	code = fold(word->rest, &entry, &len);
	switch (class_of(entry)) {
	case UNICODE_LETTER:
	case UNICODE_DIGIT:
		word->number |= class_of(entry) == UNICODE_DIGIT;
		utf8_put(folded, code);
		break;
	case UNICODE_IGNORED:
		word->rest = str_skip(word->rest, len);
		return true; /* wide stays */
	default:
		if (!joins_digits(word, code, wide, folded,
				  str_skip(word->rest, len)))
			return false;
		buf_add_char(folded, (char)code);
	}
	word->wide = wide;
	word->rest = str_skip(word->rest, len);
	return true;
}

/* What fold() and what is ignored left may compose. */
static void compose(struct buf *folded, struct buf *again)
{
	struct buf swap;

	if (unicode_is_nfc(buf_str(folded)))
		return;
	buf_reset(again);
	if (unicode_nfc(buf_str(folded), again)) {
		swap = *folded;
		*folded = *again;
		*again = swap;
	}
}

/* Take the word at word->rest, which begins with a letter or digit. */
static void take_letters(struct token_word *word, struct buf *folded,
			 struct buf *again)
{
	buf_reset(folded);
	while (word->rest.n && take_one(word, folded))
		;
	compose(folded, again);
	if (tone_may_move(buf_str(folded)))
		tone_place(folded);
	word->folded = buf_str(folded);
}

bool token_word_take(struct token_word *word, struct buf *folded,
		     struct buf *again)
{
	const struct str rest = word->rest;
	uint32_t entry, code;
	size_t len;

	code = fold(rest, &entry, &len);
	switch (class_of(entry)) {
	case UNICODE_LETTER:
	case UNICODE_DIGIT:
		take_letters(word, folded, again);
		return true;
	case UNICODE_ALONE:
		word->rest = str_skip(rest, len);
		word->folded = (struct str){rest.p, len};
		if (code != utf8_decode_valid(rest, &len)) {
			buf_reset(folded);
			utf8_put(folded, code);
			word->folded = buf_str(folded);
		}
		return true;
	default:
		word->rest = str_skip(rest, len);
		return false;
	}
}
