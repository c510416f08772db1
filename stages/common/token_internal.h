/*
 * token_internal.h - what the parts of the tokenizer need of each other: the
 * bit masks of token_marks.c, the slow way of token_word.c and the Vietnamese
 * tone mark of token_tone.c.
 */
#ifndef TOKEN_INTERNAL_H
#define TOKEN_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

enum {
	MARKS_BLOCK = 64, /* bytes that one word of a mask stands for */
	MARKS_PAD = 80,	  /* bytes, zero, that must follow the text */
};

/*
 * One bit a byte of a text of n bytes, the lowest bit first; each array
 * holds marks_words(n) words. Bits behind the text are zero.
 */
struct marks {
	/* The byte is of a token, or of a character that may be. */
	uint64_t *word;
	/* The first byte of a digit, of those not hard. Little-endian, so
	 * that it can be read from any byte on. */
	uint64_t *digit;
	/* The byte is of a character that is not compared as it stands, or
	 * that begins or ends no run of its own: decide one by one. All of
	 * them are in word. Little-endian. */
	uint64_t *hard;
};

/* One word behind the text, and one more to read from any byte on. */
static inline size_t marks_words(size_t n)
{
	return n / MARKS_BLOCK + 2;
}

/* What marks_find() has seen. */
enum {
	MARKS_HIGH = 1,	  /* a byte that is not ASCII */
	MARKS_UNSAFE = 2, /* a character that NFC may change
			   * (UNICODE_UNSAFE_BIT) */
};

/*
 * Mark text[0..n), followed by MARKS_PAD zero bytes, and put its ASCII
 * letters in small ones, in place; returns what was seen. Any bytes will do:
 * nothing behind the padding is read, and what is not UTF-8 is marked
 * somehow. Linear. Takes the best of the twins.
 */
unsigned marks_find(unsigned char *text, size_t n, const struct marks *marks);

/* All ways to do that which this processor has, for tests: they give the
 * same. Ends with NULL. */
typedef unsigned marks_finder(unsigned char *text, size_t n,
			      const struct marks *marks);
marks_finder *const *marks_twins(void);

/* One token that is decided character by character. */
struct token_word {
	struct str rest;   /* of the text */
	struct str folded; /* good until its buffer changes */
	bool number;
	bool wide; /* the last character was fullwidth */
};

/* Take the token that begins at word->rest, folded, in NFC and with its tone
 * in one place; false, one character further, if none does. Both buffers are
 * scratch. */
bool token_word_take(struct token_word *word, struct buf *folded,
		     struct buf *again);

/*
 * May tone_place() have something to do? A vowel with a tone has two bytes,
 * from C3 on, or three, from E1 on. Asked for each token, so written for few
 * branches that depend on it.
 */
bool tone_may_move(struct str token);

/* One place for the tone mark of oa, oe and uy at the end of a folded token
 * (NFC, lower case), which is not empty: see token.h. */
void tone_place(struct buf *token);

#endif
