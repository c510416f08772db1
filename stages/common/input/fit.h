/*
 * fit.h - does decoded text look like what people write?
 *
 * Each character outside ASCII is judged by what stands around it and by a
 * model of the script it is in:
 *
 * Vietnamese: the word is a syllable (syllable.h).
 * Other Latin letters: the share of them that the best fitting alphabet has,
 * and half of what a second one adds, as text names people from elsewhere.
 * Cyrillic, Greek: the share of the ten most frequent letters.
 * Chinese, Korean: that of the most frequent characters; Japanese: that of
 * kana.
 * Punctuation and symbols: not inside of a word.
 *
 * What never stands in running text counts against: controls, what could not
 * be decoded, box drawings, small letters before capitals, two scripts in a
 * word, most letters of a Western word accented. Text in the wrong encoding
 * has much of it, and falls through the models. Time is linear.
 */
#ifndef FIT_H
#define FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

enum fit_model {
	FIT_VIETNAMESE = 1,
	FIT_WESTERN = 2,
	FIT_LATIN = 4, /* every alphabet, Western ones too */
	FIT_CYRILLIC = 8,
	FIT_GREEK = 16,
	FIT_CHINESE = 32,
	FIT_JAPANESE = 64,
	FIT_KOREAN = 128,
	FIT_OTHERS = 256, /* scripts of which nothing is known: most credit */
	FIT_SIGNS = 512,  /* signs need no letters of these scripts beside
			   * them: in the text of most languages only some
			   * quotes may be beyond ASCII */
	FIT_ANY = 1023,
};

enum { FIT_LETTERS = 0x530 }; /* Latin to Cyrillic */

/* Which characters are common; large, so it is kept. {0} is valid. */
struct fit_tables {
	uint64_t common[0x10000 / 64];
	bool filled;
};

struct fit {
	size_t items; /* characters outside ASCII, and controls */
	size_t odd;   /* of them, that never stand in text */
	size_t apart; /* of them, signs that no letter could stand for: not
		       * inside of a word; or an apostrophe, a long dash */
	int percent;  /* of the items, that fit; less the odd */
};

/* text: valid UTF-8, NFC. models: those that may apply. */
struct fit fit_text(struct fit_tables *tables, struct str text,
		    unsigned int models);

#endif
