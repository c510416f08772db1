#include "sniff.h"

#include <endian.h>
#include <stdint.h>

#include "ascii.h"
#include "warc.h"

struct magic {
	struct str bytes;
	enum sniff_kind kind;
	const char *name;
};

static const struct magic magics[] = {
	{{"\x1f\x8b", 2}, SNIFF_GZIP, "gzip"},
	{{"\x28\xb5\x2f\xfd", 4}, SNIFF_ZSTD, "zstd"},
	{{"\xfd"
	  "7zXZ\0",
	  6},
	 SNIFF_COMPRESSED,
	 "xz"},
	{{"\x04\x22\x4d\x18", 4}, SNIFF_COMPRESSED, "lz4"},
	{{"\x02\x21\x4c\x18", 4}, SNIFF_COMPRESSED, "lz4"},
	{{"PK\3\4", 4}, SNIFF_ZIP, "zip"},
	{{"PK\5\6", 4}, SNIFF_ZIP, "zip"},
	{{"PK00PK\3\4", 8}, SNIFF_ZIP, "zip"},
	{{"%PDF-", 5}, SNIFF_OTHER, "a PDF file"},
	{{"%!PS", 4}, SNIFF_OTHER, "a PostScript file"},
	{{"{\\rtf", 5}, SNIFF_OTHER, "an RTF file"},
	{{"\x89PNG\r\n", 6}, SNIFF_OTHER, "an image"},
	{{"\xff\xd8\xff", 3}, SNIFF_OTHER, "an image"},
	{{"GIF87a", 6}, SNIFF_OTHER, "an image"},
	{{"GIF89a", 6}, SNIFF_OTHER, "an image"},
	{{"7z\xbc\xaf\x27\x1c", 6}, SNIFF_OTHER, "a 7-Zip archive"},
	{{"Rar!\x1a\x07", 6}, SNIFF_OTHER, "a RAR archive"},
	{{"\x7f"
	  "ELF",
	  4},
	 SNIFF_OTHER,
	 "a program"},
};

static unsigned char byte(struct str s, size_t i)
{
	return (unsigned char)s.p[i];
}

/* "BZh", the level, then the magic of a block or of the end of the stream. */
static bool is_bzip2(struct str head)
{
	return head.n >= 10 && !memcmp(head.p, "BZh", 3) && head.p[3] >= '1' &&
	       head.p[3] <= '9' &&
	       (!memcmp(head.p + 4, "1AY&SY", 6) ||
		!memcmp(head.p + 4, "\x17\x72\x45\x38\x50\x90", 6));
}

/* A skippable frame (RFC 8878, 3.1.2), with which zstd files may begin. */
static bool is_skippable_frame(struct str head)
{
	return head.n >= 8 && (byte(head, 0) & 0xf0) == 0x50 &&
	       !memcmp(head.p + 1, "\x2a\x4d\x18", 3);
}

/* POSIX ustar and older: the sum of the header's 512 bytes, its own field
 * taken as spaces, in octal at 148. */
static bool is_tar(struct str head)
{
	uint32_t sum = 0, want = 0;
	size_t i;

	if (head.n < 512 || !head.p[0])
		return false;
	for (i = 148; i < 156 && head.p[i] == ' '; i++)
		;
	if (i == 156 || head.p[i] < '0' || head.p[i] > '7')
		return false;
	for (; i < 156 && head.p[i] >= '0' && head.p[i] <= '7'; i++)
		want = want << 3 | (uint32_t)(head.p[i] - '0');
	for (i = 0; i < 512; i++)
		sum += i >= 148 && i < 156 ? ' ' : byte(head, i);
	return sum == want;
}

/*
 * The "binary data bytes" of the MIME Sniffing Standard (section 3), but
 * some are borne with: padding and stray control characters stand in real
 * text, while of random bytes one in nine is such a byte.
 */
static bool is_binary_byte(unsigned char c)
{
	return c < 9 || (c > 13 && c < 32 && c != 26 && c != 27);
}

/* A bit for each of eight bytes, the first in the lowest, that may be under
 * 0x20; all that are have it (the subtraction borrows; after Mycroft, 1987). */
static uint64_t controls(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	word = le64toh(word);
	return (word - ones * 0x20) & ~word & ones * 0x80;
}

static bool is_binary(struct str head)
{
	size_t count = 0, i = 0, k;
	uint64_t bits;

	for (; head.n - i >= 8; i += 8) {
		bits = controls(head.p + i);
		for (k = i; bits; k++, bits >>= 8)
			if (bits & 0xff)
				count += is_binary_byte(byte(head, k));
	}
	for (; i < head.n; i++)
		count += is_binary_byte(byte(head, i));
	return count > 2 + head.n / 32;
}

enum sniff_kind sniff_kind(struct str head, const char **name)
{
	size_t i;

	if (head.n > SNIFF_SIZE)
		head.n = SNIFF_SIZE;
	*name = "";
	for (i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		if (!str_starts(head, magics[i].bytes))
			continue;
		*name = magics[i].name;
		return magics[i].kind;
	}
	if (is_bzip2(head))
		return SNIFF_COMPRESSED;
	if (is_skippable_frame(head))
		return SNIFF_ZSTD;
	if (warc_is(head))
		return SNIFF_WARC;
	if (is_tar(head))
		return SNIFF_TAR;
	if (!is_binary(head))
		return SNIFF_TEXT;
	*name = "binary";
	return SNIFF_OTHER;
}

/* Does s begin with "<name" and what ends a tag's name? */
static bool is_tag(struct str s, struct str name)
{
	const size_t end = name.n + 1;

	return s.n > end && s.p[0] == '<' &&
	       ascii_starts(str_skip(s, 1), name) &&
	       memchr(" \t\n\f\r/>", s.p[end], 7);
}

/* Tags that a page or a piece of one begins with. */
static bool starts_with_tag(struct str s)
{
	static const char *const tags[] = {
		"!doctype", "html",   "head",  "body",	 "script",  "iframe",
		"h1",	    "h2",     "h3",    "h4",	 "div",	    "font",
		"table",    "a",      "style", "title",	 "b",	    "br",
		"p",	    "meta",   "link",  "base",	 "article", "main",
		"section",  "header", "nav",   "span",	 "ul",	    "ol",
		"img",	    "center", "form",  "figure", "aside",   "footer",
		"strong",   "em",     "i",     "u",
	};
	size_t i;

	for (i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (is_tag(s, str_from(tags[i])))
			return true;
	return str_starts(s, STR("<!--"));
}

/* One of the tags that only whole pages have, anywhere in s. */
static bool has_page_tag(struct str s)
{
	static const char *const tags[] = {
		"!doctype html",
		"html",
		"head",
		"body",
	};
	const char *at;
	size_t i;

	while (s.n && (at = memchr(s.p, '<', s.n))) {
		s = str_skip(s, (size_t)(at - s.p));
		for (i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
			if (is_tag(s, str_from(tags[i])))
				return true;
		s = str_skip(s, 1);
	}
	return false;
}

/* Behind a byte order mark and white space, no more than a kilobyte. */
static struct str text_head(struct str text)
{
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_skip(text, 3);
	while (text.n && memchr(" \t\n\r\f", text.p[0], 5))
		text = str_skip(text, 1);
	if (text.n > SNIFF_HTML_SIZE)
		text.n = SNIFF_HTML_SIZE;
	return text;
}

bool sniff_is_html(struct str text, struct str file)
{
	const struct str head = text_head(text);

	file = sniff_plain_name(file);
	return starts_with_tag(head) || has_page_tag(head) ||
	       ascii_ends(file, STR(".html")) ||
	       ascii_ends(file, STR(".htm")) ||
	       ascii_ends(file, STR(".xhtml")) ||
	       ascii_ends(file, STR(".shtml"));
}

bool sniff_is_page(struct str text)
{
	const struct str head = text_head(text);

	return is_tag(head, STR("!doctype html")) || is_tag(head, STR("html"));
}

bool sniff_is_foreign(struct str text, const char **name)
{
	const struct str head = text_head(text);

	*name = "";
	if (ascii_starts(head, STR("<?xml")) && !has_page_tag(head))
		*name = "XML, but not a page";
	if (ascii_starts(head, STR("<svg")) || ascii_starts(head, STR("<rss")))
		*name = "XML, but not a page";
	return **name;
}

struct str sniff_plain_name(struct str file)
{
	static const char *const endings[] = {
		".gz", ".zst", ".xz", ".bz2", ".lz4", ".zstd",
	};
	size_t i;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (!ascii_ends(file, str_from(endings[i])) ||
		    file.n == strlen(endings[i]))
			continue;
		file.n -= strlen(endings[i]);
		break;
	}
	return file;
}

bool sniff_is_jsonl_name(struct str file)
{
	file = sniff_plain_name(file);
	return ascii_ends(file, STR(".jsonl")) ||
	       ascii_ends(file, STR(".ndjson"));
}

bool sniff_is_json_name(struct str file)
{
	return sniff_is_jsonl_name(file) ||
	       ascii_ends(sniff_plain_name(file), STR(".json"));
}
