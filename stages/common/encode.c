#include "encode.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

#include "ascii.h"

static const char hex_digits[] = "0123456789abcdef";
static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789+/";

/* Eight digits at once: each nibble in a byte of its own. */
static uint64_t hex_word(uint32_t word)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t x = word;

	x = (x << 16 | x) & UINT64_C(0x0000FFFF0000FFFF);
	x = (x << 8 | x) & UINT64_C(0x00FF00FF00FF00FF);
	x = (x << 4 | x) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	/* from ten on it is a letter */
	return x + '0' * ones + ((x + 6 * ones) >> 4 & ones) * ('a' - '0' - 10);
}

void hex_put(struct buf *out, const void *bytes, size_t n)
{
	const unsigned char *from = bytes;
	char *to;
	size_t i = 0;

	buf_reserve(out, 2 * n);
	to = out->p + out->n;
	for (; n - i >= 4; i += 4, to += 8) {
		uint32_t word;
		uint64_t digits;

		memcpy(&word, from + i, sizeof(word));
		digits = htobe64(hex_word(be32toh(word)));
		memcpy(to, &digits, sizeof(digits));
	}
	for (; i < n; i++) {
		*to++ = hex_digits[from[i] >> 4];
		*to++ = hex_digits[from[i] & 15];
	}
	*to = '\0';
	out->n += 2 * n;
}

/* What a digit says, and -1 of what is none; 0 is told from none by the
 * table's own 1 more. */
static int hex_value(char c)
{
#define ROW(from, more)                                                        \
	[from] = (more) + 1, [(from) + 1] = (more) + 2,                        \
	[(from) + 2] = (more) + 3, [(from) + 3] = (more) + 4,                  \
	[(from) + 4] = (more) + 5, [(from) + 5] = (more) + 6
	static const signed char value[256] = {
		ROW('0', 0), ['6'] = 7,	   ['7'] = 8,	['8'] = 9,
		['9'] = 10,  ROW('a', 10), ROW('A', 10)};
#undef ROW

	return value[(unsigned char)c] - 1;
}

bool hex_get(struct str text, void *bytes, size_t n)
{
	unsigned char *to = bytes;
	int bad = 0;

	if (text.n / 2 != n || text.n % 2)
		return false;
	for (size_t i = 0; i < n; i++) {
		const int high = hex_value(text.p[2 * i]);
		const int low = hex_value(text.p[2 * i + 1]);

		bad |= high | low;
		to[i] = (unsigned char)(high << 4 | low);
	}
	return bad >= 0;
}

static char *base64_three(char *to, uint32_t word)
{
	*to++ = base64_digits[word >> 18];
	*to++ = base64_digits[word >> 12 & 63];
	*to++ = base64_digits[word >> 6 & 63];
	*to++ = base64_digits[word & 63];
	return to;
}

void base64_put(struct buf *out, const void *bytes, size_t n)
{
	const unsigned char *from = bytes;
	char *to;

	buf_reserve(out, n / 3 * 4 + 4);
	to = out->p + out->n;
	for (; n >= 3; n -= 3, from += 3)
		to = base64_three(to, (uint32_t)from[0] << 16 |
					      (uint32_t)from[1] << 8 | from[2]);
	if (n) {
		to = base64_three(to,
				  (uint32_t)from[0] << 16 |
					  (n > 1 ? (uint32_t)from[1] << 8 : 0));
		to[-1] = '=';
		if (n == 1)
			to[-2] = '=';
	}
	*to = '\0';
	out->n = (size_t)(to - out->p);
}

/* What a base64 digit stands for, -1 for other characters of ASCII. */
static const signed char base64_values[128] = {
	-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
	-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
	-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 62, -1, -1, -1, 63,
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, -1, -1, -1, -1, -1, -1,
	-1, 0,	1,  2,	3,  4,	5,  6,	7,  8,	9,  10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1, -1, -1, -1, -1,
	-1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, -1, -1, -1, -1, -1,
};

static int base64_value(char c)
{
	const unsigned char at = (unsigned char)c;

	return at < 128 ? base64_values[at] : -1;
}

bool base64_get(struct str text, struct buf *out)
{
	const size_t before = out->n;
	size_t digits = text.n;
	uint32_t word = 0;

	if (text.n % 4)
		return false;
	for (int pad = 0; pad < 2 && digits && text.p[digits - 1] == '='; pad++)
		digits--;
	buf_reserve(out, text.n / 4 * 3);
	for (size_t i = 0; i < digits; i++) {
		const int value = base64_value(text.p[i]);

		if (value < 0) {
			out->n = before;
			out->p[before] = '\0';
			return false;
		}
		word = word << 6 | (uint32_t)value;
		if (i % 4)
			out->p[out->n++] =
				(char)(word >> (6 - 2 * (i % 4)) & 0xff);
	}
	out->p[out->n] = '\0';
	/* bits that no byte has must be zero, so that each text is one form */
	if ((digits % 4 == 2 && word & 15) || (digits % 4 == 3 && word & 3)) {
		out->n = before;
		out->p[before] = '\0';
		return false;
	}
	return true;
}
