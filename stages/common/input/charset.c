#include "charset.h"

#include "ascii.h"
#include "labels.h"
#include "twice.h"
#include "utf8.h"

enum {
	DECLARED_SIZE = 4096, /* of a page's head, searched for a label */
	UTF16_SIZE = 4096,    /* of the start, counted for zero bytes */
	UTF16_UNITS_MIN = 8,
};

struct mark {
	struct str bytes;
	int label;
};

static int byte_order_mark(struct str bytes, size_t *len)
{
	static const struct mark marks[] = {
		{{"\xef\xbb\xbf", 3}, LABEL_UTF8},
		{{"\xff\xfe\0\0", 4}, LABEL_UTF32LE},
		{{"\0\0\xfe\xff", 4}, LABEL_UTF32BE},
		{{"\xff\xfe", 2}, LABEL_UTF16LE},
		{{"\xfe\xff", 2}, LABEL_UTF16BE},
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (!str_starts(bytes, marks[i].bytes))
			continue;
		*len = marks[i].bytes.n;
		return marks[i].label;
	}
	*len = 0;
	return -1;
}

/*
 * UTF-16 without a mark: half or more of the high bytes are zero (ASCII and
 * Latin-1; Vietnamese has three in four), and next to none of the low ones.
 */
static int utf16_by_zeros(struct str bytes)
{
	size_t zeros[2] = {0}, i, units;

	if (bytes.n > UTF16_SIZE)
		bytes.n = UTF16_SIZE;
	units = bytes.n / 2;
	if (units < UTF16_UNITS_MIN || !memchr(bytes.p, 0, bytes.n))
		return -1;
	for (i = 0; i < units * 2; i++)
		zeros[i & 1] += !bytes.p[i];
	if (zeros[1] * 2 >= units && zeros[0] * 20 <= units)
		return LABEL_UTF16LE;
	if (zeros[0] * 2 >= units && zeros[1] * 20 <= units)
		return LABEL_UTF16BE;
	return -1;
}

/* The value of name= in a tag: quoted or not; empty if there is none. */
static struct str value_of(struct str tag, struct str name)
{
	char quote;
	size_t n = 0;

	for (;;) {
		const size_t at = ascii_find(tag, name);

		if (at == tag.n)
			return (struct str){0};
		tag = str_trim(str_skip(tag, at + name.n));
		if (tag.n && tag.p[0] == '=')
			break;
	}
	tag = str_trim(str_skip(tag, 1));
	quote = tag.n ? tag.p[0] : '\0';
	if (quote == '"' || quote == '\'')
		tag = str_skip(tag, 1);
	while (n < tag.n && !memchr(" \t\n\r\f;\"'/>?", tag.p[n], 11))
		n++;
	return (struct str){tag.p, n};
}

static struct str up_to(struct str s, struct str end)
{
	const char *at = s.n ? memmem(s.p, s.n, end.p, end.n) : NULL;

	return (struct str){s.p, at ? (size_t)(at - s.p) : s.n};
}

int charset_declared(struct str bytes)
{
	struct str tag;
	int label;

	if (bytes.n > DECLARED_SIZE)
		bytes.n = DECLARED_SIZE;
	if (ascii_starts(bytes, STR("<?xml"))) {
		tag = up_to(bytes, STR("?>"));
		label = label_find(value_of(tag, STR("encoding")));
		if (label >= 0)
			return label;
	}
	while ((bytes = str_skip(bytes, up_to(bytes, STR("<")).n)).n) {
		if (str_starts(bytes, STR("<!--"))) {
			bytes = str_skip(bytes, up_to(bytes, STR("-->")).n);
			continue;
		}
		if (!ascii_starts(bytes, STR("<meta"))) {
			bytes = str_skip(bytes, 1);
			continue;
		}
		tag = up_to(bytes, STR(">"));
		label = label_find(value_of(tag, STR("charset")));
		if (label >= 0)
			return label;
		bytes = str_skip(bytes, tag.n);
	}
	return -1;
}

/*
 * How much of what is not ASCII is valid UTF-8: 0 less than half, 1 more, 2
 * so much (two in three) that no other encoding comes into question. A
 * character cut off at the very end does not count.
 */
static int utf8_share(struct str bytes)
{
	size_t good = 0, bad = 0, i, n, len;

	for (; bytes.n; bytes = str_skip(bytes, len)) {
		n = utf8_valid_prefix(bytes);
		for (i = 0; i < n; i++)
			good += (unsigned char)bytes.p[i] >= 0xc0;
		bytes = str_skip(bytes, n);
		if (!bytes.n)
			break;
		utf8_decode(bytes, &len);
		if (len == bytes.n && len > 1)
			break;
		bad++;
	}
	return (good >= bad) + (good >= bad * 2);
}

/* What the page says; UTF-16 it cannot be, as this was read in ASCII (HTML
 * Standard, 13.2.3.2). */
static int declared_inside(struct str bytes)
{
	const int label = charset_declared(bytes);

	return label >= LABEL_UTF16LE && label <= LABEL_UTF32BE ? LABEL_UTF8
								: label;
}

/* What the bytes are in, if they are not valid UTF-8, which goes before what
 * was declared if most of them are; HTTP goes before the page. */
static int choose_label(struct charset *cs, struct str bytes, struct str http)
{
	int declared[GUESS_DECLARED] = {-1, label_find(http),
					declared_inside(bytes)};
	const int share = utf8_share(bytes);

	if (share == 2)
		return LABEL_UTF8;
	if (share)
		declared[0] = LABEL_UTF8;
	if (declared[1] == LABEL_UTF8)
		declared[1] = -1;
	if (declared[2] == LABEL_UTF8)
		declared[2] = -1;
	return guess_label(&cs->guess, &cs->decoder, bytes, declared);
}

/* Are there the escapes of ISO-2022, or of HZ? */
static bool has_escapes(struct str bytes)
{
	const char *at;

	if (bytes.n && memchr(bytes.p, 0x1b, bytes.n))
		return true;
	while (bytes.n && (at = memchr(bytes.p, '~', bytes.n))) {
		bytes = str_skip(bytes, (size_t)(at - bytes.p) + 1);
		if (bytes.n && bytes.p[0] == '{')
			return true;
	}
	return false;
}

/* Encodings that are ASCII with escapes are valid UTF-8. */
static int escaped_label(struct str bytes, struct str http)
{
	int label;

	if (!has_escapes(bytes))
		return LABEL_UTF8;
	label = label_find(http);
	if (label < 0)
		label = charset_declared(bytes);
	if (label == LABEL_REPLACEMENT)
		return -1;
	return label == LABEL_ISO_2022_JP ? label : LABEL_UTF8;
}

/* UTF-16 has zero bytes (spaces, line ends, tags) or is not valid UTF-8. */
static int wide_label(struct charset *cs, struct str bytes, bool valid)
{
	const int label = utf16_by_zeros(bytes);
	const size_t n = bytes.n < UTF16_SIZE ? bytes.n : UTF16_SIZE;

	if (label >= 0 || bytes.n < UTF16_UNITS_MIN * 2 ||
	    (valid && !memchr(bytes.p, 0, n)))
		return label;
	return guess_utf16(&cs->guess, &cs->decoder, bytes);
}

static int label_of(struct charset *cs, struct str bytes, struct str http,
		    bool valid)
{
	const int wide = wide_label(cs, bytes, valid);

	if (wide >= 0)
		return wide;
	if (!valid)
		return choose_label(cs, bytes, http);
	return escaped_label(bytes, http);
}

bool charset_is_wide(struct charset *cs, struct str bytes)
{
	size_t len;
	const int label = byte_order_mark(bytes, &len);

	if (label >= 0)
		return label != LABEL_UTF8;
	return wide_label(cs, bytes, false) >= 0;
}

bool charset_decode(struct charset *cs, struct str bytes, struct str http,
		    struct decoded *decoded)
{
	size_t mark;
	int label = byte_order_mark(bytes, &mark);
	bool valid;

	*decoded = (struct decoded){.name = "", .text = {bytes.p, 0}};
	bytes = str_skip(bytes, mark);
	valid = utf8_valid(bytes);
	if (label < 0)
		label = label_of(cs, bytes, http, valid);
	if (label < 0)
		return false;
	decoded->name = label_get(label)->name;
	decoded->text = bytes;
	if (label == LABEL_UTF8 && valid) {
		if (twice_undo(bytes, &cs->text)) {
			decoded->name = "utf-8+windows-1252";
			decoded->text = buf_str(&cs->text);
		}
		return true;
	}
	buf_reset(&cs->text);
	if (!decoder_convert(&cs->decoder, label, bytes, &cs->text,
			     &decoded->lossy))
		return false;
	decoded->text = buf_str(&cs->text);
	return true;
}

void charset_release(struct charset *cs)
{
	decoder_release(&cs->decoder);
	guess_release(&cs->guess);
	buf_release(&cs->text);
}
