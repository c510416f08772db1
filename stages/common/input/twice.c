#include "twice.h"

#include <stdint.h>

#include "utf8.h"
#include "western.h"

/* BYTES_MIN: of what it was, beyond ASCII */
enum { SIZE = 64 << 10, BYTES_MIN = 3 };

/* The length of what is ASCII at the start of s, eight bytes a step. */
static size_t ascii_length(struct str s)
{
	size_t i = 0;
	uint64_t word;

	for (; i + 8 <= s.n; i += 8) {
		memcpy(&word, s.p + i, 8);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < s.n && !(s.p[i] & 0x80))
		i++;
	return i;
}

/* The byte that the next character of s stands for, -1 if none. */
static int next_byte(struct str *s)
{
	size_t len;
	uint32_t code;

	if (!s->n)
		return -1;
	code = utf8_decode_valid(*s, &len);
	*s = str_skip(*s, len);
	return western_encode(code);
}

/* Characters that text on pages has; what was never encoded twice rarely
 * yields one. */
static bool is_text(uint32_t code)
{
	return code >= 0xa0 && (code < 0xe000 || code >= 0xf900) &&
	       (code & 0xfffe) != 0xfffe && code < 0xe0000;
}

/* One character that was encoded twice: *length bytes of UTF-8 in piece. */
static bool undo_one(struct str *s, char piece[4], size_t *length)
{
	const int lead = next_byte(s);
	struct str utf8 = {piece, 0};
	size_t i, n, len;

	if (lead < 0xc2 || lead > 0xf4)
		return false;
	n = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	piece[0] = (char)lead;
	for (i = 1; i < n; i++) {
		const int byte = next_byte(s);

		if (byte < 0x80 || byte > 0xbf)
			return false;
		piece[i] = (char)byte;
	}
	utf8.n = *length = n;
	return utf8_valid(utf8) && is_text(utf8_decode(utf8, &len));
}

/* Does all of s take part? What it was goes to out if there is one; *high:
 * how many bytes of that are not ASCII. */
static bool undo_all(struct str s, struct buf *out, size_t *high)
{
	char piece[4];
	size_t n;

	for (*high = 0;; *high += n) {
		n = ascii_length(s);
		if (out)
			buf_add(out, s.p, n);
		s = str_skip(s, n);
		if (!s.n)
			return true;
		if (!undo_one(&s, piece, &n))
			return false;
		if (out)
			buf_add(out, piece, n);
	}
}

/* The start of text, up to a byte of ASCII, so that no character that was
 * encoded twice is cut. */
static struct str start_of(struct str text)
{
	if (text.n <= SIZE)
		return text;
	text.n = SIZE;
	while (text.n && (text.p[text.n - 1] & 0x80))
		text.n--;
	return text;
}

bool twice_undo(struct str text, struct buf *out)
{
	size_t high;

	if (!undo_all(start_of(text), NULL, &high) || high < BYTES_MIN)
		return false;
	buf_reset(out);
	return undo_all(text, out, &high);
}
