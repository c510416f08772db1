#include "mail_date.h"

static bool is_digits(const char *p, size_t n)
{
	while (n && *p >= '0' && *p <= '9')
		p++, n--;
	return !n;
}

static int month_of(struct str word)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	size_t i;

	for (i = 0; word.n == 3 && i < 12; i++)
		if (!memcmp(names + i * 3, word.p, 3))
			return (int)i + 1;
	return 0;
}

/* "+0700", "GMT", and the zones of North America as hours; false: unknown. */
static bool put_zone(struct str word, struct buf *out)
{
	static const struct {
		const char *name, *offset;
	} zones[] = {
		{"GMT", "Z"},	   {"UT", "Z"},	      {"UTC", "Z"},
		{"Z", "Z"},	   {"EDT", "-04:00"}, {"EST", "-05:00"},
		{"CDT", "-05:00"}, {"CST", "-06:00"}, {"MDT", "-06:00"},
		{"MST", "-07:00"}, {"PDT", "-07:00"}, {"PST", "-08:00"},
	};
	size_t i;

	if (word.n == 5 && (word.p[0] == '+' || word.p[0] == '-') &&
	    is_digits(word.p + 1, 4)) {
		buf_addf(out, "%.3s:%.2s", word.p, word.p + 3);
		return true;
	}
	for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (!str_eq(word, str_from(zones[i].name)))
			continue;
		buf_add_text(out, zones[i].offset);
		return true;
	}
	return false;
}

/* "08:00" or "08:00:05" */
static bool is_clock(struct str word)
{
	return (word.n == 5 || (word.n == 8 && word.p[5] == ':' &&
				is_digits(word.p + 6, 2))) &&
	       is_digits(word.p, 2) && word.p[2] == ':' &&
	       is_digits(word.p + 3, 2);
}

/* "10 Oct 2022 08:00:05 +0700", after "Mon, " */
void mail_date_put(struct str date, struct buf *out)
{
	const size_t before = out->n;
	const char *comma = date.n ? memchr(date.p, ',', date.n) : NULL;
	struct str word[5] = {{0}};
	size_t count = 0;

	if (comma)
		date = str_skip(date, (size_t)(comma + 1 - date.p));
	while (count < 5 && (date = str_trim(date)).n) {
		size_t n = 0;

		while (n < date.n && !memchr(" \t\r\n", date.p[n], 4))
			n++;
		word[count++] = (struct str){date.p, n};
		date = str_skip(date, n);
	}
	if (count < 5 || word[0].n > 2 || !is_digits(word[0].p, word[0].n) ||
	    !month_of(word[1]) || word[2].n != 4 || !is_digits(word[2].p, 4) ||
	    !is_clock(word[3]))
		return;
	buf_addf(out, "%.4s-%02d-%s%.*sT%.8s", word[2].p, month_of(word[1]),
		 word[0].n == 1 ? "0" : "", (int)word[0].n, word[0].p,
		 word[3].n == 8 ? word[3].p : "");
	if (word[3].n == 5)
		buf_addf(out, "%.5s:00", word[3].p);
	if (put_zone(word[4], out))
		return;
	out->n = before;
	out->p[before] = '\0';
}
