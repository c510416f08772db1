/* Which part of a message is the page, and what is borne with on the way. */
#include "../../stages/common/input/mhtml.h"

#include <stdlib.h>

#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TOP                                                                    \
	"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n"
#define HTML "Content-Type: text/html\r\n\r\n"
#define PLAIN "Content-Type: text/plain\r\n\r\n"

static struct mhtml mhtml;
static struct mhtml_page page;
static struct buf shown;

static const char *show(struct str s)
{
	buf_reset(&shown);
	buf_add_text(&shown, "");
	buf_add_str(&shown, s);
	return shown.p;
}

/* The body, with a '~' behind it if it is cut off; or why there is none. */
static const char *read_page(const char *file)
{
	const char *why;

	if (!mhtml_read(&mhtml, str_from(file), &page, &why))
		return why;
	show(page.body);
	if (page.truncated)
		buf_add_char(&shown, '~');
	return shown.p;
}

struct two {
	const char *in, *want;
};

static void is_each(const struct two *cases, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		is_str(read_page(cases[i].in), cases[i].want);
}

static void chrome(void)
{
	static const char file[] =
		"From: <Saved by Blink>\r\n"
		"Snapshot-Content-Location: https://a.vn/tin-1.html\r\n"
		"Subject: =?utf-8?Q?Tin=20t=E1=BB=A9c?=\r\n"
		"Date: Mon, 10 Oct 2022 08:00:00 +0700\r\n"
		"MIME-Version: 1.0\r\n"
		"Content-Type: multipart/related;\r\n"
		"\ttype=\"text/html\";\r\n"
		"\tboundary=\"----MultipartBoundary--x1y2----\"\r\n"
		"\r\n"
		"\r\n"
		"------MultipartBoundary--x1y2----\r\n"
		"Content-Type: text/html; charset=UTF-8\r\n"
		"Content-ID: <frame-1@mhtml.blink>\r\n"
		"Content-Transfer-Encoding: quoted-printable\r\n"
		"Content-Location: https://a.vn/tin-1.html?x=3D1\r\n"
		"\r\n"
		"<p class=3D\"a\">Tin t=E1=BB=\r\n=A9c\r\n"
		"------MultipartBoundary--x1y2----\r\n"
		"Content-Type: text/html\r\n"
		"Content-ID: <frame-2@mhtml.blink>\r\n"
		"Content-Location: cid:frame-2@mhtml.blink\r\n"
		"\r\n"
		"<p>an advertisement\r\n"
		"------MultipartBoundary--x1y2------\r\n";

	ok(mhtml_is(STR(file)));
	is_str(read_page(file), "<p class=\"a\">Tin tức");
	ok(page.html);
	is_str(show(page.charset), "UTF-8");
	is_str(show(page.url), "https://a.vn/tin-1.html?x=3D1");
	is_str(show(page.date), "2022-10-10T08:00:00+07:00");
	/* again, and nothing of the first time is left */
	is_str(read_page(file), "<p class=\"a\">Tin tức");
	is_str(show(page.url), "https://a.vn/tin-1.html?x=3D1");
	is_str(show(page.date), "2022-10-10T08:00:00+07:00");
}

static void roots(void)
{
	static const struct two cases[] = {
		/* the first part, if it is a document */
		{TOP "\r\n--b\r\n" HTML "1\r\n--b\r\n" HTML "2\r\n--b--\r\n",
		 "1"},
		{TOP "\r\n--b\r\n" PLAIN "1\r\n--b\r\n" HTML "2\r\n--b--\r\n",
		 "1"},
		{TOP "\r\n--b\r\nContent-Type: image/png\r\n\r\n1\r\n--b\r\n"
		     "Content-type: Application/XHTML+xml; a=b\r\n\r\n2\r\n"
		     "--b\r\n" HTML "3\r\n--b--\r\n",
		 "2"},
		{TOP "\r\n--b\r\n\r\n1\r\n--b\r\n" HTML "2\r\n--b--", "1"},
		/* the one that the message names */
		{"Content-Type: multipart/related; start=\"<x@y>\"; "
		 "boundary=b\n\n--b\n" HTML "1\n--b\nContent-ID: <x@y>\n" HTML
		 "2\n--b\n" HTML "3\n--b--\n",
		 "2"},
		{"Content-Type: multipart/related; start=x; boundary=b\n\n"
		 "--b\n" HTML "1\n--b\nContent-ID: <X>\n" HTML "2\n--b--\n",
		 "1"},
		{"Content-Type: multipart/related; start=x; boundary=b\n\n"
		 "--b\n" HTML "1\n--b\nContent-ID: x\nContent-Type: image/png"
		 "\n\n2\n--b\n" HTML "3\n--b--\n",
		 "1"},
		{"Content-Type: multipart/mixed; start=x; boundary=b\n\n"
		 "--b\n" HTML "1\n--b\nContent-ID: x\n" HTML "2\n--b--\n",
		 "1"},
		/* parts in parts; of alternatives, HTML */
		{"Content-Type: multipart/alternative; boundary=b\n\n"
		 "--b\n" PLAIN "1\n--b\n" HTML "2\n--b\n" HTML "3\n--b--\n",
		 "2"},
		{"Content-Type: multipart/alternative; boundary=b\n\n"
		 "--b\n" HTML "1\n--b\n" PLAIN "2\n--b--\n",
		 "1"},
		{"Content-Type: multipart/mixed; boundary=a\n\n--a\n"
		 "Content-Type: multipart/alternative; "
		 "boundary=b\n\n--b\n" PLAIN
		 "1\n--b\nContent-Type: multipart/related; boundary=bc\n\n"
		 "--bc\nContent-Type: image/png\n\n0\n--bc\n" HTML
		 "2\n--bc\n" HTML "3\n--bc--\n--b--\n\n--a\n" HTML "4\n--a--\n",
		 "2"},
		{"Content-Type: multipart/mixed; boundary=a\n\n--a\n"
		 "Content-Type: multipart/alternative; "
		 "boundary=b\n\n--b\n" PLAIN
		 "1\n--b--\n--a\nContent-Type: multipart/alternative; "
		 "boundary=c\n\n--c\n" HTML "2\n--c--\n--a--\n",
		 "1"},
		{"Content-Type: multipart/related; start=x; boundary=a\n\n"
		 "--a\n" HTML "1\n--a\nContent-ID: <x>\n"
		 "Content-Type: multipart/alternative; "
		 "boundary=b\n\n--b\n" PLAIN "2\n--b\n" HTML
		 "3\n--b--\n--a--\n",
		 "3"},
		{"Content-Type: multipart/alternative; boundary=b\n\n"
		 "--b\n" PLAIN "1\n--b\n" PLAIN "2\n--b--\n",
		 "1"},
		{"Content-Type: multipart/alternative; boundary=a\n\n--a\n"
		 "Content-Type: multipart/alternative; "
		 "boundary=b\n\n--b\n" PLAIN "1\n--b--\n--a\n" HTML
		 "2\n--a--\n",
		 "2"},
		{"Content-Type: multipart/mixed; boundary=a\n\n--a\n"
		 "Content-Type: multipart/related; boundary=b\n\n--b\n"
		 "Content-Type: image/png\n\n0\n--b--\n--a\n" HTML "1\n--a--\n",
		 "1"},
		/* none */
		{TOP "\r\n--b--\r\n--b\r\n" HTML "1\r\n--b--\r\n",
		 "MHTML without a page"},
		{TOP "\r\n--b\r\nContent-Type: image/png\r\n\r\n1\r\n--b--\r\n",
		 "MHTML without a page"},
		{TOP "\r\n--c\r\n" HTML "1\r\n--c--\r\n",
		 "MHTML without a page"},
		{TOP, "MHTML without a page"},
		{"", "MHTML without a boundary"},
		{"Content-Type: multipart/related\n\n--b\n" HTML "1\n--b--\n",
		 "MHTML without a boundary"},
		{"Content-Type: multipart/related; boundary=\"\"\n\n--\n" HTML
		 "1\n----\n",
		 "MHTML without a boundary"},
	};

	is_each(cases, COUNT(cases));
}

static void boundaries(void)
{
	static const struct two cases[] = {
		/* text before the first and behind the last; LF alone */
		{TOP "\nwhat is this?\n--b\n" HTML "1\n--b--\nend\n--b\n" HTML
		     "2\n--b--\n",
		 "1"},
		{TOP "\n--b \t\r\n" HTML "1\r\n--b-- \t\r\n", "1"},
		{TOP "\n--b\n" HTML "1\n\n\n--b--", "1\n\n"},
		{TOP "\n--b\n" HTML "1\r\n\r\n--b--", "1\r\n"},
		/* the empty line is missing */
		{TOP "--b\n" HTML "1\n--b--\n", "1"},
		{TOP "\n--b\nContent-Type: text/html\n<p>1: 2\n--b--\n",
		 "<p>1: 2"},
		{TOP "\n--b\nContent-Type: text/html\n--b\n" HTML "1\n--b--\n",
		 ""},
		{TOP "\n--b\n" HTML "\n--b--\n", ""},
		{TOP "\n--b\n" HTML "--b--\n", ""},
		/* what only looks like one */
		{TOP "\n--b\n" HTML "1\n--bb\n--b-\n -–b\n--b---\n-- b\n--\n--b"
		     "--\n",
		 "1\n--bb\n--b-\n -–b\n--b---\n-- b\n--"},
		{TOP "\n--b\n" HTML "1 --b\r--b--\n--b--", "1 --b\r--b--"},
		/* with quotes, white space, a colon, folded */
		{"Content-Type: multipart/related; boundary=\"a: b\"\n\n"
		 "--a: b\n" HTML "1\n--a: b\n--a: b--\n",
		 "1"},
		{"Content-Type: multipart/related; boundary=\"a:b\"\n\n--a:b\n"
		 "Content-Type: text/html\n--a:b\n" HTML "1\n--a:b--\n",
		 ""},
		{"Content-Type: multipart/related; boundary=\"b \"\n\n"
		 "--b\n" HTML "1\n--b--\n",
		 "1"},
		{"Content-Type:\n multipart/related;\n boundary=\n \"b\n\"\n\n"
		 "--b\n" HTML "1\n--b--\n",
		 "1"},
		{"Content-Type: multipart/related; boundary*0=a; "
		 "boundary*1=b\n\n--ab\n" HTML "1\n--ab--\n",
		 "1"},
		/* a boundary that is no line's */
		{"Content-Type: multipart/related; boundary*=''b%0Ab\n\n"
		 "--b\nb\n" HTML "1\n--b\nb--\n",
		 "MHTML without a boundary"},
		/* one within another of almost the same, and not closed */
		{"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
		 "Content-Type: multipart/related; boundary=bb\n\n--bb\n"
		 "Content-Type: image/png\n\n0\n--b\n" HTML "1\n--bb\n2\n"
		 "--b--\n",
		 "1\n--bb\n2"},
		{"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
		 "Content-Type: multipart/related\n\n--bb\n" HTML
		 "1\n--bb--\n--b\n" HTML "2\n--b--\n",
		 "2"},
	};

	is_each(cases, COUNT(cases));
}

static void cut_off(void)
{
	static const struct two cases[] = {
		{TOP "\n--b\n" HTML "1\n", "1\n~"},
		{TOP "\n--b\n" HTML "1\n--", "1\n--~"},
		{TOP "\n--b\n" HTML "1\n--b", "1"},
		{TOP "\n--b\n" HTML "1\n--b-", "1\n--b-~"},
		{TOP "\n--b\nContent-Type: text/html", "~"},
		{TOP "\n--b\n" HTML, "~"},
		/* the page is whole, a picture is not */
		{TOP "\n--b\n" HTML "1\n--b\nContent-Type: image/png\n\n2",
		 "1"},
		{TOP "\n--b\nContent-Transfer-Encoding: base64\n" HTML
		     "YWJjZGV",
		 "abcde~"},
		{TOP "\n--b\nContent-Transfer-Encoding: quoted-printable\n" HTML
		     "a=E1=B",
		 "a\xe1=B~"},
	};

	is_each(cases, COUNT(cases));
}

#define ENCODED(encoding, body)                                                \
	TOP "\n--b\nContent-Transfer-Encoding: " encoding                      \
	    "\nContent-Type: text/html\n\n" body "\n--b--\n"

static void encodings(void)
{
	static const struct two cases[] = {
		{ENCODED("7bit", "a=20"), "a=20"},
		{ENCODED("8BIT", "a=20"), "a=20"},
		{ENCODED("binary", "a=20"), "a=20"},
		{ENCODED("", "a=20"), "a=20"},
		{ENCODED("Quoted-Printable", "a=20=\nb=zz"), "a b=zz"},
		{ENCODED("quoted-printable ; x", "a=3d"), "a="},
		{ENCODED("BASE64", "YW\n J*j"), "abc"},
		{ENCODED("x-uuencode", "a"),
		 "MHTML in an unknown transfer encoding"},
	};

	is_each(cases, COUNT(cases));
}

static void kinds(void)
{
	read_page(TOP "\n--b\nContent-Type: text/html; charset=\"a\\\"b\"\n\n"
		      "1\n--b--");
	ok(page.html);
	is_str(show(page.charset), "a\"b");
	is_str(show(page.url), "");
	is_str(show(page.date), "");
	read_page(TOP "\n--b\n" PLAIN "1\n--b--");
	ok(!page.html);
	is_str(show(page.charset), "");
	ok(page.charset.p && page.url.p && page.date.p && page.body.p);
}

struct url {
	const char *message, *part, *want;
};

static void urls(void)
{
	static const struct url cases[] = {
		{"", "Content-Location: http://a.vn/x\n", "http://a.vn/x"},
		{"Snapshot-Content-Location: https://b.vn/\n",
		 "Content-Location: http://a.vn/x\n", "http://a.vn/x"},
		{"Snapshot-Content-Location: https://b.vn/\n",
		 "Content-Location: cid:x\n", "https://b.vn/"},
		{"Content-Base: https://b.vn/\n", "Content-Location: x.html\n",
		 "https://b.vn/"},
		{"Content-Base: https://b.vn/\n", "Content-Base: FILE:///C:/\n",
		 "FILE:///C:/"},
		{"Content-Location: https://b.vn/\n", "", "https://b.vn/"},
		{"", "Content-Location: about:blank\n", ""},
		{"", "Content-Location: <http://a.vn/>\n", "http://a.vn/"},
		{"", "Content-Location: \"http://a.vn/\"\n", "http://a.vn/"},
		{"", "Content-Location: http://a.vn/\r\n\tx/\n y\n",
		 "http://a.vn/x/y"},
		{"", "Content-Location: http://a.vn/ti\xcc\x81n\n",
		 "http://a.vn/ti\xcc\x81n"},
		{"", "Content-Location: http://a.vn/\xff\n", ""},
		{"", "Content-Location: http://a.vn/\x01\n", ""},
		{"",
		 "X: y\nContent-Location: http://a.vn/1\n"
		 "content-location: http://a.vn/2\n",
		 "http://a.vn/1"},
	};
	struct buf file = {0};
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		buf_reset(&file);
		buf_addf(&file,
			 "%s" TOP "\n--b\n%sContent-Type: text/html\n\n"
			 "1\n--b--\n",
			 cases[i].message, cases[i].part);
		read_page(file.p);
		is_str(show(page.url), cases[i].want);
	}
	buf_release(&file);
}

static void sniffing(void)
{
	static const char *const good[] = {
		TOP,
		"\xef\xbb\xbf" TOP,
		"\r\n\n" TOP,
		"From x@y Mon Oct 10 08:00:00 2022\n" TOP,
		"\nFrom: a\nContent-Type:multipart/MIXED",
		"subject : a\ncontent-type :\n multipart/alternative; x\n",
		"X-A: b\nContent-Type: multipart/related\nDate: c\n",
		"Content-Type: multipart/related;\nSnapshot-Content-Location: "
		"http://a.vn/\n",
	};
	static const char *const not [] = {
		"",
		"MIME-Version: 1.0\nContent-Type: text/html\n",
		"MIME-Version: 1.0\nContent-Type: multipart/form-data; "
		"boundary=b\n",
		"MIME-Version: 1.0\n\nContent-Type: multipart/related\n",
		"MIME-Version: 1.0\nand so on\nContent-Type: "
		"multipart/related\n",
		"Content-Type: multipart/related; boundary=b\n",
		"Content-Type: multipart/relatedly\nDate: x\n",
		"From: Nguyễn Văn A\nSubject: multipart/related\n\nKính gửi\n",
		"From here on, Content-Type: multipart/related\n",
		" " TOP,
		"<html>\n" TOP,
		"Hà Nội: " TOP,
		"{\"text\":1}\n" TOP,
	};
	struct buf late = {0};
	size_t i;

	for (i = 0; i < COUNT(good); i++)
		ok(mhtml_is(str_from(good[i])));
	for (i = 0; i < COUNT(not ); i++)
		ok(!mhtml_is(str_from(not [i])));
	buf_add_text(&late, "X: ");
	while (late.n < MHTML_HEAD_SIZE)
		buf_add_char(&late, 'x');
	buf_add_text(&late, "\n" TOP);
	ok(!mhtml_is(buf_str(&late)));
	buf_release(&late);
}

static void repeat(struct buf *out, const char *text, size_t times)
{
	while (times--)
		buf_add_text(out, text);
}

static void header_limits(void)
{
	struct buf file = {0};

	buf_add_text(&file, "X: ");
	repeat(&file, "x", MHTML_HEADER_MAX);
	buf_add_text(&file, "\n" TOP "\n--b\n" HTML "1\n--b--\n");
	is_str(read_page(file.p), "no end of its header (see --max-header)");
	mhtml.header_max = MHTML_HEADER_MAX + 256;
	is_str(read_page(file.p), "1");
	mhtml.header_max = 0;
	/* cut anywhere, it is too long, and nothing else is wrong with it */
	for (mhtml.header_max = 1; mhtml.header_max < 70; mhtml.header_max++)
		if (strcmp(read_page(TOP "X: y\r\n\r\n--b\r\n" HTML "1"),
			   "no end of its header (see --max-header)"))
			break;
	ok(mhtml.header_max == 70);
	mhtml.header_max = 0;
	/* a part's: that part only; of a body no more than its page */
	buf_reset(&file);
	buf_add_text(&file, TOP "\n--b\nContent-Type: text/html\nX: ");
	repeat(&file, "x", MHTML_HEADER_MAX);
	buf_add_text(&file, "\n\n1\n--b\n" HTML "2\n--b--\n");
	is_str(read_page(file.p), "2");
	buf_reset(&file);
	buf_add_text(&file, TOP "--b\nContent-Type: text/html\n<p>");
	repeat(&file, "x", MHTML_HEADER_MAX);
	ok(!strncmp(read_page(file.p), "<p>x", 4));
	buf_reset(&file);
	buf_add_text(&file, "Content-Type: multipart/related; boundary=");
	repeat(&file, "b", MHTML_BOUNDARY_MAX + 1);
	is_str(read_page(file.p), "MHTML without a boundary");
	buf_release(&file);
}

/* As deep as may be, the page is found; one more, only what is beside it. */
static void depth_limit(void)
{
	struct buf file = {0};
	size_t depth, i;

	for (depth = MHTML_DEPTH_MAX; depth <= MHTML_DEPTH_MAX + 1; depth++) {
		buf_reset(&file);
		for (i = 0; i < depth; i++)
			buf_addf(&file,
				 "Content-Type: multipart/mixed; "
				 "boundary=b%zu\n\n--b%zu\n",
				 i, i);
		buf_add_text(&file, HTML "deep\n--b0\n" HTML "beside\n--b0--");
		is_str(read_page(file.p),
		       depth > MHTML_DEPTH_MAX ? "beside" : "deep");
	}
	buf_release(&file);
}

static void many_bytes(void)
{
	static const char zeros[] = TOP "\n--b\n" HTML "\0a\0\n--b--";
	enum { MANY = 3 << 20 };
	struct buf file = {0};
	const char *why;

	ok(mhtml_read(&mhtml, STR(zeros), &page, &why));
	ok(page.body.n == 3 && !memcmp(page.body.p, "\0a\0", 3));
	/* one line */
	buf_add_text(&file, ENCODED("quoted-printable", ""));
	file.n -= strlen("\n--b--\n");
	repeat(&file, "=41", MANY);
	buf_add_text(&file, "\n--b--\n");
	read_page(file.p);
	ok(page.body.n == MANY && !page.truncated);
	ok(page.body.p[MANY - 1] == 'A');
	/* lines that are almost boundaries, or white space */
	buf_reset(&file);
	buf_add_text(&file, TOP "\n--b\n" HTML);
	repeat(&file, "\n--b \t\t x", MANY / 4);
	repeat(&file, "\n--", MANY / 4);
	read_page(file.p);
	ok(page.body.n == (size_t)MANY / 4 * 12 && page.truncated);
	buf_release(&file);
}

int main(void)
{
	chrome();
	roots();
	boundaries();
	cut_off();
	encodings();
	kinds();
	urls();
	sniffing();
	header_limits();
	depth_limit();
	many_bytes();
	mhtml_release(&mhtml);
	buf_release(&shown);
	return tap_done();
}
