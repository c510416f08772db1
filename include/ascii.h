/*
 * ascii.h - ASCII, whatever the locale: digits, and words compared without
 * case.
 *
 * Only its letters have a case here; all other bytes are themselves.
 */
#ifndef ASCII_H
#define ASCII_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* What a hexadecimal digit stands for, -1 if it is none. */
static inline int ascii_hex(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Are they the same but for case? */
bool ascii_same(struct str a, struct str b);
bool ascii_starts(struct str s, struct str prefix);
bool ascii_ends(struct str s, struct str suffix);

/* The first place of word in s; s.n if there is none. */
size_t ascii_find(struct str s, struct str word);

/* Is s the same as one of count words? */
bool ascii_is_one_of(struct str s, const char *const *words, size_t count);

#endif
