#include "jsonscan.h"

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

#include "ascii.h"
#endif

/* Is c one that ends a plain run inside a string? */
static bool is_special(char c)
{
	return c == '"' || c == '\\' || (unsigned char)c < 0x20;
}

const char *json_find_special(const char *p, const char *end)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i escape = _mm_set1_epi8('\\');
	const __m128i control = _mm_set1_epi8(0x1f);

	for (; end - p >= 16; p += 16) {
		const __m128i v =
			_mm_loadu_si128((const __m128i *)(const void *)p);
		const __m128i hit = _mm_or_si128(
			_mm_or_si128(_mm_cmpeq_epi8(v, quote),
				     _mm_cmpeq_epi8(v, escape)),
			_mm_cmpeq_epi8(_mm_max_epu8(v, control), control));
		const int mask = _mm_movemask_epi8(hit);

		if (mask)
			return p + __builtin_ctz((unsigned)mask);
	}
#endif
	while (p < end && !is_special(*p))
		p++;
	return p;
}

static bool fail(struct json_scan *scan, const char *what)
{
	scan->what = what;
	return false;
}

void json_scan_space(struct json_scan *scan)
{
	while (scan->p < scan->end && (*scan->p == ' ' || *scan->p == '\n' ||
				       *scan->p == '\r' || *scan->p == '\t'))
		scan->p++;
}

int json_code_unit(const char *p, const char *end)
{
	int unit = 0;

	if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		const int digit = ascii_hex(p[i]);

		if (digit < 0)
			return -1;
		unit = unit << 4 | digit;
	}
	return unit;
}

static bool is_low(int unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

/* An escape, from its backslash; a surrogate pair is one. */
static bool scan_escape(struct json_scan *scan)
{
	int unit;

	if (scan->end - scan->p < 2)
		return fail(scan, "unclosed string");
	if (scan->p[1] != 'u') {
		if (!memchr("\"\\/bfnrt", scan->p[1], 8))
			return fail(scan, "unknown escape");
		scan->p += 2;
		return true;
	}
	unit = json_code_unit(scan->p, scan->end);
	if (unit < 0)
		return fail(scan, "\\u wants four hexadecimal digits");
	if (json_is_high(unit)) {
		if (!is_low(json_code_unit(scan->p + 6, scan->end)))
			return fail(scan, "lone surrogate");
		scan->p += 6;
	} else if (is_low(unit)) {
		return fail(scan, "lone surrogate");
	}
	scan->p += 6;
	return true;
}

bool json_scan_string(struct json_scan *scan)
{
	if (scan->p == scan->end || *scan->p != '"')
		return fail(scan, "expected a string");
	scan->p++;
	for (;;) {
		scan->p = json_find_special(scan->p, scan->end);
		if (scan->p == scan->end)
			return fail(scan, "unclosed string");
		if (*scan->p == '"')
			break;
		if (*scan->p != '\\')
			return fail(scan, "control character in a string");
		if (!scan_escape(scan))
			return false;
	}
	scan->p++;
	return true;
}

bool json_scan_name(struct json_scan *scan, struct str *name)
{
	name->p = scan->p;
	if (!json_scan_string(scan))
		return false;
	name->n = (size_t)(scan->p - name->p);
	json_scan_space(scan);
	if (scan->p == scan->end || *scan->p != ':')
		return fail(scan, "expected ':'");
	scan->p++;
	json_scan_space(scan);
	return true;
}

static bool scan_digits(struct json_scan *scan)
{
	const char *const first = scan->p;

	while (scan->p < scan->end && *scan->p >= '0' && *scan->p <= '9')
		scan->p++;
	return scan->p > first || fail(scan, "expected a digit");
}

static bool scan_number(struct json_scan *scan)
{
	const char *const end = scan->end;

	if (*scan->p == '-')
		scan->p++;
	if (scan->p < end && *scan->p == '0')
		scan->p++;
	else if (!scan_digits(scan))
		return false;
	if (scan->p < end && *scan->p == '.') {
		scan->p++;
		if (!scan_digits(scan))
			return false;
	}
	if (scan->p < end && (*scan->p | 0x20) == 'e') {
		scan->p++;
		if (scan->p < end && (*scan->p == '+' || *scan->p == '-'))
			scan->p++;
		return scan_digits(scan);
	}
	return true;
}

static bool scan_word(struct json_scan *scan, struct str word)
{
	const struct str rest = {scan->p, (size_t)(scan->end - scan->p)};

	if (!str_starts(rest, word))
		return fail(scan, "expected a value");
	scan->p += word.n;
	return true;
}

/* Any value but an array or an object. */
static bool scan_scalar(struct json_scan *scan)
{
	switch (*scan->p) {
	case '"':
		return json_scan_string(scan);
	case 't':
		return scan_word(scan, STR("true"));
	case 'f':
		return scan_word(scan, STR("false"));
	case 'n':
		return scan_word(scan, STR("null"));
	default:
		if (*scan->p != '-' && (*scan->p < '0' || *scan->p > '9'))
			return fail(scan, "expected a value");
		return scan_number(scan);
	}
}

/* The arrays and objects around the place where the scanner stands. */
struct nest {
	uint64_t
		objects; /* one bit a level, lowest the innermost: an object? */
	int depth;
};

static char closer(const struct nest *nest)
{
	return nest->objects & 1 ? '}' : ']';
}

/*
 * Step behind a '[' or '{' and what comes before its first value. *empty:
 * there is none, and p stands at the closing bracket.
 */
static bool scan_open(struct json_scan *scan, struct nest *nest, bool *empty)
{
	struct str name;

	nest->objects = nest->objects << 1 | (*scan->p == '{');
	nest->depth++;
	scan->p++;
	json_scan_space(scan);
	*empty = scan->p < scan->end && *scan->p == closer(nest);
	if (*empty || !(nest->objects & 1))
		return true;
	return json_scan_name(scan, &name);
}

/*
 * From behind a value to the next one, over closing brackets, a comma and
 * a name; depth is 0 if there is no next one.
 */
static bool scan_after(struct json_scan *scan, struct nest *nest)
{
	struct str name;

	while (nest->depth) {
		json_scan_space(scan);
		if (scan->p == scan->end)
			return fail(scan, nest->objects & 1 ? "unclosed object"
							    : "unclosed array");
		if (*scan->p == ',') {
			scan->p++;
			json_scan_space(scan);
			return !(nest->objects & 1) ||
			       json_scan_name(scan, &name);
		}
		if (*scan->p != closer(nest))
			return fail(scan, "expected ',' or a closing bracket");
		scan->p++;
		nest->objects >>= 1;
		nest->depth--;
	}
	return true;
}

bool json_scan_value(struct json_scan *scan, int depth)
{
	struct nest nest = {0};
	bool empty;

	do {
		if (scan->p == scan->end)
			return fail(scan, "expected a value");
		if (*scan->p == '[' || *scan->p == '{') {
			if (nest.depth == depth)
				return fail(scan, "nested too deep");
			if (!scan_open(scan, &nest, &empty))
				return false;
			if (!empty)
				continue;
		} else if (!scan_scalar(scan)) {
			return false;
		}
		if (!scan_after(scan, &nest))
			return false;
	} while (nest.depth);
	return true;
}
