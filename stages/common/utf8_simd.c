#include "utf8_internal.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

enum { BLOCK = sizeof(__m256i) };

/* What a pair of bytes can be wrong in; a pair is wrong if all three nibbles
 * that the tables look up agree on a reason. */
enum {
	TOO_SHORT = 1 << 0,  /* lead or ASCII where a continuation must be */
	TOO_LONG = 1 << 1,   /* continuation after ASCII */
	OVERLONG_3 = 1 << 2, /* E0 80..9F */
	TOO_LARGE = 1 << 3,  /* F4 90..BF, F5.. */
	SURROGATE = 1 << 4,  /* ED A0..BF */
	OVERLONG_2 = 1 << 5, /* C0, C1 */
	OVERLONG_4 = 1 << 6, /* F0 80..8F; and F5.. 80..8F, too large */
	TWO_CONTS = 1 << 7,  /* two continuations: right after E0.. only */
	ANY_LEAD = TOO_SHORT | TOO_LONG | TWO_CONTS,
	OVER = ANY_LEAD | TOO_LARGE | OVERLONG_4,
	CONT = TOO_LONG | OVERLONG_2 | TWO_CONTS,
};

/* The same sixteen bytes in both lanes, as a shuffle wants them. */
#define TABLE(...) _mm256_broadcastsi128_si256(_mm_setr_epi8(__VA_ARGS__))
#define C(x) ((char)(x))

AVX2 static __m256i high_nibbles(__m256i v)
{
	return _mm256_and_si256(_mm256_srli_epi16(v, 4),
				_mm256_set1_epi8(0x0F));
}

/* By the high nibble of the first byte of a pair. */
AVX2 static __m256i first_high(__m256i first)
{
	const __m256i table =
		TABLE(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
		      TOO_LONG, TOO_LONG, TOO_LONG, C(TWO_CONTS), C(TWO_CONTS),
		      C(TWO_CONTS), C(TWO_CONTS), TOO_SHORT | OVERLONG_2,
		      TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
		      TOO_SHORT | TOO_LARGE | OVERLONG_4);

	return _mm256_shuffle_epi8(table, high_nibbles(first));
}

/* By the low nibble of the first byte. */
AVX2 static __m256i first_low(__m256i first)
{
	const __m256i table =
		TABLE(C(ANY_LEAD | OVERLONG_2 | OVERLONG_3 | OVERLONG_4),
		      C(ANY_LEAD | OVERLONG_2), C(ANY_LEAD), C(ANY_LEAD),
		      C(ANY_LEAD | TOO_LARGE), C(OVER), C(OVER), C(OVER),
		      C(OVER), C(OVER), C(OVER), C(OVER), C(OVER),
		      C(OVER | SURROGATE), C(OVER), C(OVER));

	return _mm256_shuffle_epi8(
		table, _mm256_and_si256(first, _mm256_set1_epi8(0x0F)));
}

/* By the high nibble of the second byte. */
AVX2 static __m256i second_high(__m256i second)
{
	const __m256i table = TABLE(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
				    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
				    C(CONT | OVERLONG_3 | OVERLONG_4),
				    C(CONT | OVERLONG_3 | TOO_LARGE),
				    C(CONT | SURROGATE | TOO_LARGE),
				    C(CONT | SURROGATE | TOO_LARGE), TOO_SHORT,
				    TOO_SHORT, TOO_SHORT, TOO_SHORT);

	return _mm256_shuffle_epi8(table, high_nibbles(second));
}

/* Not zero if block, which follows before, has an error that shows in it
 * (Keiser and Lemire, 2021: Validating UTF-8 in less than one instruction
 * per byte). */
AVX2 static __m256i errors(__m256i before, __m256i block)
{
	const __m256i shifted = _mm256_permute2x128_si256(before, block, 0x21);
	const __m256i prev1 = _mm256_alignr_epi8(block, shifted, 15);
	const __m256i prev2 = _mm256_alignr_epi8(block, shifted, 14);
	const __m256i prev3 = _mm256_alignr_epi8(block, shifted, 13);
	const __m256i pair = _mm256_and_si256(
		_mm256_and_si256(first_high(prev1), first_low(prev1)),
		second_high(block));
	/* 0x80 where a third or fourth byte must stand */
	const __m256i third =
		_mm256_subs_epu8(prev2, _mm256_set1_epi8(0xE0 - 0x80));
	const __m256i fourth =
		_mm256_subs_epu8(prev3, _mm256_set1_epi8(0xF0 - 0x80));
	const __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth),
					      _mm256_set1_epi8(C(0x80)));

	return _mm256_xor_si256(must, pair);
}

/* Where a character that runs past s[0..end) begins; end if there is none. */
static size_t whole_characters(struct str s, size_t end)
{
	for (size_t back = 1; back <= 3 && back <= end; back++) {
		const unsigned char c = (unsigned char)s.p[end - back];

		if (c >= 0xC0)
			return c >= (back == 1	 ? 0xC0
				     : back == 2 ? 0xE0
						 : 0xF0)
				       ? end - back
				       : end;
		if (c < 0x80)
			break;
	}
	return end;
}

AVX2 static size_t prefix_avx2(struct str s)
{
	__m256i before = _mm256_setzero_si256();
	size_t i;

	for (i = 0; i + BLOCK <= s.n; i += BLOCK) {
		const __m256i block =
			_mm256_loadu_si256((const __m256i *)(s.p + i));
		const __m256i wrong = errors(before, block);

		if (!_mm256_testz_si256(wrong, wrong))
			break;
		before = block;
	}
	return whole_characters(s, i);
}

size_t utf8_prefix_simd(struct str s)
{
	return __builtin_cpu_supports("avx2") ? prefix_avx2(s) : 0;
}

#else

size_t utf8_prefix_simd(struct str s)
{
	(void)s;
	return 0;
}

#endif
