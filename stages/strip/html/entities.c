#include "entities.h"

#include <string.h>

#include "entity_table.h"
#include "utf8.h"

enum {
	NAME_MAX_LEN = 31, /* CounterClockwiseContourIntegral */
	LEGACY_MAX = 6,	   /* &Aacute */
	LEGACY_MIN = 2,	   /* &lt */
	REPLACEMENT = 0xFFFD,
};

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Value of a digit of the base, -1 if c is none. */
static int digit_of(char c, unsigned base)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (base == 16 && c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (base == 16 && c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* FNV-1a (Fowler, Noll, Vo 1991); make_entities.py has the same. */
static uint32_t name_hash(const char *name, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)name[i]) * 16777619u;
	return (h ^ h >> 15) & (ENTITY_SLOTS - 1);
}

static const struct entity *name_find(const char *name, size_t n)
{
	uint32_t slot = name_hash(name, n);

	while (entity_slots[slot]) {
		const struct entity *e = &entities[entity_slots[slot] - 1];

		if (!memcmp(e->name, name, n) && !e->name[n])
			return e;
		slot = (slot + 1) & (ENTITY_SLOTS - 1);
	}
	return NULL;
}

/* What a number stands for: the table of 13.2.5.80. */
static uint32_t number_repair(uint32_t code)
{
	static const uint16_t windows_1252[32] = {
		0x20AC, 0x81,	0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,	0x017D, 0x8F,
		0x90,	0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,	0x017E, 0x0178};

	if (!code || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return REPLACEMENT;
	if (code >= 0x80 && code <= 0x9F)
		return windows_1252[code - 0x80];
	return code;
}

/* s begins with "&#". */
static size_t number_decode(struct str s, uint32_t *code)
{
	const unsigned base = s.n > 2 && (s.p[2] | 0x20) == 'x' ? 16 : 10;
	const size_t first = base == 16 ? 3 : 2;
	uint32_t value = 0;
	size_t i = first;

	for (; i < s.n; i++) {
		int digit = digit_of(s.p[i], base);

		if (digit < 0)
			break;
		if (value <= 0x10FFFF)
			value = value * base + (uint32_t)digit;
	}
	if (i == first)
		return 0;
	*code = number_repair(value);
	return i < s.n && s.p[i] == ';' ? i + 1 : i;
}

static size_t name_decode(struct str s, bool in_attribute, uint32_t code[2])
{
	const char *name = s.p + 1;
	const size_t most = s.n - 1 > NAME_MAX_LEN ? NAME_MAX_LEN : s.n - 1;
	const struct entity *e = NULL;
	size_t n = 0, used;

	while (n < most && is_alnum(name[n]))
		n++;
	used = n + 2;
	if (n && n + 1 < s.n && name[n] == ';')
		e = name_find(name, n);
	if (!e) {
		/* names without ';' are prefixes of what stands there */
		n = n > LEGACY_MAX ? LEGACY_MAX : n;
		for (; n >= LEGACY_MIN; n--)
			if ((e = name_find(name, n)) && e->legacy)
				break;
		if (n < LEGACY_MIN)
			return 0;
		used = n + 1;
		if (in_attribute && used < s.n &&
		    (is_alnum(s.p[used]) || s.p[used] == '='))
			return 0;
	}
	code[0] = e->code;
	code[1] = e->second;
	return used;
}

size_t entity_decode(struct str s, bool in_attribute, uint32_t code[2])
{
	code[1] = 0;
	if (s.n < 3)
		return 0;
	if (s.p[1] == '#')
		return number_decode(s, code);
	return name_decode(s, in_attribute, code);
}

void entity_put(struct buf *out, struct str raw, struct entity_rules rules)
{
	const char *p = raw.p, *end = raw.p + raw.n;

	while (p < end) {
		const char *run = p;
		uint32_t code[2];
		size_t n = 0;

		while (p < end && *p && *p != '\r' && *p != '&')
			p++;
		if (p > run)
			buf_add(out, run, (size_t)(p - run));
		if (p == end)
			break;
		if (*p == '&' && rules.references)
			n = entity_decode((struct str){p, (size_t)(end - p)},
					  rules.in_attribute, code);
		if (n) {
			utf8_put(out, code[0]);
			if (code[1])
				utf8_put(out, code[1]);
			p += n;
			continue;
		}
		if (!*p && rules.replace_nul)
			utf8_put(out, REPLACEMENT);
		else if (*p != '\r')
			buf_add_char(out, *p);
		else if (p + 1 == end || p[1] != '\n')
			buf_add_char(out, '\n');
		p++;
	}
}
