#include "unicode_internal.h"

#include <stdlib.h>

#include "mem.h"

enum { HANGUL = 0xAC00, HANGUL_END = 0xD7A4 }; /* syllables */

static bool is_hangul(uint32_t code)
{
	return code >= HANGUL && code < HANGUL_END;
}

/* Most characters are their own decomposition; Hangul's is computed. */
bool unicode_may_decompose(uint32_t code)
{
	return is_hangul(code) ||
	       utf8proc_get_property((utf8proc_int32_t)code)->decomp_seqindex !=
		       UINT16_MAX;
}

size_t unicode_decompose(uint32_t code,
			 utf8proc_int32_t out[UNICODE_DECOMPOSED])
{
	int boundary = 0;
	utf8proc_ssize_t n = 0;

	if (unicode_may_decompose(code))
		n = utf8proc_decompose_char(
			(utf8proc_int32_t)code, out, UNICODE_DECOMPOSED,
			UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, &boundary);
	if (n >= 1 && n <= UNICODE_DECOMPOSED)
		return (size_t)n;
	out[0] = (utf8proc_int32_t)code;
	return 1;
}

size_t unicode_compose(utf8proc_int32_t *text, size_t n)
{
	return (size_t)utf8proc_normalize_utf32(
		text, (utf8proc_ssize_t)n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

static unsigned combining_class(utf8proc_int32_t code)
{
	return (unsigned)utf8proc_get_property(code)->combining_class & 0xFF;
}

/* Sort marks by combining class, stable: by insertion, for a few. */
static void sort_few(utf8proc_int32_t *mark, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		const utf8proc_int32_t code = mark[i];
		const unsigned class = combining_class(code);
		size_t j = i;

		for (; j && combining_class(mark[j - 1]) > class; j--)
			mark[j] = mark[j - 1];
		mark[j] = code;
	}
}

/* By counting, for as many as somebody cared to send. */
static void sort_many(utf8proc_int32_t *mark, size_t n)
{
	utf8proc_int32_t *sorted = xreallocarray(NULL, n, sizeof(*sorted));
	size_t start[257] = {0};

	for (size_t i = 0; i < n; i++)
		start[combining_class(mark[i]) + 1]++;
	for (size_t i = 1; i < 257; i++)
		start[i] += start[i - 1];
	for (size_t i = 0; i < n; i++)
		sorted[start[combining_class(mark[i])]++] = mark[i];
	for (size_t i = 0; i < n; i++)
		mark[i] = sorted[i];
	free(sorted);
}

/* Canonical ordering. utf8proc_decompose() has it too, but takes quadratic
 * time for a long run of marks. */
static void sort_marks(utf8proc_int32_t *text, size_t n)
{
	enum { FEW = 32 /* more than real text has (UAX #15, 13.1) */ };

	for (size_t i = 0; i < n; i++) {
		size_t end = i;

		while (end < n && combining_class(text[end]))
			end++;
		if (end - i <= FEW)
			sort_few(text + i, end - i);
		else
			sort_many(text + i, end - i);
		i = end;
	}
}

void composer_add(struct composer *composer, uint32_t code)
{
	if (composer->size - composer->n < UNICODE_DECOMPOSED) {
		composer->size = 2 * composer->size + 2 * UNICODE_DECOMPOSED;
		composer->text = xreallocarray(composer->text, composer->size,
					       sizeof(*composer->text));
	}
	composer->n += unicode_decompose(code, composer->text + composer->n);
}

void composer_finish(struct composer *composer)
{
	sort_marks(composer->text, composer->n);
	composer->n = unicode_compose(composer->text, composer->n);
}

void composer_release(struct composer *composer)
{
	free(composer->text);
	*composer = (struct composer){0};
}

/*
 * Sequences of two or three characters that compose to one: NFD text and
 * half-composed Vietnamese are full of them. What is not here goes through a
 * composer. Open addressing; Unicode 15 fills some 1,500 places.
 */
enum { COMPOSITES_LOG = 13, COMPOSITES = 1 << COMPOSITES_LOG, CODE_BITS = 21 };

static struct composite {
	uint64_t sequence; /* 0: free */
	uint32_t code;
} composites[COMPOSITES];
static size_t composite_count;

/* c is 0 for a sequence of two. */
static uint64_t pack(uint32_t a, uint32_t b, uint32_t c)
{
	return ((uint64_t)a << CODE_BITS | b) << CODE_BITS | c;
}

/* Where the sequence is, or the free place for it. */
static struct composite *find_composite(uint64_t sequence)
{
	/* multiplicative hashing (Knuth 1973) */
	size_t at = sequence * 0x9E3779B97F4A7C15u >> (64 - COMPOSITES_LOG);

	while (composites[at].sequence && composites[at].sequence != sequence)
		at = (at + 1) % COMPOSITES;
	return composites + at;
}

uint32_t unicode_composite(uint32_t a, uint32_t b, uint32_t c)
{
	return find_composite(pack(a, b, c))->code;
}

/* Store a sequence if it composes to one character; returns that, or 0. */
static uint32_t learn(struct composer *composer, uint32_t a, uint32_t b,
		      uint32_t c)
{
	struct composite *place = find_composite(pack(a, b, c));

	if (place->sequence || composite_count == COMPOSITES / 2)
		return place->code;
	composer->n = 0;
	composer_add(composer, a);
	composer_add(composer, b);
	if (c)
		composer_add(composer, c);
	composer_finish(composer);
	if (composer->n != 1)
		return 0;
	composite_count++;
	place->sequence = pack(a, b, c);
	place->code = (uint32_t)composer->text[0];
	return place->code;
}

/* The sequences that code may come as: in full, or with either of two marks
 * joined to the letter already. */
static void learn_forms(struct composer *composer, uint32_t code)
{
	utf8proc_int32_t part[UNICODE_DECOMPOSED] = {0};
	const size_t n = unicode_decompose(code, part);
	const uint32_t a = (uint32_t)part[0], b = (uint32_t)part[1];
	const uint32_t c = (uint32_t)part[2];
	uint32_t half;

	if (n < 2 || n > 3)
		return;
	learn(composer, a, b, c);
	if (!c)
		return;
	half = learn(composer, a, b, 0);
	if (half)
		learn(composer, half, c, 0);
	half = learn(composer, a, c, 0);
	if (half)
		learn(composer, half, b, 0);
}

void unicode_learn_composites(void)
{
	struct composer composer = {0};

	for (uint32_t code = 0; code < UNICODE_BMP; code++)
		if (unicode_table[code] & UNICODE_PARTS_BIT &&
		    !is_hangul(code)) /* too many */
			learn_forms(&composer, code);
	composer_release(&composer);
}
