#include "mail_date.h"

#include "ascii.h"
#include "date.h"

enum { MAIL_DATE_MAX = 256 }; /* bytes; a real one has 31 */

static bool is_letter(struct str s)
{
	const char c = s.n ? (char)(s.p[0] | 0x20) : '\0';

	return c >= 'a' && c <= 'z';
}

static bool starts_digit(struct str s)
{
	return s.n && ascii_is_digit(s.p[0]);
}

/* Does it begin as a mail's: "Mon, 10 Oct" or "10 Oct"? Dates all of digits
 * leave a choice, and are none. */
static bool is_mail_form(struct str s)
{
	while (is_letter(s))
		s = str_skip(s, 1);
	if (s.n && s.p[0] == ',')
		s = str_skip(s, 1);
	s = str_trim(s);
	if (!starts_digit(s))
		return false;
	while (starts_digit(s))
		s = str_skip(s, 1);
	return s.n && s.p[0] == ' ' && is_letter(str_trim(s));
}

/* Append the value on one line and in capitals, without comments, one space
 * for many. */
static void add_plain(struct str value, struct buf *out)
{
	size_t depth = 0, i;

	for (i = 0; i < value.n; i++) {
		char c = value.p[i];

		if (c == ')' && depth) {
			depth--;
			continue;
		}
		depth += c == '(';
		if (depth)
			continue;
		if (memchr("\t\r\n", c, 3))
			c = ' ';
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 32);
		if (c != ' ' || (out->n && out->p[out->n - 1] != ' '))
			buf_add_char(out, c);
	}
	while (out->n && out->p[out->n - 1] == ' ')
		out->p[--out->n] = '\0';
	if (str_ends(buf_str(out), STR(" UT"))) /* as it was called in 1982 */
		buf_add_char(out, 'C');
}

void mail_date_put(struct str date, struct buf *out)
{
	struct buf plain = {0};
	struct str text;
	struct date found;

	if (date.n > MAIL_DATE_MAX)
		return;
	add_plain(date, &plain);
	text = buf_str(&plain);
	if (is_mail_form(text) && date_parse(text, DATE_DMY, &found) &&
	    found.day && found.hour >= 0 && found.has_zone) {
		found.second = found.second < 0 ? 0 : found.second;
		date_put(out, &found);
		if (str_ends(text, STR(" -0000"))) {
			out->n--; /* Z: that would tell a zone */
			buf_add_text(out, "-00:00");
		}
	}
	buf_release(&plain);
}
