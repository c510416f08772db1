#include "unicode.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "unicode_internal.h"
#include "utf8.h"

#ifdef __SSE2__

enum { BLOCK = sizeof(__m128i), BLOCK_READ = BLOCK + 2 };

/*
 * Is all that begins in the sixteen bytes at p safe by its lead bytes?
 * Those are ASCII, U+0080-02FF, U+1E80-1EFF and U+2002-203F. Reads two
 * bytes more.
 */
static bool block_is_safe(const char *p)
{
	const __m128i lead = _mm_loadu_si128((const __m128i *)p);
	const __m128i second = _mm_loadu_si128((const __m128i *)(p + 1));
	const __m128i third = _mm_loadu_si128((const __m128i *)(p + 2));
	const __m128i even = _mm_set1_epi8((char)0xFE);
	const __m128i limit = _mm_set1_epi8((char)0xCC);
	const __m128i suspect = _mm_cmpeq_epi8(_mm_max_epu8(lead, limit), lead);
	const __m128i vietnamese =
		_mm_and_si128(_mm_cmpeq_epi8(lead, _mm_set1_epi8((char)0xE1)),
			      _mm_cmpeq_epi8(_mm_and_si128(second, even),
					     _mm_set1_epi8((char)0xBA)));
	const __m128i punctuation = _mm_andnot_si128(
		_mm_cmpeq_epi8(_mm_and_si128(third, even),
			       _mm_set1_epi8((char)0x80)),
		_mm_and_si128(
			_mm_cmpeq_epi8(lead, _mm_set1_epi8((char)0xE2)),
			_mm_cmpeq_epi8(second, _mm_set1_epi8((char)0x80))));

	return !_mm_movemask_epi8(_mm_andnot_si128(
		_mm_or_si128(vietnamese, punctuation), suspect));
}

#else

enum { BLOCK = 8, BLOCK_READ = BLOCK };

/* The same for ASCII alone. */
static bool block_is_safe(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return !(word & 0x8080808080808080u);
}

#endif

/* Is the character at s safe? Its length is put in *len. */
static bool is_safe(struct str s, size_t *len)
{
	return !(unicode_word(utf8_decode_valid(s, len)) & UNICODE_UNSAFE_BIT);
}

/* Offset of the first unsafe character at from or behind it, or s.n. */
static size_t find_unsafe(struct str s, size_t from)
{
	size_t i = from;

	while (i < s.n) {
		const size_t block_end = i + BLOCK;
		size_t len;

		if (s.n - i >= BLOCK_READ && block_is_safe(s.p + i)) {
			i += BLOCK;
			continue;
		}
		for (; i < block_end && i < s.n; i += len) {
			len = 1;
			/* the rest of a character of the block before */
			if (((unsigned char)s.p[i] & 0xC0) == 0x80)
				continue;
			if (!is_safe(str_skip(s, i), &len))
				return i;
		}
	}
	return i;
}

/* Offset of the first safe character at from or behind it, or s.n. */
static size_t find_safe(struct str s, size_t from)
{
	size_t len;

	while (from < s.n && !is_safe(str_skip(s, from), &len))
		from += len;
	return from;
}

/* Where the character before s[at] begins; not before from. */
static size_t step_back(struct str s, size_t from, size_t at)
{
	if (at > from)
		at--;
	while (at > from && ((unsigned char)s.p[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Append piece in NFC: a safe character, or the beginning of the text, and
 * the unsafe ones behind it. Nothing around it can join it. */
static void put_composed(struct composer *composer, struct str piece,
			 struct buf *out)
{
	uint32_t code[3] = {0};
	struct str rest = piece;
	size_t len;

	for (size_t n = 0; rest.n && n < 3; n++, rest = str_skip(rest, len))
		code[n] = utf8_decode_valid(rest, &len);
	if (!rest.n) {
		const uint32_t composite =
			unicode_composite(code[0], code[1], code[2]);

		if (composite) {
			utf8_put(out, composite);
			return;
		}
	}
	composer->n = 0;
	for (rest = piece; rest.n; rest = str_skip(rest, len))
		composer_add(composer, utf8_decode_valid(rest, &len));
	composer_finish(composer);
	for (size_t i = 0; i < composer->n; i++)
		utf8_put(out, (uint32_t)composer->text[i]);
}

bool unicode_is_nfc(struct str s)
{
	return find_unsafe(s, 0) == s.n;
}

/* changes may be NULL. */
static bool to_nfc(struct str s, struct buf *out, struct buf *changes)
{
	struct composer composer = {0};
	size_t done = 0, at = find_unsafe(s, 0);
	const size_t before = out->n;
	bool changed = false;

	buf_reserve(out, s.n);
	while (at < s.n) {
		const size_t from = step_back(s, done, at);
		const size_t end = find_safe(s, at);
		const struct str piece = {s.p + from, end - from};
		size_t put;

		buf_add(out, s.p + done, from - done);
		put = out->n;
		put_composed(&composer, piece, out);
		if (!str_eq(str_skip(buf_str(out), put), piece)) {
			const struct unicode_change change = {
				from, end, put - before, out->n - before};

			changed = true;
			if (changes)
				buf_add(changes, &change, sizeof(change));
		}
		done = end;
		at = find_unsafe(s, end);
	}
	buf_add_str(out, str_skip(s, done));
	composer_release(&composer);
	return changed;
}

bool unicode_nfc(struct str s, struct buf *out)
{
	return to_nfc(s, out, NULL);
}

bool unicode_nfc_changes(struct str s, struct buf *out, struct buf *changes)
{
	return to_nfc(s, out, changes);
}
