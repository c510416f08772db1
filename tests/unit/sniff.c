/* What bytes are, and which names only look like something. */
#include "../../stages/common/input/sniff.h"

#include "tap.h"

static enum sniff_kind kind(struct str head)
{
	const char *name;

	return sniff_kind(head, &name);
}

static const char *name(struct str head)
{
	const char *text;

	return sniff_kind(head, &text) == SNIFF_OTHER ? text : "";
}

static bool html(const char *text)
{
	return sniff_is_html(str_from(text), STR("file.txt"));
}

static void kinds(void)
{
	ok(kind(STR("")) == SNIFF_TEXT);
	ok(kind(STR("Hội nghị\n")) == SNIFF_TEXT);
	ok(kind(STR("\x1f\x8b\x08\0")) == SNIFF_GZIP);
	ok(kind(STR("\x28\xb5\x2f\xfd")) == SNIFF_ZSTD);
	ok(kind(STR("\x5e\x2a\x4d\x18\0\0\0\0")) == SNIFF_ZSTD);
	ok(kind(STR("WARC/1.1\r\n")) == SNIFF_WARC);
	ok(kind(STR("WARC/ is what an archive begins with")) == SNIFF_TEXT);
	ok(kind(STR("BZh91AY&SY")) == SNIFF_COMPRESSED);
	ok(kind(STR("BZh is how a bzip2 file begins")) == SNIFF_TEXT);
	ok(kind(STR("PK\3\4")) == SNIFF_ZIP);
	ok(kind(STR("PK is a name")) == SNIFF_TEXT);
	ok(kind(STR("#mtree\nfoo type=file\n")) == SNIFF_TEXT);
	ok(kind(STR("!<arch>\nprose")) == SNIFF_TEXT);
	ok(kind(STR("begin 644 file\nprose")) == SNIFF_TEXT);
	is_str(name(STR("%PDF-1.4")), "a PDF file");
	is_str(name(STR("\1\2\3\4\5\6\7\0abcdef")), "binary");
	/* one stray control character is no binary file */
	ok(kind(STR("stray \0 character")) == SNIFF_TEXT);
}

static void tar(void)
{
	char head[512] = "dantin/a.html";
	const struct str all = {head, sizeof(head)};
	unsigned int sum = 0;
	size_t i;

	memcpy(head + 257, "ustar\00000", 8);
	memset(head + 148, ' ', 8);
	for (i = 0; i < sizeof(head); i++)
		sum += (unsigned char)head[i];
	snprintf(head + 148, 8, "%06o", sum);
	ok(kind(all) == SNIFF_TAR);
	head[0]++;
	ok(kind(all) != SNIFF_TAR);
	memset(head, 'x', sizeof(head));
	memcpy(head + 257, "ustar", 5);
	ok(kind(all) == SNIFF_TEXT);
}

static void pages(void)
{
	ok(html("<!DOCTYPE html><p>a"));
	ok(html("\xef\xbb\xbf \r\n<HTML lang=vi>"));
	ok(html("<p>only a piece"));
	ok(html("<!-- a comment -->"));
	ok(html("<?xml version=\"1.0\"?><!DOCTYPE html><html>"));
	ok(html("Warning: mysql_connect()\n<html><body>"));
	ok(!html("a < b, and <people> are no tag"));
	ok(!html("<pre-owned cars> are for sale"));
	ok(!html("Hội nghị chuyển đổi số"));
	ok(!html("<p"));
	ok(sniff_is_html(STR("no tag"), STR("a.HTM.gz")));
	ok(!sniff_is_html(STR("no tag"), STR("html")));
}

static void foreign(void)
{
	const char *what;

	ok(sniff_is_foreign(STR("<?xml version=\"1.0\"?>\n<rss>"), &what));
	ok(!sniff_is_foreign(STR("<?xml version=\"1.0\"?>\n<html>"), &what));
	ok(!sniff_is_foreign(STR("From: the editor\n"), &what));
}

static void names(void)
{
	ok(sniff_is_json_name(STR("a/b.jsonl.zst")));
	ok(sniff_is_json_name(STR("b.JSON")));
	ok(!sniff_is_json_name(STR("b.json.html")));
	ok(str_eq(sniff_plain_name(STR("a.html.gz")), STR("a.html")));
	ok(str_eq(sniff_plain_name(STR(".gz")), STR(".gz")));
}

int main(void)
{
	kinds();
	tar();
	pages();
	foreign();
	names();
	return tap_done();
}
