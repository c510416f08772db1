#include "mime.h"

#include <stdio.h>

#include "ascii.h"

#define LENGTH_MAX ((uint64_t)1 << 50)

/* With its line end, if it has one. */
static size_t line_size(struct str s)
{
	const char *end = s.n ? memchr(s.p, '\n', s.n) : NULL;

	return end ? (size_t)(end + 1 - s.p) : s.n;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_token(char c)
{
	static const char others[] = "!#$%&'*+-.^_`|~";

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       ascii_is_digit(c) || memchr(others, c, sizeof(others) - 1);
}

static bool is_empty_line(struct str line)
{
	return str_eq(line, STR("\n")) || str_eq(line, STR("\r\n"));
}

struct str mime_header(struct str message, size_t max)
{
	size_t at, n;

	if (message.n > max)
		message.n = max;
	for (at = 0; at < message.n; at += n) {
		const struct str rest = str_skip(message, at);

		n = line_size(rest);
		if (is_empty_line((struct str){rest.p, n}))
			return (struct str){message.p, at + n};
	}
	return (struct str){NULL, 0};
}

/* Cut "name:" off a field; false if it does not begin so. */
static bool cut_name(struct str *field, struct str *name)
{
	size_t n = 0, colon;

	while (n < field->n && is_token(field->p[n]))
		n++;
	for (colon = n; colon < field->n; colon++)
		if (field->p[colon] != ' ' && field->p[colon] != '\t')
			break;
	if (!n || colon == field->n || field->p[colon] != ':')
		return false;
	*name = (struct str){field->p, n};
	*field = str_skip(*field, colon + 1);
	return true;
}

bool mime_header_next(struct str *rest, struct str *name, struct str *value)
{
	size_t n = line_size(*rest);

	*name = *value = (struct str){"", 0};
	if (!n)
		return false;
	*value = (struct str){rest->p, n};
	if (is_empty_line(*value)) {
		*rest = str_skip(*rest, n);
		return false;
	}
	while (n < rest->n && (rest->p[n] == ' ' || rest->p[n] == '\t'))
		n += line_size(str_skip(*rest, n));
	value->n = n;
	*rest = str_skip(*rest, n);
	if (cut_name(value, name))
		*value = str_trim(*value);
	return true;
}

bool mime_is_type(struct str value, struct str type)
{
	return ascii_same(mime_token(value), type);
}

struct str mime_token(struct str value)
{
	size_t n = 0;

	value = str_trim(value);
	while (n < value.n && value.p[n] != ';' && !is_space(value.p[n]))
		n++;
	return (struct str){value.p, n};
}

bool mime_length(struct str value, uint64_t *length)
{
	size_t i;

	*length = 0;
	for (i = 0; i < value.n && ascii_is_digit(value.p[i]); i++) {
		*length = *length * 10 + (uint64_t)(value.p[i] - '0');
		if (*length > LENGTH_MAX)
			return false;
	}
	return i && i == value.n;
}

struct parameter {
	struct str name;
	struct str value; /* between the quotes if it was quoted */
	bool quoted;
};

static struct str skip_space(struct str s)
{
	while (s.n && is_space(s.p[0]))
		s = str_skip(s, 1);
	return s;
}

/* From behind a quote up to the one that closes it, or the end. */
static struct str quoted_string(struct str s)
{
	size_t n;

	for (n = 0; n < s.n && s.p[n] != '"'; n++)
		if (s.p[n] == '\\' && n + 1 < s.n)
			n++;
	return (struct str){s.p, n};
}

static void cut_value(struct str *rest, struct parameter *par)
{
	*rest = skip_space(*rest);
	par->quoted = rest->n && rest->p[0] == '"';
	if (par->quoted)
		par->value = quoted_string(str_skip(*rest, 1));
	else
		par->value = mime_token(*rest);
	*rest = str_skip(*rest, par->value.n + 2 * par->quoted);
}

/* *rest begins before the ';' that the parameter stands behind, or what is
 * passed over until there. */
static bool next_parameter(struct str *rest, struct parameter *par)
{
	const char *at;
	size_t n;

	while (rest->n && (at = memchr(rest->p, ';', rest->n))) {
		*rest = skip_space(str_skip(*rest, (size_t)(at + 1 - rest->p)));
		for (n = 0; n < rest->n && is_token(rest->p[n]); n++)
			;
		par->name = (struct str){rest->p, n};
		*rest = skip_space(str_skip(*rest, n));
		if (!n || !rest->n || rest->p[0] != '=')
			continue;
		*rest = str_skip(*rest, 1);
		cut_value(rest, par);
		return true;
	}
	return false;
}

/* The first parameter that is called name and then suffix. */
static bool find_parameter(struct str value, struct str name, struct str suffix,
			   struct parameter *par)
{
	while (next_parameter(&value, par))
		if (par->name.n == name.n + suffix.n &&
		    str_ends(par->name, suffix) &&
		    ascii_starts(par->name, name))
			return true;
	return false;
}

/* Line ends are no part of a string (RFC 5322, 3.2.4). */
static void add_literal(const struct parameter *par, struct buf *out)
{
	size_t i;

	if (!par->quoted) {
		buf_add_str(out, par->value);
		return;
	}
	for (i = 0; i < par->value.n; i++) {
		if (par->value.p[i] == '\\' && i + 1 < par->value.n)
			i++;
		if (par->value.p[i] != '\r' && par->value.p[i] != '\n')
			buf_add_char(out, par->value.p[i]);
	}
}

/* Percent-encoded; the first piece has "charset'language'" in front. */
static void add_extended(struct str s, bool first, struct buf *out)
{
	const char *at = first && s.n ? memchr(s.p, '\'', s.n) : NULL;
	size_t i;
	int c;

	if (at) {
		const struct str behind = str_skip(s, (size_t)(at + 1 - s.p));

		at = behind.n ? memchr(behind.p, '\'', behind.n) : NULL;
		if (at)
			s = str_skip(behind, (size_t)(at + 1 - behind.p));
	}
	for (i = 0; i < s.n; i++) {
		c = s.p[i] == '%' ? mime_hex(str_skip(s, i + 1)) : -1;
		buf_add_char(out, c < 0 ? s.p[i] : (char)c);
		i += c < 0 ? 0 : 2;
	}
}

/* name*=, or name*0=, name*1*= and so on (RFC 2231, 3 and 4). */
static bool put_together(struct str value, struct str name, struct buf *out)
{
	struct parameter par;
	char suffix[16];
	int i, n;

	if (find_parameter(value, name, STR("*"), &par)) {
		add_extended(par.value, true, out);
		return true;
	}
	for (i = 0; i < MIME_SECTIONS_MAX; i++) {
		n = snprintf(suffix, sizeof(suffix), "*%d*", i);
		if (find_parameter(value, name,
				   (struct str){suffix, (size_t)n - 1}, &par))
			add_literal(&par, out);
		else if (find_parameter(value, name,
					(struct str){suffix, (size_t)n}, &par))
			add_extended(par.value, !i, out);
		else
			break;
	}
	return i > 0;
}

struct str mime_parameter(struct str value, struct str name, struct buf *spare)
{
	struct parameter par;

	buf_reset(spare);
	buf_reserve(spare, 0);
	if (find_parameter(value, name, STR(""), &par)) {
		if (!par.quoted || !par.value.n ||
		    (!memchr(par.value.p, '\\', par.value.n) &&
		     !memchr(par.value.p, '\n', par.value.n)))
			return par.value;
		add_literal(&par, spare);
		return buf_str(spare);
	}
	if (put_together(value, name, spare))
		return buf_str(spare);
	return (struct str){"", 0};
}
