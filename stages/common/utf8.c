#include "utf8.h"

#include <string.h>

#include "utf8_internal.h"

/* Length of the sequence that starts with byte b, by its lead; 0: none. */
static size_t lead_length(unsigned char b)
{
	if (b < 0x80)
		return 1;
	if (b >= 0xC2 && b <= 0xDF)
		return 2;
	if (b >= 0xE0 && b <= 0xEF)
		return 3;
	if (b >= 0xF0 && b <= 0xF4)
		return 4;
	return 0;
}

/* May byte b stand second after this lead? (Unicode 15, table 3-7) */
static bool second_fits(unsigned char lead, unsigned char b)
{
	switch (lead) {
	case 0xE0:
		return b >= 0xA0 && b <= 0xBF;
	case 0xED:
		return b >= 0x80 && b <= 0x9F;
	case 0xF0:
		return b >= 0x90 && b <= 0xBF;
	case 0xF4:
		return b >= 0x80 && b <= 0x8F;
	default:
		return b >= 0x80 && b <= 0xBF;
	}
}

/* Bytes of the maximal subpart at p[0..n), n > 0; *whole: it is a sequence. */
static size_t subpart(const unsigned char *p, size_t n, bool *whole)
{
	const size_t length = lead_length(p[0]);
	size_t i;

	*whole = length == 1;
	if (length < 2)
		return 1;
	for (i = 1; i < length; i++) {
		if (i == n)
			return i;
		if (i == 1 ? !second_fits(p[0], p[1]) : (p[i] & 0xC0) != 0x80)
			return i;
	}
	*whole = true;
	return length;
}

size_t utf8_prefix_scalar(struct str s, size_t from)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = from;
	bool whole;

	while (i < s.n) {
		uint64_t word;
		size_t n;

		if (i + 8 <= s.n) {
			memcpy(&word, p + i, 8);
			if (!(word & 0x8080808080808080u)) {
				i += 8;
				continue;
			}
		}
		n = subpart(p + i, s.n - i, &whole);
		if (!whole)
			return i;
		i += n;
	}
	return i;
}

size_t utf8_valid_prefix(struct str s)
{
	enum { SIMD_MIN = 64 /* bytes; below that it does not pay */ };

	return utf8_prefix_scalar(s, s.n < SIMD_MIN ? 0 : utf8_prefix_simd(s));
}

uint32_t utf8_decode(struct str s, size_t *len)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t code;
	bool whole;

	if (p[0] < 0x80) {
		*len = 1;
		return p[0];
	}
	*len = subpart(p, s.n, &whole);
	if (!whole)
		return 0xFFFD;
	code = p[0] & (0xFFu >> (*len + 1));
	for (size_t i = 1; i < *len; i++)
		code = code << 6 | (p[i] & 0x3F);
	return code;
}

size_t utf8_encode(uint32_t code, char to[UTF8_MAX])
{
	char *p = to;

	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = 0xFFFD;
	if (code < 0x80) {
		*p++ = (char)code;
	} else if (code < 0x800) {
		*p++ = (char)(0xC0 | code >> 6);
		*p++ = (char)(0x80 | (code & 0x3F));
	} else if (code < 0x10000) {
		*p++ = (char)(0xE0 | code >> 12);
		*p++ = (char)(0x80 | (code >> 6 & 0x3F));
		*p++ = (char)(0x80 | (code & 0x3F));
	} else {
		*p++ = (char)(0xF0 | code >> 18);
		*p++ = (char)(0x80 | (code >> 12 & 0x3F));
		*p++ = (char)(0x80 | (code >> 6 & 0x3F));
		*p++ = (char)(0x80 | (code & 0x3F));
	}
	return (size_t)(p - to);
}

void utf8_put(struct buf *out, uint32_t code)
{
	buf_reserve(out, UTF8_MAX);
	out->n += utf8_encode(code, out->p + out->n);
	out->p[out->n] = '\0';
}

size_t utf8_repair(struct str s, struct buf *out)
{
	size_t replaced = 0;
	bool whole;

	while (s.n) {
		const size_t good = utf8_valid_prefix(s);

		buf_add(out, s.p, good);
		s = str_skip(s, good);
		if (!s.n)
			break;
		s = str_skip(s,
			     subpart((const unsigned char *)s.p, s.n, &whole));
		buf_add_text(out, "\xEF\xBF\xBD");
		replaced++;
	}
	return replaced;
}

size_t utf8_count(struct str s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t count = s.n, i = 0;
	uint64_t word;

	/* less the bytes that begin with the bits 10 */
	for (; i + sizeof(word) <= s.n; i += sizeof(word)) {
		memcpy(&word, s.p + i, sizeof(word));
		count -= ((word >> 7 & ~(word >> 6) & ones) * ones) >> 56;
	}
	for (; i < s.n; i++)
		count -= ((unsigned char)s.p[i] & 0xC0) == 0x80;
	return count;
}

struct str utf8_head(struct str s, size_t max)
{
	if (s.n <= max)
		return s;
	s.n = max;
	while (s.n && ((unsigned char)s.p[s.n] & 0xC0) == 0x80)
		s.n--;
	return s;
}
