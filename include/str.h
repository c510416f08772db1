/*
 * str.h - a borrowed slice of bytes: pointer and length, no NUL, no owner.
 *
 * A slice is good as long as the bytes that it looks at; nothing here
 * allocates. {0} is the empty slice.
 */
#ifndef STR_H
#define STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
/* The same as an initializer, for tables: struct str s = STR_INIT("x"); */
#define STR_INIT(literal)                                                      \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

static inline struct str str_from(const char *text)
{
	return (struct str){text, strlen(text)};
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}

/* Below, at or above 0: as bytes, a prefix before the longer. */
static inline int str_order(struct str a, struct str b)
{
	const size_t n = a.n < b.n ? a.n : b.n;
	const int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static inline bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	       (!prefix.n || !memcmp(s.p, prefix.p, prefix.n));
}

static inline bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	       (!suffix.n || !memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n));
}

/* s without its first n bytes; n may be larger than s. */
static inline struct str str_skip(struct str s, size_t n)
{
	if (n > s.n)
		n = s.n;
	return (struct str){n ? s.p + n : s.p, s.n - n}; /* p may be NULL */
}

/* The first n bytes of *s, or all if it has fewer; *s is left without them. */
static inline struct str str_take(struct str *s, size_t n)
{
	const struct str part = {s->p, n < s->n ? n : s->n};

	*s = str_skip(*s, part.n);
	return part;
}

/* s without ASCII white space at both ends. */
static inline struct str str_trim(struct str s)
{
	while (s.n && memchr(" \t\n\r\f\v", s.p[0], 6))
		s.p++, s.n--;
	while (s.n && memchr(" \t\n\r\f\v", s.p[s.n - 1], 6))
		s.n--;
	return s;
}

/* Is s one of count words? */
static inline bool str_is_one_of(struct str s, const char *const *words,
				 size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (str_eq(s, str_from(words[i])))
			return true;
	return false;
}

/*
 * Cut the next piece up to sep (or the end) off *rest; false when nothing
 * is left. "a\n" is one line, "a\n\nb" three, "" none.
 */
static inline bool str_cut(struct str *rest, char sep, struct str *piece)
{
	const char *end;

	if (!rest->n)
		return false;
	end = memchr(rest->p, sep, rest->n);
	piece->p = rest->p;
	piece->n = end ? (size_t)(end - rest->p) : rest->n;
	*rest = str_skip(*rest, piece->n + 1);
	return true;
}

#endif
