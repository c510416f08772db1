#include "encode.h"

#include <stdint.h>

#include "ascii.h"

static const char hex_digits[] = "0123456789abcdef";
static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789+/";

void hex_put(struct buf *out, const void *bytes, size_t n)
{
	const unsigned char *from = bytes;
	char *to;

	buf_reserve(out, 2 * n);
	to = out->p + out->n;
	for (size_t i = 0; i < n; i++) {
		*to++ = hex_digits[from[i] >> 4];
		*to++ = hex_digits[from[i] & 15];
	}
	*to = '\0';
	out->n += 2 * n;
}

bool hex_get(struct str text, void *bytes, size_t n)
{
	unsigned char *to = bytes;

	if (text.n / 2 != n || text.n % 2)
		return false;
	for (size_t i = 0; i < n; i++) {
		const int high = ascii_hex(text.p[2 * i]);
		const int low = ascii_hex(text.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		to[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

void base64_put(struct buf *out, const void *bytes, size_t n)
{
	const unsigned char *from = bytes;
	char *to;

	buf_reserve(out, n / 3 * 4 + 4);
	to = out->p + out->n;
	for (; n; from += 3) {
		const size_t have = n < 3 ? n : 3;
		uint32_t word = (uint32_t)from[0] << 16;

		word |= have > 1 ? (uint32_t)from[1] << 8 : 0;
		word |= have > 2 ? (uint32_t)from[2] : 0;
		*to++ = base64_digits[word >> 18];
		*to++ = base64_digits[word >> 12 & 63];
		*to++ = have > 1 ? base64_digits[word >> 6 & 63] : '=';
		*to++ = have > 2 ? base64_digits[word & 63] : '=';
		n -= have;
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
