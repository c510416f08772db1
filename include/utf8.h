/*
 * utf8.h - UTF-8 as in RFC 3629: no overlong forms, no surrogates, at most
 * U+10FFFF.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

/* Length of the longest valid prefix; s.n if all of it is valid. SIMD is
 * chosen at run time; the scalar twin gives the same result. */
size_t utf8_valid_prefix(struct str s);

static inline bool utf8_valid(struct str s)
{
	return utf8_valid_prefix(s) == s.n;
}

/* How many code points valid UTF-8 has. */
size_t utf8_count(struct str s);

/* The whole characters of valid UTF-8 that stand in its first max bytes. */
struct str utf8_head(struct str s, size_t max);

/*
 * The code point at s.p[0] of valid UTF-8, and its length in *len (1-4).
 * s must not be empty. On bytes that are not valid: U+FFFD and the length
 * of the maximal subpart (Unicode 15, 3.9).
 */
uint32_t utf8_decode(struct str s, size_t *len);

/*
 * The same for text that was validated, inline for hot loops. On bytes that
 * are not valid the code point means nothing, but *len stays within s.
 */
static inline uint32_t utf8_decode_valid(struct str s, size_t *len)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (p[0] < 0x80) {
		*len = 1;
		return p[0];
	}
	if (p[0] < 0xE0 && s.n >= 2) {
		*len = 2;
		return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
	}
	if (p[0] < 0xF0 && s.n >= 3) {
		*len = 3;
		return (uint32_t)(p[0] & 0x0F) << 12 |
		       (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	}
	return utf8_decode(s, len);
}

enum { UTF8_MAX = 4 }; /* bytes of a code point */

/* One code point at to; surrogates and values over U+10FFFF as U+FFFD.
 * Returns its length. */
size_t utf8_encode(uint32_t code, char to[UTF8_MAX]);

/* The same, appended. */
void utf8_put(struct buf *out, uint32_t code);

/*
 * Append s to out with every maximal ill-formed subpart replaced by U+FFFD;
 * returns how many were replaced.
 */
size_t utf8_repair(struct str s, struct buf *out);

#endif
