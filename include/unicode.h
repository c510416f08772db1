/*
 * unicode.h - what Winnow needs to know of characters, and NFC.
 *
 * Character data comes from utf8proc, laid out before main() in one flat
 * table for the BMP (256 KiB). The table is not written to after that, so
 * threads may read it freely.
 */
#ifndef UNICODE_H
#define UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

enum unicode_class {
	UNICODE_OTHER = 0, /* punctuation, symbols, unassigned: ends a token */
	UNICODE_SPACE,	   /* White_Space: ends a token */
	UNICODE_LETTER,	   /* L*, Mn, Mc, Nl: part of a token */
	UNICODE_DIGIT,	   /* Nd, No: part of a token */
	UNICODE_ALONE,	   /* a token by itself: letters and marks of Han,
			    * Kana, Thai, Lao, Khmer, Myanmar; scripts
			    * written without spaces (not Hangul, which has
			    * them) */
	UNICODE_IGNORED,   /* Default_Ignorable: as if it were not there */
};

/* Fill the table. Runs by itself before main(); calling it again is free. */
void unicode_init(void);

/* What is known of one character, packed. */
enum {
	UNICODE_LOWER_BITS = 0x1FFFFF,
	UNICODE_CLASS_SHIFT = 21,
	UNICODE_UPPER_BIT = 1 << 24,
	UNICODE_UNSAFE_BIT = 1 << 25, /* NFC may change the character, or join
				       * it to the one before it */
	UNICODE_PARTS_BIT = 1 << 27,  /* may have a decomposition */
	UNICODE_PLAIN_BIT = 1 << 26,  /* letter or digit that tokens_fold()
				       * leaves as it is */
	UNICODE_BMP = 0x10000,
};

extern uint32_t unicode_table[UNICODE_BMP];
uint32_t unicode_describe(uint32_t code); /* beyond the BMP: slow */

static inline uint32_t unicode_word(uint32_t code)
{
	return code < UNICODE_BMP ? unicode_table[code]
				  : unicode_describe(code);
}

static inline enum unicode_class unicode_class(uint32_t code)
{
	return (enum unicode_class)(unicode_word(code) >> UNICODE_CLASS_SHIFT &
				    7);
}

/* Simple lower-case mapping (1:1). */
static inline uint32_t unicode_lower(uint32_t code)
{
	return unicode_word(code) & UNICODE_LOWER_BITS;
}

/* Lu or Lt. */
static inline bool unicode_is_upper(uint32_t code)
{
	return unicode_word(code) & UNICODE_UPPER_BIT;
}

/*
 * Append s (valid UTF-8) in Normalization Form C. Where the quick check
 * (UAX #15) says that s is NFC already it is copied as it is; otherwise only
 * the places that are not are composed. Linear, also where a million marks
 * stand on one letter. Returns true if anything changed.
 */
bool unicode_nfc(struct str s, struct buf *out);

/* A place that NFC changed: s[from..end) became out[to..to_end). */
struct unicode_change {
	size_t from, end, to, to_end;
};

/* The same, and append to changes the struct unicode_change of each place,
 * ascending; to counts from what out held before. */
bool unicode_nfc_changes(struct str s, struct buf *out, struct buf *changes);

/* The quick check alone: true = surely NFC. Conservative: false does not
 * mean that unicode_nfc() will change anything. */
bool unicode_is_nfc(struct str s);

#endif
