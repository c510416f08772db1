#include "ascii.h"
#include "mime.h"

#include <stdint.h>

int mime_hex(struct str s)
{
	const int high = s.n >= 2 ? ascii_hex(s.p[0]) : -1;
	const int low = high >= 0 ? ascii_hex(s.p[1]) : -1;

	return low < 0 ? -1 : high << 4 | low;
}

/* A line's text: neither its end nor the white space before that. */
static struct str without_end(struct str line)
{
	while (line.n && memchr(" \t\r\n", line.p[line.n - 1], 4))
		line.n--;
	return line;
}

static void add_escaped(struct str text, struct buf *out)
{
	const char *at;
	int c;

	while (text.n && (at = memchr(text.p, '=', text.n))) {
		const size_t before = (size_t)(at - text.p);

		buf_add(out, text.p, before);
		text = str_skip(text, before + 1);
		c = mime_hex(text);
		buf_add_char(out, c < 0 ? '=' : (char)c);
		if (c >= 0)
			text = str_skip(text, 2);
	}
	buf_add_str(out, text);
}

void mime_quoted_printable(struct str text, struct buf *out)
{
	struct str line, rest = text;

	buf_reserve(out, text.n);
	while (str_cut(&rest, '\n', &line)) {
		const struct str kept = without_end(line);
		const char *end = line.p + line.n;
		const bool whole = end < text.p + text.n;

		if (kept.n && kept.p[kept.n - 1] == '=') {
			add_escaped((struct str){kept.p, kept.n - 1}, out);
			continue;
		}
		add_escaped(kept, out);
		if (!whole)
			break;
		if (line.n && end[-1] == '\r')
			buf_add_char(out, '\r');
		buf_add_char(out, '\n');
	}
}

static int base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+')
		return 62;
	return c == '/' ? 63 : -1;
}

void mime_base64(struct str text, struct buf *out)
{
	uint32_t bits = 0;
	size_t i;
	int count = 0;

	buf_reserve(out, text.n / 4 * 3 + 3);
	for (i = 0; i < text.n; i++) {
		const int digit = base64_digit(text.p[i]);

		if (text.p[i] == '=')
			count = 0;
		if (digit < 0)
			continue;
		bits = bits << 6 | (uint32_t)digit;
		count += 6;
		if (count >= 8) {
			count -= 8;
			buf_add_char(out, (char)(bits >> count & 0xff));
		}
	}
}
