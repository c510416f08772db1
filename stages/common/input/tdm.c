#include "tdm.h"

#include "ascii.h"
#include "mime.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Name in lower case; white space and line ends in the value as one space. */
static void put(struct str name, struct str value, struct buf *out)
{
	bool space = false;
	size_t i;

	value = str_trim(value);
	if (!value.n || out->n + name.n + value.n + 4 > TDM_SIZE_MAX)
		return;
	if (out->n)
		buf_add_text(out, "; ");
	for (i = 0; i < name.n; i++)
		buf_add_char(out, ascii_lower(name.p[i]));
	buf_add_text(out, ": ");
	for (i = 0; i < value.n; i++) {
		const char c = value.p[i];

		if (memchr(" \t\n\r\f", c, 5)) {
			space = true;
			continue;
		}
		if (space)
			buf_add_char(out, ' ');
		space = false;
		buf_add_char(out, c);
	}
}

void tdm_fields(struct str fields, struct buf *out)
{
	static const char *const names[] = {"tdm-reservation", "tdm-policy",
					    "x-robots-tag"};
	struct str name, value;

	while (mime_header_next(&fields, &name, &value))
		if (ascii_is_one_of(name, names, COUNT(names)))
			put(name, value, out);
}

/* The next attribute of a tag, its quotes off; *rest is put behind it. */
static bool next_attribute(struct str *rest, struct str *name,
			   struct str *value)
{
	struct str s = *rest;
	size_t n;

	while (s.n && memchr(" \t\n\r\f/", s.p[0], 6))
		s = str_skip(s, 1);
	for (n = 0; n < s.n && !memchr(" \t\n\r\f=/>", s.p[n], 8); n++)
		;
	*name = (struct str){s.p, n};
	*value = (struct str){"", 0};
	s = str_skip(s, n);
	while (s.n && memchr(" \t\n\r\f", s.p[0], 5))
		s = str_skip(s, 1);
	if (s.n && s.p[0] == '=') {
		char quote;

		for (s = str_skip(s, 1); s.n && memchr(" \t\n\r\f", s.p[0], 5);)
			s = str_skip(s, 1);
		quote = s.n ? s.p[0] : '\0';
		if (quote == '"' || quote == '\'') {
			const char *end;

			s = str_skip(s, 1);
			end = s.n ? memchr(s.p, quote, s.n) : NULL;
			n = end ? (size_t)(end - s.p) : s.n;
			*value = (struct str){s.p, n};
			s = str_skip(s, n + 1);
		} else {
			for (n = 0; n < s.n && !memchr(" \t\n\r\f>", s.p[n], 6);
			     n++)
				;
			*value = (struct str){s.p, n};
			s = str_skip(s, n);
		}
	}
	*rest = s;
	return name->n != 0;
}

static void take_meta(struct str tag, struct buf *out)
{
	static const char *const names[] = {"robots", "tdm-reservation",
					    "tdm-policy"};
	struct str name = {0}, content = {0}, key, value;

	while (next_attribute(&tag, &key, &value)) {
		if (ascii_same(key, STR("name")))
			name = value;
		else if (ascii_same(key, STR("content")))
			content = value;
	}
	if (ascii_is_one_of(str_trim(name), names, COUNT(names)))
		put(str_trim(name), content, out);
}

void tdm_metas(struct str html, struct buf *out)
{
	const char *at;

	if (html.n > TDM_HEAD_SIZE)
		html.n = TDM_HEAD_SIZE;
	while (html.n && (at = memchr(html.p, '<', html.n))) {
		html = str_skip(html, (size_t)(at + 1 - html.p));
		if (ascii_starts(html, STR("/head")) ||
		    ascii_starts(html, STR("body")))
			return;
		if (!ascii_starts(html, STR("meta")))
			continue;
		html = str_skip(html, 4);
		at = html.n ? memchr(html.p, '>', html.n) : NULL;
		if (!at)
			return;
		take_meta((struct str){html.p, (size_t)(at - html.p)}, out);
		html = str_skip(html, (size_t)(at - html.p));
	}
}
