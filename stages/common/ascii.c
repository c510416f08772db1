#include "ascii.h"

#include <strings.h>

bool ascii_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	       (!prefix.n || !strncasecmp(s.p, prefix.p, prefix.n));
}

bool ascii_same(struct str a, struct str b)
{
	return a.n == b.n && ascii_starts(a, b);
}

bool ascii_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	       ascii_starts(str_skip(s, s.n - suffix.n), suffix);
}

size_t ascii_find(struct str s, struct str word)
{
	size_t i;

	for (i = 0; i + word.n <= s.n; i++)
		if (ascii_starts(str_skip(s, i), word))
			return i;
	return s.n;
}

bool ascii_is_one_of(struct str s, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (ascii_same(s, str_from(words[i])))
			return true;
	return false;
}
