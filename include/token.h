/*
 * token.h - the normal form for matching, as a list of token hashes.
 *
 * The text itself is never changed; only what is compared is. Normal form:
 * simple lower case; Vietnamese tone placement in open-syllable rimes oa,
 * oe, uy moved to the first vowel (hoà = hòa, thuỷ = thủy), but in uy after
 * q, whose u belongs to the consonant, to the second (qúy = quý); U+00D0
 * and U+00F0 as đ; fullwidth forms as ASCII; default-ignorables out;
 * punctuation and symbols only separate. A token is a run of letters, marks
 * and digits, or one character of a script written without spaces. Digits
 * and diacritics are kept. "1.675.330" and "22,73" are one number token
 * each: a '.' or ',' between two ASCII digits does not separate and is part
 * of the hash, so that 1,5 and 15 differ.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

struct token {
	uint64_t hash;	/* XXH3-64 of the normal form of the token */
	uint32_t start; /* byte offset in the text given */
	uint32_t len : 31;
	uint32_t number : 1; /* has at least one digit */
};

struct tokens {
	struct token *token;
	size_t count;
	size_t size;
	struct buf scratch;
};

/* Would a text without it say something else? */
static inline bool token_is_fact(const struct token *token)
{
	return token->number;
}

/* {0} is valid. Fill tokens with those of text (valid UTF-8, NFC, under
 * 2 GiB), replacing what was there. Linear. */
void tokens_find(struct tokens *tokens, struct str text);
void tokens_release(struct tokens *tokens);

/* The normal form as text: tokens joined by one space. For tests, phrase
 * tables and people. Appends to out. */
void tokens_fold(struct str text, struct buf *out);

#endif
