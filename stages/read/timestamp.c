#include "timestamp.h"

static bool is_digits(const char *p, size_t n)
{
	while (n && *p >= '0' && *p <= '9')
		p++, n--;
	return !n;
}

/* A clock's offset: Z or +07:00. */
static bool is_zone(struct str s)
{
	if (s.n == 1)
		return s.p[0] == 'Z' || s.p[0] == 'z';
	return s.n == 6 && (s.p[0] == '+' || s.p[0] == '-') &&
	       is_digits(s.p + 1, 2) && s.p[3] == ':' && is_digits(s.p + 4, 2);
}

bool timestamp_is_rfc3339(struct str s)
{
	size_t n = 19;

	if (s.n < 20 || !is_digits(s.p, 4) || s.p[4] != '-' ||
	    !is_digits(s.p + 5, 2) || s.p[7] != '-' || !is_digits(s.p + 8, 2) ||
	    !memchr("Tt ", s.p[10], 3) || !is_digits(s.p + 11, 2) ||
	    s.p[13] != ':' || !is_digits(s.p + 14, 2) || s.p[16] != ':' ||
	    !is_digits(s.p + 17, 2))
		return false;
	if (s.p[n] == '.')
		for (n++; n < s.n && is_digits(s.p + n, 1); n++)
			;
	return is_zone(str_skip(s, n));
}
