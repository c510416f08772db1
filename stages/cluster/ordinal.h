/*
 * ordinal.h - "the third annual ...", "... lần thứ 3": which of a series.
 */
#ifndef ORDINAL_H
#define ORDINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"
#include "token.h"

enum {
	ORDINAL_BEFORE = 12, /* words of the name before an ordinal */
	ORDINAL_AFTER = 6,   /* and after it */
};

struct ordinal {
	uint16_t number; /* 0: none */
	uint8_t before, after;
	uint16_t word[ORDINAL_BEFORE + ORDINAL_AFTER]; /* hashes */
};

/*
 * The first ordinal of text at or after token *at; false if there is none:
 * a word, Arabic or Roman digits (I to XXXIX) behind a phrase that opens
 * ordinals ("lần thứ 3", "the third", "der 4. Markt", "la XII feria",
 * "第三届"), or a number with a suffix ("4th", "IVe", "3-й"). Days of a month,
 * what is counted but no event ("the third time") and a number without a name
 * ("the first to") are none. *at becomes the token behind it. tokens: of
 * text; language: phrase_language(), of whose table the phrases are; below 0
 * those of all.
 */
bool ordinal_next(struct str text, const struct tokens *tokens, int language,
		  size_t *at, struct ordinal *ordinal);

/* Two numbers for one name: half of the words on one side are the same. */
bool ordinals_differ(const struct ordinal *a, const struct ordinal *b);

#endif
