#include "squeeze.h"

#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "entities.h"
#include "utf8.h"

enum {
	PLAIN = 0, /* copied as it is */
	BLANK,
	GONE,
	LEAD, /* first byte of characters that may be blank or gone */
};

static const uint8_t class_of[256] = {
	GONE,		GONE,		GONE,		GONE,
	GONE,		GONE,		GONE,		GONE,
	GONE,		['\t'] = BLANK, ['\n'] = BLANK, ['\v'] = BLANK,
	['\f'] = BLANK, ['\r'] = BLANK, [0x0E] = GONE,	[0x0F] = GONE,
	[0x10] = GONE,	[0x11] = GONE,	[0x12] = GONE,	[0x13] = GONE,
	[0x14] = GONE,	[0x15] = GONE,	[0x16] = GONE,	[0x17] = GONE,
	[0x18] = GONE,	[0x19] = GONE,	[0x1A] = GONE,	[0x1B] = GONE,
	[0x1C] = GONE,	[0x1D] = GONE,	[0x1E] = GONE,	[0x1F] = GONE,
	[' '] = BLANK,	[0x7F] = GONE,	[0xC2] = LEAD,	[0xE1] = LEAD,
	[0xE2] = LEAD,	[0xE3] = LEAD,	[0xEF] = LEAD,
};

static int class_at(const char *p)
{
	return class_of[(unsigned char)*p];
}

/* The class of a character; ASCII as class_of[]. */
static int code_class(uint32_t code)
{
	if (code < 0x80)
		return class_of[code];
	if (code == 0x85 || code == 0xA0 || code == 0x1680 ||
	    (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
	    code == 0x2029 || code == 0x202F || code == 0x205F ||
	    code == 0x3000)
		return BLANK;
	if (code < 0xA0 || code == 0xAD || code == 0x200B || code == 0xFEFF)
		return GONE;
	return PLAIN;
}

#ifdef __SSE2__

enum { BLOCK = sizeof(__m128i), BLOCK_READ = BLOCK + 2 };

static __m128i load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)p);
}

static __m128i bytes_are(__m128i v, char c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

/* Bytes that may not be PLAIN and not a space either; next: those behind
 * them. */
static __m128i unsure(__m128i v, __m128i next)
{
	const __m128i low = _mm_set1_epi8(0x1F);
	const __m128i control = _mm_or_si128(
		_mm_cmpeq_epi8(_mm_min_epu8(v, low), v), bytes_are(v, 0x7F));
	const __m128i two =
		_mm_or_si128(bytes_are(v, '\xC2'), bytes_are(v, '\xEF'));
	const __m128i three =
		_mm_or_si128(bytes_are(v, '\xE2'), bytes_are(v, '\xE3'));
	const __m128i ogham =
		_mm_and_si128(bytes_are(v, '\xE1'), bytes_are(next, '\x9A'));

	return _mm_or_si128(_mm_or_si128(control, ogham),
			    _mm_or_si128(two, three));
}

/* A bit for each byte of a block behind which, or with which, something else
 * than words with one space between may begin. */
static unsigned block_stops(const char *p)
{
	const __m128i v = load(p), next = load(p + 1);
	const __m128i gap =
		_mm_or_si128(unsure(next, load(p + 2)), bytes_are(next, ' '));

	return (unsigned)_mm_movemask_epi8(_mm_or_si128(
		unsure(v, next), _mm_and_si128(bytes_are(v, ' '), gap)));
}

/* So many bytes, at least, are words with one space between. */
static size_t sure_run(const char *p, const char *end)
{
	const char *start = p;
	char rest[BLOCK_READ];
	unsigned stops;

	for (; end - p >= BLOCK_READ; p += BLOCK) {
		stops = block_stops(p);
		if (stops)
			return (size_t)(p - start) +
			       (size_t)__builtin_ctz(stops);
	}
	/* NULs, which end the run, stand for what is behind it */
	memset(rest, 0, sizeof(rest));
	memcpy(rest, p, (size_t)(end - p));
	stops = block_stops(rest) | 1u << BLOCK;
	return (size_t)(p - start) + (size_t)__builtin_ctz(stops);
}

#else

static size_t sure_run(const char *p, const char *end)
{
	(void)p;
	(void)end;
	return 0;
}

#endif

/* The space that is due before the next character. */
static size_t close_gap(struct squeezer *s)
{
	const bool due = s->gap && s->out.n;

	if (due)
		buf_add_char(&s->out, ' ');
	s->gap = false;
	return due;
}

static size_t add_plain(struct squeezer *s, const char *p, size_t n)
{
	const size_t space = close_gap(s);

	buf_add(&s->out, p, n);
	return space + utf8_count((struct str){p, n});
}

static size_t add_code(struct squeezer *s, uint32_t code)
{
	const int class = code_class(code);
	size_t space = 0;

	if (class == BLANK)
		s->gap = true;
	if (class != PLAIN)
		return 0;
	space = close_gap(s);
	utf8_put(&s->out, code);
	return space + 1;
}

/* Vietnamese and others: of E1 only U+1680 is not plain. */
static bool is_plain_e1(const char *p, const char *end)
{
	return *p == '\xE1' && p + 1 < end && p[1] != '\x9A';
}

/* The end of what can be copied from p on: words with one space between. */
static const char *run_end(const char *p, const char *end)
{
	for (; p < end; p++) {
		int class;
		size_t n;

		p += sure_run(p, end);
		if (p == end)
			break;
		class = class_at(p);
		if (class == PLAIN || is_plain_e1(p, end))
			continue;
		if (*p == ' ' && p + 1 < end &&
		    (class_at(p + 1) == PLAIN || is_plain_e1(p + 1, end)))
			continue;
		if (class != LEAD)
			break;
		if (code_class(utf8_decode((struct str){p, (size_t)(end - p)},
					   &n)) != PLAIN)
			break;
		p += n - 1;
	}
	return p;
}

/* raw has no references that are to be resolved. */
static size_t add_raw(struct squeezer *s, struct str raw)
{
	const char *p = raw.p, *end = str_skip(raw, raw.n).p;
	size_t added = 0;

	while (p < end) {
		const char *run = p;
		const int class = class_at(p);
		size_t n = 1;

		if (class == BLANK) {
			s->gap = true;
			p++;
			continue;
		}
		p = run_end(p, end);
		if (p > run) {
			added += add_plain(s, run, (size_t)(p - run));
			continue;
		}
		if (class == LEAD)
			added += add_code(
				s,
				utf8_decode((struct str){p, (size_t)(end - p)},
					    &n));
		p += n;
	}
	return added;
}

/* The first '&' that may begin a reference; NULL: none. */
static const char *find_reference(const char *p, const char *end)
{
	for (; p < end; p++) {
		if (*p != '&')
			p = memchr(p, '&', (size_t)(end - p));
		if (!p || end - p < 2)
			return NULL;
		if (p[1] == '#' || (unsigned)(p[1] | 0x20) - 'a' < 26)
			return p;
	}
	return NULL;
}

size_t squeezer_add(struct squeezer *s, struct str raw, enum squeeze_refs refs)
{
	size_t added = 0;

	if (refs == SQUEEZE_NO_REFS)
		return add_raw(s, raw);
	while (raw.n) {
		const char *amp = find_reference(raw.p, raw.p + raw.n);
		const size_t before = amp ? (size_t)(amp - raw.p) : raw.n;
		uint32_t code[2];
		size_t n;

		added += add_raw(s, (struct str){raw.p, before});
		raw = str_skip(raw, before);
		if (!raw.n)
			break;
		n = entity_decode(raw, refs == SQUEEZE_ATTRIBUTE_REFS, code);
		if (n) {
			added += add_code(s, code[0]);
			if (code[1])
				added += add_code(s, code[1]);
		} else {
			added += add_plain(s, raw.p, 1);
		}
		raw = str_skip(raw, n ? n : 1);
	}
	return added;
}

void squeezer_add_gap(struct squeezer *s)
{
	s->gap = true;
}

void squeezer_reset(struct squeezer *s)
{
	buf_reset(&s->out);
	s->gap = false;
}

void squeezer_release(struct squeezer *s)
{
	buf_release(&s->out);
	*s = (struct squeezer){0};
}
