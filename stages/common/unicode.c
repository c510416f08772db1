#include "unicode.h"

#include <pthread.h>

#include <utf8proc.h>

#include "unicode_internal.h"

uint32_t unicode_table[UNICODE_BMP];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Scripts written without spaces between words: blocks, Unicode 15. */
static bool is_unspaced(uint32_t code)
{
	return (code >= 0x0E01 && code <= 0x0EFF) || /* Thai, Lao */
	       (code >= 0x1000 && code <= 0x109F) || /* Myanmar */
	       (code >= 0x1780 && code <= 0x17FF) || /* Khmer */
	       (code >= 0x2E80 && code <= 0x2FDF) || /* radicals */
	       (code >= 0x3005 && code <= 0x3007) ||
	       (code >= 0x3040 && code <= 0x30FF) || /* Kana */
	       (code >= 0x31F0 && code <= 0x31FF) ||
	       (code >= 0x3400 && code <= 0x9FFF) || /* Han */
	       (code >= 0xA9E0 && code <= 0xA9FF) || /* Myanmar */
	       (code >= 0xAA60 && code <= 0xAA7F) ||
	       (code >= 0xF900 && code <= 0xFAFF) || /* Han */
	       (code >= 0xFF66 && code <= 0xFF9F) || /* halfwidth Kana */
	       (code >= 0x1AFF0 && code <= 0x1B16F) ||
	       (code >= 0x20000 && code <= 0x3FFFF);
}

static bool is_space(uint32_t code)
{
	return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0x85 ||
	       code == 0xA0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
	       code == 0x2029 || code == 0x202F || code == 0x205F ||
	       code == 0x3000;
}

static enum unicode_class find_class(uint32_t code,
				     const utf8proc_property_t *property)
{
	if (is_space(code))
		return UNICODE_SPACE;
	if (property->ignorable)
		return UNICODE_IGNORED;
	switch (property->category) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return is_unspaced(code) ? UNICODE_ALONE : UNICODE_LETTER;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NO:
		return UNICODE_DIGIT;
	default:
		return UNICODE_OTHER;
	}
}

/*
 * Beyond the BMP what may stand second in a composition is a mark, or a
 * letter of one of the scripts of plane 1 (Kirat Rai, Unicode 16): all of
 * them are unsafe, which costs time only.
 */
static bool may_join(uint32_t code, const utf8proc_property_t *property)
{
	return property->category == UTF8PROC_CATEGORY_MN ||
	       property->category == UTF8PROC_CATEGORY_MC ||
	       (property->category == UTF8PROC_CATEGORY_LO && code < 0x20000);
}

/*
 * NFC leaves it as it is, whatever stands before: a starter that is what its
 * own decomposition composes to. In the BMP mark_joining() adds what stands
 * second in a decomposition.
 */
static bool is_safe(uint32_t code, const utf8proc_property_t *property)
{
	utf8proc_int32_t out[UNICODE_DECOMPOSED];
	size_t n;

	if (property->combining_class ||
	    (code >= UNICODE_BMP && may_join(code, property)))
		return false;
	n = unicode_decompose(code, out);
	if (n == 1)
		return out[0] == (utf8proc_int32_t)code;
	return unicode_compose(out, n) == 1 && out[0] == (utf8proc_int32_t)code;
}

/* Does the normal form for matching have it as it is? (token.h) */
static bool is_plain(uint32_t code, uint32_t word)
{
	const uint32_t class = word >> UNICODE_CLASS_SHIFT & 7;
	const bool fullwidth = code >= 0xFF01 && code <= 0xFF5E;

	return (class == UNICODE_LETTER || class == UNICODE_DIGIT) &&
	       code == (word & UNICODE_LOWER_BITS) && !fullwidth &&
	       code != 0xF0 && code != 0x256; /* eth, d with tail */
}

uint32_t unicode_describe(uint32_t code)
{
	const utf8proc_property_t *property =
		utf8proc_get_property((utf8proc_int32_t)code);
	uint32_t word = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code) &
			UNICODE_LOWER_BITS;

	word |= (uint32_t)find_class(code, property) << UNICODE_CLASS_SHIFT;
	if (property->category == UTF8PROC_CATEGORY_LU ||
	    property->category == UTF8PROC_CATEGORY_LT)
		word |= UNICODE_UPPER_BIT;
	if (!is_safe(code, property))
		word |= UNICODE_UNSAFE_BIT;
	if (is_plain(code, word))
		word |= UNICODE_PLAIN_BIT;
	if (unicode_may_decompose(code))
		word |= UNICODE_PARTS_BIT;
	return word;
}

/* Mark what stands second in a decomposition, and what begins with such a
 * character. */
static void mark_joining(void)
{
	utf8proc_int32_t out[UNICODE_DECOMPOSED];

	for (uint32_t code = 0; code < UNICODE_BMP; code++) {
		size_t n = 0;

		if (unicode_table[code] & UNICODE_PARTS_BIT)
			n = unicode_decompose(code, out);
		for (size_t i = 1; i < n; i++)
			if (out[i] < UNICODE_BMP)
				unicode_table[out[i]] |= UNICODE_UNSAFE_BIT;
	}
	for (uint32_t code = 0; code < UNICODE_BMP; code++) {
		if (!(unicode_table[code] & UNICODE_PARTS_BIT))
			continue;
		unicode_decompose(code, out);
		if (out[0] < UNICODE_BMP)
			unicode_table[code] |=
				unicode_table[out[0]] & UNICODE_UNSAFE_BIT;
	}
}

/* Long runs of characters that are alike, without case or white space: Han,
 * Hangul, surrogates and private use. */
static bool is_uniform(uint32_t code)
{
	return (code >= 0x3400 && code <= 0x9FFF) ||
	       (code >= 0xAC00 && code <= 0xF8FF);
}

static void fill(void)
{
	const utf8proc_property_t *before = NULL;

	for (uint32_t code = 0; code < UNICODE_BMP; code++) {
		const utf8proc_property_t *property =
			utf8proc_get_property((utf8proc_int32_t)code);
		const uint32_t own = unicode_table[code ? code - 1 : 0] &
				     ~(uint32_t)UNICODE_LOWER_BITS;

		unicode_table[code] = property == before && is_uniform(code) &&
						      is_uniform(code - 1)
					      ? own | code
					      : unicode_describe(code);
		before = property;
	}
	mark_joining();
	unicode_learn_composites();
}

__attribute__((constructor)) void unicode_init(void)
{
	pthread_once(&once, fill);
}
