#include "mime.h"

#include "sniff.h"

struct str mime_header(struct str message, size_t max)
{
	size_t at = 0;

	if (message.n > max)
		message.n = max;
	while (at < message.n) {
		const char *end = memchr(message.p + at, '\n', message.n - at);
		size_t n;

		if (!end)
			break;
		n = (size_t)(end - message.p) - at;
		if (!n || (n == 1 && message.p[at] == '\r'))
			return (struct str){message.p, at + n + 1};
		at += n + 1;
	}
	return (struct str){NULL, 0};
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

bool mime_header_next(struct str *rest, struct str *name, struct str *value)
{
	struct str line, more;

	while (str_cut(rest, '\n', &line)) {
		const char *colon = line.n ? memchr(line.p, ':', line.n) : NULL;

		if (!str_trim(line).n)
			return false;
		while (rest->n && is_space(rest->p[0]) && str_trim(*rest).n) {
			str_cut(rest, '\n', &more);
			line.n = (size_t)(more.p + more.n - line.p);
		}
		if (!colon)
			continue;
		*name = str_trim(
			(struct str){line.p, (size_t)(colon - line.p)});
		*value = str_trim(str_skip(
			line, name->n ? (size_t)(colon + 1 - line.p) : line.n));
		if (name->n)
			return true;
	}
	return false;
}

/* A string in quotes at the first byte of *rest, without them. */
static struct str cut_quoted(struct str *rest, struct buf *spare)
{
	const char *start = rest->p + 1;
	bool escaped = false;
	size_t i;

	buf_reset(spare);
	for (i = 1; i < rest->n && rest->p[i] != '"'; i++) {
		if (rest->p[i] == '\\' && i + 1 < rest->n) {
			escaped = true;
			i++;
		}
		buf_add_char(spare, rest->p[i]);
	}
	*rest = str_skip(*rest, i + 1);
	return escaped ? buf_str(spare) : (struct str){start, i - 1};
}

static struct str cut_token(struct str *rest)
{
	size_t n = 0;

	while (n < rest->n && !memchr("; \t\r\n", rest->p[n], 5))
		n++;
	*rest = str_skip(*rest, n);
	return (struct str){n ? rest->p - n : "", n};
}

struct str mime_parameter(struct str value, struct str name, struct buf *spare)
{
	const char *semicolon;

	while (value.n && (semicolon = memchr(value.p, ';', value.n))) {
		struct str own, found;
		size_t n = 0;

		value = str_skip(value, (size_t)(semicolon + 1 - value.p));
		while (n < value.n && !memchr("=;\"", value.p[n], 3))
			n++;
		own = str_trim((struct str){value.p, n});
		if (n == value.n || value.p[n] != '=') {
			value = str_skip(value, n);
			continue;
		}
		value = str_skip(value, n + 1);
		while (value.n && is_space(value.p[0]))
			value = str_skip(value, 1);
		if (value.n && value.p[0] == '"')
			found = cut_quoted(&value, spare);
		else
			found = cut_token(&value);
		if (mime_is_name(own, name))
			return found;
	}
	return (struct str){"", 0};
}

bool mime_is_name(struct str name, struct str want)
{
	return name.n == want.n && sniff_starts(name, want);
}

bool mime_is_type(struct str value, struct str type)
{
	const char *end = value.n ? memchr(value.p, ';', value.n) : NULL;

	if (end)
		value.n = (size_t)(end - value.p);
	return mime_is_name(str_trim(value), type);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* How many bytes a soft line break at s has: "=", white space, a line end;
 * 0: it is none. */
static size_t soft_break(struct str s)
{
	size_t n = 1;

	while (n < s.n && is_space(s.p[n]))
		n++;
	if (n < s.n && s.p[n] == '\r')
		n++;
	if (n == s.n)
		return n;
	return s.p[n] == '\n' ? n + 1 : 0;
}

void mime_quoted_printable(struct str text, struct buf *out)
{
	const char *at;
	size_t n;

	buf_reserve(out, text.n);
	while (text.n && (at = memchr(text.p, '=', text.n))) {
		buf_add(out, text.p, (size_t)(at - text.p));
		text = str_skip(text, (size_t)(at - text.p));
		if (text.n > 2 && hex_digit(text.p[1]) >= 0 &&
		    hex_digit(text.p[2]) >= 0) {
			buf_add_char(out, (char)(hex_digit(text.p[1]) * 16 +
						 hex_digit(text.p[2])));
			text = str_skip(text, 3);
			continue;
		}
		n = soft_break(text);
		if (!n)
			buf_add_char(out, '=');
		text = str_skip(text, n ? n : 1);
	}
	buf_add_str(out, text);
}

static int base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

void mime_base64(struct str text, struct buf *out)
{
	unsigned int acc = 0, bits = 0;
	size_t i;

	buf_reserve(out, text.n / 4 * 3 + 3);
	for (i = 0; i < text.n && text.p[i] != '='; i++) {
		const int digit = base64_digit(text.p[i]);

		if (digit < 0)
			continue;
		acc = (acc << 6 | (unsigned int)digit) & 0xffff;
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		buf_add_char(out, (char)(acc >> bits & 0xff));
	}
}
