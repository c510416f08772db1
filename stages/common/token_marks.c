#include "token_internal.h"

#include <endian.h>
#include <string.h>

#include "ascii.h"
#include "unicode.h"
#include "utf8.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define WITH_VECTORS 1
#endif

#define INLINE static inline __attribute__((always_inline))

/* What one block of text is made of, a bit a byte. */
struct block {
	uint64_t alnum; /* ASCII letters and digits */
	uint64_t digit; /* of those the digits */
	uint64_t point; /* '.' and ',' */
	uint64_t high;	/* no ASCII */
	uint64_t lead;	/* first byte of more than one */
	/* Of those the first bytes of some plain letters, of two and of three
	 * bytes: as many as a vector can tell at once. */
	uint64_t two, three;
};

/* From one block to the next. */
struct carry {
	uint64_t word, hard; /* bits that belong there */
	uint64_t digit;	     /* 1: the last byte was an ASCII digit */
	unsigned seen;	     /* MARKS_HIGH and MARKS_UNSAFE */
};

/* A character that is marked one by one. */
struct place {
	const unsigned char *text;
	size_t n, at; /* of the text, and of the character */
	const struct marks *marks;
};

static bool is_point(unsigned char c)
{
	return c == '.' || c == ',';
}

/* Set the bits from bit k of a word on, some of them in the next word. */
INLINE void set_bits(uint64_t bits, unsigned k, uint64_t *word, uint64_t *next)
{
	*word |= bits << k;
	*next |= k ? bits >> (MARKS_BLOCK - k) : 0;
}

/* Points beside a character that counts as another, or as none, may join
 * digits: they are decided with it. */
static void mark_points(const struct place *place, size_t len, uint64_t *hard,
			uint64_t *next)
{
	const size_t at = place->at, block = at / MARKS_BLOCK;

	if (at && is_point(place->text[at - 1])) {
		if (at % MARKS_BLOCK) {
			*hard |= UINT64_C(1) << (at % MARKS_BLOCK - 1);
		} else {
			const uint64_t top = UINT64_C(1) << 63;

			place->marks->word[block - 1] |= top;
			place->marks->hard[block - 1] |= htole64(top);
		}
	}
	if (is_point(place->text[at + len]))
		set_bits(UINT64_C(1) << len, at % MARKS_BLOCK, hard, next);
}

/* Mark the character at place: the table says what it is. */
static void mark_character(const struct place *place, struct block *block,
			   uint64_t *hard, struct carry *carry)
{
	const struct str rest = {(const char *)place->text + place->at,
				 place->n - place->at};
	const unsigned k = place->at % MARKS_BLOCK;
	size_t len;
	const uint32_t code = utf8_decode_valid(rest, &len);
	const uint32_t word = unicode_word(code);
	const uint32_t class = word >> UNICODE_CLASS_SHIFT & 7;
	const uint64_t bits = (UINT64_C(1) << len) - 1;
	const bool fullwidth = code >= 0xFF01 && code <= 0xFF5E;

	if (word & UNICODE_UNSAFE_BIT)
		carry->seen |= MARKS_UNSAFE;
	if (word & UNICODE_PLAIN_BIT) {
		set_bits(bits, k, &block->alnum, &carry->word);
		block->digit |= (uint64_t)(class == UNICODE_DIGIT) << k;
		return;
	}
	if ((class == UNICODE_OTHER || class == UNICODE_SPACE) && !fullwidth)
		return;
	set_bits(bits, k, hard, &carry->hard);
	if (class == UNICODE_IGNORED || fullwidth)
		mark_points(place, len, hard, &carry->hard);
}

/* Mark what is no ASCII; hard gets the characters that are. */
static void mark_high(struct place *place, struct block *block, uint64_t *hard,
		      struct carry *carry)
{
	const uint64_t two = block->two, three = block->three;
	const size_t start = place->at;

	block->alnum |= two | two << 1 | three | three << 1 | three << 2;
	carry->word |= two >> 63 | three >> 63 | three >> 62;
	for (uint64_t rest = block->lead & ~(two | three); rest;
	     rest &= rest - 1) {
		place->at = start + (unsigned)__builtin_ctzll(rest);
		if (place->at < place->n)
			mark_character(place, block, hard, carry);
	}
}

/* Put the marks of the block that begins at text[at]. */
INLINE void mark_block(const unsigned char *text, size_t n, size_t at,
		       struct block *block, struct carry *carry,
		       const struct marks *marks)
{
	const size_t i = at / MARKS_BLOCK;
	const uint64_t digit = block->digit;
	const uint64_t next = ascii_is_digit((char)text[at + MARKS_BLOCK]);
	uint64_t hard = carry->hard;

	block->alnum |= carry->word;
	block->alnum |= block->point & (digit << 1 | carry->digit) &
			(digit >> 1 | next << 63);
	carry->digit = digit >> 63;
	carry->word = carry->hard = 0;
	if (block->high) {
		struct place place = {text, n, at, marks};

		carry->seen |= MARKS_HIGH;
		mark_high(&place, block, &hard, carry);
	}
	marks->word[i] = block->alnum | hard;
	marks->digit[i] = htole64(block->digit & ~hard);
	marks->hard[i] = htole64(hard);
}

/* With what a vector says of a block, which it puts in small letters. */
INLINE unsigned mark_all(unsigned char *text, size_t n,
			 const struct marks *marks,
			 struct block (*look)(unsigned char *))
{
	struct carry carry = {0};
	size_t i;

	for (i = 0; i <= n; i += MARKS_BLOCK) {
		struct block block = look(text + i);

		mark_block(text, n, i, &block, &carry, marks);
	}
	i /= MARKS_BLOCK;
	marks->word[i] = marks->digit[i] = marks->hard[i] = 0;
	return carry.seen;
}

static struct block look_scalar(unsigned char *p)
{
	struct block block = {0};

	for (unsigned i = 0; i < MARKS_BLOCK; i++) {
		const unsigned char c = p[i];
		const uint64_t bit = UINT64_C(1) << i;
		const bool digit = ascii_is_digit((char)c);

		if (digit)
			block.digit |= bit;
		if (digit || (unsigned)(c | 0x20) - 'a' < 26)
			block.alnum |= bit;
		if ((unsigned)c - 'A' < 26)
			p[i] = c | 0x20;
		if (is_point(c))
			block.point |= bit;
		if (c >= 0x80)
			block.high |= bit;
		if (c >= 0xC0)
			block.lead |= bit;
	}
	return block;
}

static unsigned marks_scalar(unsigned char *text, size_t n,
			     const struct marks *marks)
{
	return mark_all(text, n, marks, look_scalar);
}

#ifdef WITH_VECTORS

#define AVX2 __attribute__((target("avx2,bmi,bmi2")))

INLINE __m128i load16(const unsigned char *p)
{
	return _mm_loadu_si128((const __m128i *)p);
}

INLINE __m128i are16(__m128i v, unsigned char c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c));
}

/* from <= byte <= to */
INLINE __m128i in16(__m128i v, unsigned char from, unsigned char to)
{
	const __m128i above = _mm_sub_epi8(v, _mm_set1_epi8((char)from));
	const __m128i limit = _mm_set1_epi8((char)(to - from));

	return _mm_cmpeq_epi8(_mm_min_epu8(above, limit), above);
}

INLINE uint64_t mask16(__m128i v, unsigned at)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(v) << at;
}

/* Where a small Vietnamese letter of two bytes begins: U+00E0-00FF but for
 * eth and the division sign, and U+0103 0111 0129 0169 01A1 01B0. */
INLINE __m128i two16(__m128i first, __m128i second)
{
	const __m128i a9 = are16(second, 0xA9), b0 = are16(second, 0xB0);
	const __m128i c3 = _mm_andnot_si128(
		_mm_or_si128(b0, are16(second, 0xB7)),
		_mm_and_si128(are16(first, 0xC3), in16(second, 0xA0, 0xBF)));
	const __m128i c4 = _mm_and_si128(
		are16(first, 0xC4),
		_mm_or_si128(a9, _mm_or_si128(are16(second, 0x83),
					      are16(second, 0x91))));
	const __m128i c5 = _mm_and_si128(are16(first, 0xC5), a9);
	const __m128i c6 = _mm_and_si128(are16(first, 0xC6),
					 _mm_or_si128(b0, are16(second, 0xA1)));

	return _mm_or_si128(_mm_or_si128(c3, c4), _mm_or_si128(c5, c6));
}

/* And one of three bytes: the odd ones of U+1E80-1EFF, all small. */
INLINE __m128i three16(__m128i first, __m128i second, __m128i third)
{
	const __m128i one = _mm_set1_epi8(1);

	return _mm_and_si128(
		_mm_and_si128(are16(first, 0xE1), in16(second, 0xBA, 0xBB)),
		_mm_cmpeq_epi8(_mm_and_si128(third, one), one));
}

INLINE void look_ascii16(unsigned char *p, unsigned at, struct block *block)
{
	const __m128i v = load16(p + at);
	const __m128i capital = in16(v, 'A', 'Z');
	const __m128i low =
		_mm_or_si128(v, _mm_and_si128(capital, _mm_set1_epi8(0x20)));
	const __m128i digit = in16(v, '0', '9');

	_mm_storeu_si128((__m128i *)(p + at), low);
	block->digit |= mask16(digit, at);
	block->alnum |= mask16(_mm_or_si128(digit, in16(low, 'a', 'z')), at);
	block->point |= mask16(_mm_or_si128(are16(v, '.'), are16(v, ',')), at);
	block->high |= mask16(v, at);
}

INLINE void look_high16(const unsigned char *p, unsigned at,
			struct block *block)
{
	const __m128i first = load16(p + at), second = load16(p + at + 1);

	block->lead |= mask16(in16(first, 0xC0, 0xFF), at);
	block->two |= mask16(two16(first, second), at);
	block->three |= mask16(three16(first, second, load16(p + at + 2)), at);
}

static struct block look_sse2(unsigned char *p)
{
	struct block block = {0};

	for (unsigned at = 0; at < MARKS_BLOCK; at += 16)
		look_ascii16(p, at, &block);
	for (unsigned at = 0; block.high && at < MARKS_BLOCK; at += 16)
		look_high16(p, at, &block);
	return block;
}

static unsigned marks_sse2(unsigned char *text, size_t n,
			   const struct marks *marks)
{
	return mark_all(text, n, marks, look_sse2);
}

/* The same with vectors twice as wide. */

AVX2 INLINE __m256i load32(const unsigned char *p)
{
	return _mm256_loadu_si256((const __m256i *)p);
}

AVX2 INLINE __m256i are32(__m256i v, unsigned char c)
{
	return _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)c));
}

AVX2 INLINE __m256i in32(__m256i v, unsigned char from, unsigned char to)
{
	const __m256i above = _mm256_sub_epi8(v, _mm256_set1_epi8((char)from));
	const __m256i limit = _mm256_set1_epi8((char)(to - from));

	return _mm256_cmpeq_epi8(_mm256_min_epu8(above, limit), above);
}

AVX2 INLINE uint64_t mask32(__m256i v, unsigned at)
{
	return (uint64_t)(unsigned)_mm256_movemask_epi8(v) << at;
}

AVX2 INLINE __m256i two32(__m256i first, __m256i second)
{
	const __m256i a9 = are32(second, 0xA9), b0 = are32(second, 0xB0);
	const __m256i c3 = _mm256_andnot_si256(
		_mm256_or_si256(b0, are32(second, 0xB7)),
		_mm256_and_si256(are32(first, 0xC3), in32(second, 0xA0, 0xBF)));
	const __m256i c4 = _mm256_and_si256(
		are32(first, 0xC4),
		_mm256_or_si256(a9, _mm256_or_si256(are32(second, 0x83),
						    are32(second, 0x91))));
	const __m256i c5 = _mm256_and_si256(are32(first, 0xC5), a9);
	const __m256i c6 = _mm256_and_si256(
		are32(first, 0xC6), _mm256_or_si256(b0, are32(second, 0xA1)));

	return _mm256_or_si256(_mm256_or_si256(c3, c4),
			       _mm256_or_si256(c5, c6));
}

AVX2 INLINE __m256i three32(__m256i first, __m256i second, __m256i third)
{
	const __m256i one = _mm256_set1_epi8(1);

	return _mm256_and_si256(
		_mm256_and_si256(are32(first, 0xE1), in32(second, 0xBA, 0xBB)),
		_mm256_cmpeq_epi8(_mm256_and_si256(third, one), one));
}

AVX2 INLINE void look_ascii32(unsigned char *p, unsigned at,
			      struct block *block)
{
	const __m256i v = load32(p + at);
	const __m256i capital = in32(v, 'A', 'Z');
	const __m256i low = _mm256_or_si256(
		v, _mm256_and_si256(capital, _mm256_set1_epi8(0x20)));
	const __m256i digit = in32(v, '0', '9');

	_mm256_storeu_si256((__m256i *)(p + at), low);
	block->digit |= mask32(digit, at);
	block->alnum |= mask32(_mm256_or_si256(digit, in32(low, 'a', 'z')), at);
	block->point |=
		mask32(_mm256_or_si256(are32(v, '.'), are32(v, ',')), at);
	block->high |= mask32(v, at);
}

AVX2 INLINE void look_high32(const unsigned char *p, unsigned at,
			     struct block *block)
{
	const __m256i first = load32(p + at), second = load32(p + at + 1);

	block->lead |= mask32(in32(first, 0xC0, 0xFF), at);
	block->two |= mask32(two32(first, second), at);
	block->three |= mask32(three32(first, second, load32(p + at + 2)), at);
}

AVX2 static struct block look_avx2(unsigned char *p)
{
	struct block block = {0};

	look_ascii32(p, 0, &block);
	look_ascii32(p, 32, &block);
	if (block.high) {
		look_high32(p, 0, &block);
		look_high32(p, 32, &block);
	}
	return block;
}

AVX2 static unsigned marks_avx2(unsigned char *text, size_t n,
				const struct marks *marks)
{
	return mark_all(text, n, marks, look_avx2);
}

static bool has_avx2(void)
{
	return __builtin_cpu_supports("avx2") &&
	       __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}

unsigned marks_find(unsigned char *text, size_t n, const struct marks *marks)
{
	return has_avx2() ? marks_avx2(text, n, marks)
			  : marks_sse2(text, n, marks);
}

marks_finder *const *marks_twins(void)
{
	static marks_finder *const twins[] = {marks_scalar, marks_sse2,
					      marks_avx2, NULL};
	static marks_finder *const fewer[] = {marks_scalar, marks_sse2, NULL};

	return has_avx2() ? twins : fewer;
}

#else

unsigned marks_find(unsigned char *text, size_t n, const struct marks *marks)
{
	return marks_scalar(text, n, marks);
}

marks_finder *const *marks_twins(void)
{
	static marks_finder *const twins[] = {marks_scalar, NULL};

	return twins;
}

#endif
