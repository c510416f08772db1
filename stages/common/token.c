#include "token.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <xxhash.h>

#include "ascii.h"
#include "mem.h"
#include "token_internal.h"
#include "unicode.h"
#include "utf8.h"

struct scan {
	struct str rest;     /* of the text */
	const char *start;   /* of the text */
	struct str folded;   /* the token as it is compared */
	struct buf *scratch; /* holds folded, unless the text does */
	bool number;	     /* a digit was seen in the token */
	bool ascii;	     /* the token surely has nothing else */
};

#ifdef __SSE2__

enum { BLOCK = sizeof(__m128i), BLOCK_READ = BLOCK + 2 };

static __m128i bytes_are(__m128i v, unsigned char c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c));
}

/* from <= byte <= to */
static __m128i bytes_in(__m128i v, unsigned char from, unsigned char to)
{
	const __m128i above = _mm_sub_epi8(v, _mm_set1_epi8((char)from));
	const __m128i limit = _mm_set1_epi8((char)(to - from));

	return _mm_cmpeq_epi8(_mm_min_epu8(above, limit), above);
}

/* Where a small Vietnamese letter of two bytes begins: U+00E0-00FF but for
 * eth and the division sign, and U+0103 0111 0129 0169 01A1 01B0. */
static __m128i letters_of_two(__m128i first, __m128i second)
{
	const __m128i a9 = bytes_are(second, 0xA9);
	const __m128i b0 = bytes_are(second, 0xB0);
	const __m128i c3 =
		_mm_andnot_si128(_mm_or_si128(b0, bytes_are(second, 0xB7)),
				 _mm_and_si128(bytes_are(first, 0xC3),
					       bytes_in(second, 0xA0, 0xBF)));
	const __m128i c4 = _mm_and_si128(
		bytes_are(first, 0xC4),
		_mm_or_si128(a9, _mm_or_si128(bytes_are(second, 0x83),
					      bytes_are(second, 0x91))));
	const __m128i c5 = _mm_and_si128(bytes_are(first, 0xC5), a9);
	const __m128i c6 =
		_mm_and_si128(bytes_are(first, 0xC6),
			      _mm_or_si128(b0, bytes_are(second, 0xA1)));

	return _mm_or_si128(_mm_or_si128(c3, c4), _mm_or_si128(c5, c6));
}

/* And one of three bytes: the odd ones of U+1E80-1EFF, all small. */
static __m128i letters_of_three(__m128i first, __m128i second, __m128i third)
{
	const __m128i one = _mm_set1_epi8(1);

	return _mm_and_si128(_mm_and_si128(bytes_are(first, 0xE1),
					   bytes_in(second, 0xBA, 0xBB)),
			     _mm_cmpeq_epi8(_mm_and_si128(third, one), one));
}

static __m128i load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)p);
}

/* A bit for each byte of the small Vietnamese letters of two or three bytes
 * that begin in the first sixteen bytes at p, of eighteen read. */
static unsigned vietnamese_at(const char *p)
{
	const __m128i first = load(p), second = load(p + 1);
	const unsigned two =
		(unsigned)_mm_movemask_epi8(letters_of_two(first, second));
	const unsigned three = (unsigned)_mm_movemask_epi8(
		letters_of_three(first, second, load(p + 2)));

	return two | two << 1 | three | three << 1 | three << 2;
}

/*
 * Bytes of the run of characters at p that are plain and Vietnamese; whole
 * characters that begin in the first sixteen bytes, of eighteen read.
 */
static size_t plain_block(const char *p, bool *number)
{
	const __m128i first = load(p);
	const __m128i digits = bytes_in(first, '0', '9');
	const unsigned digit = (unsigned)_mm_movemask_epi8(digits);
	const unsigned one = (unsigned)_mm_movemask_epi8(
		_mm_or_si128(digits, bytes_in(first, 'a', 'z')));
	const unsigned run = (unsigned)__builtin_ctz(~(one | vietnamese_at(p)));

	*number |= (digit & ((1u << run) - 1)) != 0;
	return run;
}

/* The letters and digits at p in small letters, if they and what ends them
 * are among its first sixteen bytes, of eighteen read: how many bytes, else 0.
 * What ends them is ASCII and joins no digits. */
static size_t short_word(struct scan *scan, const char *p,
			 char lower[BLOCK + 1], bool *capitals)
{
	const __m128i first = load(p);
	const __m128i capital = bytes_in(first, 'A', 'Z');
	const __m128i low = _mm_or_si128(
		first, _mm_and_si128(capital, _mm_set1_epi8(0x20)));
	const __m128i digit = bytes_in(first, '0', '9');
	unsigned word = (unsigned)_mm_movemask_epi8(
		_mm_or_si128(digit, bytes_in(low, 'a', 'z')));
	unsigned run = (unsigned)__builtin_ctz(~word), bits;

	scan->ascii = run < BLOCK && !(p[run] & '\x80');
	if (run < BLOCK && !scan->ascii) {
		word |= vietnamese_at(p);
		run = (unsigned)__builtin_ctz(~word);
	}
	if (run >= BLOCK || p[run] & '\x80' ||
	    ((p[run] == '.' || p[run] == ',') && run &&
	     _mm_movemask_epi8(digit) >> (run - 1) & 1))
		return 0;
	bits = (1u << run) - 1;
	scan->number = (unsigned)_mm_movemask_epi8(digit) & bits;
	*capitals = (unsigned)_mm_movemask_epi8(capital) & bits;
	if (*capitals)
		_mm_storeu_si128((__m128i *)lower, low);
	return run;
}

#else

enum { BLOCK = 16, BLOCK_READ = BLOCK };

static size_t short_word(struct scan *scan, const char *p,
			 char lower[BLOCK + 1], bool *capitals)
{
	(void)scan;
	(void)p;
	(void)lower;
	(void)capitals;
	return 0;
}

static size_t plain_block(const char *p, bool *number)
{
	(void)p;
	(void)number;
	return 0;
}

#endif

static enum unicode_class class_of(uint32_t word)
{
	return (enum unicode_class)(word >> UNICODE_CLASS_SHIFT & 7);
}

/* Pass over letters and digits that are as they are compared; returns
 * them. */
static struct str pass_plain(struct scan *scan)
{
	const char *start = scan->rest.p;
	size_t run = BLOCK;

	while (run >= BLOCK && scan->rest.n >= BLOCK_READ) {
		run = plain_block(scan->rest.p, &scan->number);
		scan->rest = str_skip(scan->rest, run);
	}
	while (scan->rest.n) {
		size_t len;
		const uint32_t word =
			unicode_word(utf8_decode_valid(scan->rest, &len));

		if (!(word & UNICODE_PLAIN_BIT))
			break;
		scan->number |= class_of(word) == UNICODE_DIGIT;
		scan->rest = str_skip(scan->rest, len);
	}
	return (struct str){start, (size_t)(scan->rest.p - start)};
}

/* Is the next character a point or comma between two ASCII digits? */
static bool joins_digits(const struct scan *scan)
{
	const struct str s = scan->rest;

	return (s.p[0] == '.' || s.p[0] == ',') && s.n > 1 &&
	       s.p > scan->start && ascii_is_digit(s.p[-1]) &&
	       ascii_is_digit(s.p[1]);
}

/* The character at s folded, and its entry in unicode_table. */
static uint32_t fold(struct str s, uint32_t *word, size_t *len)
{
	uint32_t code = utf8_decode_valid(s, len);

	if (code >= 0xFF01 && code <= 0xFF5E) /* fullwidth ASCII */
		code -= 0xFEE0;
	*word = unicode_word(code);
	code = *word & UNICODE_LOWER_BITS;
	return code == 0xF0 ? 0x111 : code; /* eth for d with stroke */
}

/* Put the next character in scratch if it is part of the word there. */
static bool take_one(struct scan *scan)
{
	uint32_t word, code;
	size_t len;

	code = fold(scan->rest, &word, &len);
	switch (class_of(word)) {
	case UNICODE_LETTER:
	case UNICODE_DIGIT:
		scan->number |= class_of(word) == UNICODE_DIGIT;
		utf8_put(scan->scratch, code);
		break;
	case UNICODE_IGNORED:
		if (!scan->scratch->n)
			return false;
		break;
	default:
		if (!joins_digits(scan))
			return false;
		buf_add_char(scan->scratch, scan->rest.p[0]);
	}
	scan->rest = str_skip(scan->rest, len);
	return true;
}

/* Most words are short and of ASCII or Vietnamese letters: take such a one;
 * false if it is another, or none. */
static bool take_short(struct scan *scan)
{
	char rest[BLOCK_READ], lower[BLOCK + 1];
	const char *p = scan->rest.p;
	bool capitals = false;
	size_t n;

	if (scan->rest.n < BLOCK_READ) {
		memset(rest, 0, sizeof(rest));
		memcpy(rest, p, scan->rest.n);
		p = rest;
	}
	n = short_word(scan, p, lower, &capitals);
	if (!n)
		return false;
	scan->folded = (struct str){scan->rest.p, n};
	scan->rest = str_skip(scan->rest, n);
	if (capitals) {
		buf_reset(scan->scratch);
		buf_add(scan->scratch, lower, n);
		scan->folded = buf_str(scan->scratch);
	}
	return true;
}

/* The general case: the letters, marks and digits at scan->rest. */
static void take_long(struct scan *scan)
{
	scan->number = scan->ascii = false;
	scan->folded = pass_plain(scan);
	if (scan->rest.n && scan->rest.p[0] != ' ') {
		buf_reset(scan->scratch);
		buf_add_str(scan->scratch, scan->folded);
		while (scan->rest.n && take_one(scan))
			buf_add_str(scan->scratch, pass_plain(scan));
		scan->folded = buf_str(scan->scratch);
	}
}

/* Take the word at scan->rest; false if there is none. */
static bool take_word(struct scan *scan)
{
	if (!take_short(scan))
		take_long(scan);
	if (!scan->ascii && tone_may_move(scan->folded)) {
		if (scan->folded.p != scan->scratch->p) {
			buf_reset(scan->scratch);
			buf_add_str(scan->scratch, scan->folded);
		}
		tone_place(scan->scratch);
		scan->folded = buf_str(scan->scratch);
	}
	return scan->folded.n;
}

/* Skip the next character, or take it as a token if it stands alone. */
static bool take_alone(struct scan *scan)
{
	uint32_t word, code;
	size_t len;

	code = fold(scan->rest, &word, &len);
	scan->rest = str_skip(scan->rest, len);
	if (class_of(word) != UNICODE_ALONE)
		return false;
	buf_reset(scan->scratch);
	utf8_put(scan->scratch, code);
	scan->folded = buf_str(scan->scratch);
	return true;
}

/* Is it a letter or digit, or no ASCII? No other byte begins a token. */
static bool may_begin(unsigned char c)
{
	return c >= 0x80 || (unsigned)(c | 0x20) - 'a' < 26 ||
	       (unsigned)c - '0' < 10;
}

/* Find the next token. */
static bool next_token(struct scan *scan, struct token *token)
{
	const char *start;

	do {
		while (scan->rest.n &&
		       !may_begin((unsigned char)scan->rest.p[0]))
			scan->rest = str_skip(scan->rest, 1);
		if (!scan->rest.n)
			return false;
		start = scan->rest.p;
	} while (!take_word(scan) && !take_alone(scan));
	token->start = (uint32_t)(start - scan->start);
	token->len = (uint32_t)(scan->rest.p - start) & 0x7FFFFFFF;
	token->number = scan->number;
	return true;
}

void tokens_find(struct tokens *tokens, struct str text)
{
	struct scan scan = {
		.rest = text, .start = text.p, .scratch = &tokens->scratch};
	struct token token = {0};

	tokens->count = 0;
	while (next_token(&scan, &token)) {
		token.hash = XXH3_64bits(scan.folded.p, scan.folded.n);
		if (tokens->count == tokens->size) {
			tokens->size = tokens->size ? 2 * tokens->size : 256;
			tokens->token =
				xreallocarray(tokens->token, tokens->size,
					      sizeof(*tokens->token));
		}
		tokens->token[tokens->count++] = token;
	}
}

void tokens_release(struct tokens *tokens)
{
	free(tokens->token);
	buf_release(&tokens->scratch);
	*tokens = (struct tokens){0};
}

void tokens_fold(struct str text, struct buf *out)
{
	struct buf scratch = {0};
	struct scan scan = {.rest = text, .start = text.p, .scratch = &scratch};
	struct token token;
	bool first = true;

	while (next_token(&scan, &token)) {
		if (!first)
			buf_add_char(out, ' ');
		first = false;
		buf_add_str(out, scan.folded);
	}
	buf_release(&scratch);
}
