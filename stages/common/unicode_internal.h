/*
 * unicode_internal.h - what unicode.c (the table), unicode_compose.c and
 * unicode_nfc.c need of each other.
 */
#ifndef UNICODE_INTERNAL_H
#define UNICODE_INTERNAL_H

#include <utf8proc.h>

#include "unicode.h"

/* Room for any canonical decomposition (the longest of Unicode 15 has 4). */
enum { UNICODE_DECOMPOSED = 8 };

/* False: code surely is its own decomposition. */
bool unicode_may_decompose(uint32_t code);

/* The full canonical decomposition; returns its length, 1 if there is none. */
size_t unicode_decompose(uint32_t code,
			 utf8proc_int32_t out[UNICODE_DECOMPOSED]);

/* Compose text[0..n), which is in NFD, in place; returns its new length. */
size_t unicode_compose(utf8proc_int32_t *text, size_t n);

/* Characters on their way to NFC: add them all, then finish; text[0..n) is
 * the result. {0} is valid; n = 0 begins again. */
struct composer {
	utf8proc_int32_t *text;
	size_t n;
	size_t size;
};

void composer_add(struct composer *composer, uint32_t code);
void composer_finish(struct composer *composer);
void composer_release(struct composer *composer);

/* The one character that a, b, c (or a, b and c = 0) compose to, if it is
 * among those learnt at the start; else 0. */
uint32_t unicode_composite(uint32_t a, uint32_t b, uint32_t c);

void unicode_learn_composites(void);

#endif
