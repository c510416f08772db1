/*
 * token.h - the normal form for matching, as a list of token hashes.
 *
 * The text itself is never changed; only what is compared is. Normal form:
 * NFC, also of text that is not; simple lower case; Vietnamese tone placement
 * in open-syllable rimes oa, oe, uy moved to the first vowel (hoà = hòa, thuỷ =
 * thủy), but in uy after q, whose u belongs to the consonant, to the second
 * (qúy = quý); U+00D0, U+00F0, U+0189 and U+0256 as đ; fullwidth forms as
 * ASCII; default-ignorables out; punctuation and symbols only separate. A
 * token is a run of letters, marks and digits, or one character of a script
 * written without spaces, whose marks are tokens too. Digits and diacritics
 * are kept. "1.675.330" and "22,73" are one number token each: a '.' or ','
 * between two ASCII digits does not separate and is part of the hash, so that
 * 1,5 and 15 differ. A fullwidth one does so between fullwidth digits alone:
 * Chinese puts it between two numbers as it does between two words.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

enum token_unit {
	TOKEN_WORDS = 0,
	/* Every character of a word is a token of its own, also the point
	 * that joins digits: where words begin and end does not count. */
	TOKEN_CHARACTERS,
};

struct token {
	uint64_t hash;	/* XXH3-64 of the normal form of the token */
	uint32_t start; /* byte offset in the text given */
	uint32_t len : 30;
	uint32_t number : 1; /* has at least one digit */
	/* A word that says no (negation.h), or a character of one. */
	uint32_t negation : 1;
};

struct tokens {
	struct token *token;
	size_t count;
	size_t size;
	enum token_unit unit; /* to be set before tokens_find() */
	/* scratch */
	struct buf folded;   /* a word */
	struct buf composed; /* a piece of the text in NFC */
	struct buf changes;  /* struct unicode_change of that */
	struct buf again;    /* a word in NFC */
};

/* Would a text without it say something else? */
static inline bool token_is_fact(const struct token *token)
{
	return token->number || token->negation;
}

/*
 * {0} is valid. Fill tokens with those of text (valid UTF-8, under 1 GiB),
 * replacing what was there. Linear; scratch does not grow with a text that
 * has ASCII punctuation or white space now and then. Text that is not in NFC
 * has the tokens of its NFC, and start and len are of the characters that
 * those come from. As characters, those of a word that does not stand in the
 * text as it is compared have start and len of the word.
 */
void tokens_find(struct tokens *tokens, struct str text);
void tokens_release(struct tokens *tokens);

/* The normal form as text: tokens joined by one space. Its tokens have the
 * hashes of those of text, and it is its own normal form. Appends to out. */
void tokens_fold(struct str text, struct buf *out);

#endif
