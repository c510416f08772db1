#include "json.h"

#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "jsonscan.h"
#include "utf8.h"

enum {
	ESCAPE_MAX = 6,	    /* bytes that one byte may become */
	ESCAPE_STEP = 4096, /* bytes for which there is room at once */
	VECTOR = 16,
};

bool json_check(struct str text, struct error *error)
{
	struct json_scan scan = {.p = text.p, .end = text.p + text.n};
	bool good;

	json_scan_space(&scan);
	good = json_scan_value(&scan, JSON_DEPTH_MAX);
	if (good)
		json_scan_space(&scan);
	if (good && scan.p < scan.end) {
		scan.what = "text after the value";
		good = false;
	}
	if (!good)
		*error = (struct error){scan.what, (size_t)(scan.p - text.p)};
	return good;
}

char json_kind(struct str value)
{
	if (!value.n)
		return '\0';
	if (value.p[0] == '-' || (value.p[0] >= '0' && value.p[0] <= '9'))
		return '0';
	return value.p[0];
}

/* Put what the escape at p says to *to; returns where it ends. */
static const char *unescape(const char *p, const char *end, char **to)
{
	static const char meant[256] = {
		['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r',
		['t'] = '\t', ['"'] = '"',  ['/'] = '/',  ['\\'] = '\\',
	};
	char bytes[UTF8_MAX];
	int unit;
	size_t n;

	if (p[1] != 'u') {
		*(*to)++ = meant[(unsigned char)p[1]];
		return p + 2;
	}
	unit = json_code_unit(p, end);
	p += 6;
	if (json_is_high(unit)) {
		unit = (unit - 0xd800) * 0x400 + json_code_unit(p, end) -
		       0xdc00 + 0x10000;
		p += 6;
	}
	n = utf8_encode((uint32_t)unit, bytes);
	memcpy(*to, bytes, n);
	*to += n;
	return p;
}

/* Copy up to the next backslash, or to the end; returns that place. Writes
 * up to VECTOR bytes behind what it moves *to to. */
static const char *copy_to_escape(const char *p, const char *end, char **to)
{
	const char *stop;

#ifdef __SSE2__
	const __m128i escape = _mm_set1_epi8('\\');

	for (; end - p >= VECTOR; p += VECTOR, *to += VECTOR) {
		const __m128i v =
			_mm_loadu_si128((const __m128i *)(const void *)p);
		const unsigned mask =
			(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, escape));

		_mm_storeu_si128((__m128i *)(void *)*to, v);
		if (mask) {
			*to += __builtin_ctz(mask);
			return p + __builtin_ctz(mask);
		}
	}
#endif
	stop = memchr(p, '\\', (size_t)(end - p));
	if (!stop)
		stop = end;
	memcpy(*to, p, (size_t)(stop - p));
	*to += stop - p;
	return stop;
}

/* No escape is shorter than what it says. */
void json_unescape(struct str value, struct buf *out)
{
	const char *p = value.p + 1;
	const char *const end = value.p + value.n - 1;
	char *to;

	buf_reserve(out, value.n + VECTOR);
	to = out->p + out->n;
	while (p < end) {
		p = copy_to_escape(p, end, &to);
		if (p < end)
			p = unescape(p, end, &to);
	}
	*to = '\0';
	out->n = (size_t)(to - out->p);
}

struct str json_plain(struct str value)
{
	if (value.n < 2 || memchr(value.p, '\\', value.n))
		return (struct str){0};
	return (struct str){value.p + 1, value.n - 2};
}

bool json_is(struct str value, struct str text)
{
	struct buf said = {0};
	bool same;

	/* an escape is always longer than what it says */
	if (json_kind(value) != '"' || value.n - 2 < text.n)
		return false;
	if (value.n - 2 == text.n)
		return str_eq(json_plain(value), text);
	if (!memchr(value.p, '\\', value.n))
		return false;
	json_unescape(value, &said);
	same = str_eq(buf_str(&said), text);
	buf_release(&said);
	return same;
}

bool json_uint(struct str value, uint64_t *n)
{
	uint64_t sum = 0;

	if (!value.n)
		return false;
	for (size_t i = 0; i < value.n; i++) {
		const unsigned digit = (unsigned char)value.p[i] - '0';

		if (digit > 9 || sum > (UINT64_MAX - digit) / 10)
			return false;
		sum = sum * 10 + digit;
	}
	*n = sum;
	return true;
}

/* strtod() is safe: no stage calls setlocale(), so that it is the C locale
 * in all of them. */
double json_number(struct str value)
{
	struct buf text = {0};
	double number;

	if (json_kind(value) != '0')
		return 0;
	buf_add_str(&text, value);
	number = strtod(text.p, NULL);
	buf_release(&text);
	return number;
}

/* Step behind the opening bracket or the comma at the front of *rest, to
 * what follows; false at the closing bracket. */
static bool step_in(struct json_scan *scan, struct str rest, char open)
{
	if (!rest.n || (*rest.p != open && *rest.p != ','))
		return false;
	*scan = (struct json_scan){.p = rest.p + 1, .end = rest.p + rest.n};
	json_scan_space(scan);
	return scan->p < scan->end && *scan->p != ']' && *scan->p != '}';
}

/* Cut the value at the scanner off *rest. */
static bool cut_value(struct json_scan *scan, struct str *rest,
		      struct str *value)
{
	value->p = scan->p;
	if (!json_scan_value(scan, JSON_DEPTH_MAX))
		return false;
	value->n = (size_t)(scan->p - value->p);
	json_scan_space(scan);
	*rest = (struct str){scan->p, (size_t)(scan->end - scan->p)};
	return true;
}

bool json_next_item(struct str *rest, struct str *item)
{
	struct json_scan scan;

	return step_in(&scan, *rest, '[') && cut_value(&scan, rest, item);
}

bool json_next_member(struct str *rest, struct str *name, struct str *value)
{
	struct json_scan scan;

	return step_in(&scan, *rest, '{') && json_scan_name(&scan, name) &&
	       cut_value(&scan, rest, value);
}

struct str json_member(struct str object, struct str name)
{
	struct str rest = object, found, value;

	while (json_next_member(&rest, &found, &value))
		if (json_is(found, name))
			return value;
	return (struct str){0};
}

/* The escape of one byte; at most ESCAPE_MAX bytes. */
static char *put_escape(char *to, char c)
{
	static const char letters[] = {
		['"'] = '"',  ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f',
		['\n'] = 'n', ['\r'] = 'r',  ['\t'] = 't',
	};
	static const char digits[] = "0123456789abcdef";
	const unsigned char code = (unsigned char)c;

	*to++ = '\\';
	*to++ = letters[code] ? letters[code] : 'u';
	if (letters[code])
		return to;
	*to++ = '0';
	*to++ = '0';
	*to++ = digits[code >> 4];
	*to++ = digits[code & 15];
	return to;
}

#ifdef __SSE2__
/* Copy 16 bytes; how many stand before the first that needs an escape. */
static unsigned copy_plain(char *to, const char *p)
{
	const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	const __m128i control = _mm_set1_epi8(0x1f);
	const __m128i hit = _mm_or_si128(
		_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
			     _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))),
		_mm_cmpeq_epi8(_mm_max_epu8(v, control), control));

	_mm_storeu_si128((__m128i *)(void *)to, v);
	return (unsigned)__builtin_ctz((unsigned)_mm_movemask_epi8(hit) |
				       1U << VECTOR);
}
#endif

static bool is_special(char c)
{
	return c == '"' || c == '\\' || (unsigned char)c < 0x20;
}

/* Write p to end with its escapes; to has room for ESCAPE_MAX times as much
 * and for a vector, which is written before it is known how much of it
 * is wanted. */
static char *escape(char *to, const char *p, const char *end)
{
	while (p < end) {
#ifdef __SSE2__
		if (end - p >= VECTOR) {
			const unsigned n = copy_plain(to, p);

			to += n;
			p += n;
			if (n == VECTOR)
				continue;
		}
#endif
		if (is_special(*p))
			to = put_escape(to, *p++);
		else
			*to++ = *p++;
	}
	return to;
}

void json_put_part(struct buf *out, struct str text)
{
	while (text.n) {
		const size_t n = text.n < ESCAPE_STEP ? text.n : ESCAPE_STEP;
		char *to;

		buf_reserve(out, n * ESCAPE_MAX + VECTOR);
		to = escape(out->p + out->n, text.p, text.p + n);
		out->n = (size_t)(to - out->p);
		text = str_skip(text, n);
	}
}

void json_put_string(struct buf *out, struct str text)
{
	buf_reserve(out, text.n + 2);
	out->p[out->n++] = '"';
	json_put_part(out, text);
	buf_add_char(out, '"');
}

void json_put_bool(struct buf *out, bool yes)
{
	buf_add_text(out, yes ? "true" : "false");
}

void json_put_share(struct buf *out, double share)
{
	uint64_t thousandths = 0;

	if (share > 0 && share < 1e12)
		thousandths = (uint64_t)(share * 1000 + 0.5);
	buf_add_uint(out, thousandths / 1000);
	buf_addf(out, ".%03u", (unsigned)(thousandths % 1000));
}

void json_put_name(struct buf *out, const char *name, size_t n)
{
	char *to;

	buf_reserve(out, n + 4);
	json_put_sep(out);
	to = out->p + out->n;
	*to++ = '"';
	memcpy(to, name, n);
	memcpy(to + n, "\":", 3); /* with the buffer's NUL */
	out->n += n + 3;
}

void json_put_sep(struct buf *out)
{
	if (out->n && out->p[out->n - 1] != '{' && out->p[out->n - 1] != '[')
		buf_add_char(out, ',');
}
