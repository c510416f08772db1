/* What crawlers store of a response: its codings undone if it has them. */
#include "../../stages/common/input/http.h"

#include <zlib.h>

#include "buf.h"
#include "tap.h"

static struct http http;
static const char *why;

static enum http_result decode(struct str message, size_t max, size_t ratio)
{
	struct http_response response;

	if (!http_parse(message, 1000, &response))
		return HTTP_BAD;
	return http_decode(&http, &response, max, ratio, &why);
}

/* The message's header and this body; what comes out, "!" if it is bad, a "~"
 * behind what is cut. */
static const char *body_of(const char *fields, struct str body)
{
	static struct buf message, out;
	enum http_result result;

	buf_reset(&message);
	buf_addf(&message, "HTTP/1.1 200 OK\r\n%s\r\n", fields);
	buf_add_str(&message, body);
	result = decode(buf_str(&message), 1 << 20, 0);
	buf_reset(&out);
	if (result == HTTP_BAD)
		return "!";
	buf_add_str(&out, http.body);
	buf_add_text(&out, result == HTTP_CUT ? "~" : "");
	return out.p;
}

static struct str deflated(struct str plain, int bits)
{
	static char bytes[4096];
	z_stream z = {0};

	deflateInit2(&z, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
	z.next_in = (const unsigned char *)plain.p;
	z.avail_in = (unsigned int)plain.n;
	z.next_out = (unsigned char *)bytes;
	z.avail_out = sizeof(bytes);
	deflate(&z, Z_FINISH);
	deflateEnd(&z);
	return (struct str){bytes, sizeof(bytes) - z.avail_out};
}

static void status_lines(void)
{
	struct http_response response;

	ok(http_parse(STR("HTTP/1.1 200 OK\r\n\r\nx"), 100, &response));
	ok(response.status == 200 && str_eq(response.body, STR("x")));
	ok(http_parse(STR("HTTP/2 404\nContent-Type: a/b\n\n"), 100,
		      &response));
	ok(response.status == 404 && str_eq(response.type, STR("a/b")));
	ok(!http_parse(STR("HTTP/1.1 2000\r\n\r\n"), 100, &response));
	ok(!http_parse(STR("GET / HTTP/1.1\r\n\r\n"), 100, &response));
	ok(!http_parse(STR("HTTP/1.1 200 OK\r\n"), 100, &response));
	ok(!http_parse(STR("HTTP/1.1 200 OK\r\n\r\n"), 10, &response));
	ok(!http_parse(STR(""), 10, &response));
}

/* What comes before the final response. */
static void interim(void)
{
	struct http_response response;

	ok(http_parse(STR("HTTP/1.1 100 Continue\r\n\r\n"
			  "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
			  "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n\r\nx"),
		      103, &response));
	ok(response.status == 200 && str_eq(response.body, STR("x")));
	ok(str_eq(response.type, STR("a/b")));
	ok(str_starts(response.fields, STR("Content-Type")));
	ok(http_parse(STR("HTTP/1.1 100 Continue\n\nHTTP/1.1 404 No\n\n"), 100,
		      &response));
	ok(response.status == 404);
	ok(!http_parse(STR("HTTP/1.1 100 Continue\n\nHTTP/1.1 404 No\n\n"), 30,
		       &response));
	ok(!http_parse(STR("HTTP/1.1 100 Continue\n\nHTTP/1.1 20"), 100,
		       &response));
	ok(http_parse(STR("HTTP/1.1 100 Continue\n\n"), 100, &response));
	ok(response.status == 100);
	ok(http_parse(STR("HTTP/1.1 200 OK\n\nHTTP/1.1 404 No\n\n"), 100,
		      &response));
	ok(response.status == 200);
}

static void chunks(void)
{
	const char *fields = "Transfer-Encoding: chunked\r\n";

	is_str(body_of(fields, STR("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")),
	       "abcde");
	is_str(body_of(fields, STR("0\r\n\r\n")), "");
	is_str(body_of(fields, STR("A\r\n0123456789\r\n0\r\nTrailer: x\r\n")),
	       "0123456789");
	is_str(body_of(fields, STR("<p>no chunks</p>\n")),
	       "<p>no chunks</p>\n");
	is_str(body_of(fields, STR("10\nlines of text")), "10\nlines of text");
	is_str(body_of(fields, STR("5\r\nabc")), "abc~");
	/* undone, and the text has a line like a size */
	is_str(body_of(fields, STR("10\r\nlines of text and of more")),
	       "10\r\nlines of text and of more");
	is_str(body_of(fields, STR("4\r\nline\nand more")),
	       "4\r\nline\nand more");
	is_str(body_of(fields, STR("0\r\npoints, all of them\r\n")),
	       "0\r\npoints, all of them\r\n");
	is_str(body_of("Transfer-Encoding: chunked\r\nContent-Length: 12\r\n",
		       STR("2022\r\nA line")),
	       "2022\r\nA line");
	is_str(body_of("Content-Length: 7\r\nTransfer-Encoding: chunked\r\n",
		       STR("5\r\nabcde\r\n0\r\n\r\n")),
	       "abcde");
	is_str(body_of(fields, STR("5\r\nabcde\n0\r\n\r\n")), "abcde");
	is_str(body_of(fields, STR("3\r\nabc\r\nrubbish\r\n")), "abc~");
	is_str(body_of(fields, STR("fffffffffffffffff\r\nabc")),
	       "fffffffffffffffff\r\nabc");
}

static void codings(void)
{
	const struct str plain = STR("<p>tin tin tin tin</p>");
	const char *gzip = "Content-Encoding: gzip\r\n";
	const char *deflate_ = "Content-Encoding: x-y , deflate\r\n";
	struct str coded = deflated(plain, 31);

	is_str(body_of(gzip, coded), plain.p);
	is_str(body_of("content-encoding: X-GZIP, identity\r\n", coded),
	       plain.p);
	is_str(body_of(gzip, plain), plain.p);
	memmove((char *)coded.p + coded.n, coded.p, coded.n);
	coded.n *= 2;
	is_str(body_of(gzip, coded),
	       "<p>tin tin tin tin</p><p>tin tin tin tin</p>");
	coded.n = coded.n / 2 + 7;
	is_str(body_of(gzip, coded), "<p>tin tin tin tin</p>~");
	coded.n -= 15;
	is_str(body_of(gzip, coded), "<p>tin tin tin tin</p>~");
	is_str(body_of(gzip, STR("\x1f\x8b rubbish")), "!");
	is_str(why, "damaged content");
	coded = deflated(plain, 15);
	is_str(body_of("Content-Encoding: deflate\r\n", coded), plain.p);
	coded = deflated(plain, -15);
	is_str(body_of("Content-Encoding: deflate\r\n", coded), plain.p);
	is_str(body_of(deflate_, coded), "!");
	is_str(body_of("Content-Encoding: br\r\n", plain), "!");
	is_str(why, "unsupported_encoding of its content");
	is_str(body_of("Content-Encoding: gzip,gzip,gzip,gzip,gzip\r\n", plain),
	       "!");
}

/* A body that is shorter than was said. */
static void lengths(void)
{
	const struct str plain = STR("<p>tin tin tin tin</p>");
	struct str coded = deflated(plain, 31);

	is_str(body_of("Content-Length: 9\r\n", STR("<p>tin")), "<p>tin~");
	is_str(body_of("Content-Length: 6\r\n", STR("<p>tin")), "<p>tin");
	is_str(body_of("Content-Length: 5\r\n", STR("<p>tin")), "<p>tin");
	is_str(body_of("Content-Length: x\r\n", STR("<p>tin")), "<p>tin");
	is_str(body_of("Content-Length: -9\r\n", STR("<p>tin")), "<p>tin");
	/* what answers HEAD */
	is_str(body_of("Content-Length: 9\r\n", STR("")), "");
	/* codings that are undone, and the length is of what came */
	is_str(body_of("Content-Length: 99\r\nContent-Encoding: gzip\r\n",
		       plain),
	       plain.p);
	is_str(body_of("Content-Length: 99\r\nTransfer-Encoding: chunked\r\n",
		       plain),
	       plain.p);
	is_str(body_of("Content-Length: 99\r\nContent-Encoding: gzip\r\n",
		       coded),
	       "<p>tin tin tin tin</p>~");
	is_str(body_of("Content-Length: 9\r\nContent-Encoding: identity\r\n",
		       STR("<p>tin")),
	       "<p>tin~");
}

static void limits(void)
{
	static char zeros[1 << 20];
	struct buf message = {0};

	buf_add_text(&message,
		     "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
	buf_add_str(&message, deflated((struct str){zeros, sizeof(zeros)}, 31));
	ok(decode(buf_str(&message), 1 << 20, 10) == HTTP_WHOLE);
	ok(http.body.n == 1 << 20);
	ok(decode(buf_str(&message), (1 << 20) - 1, 10) == HTTP_BAD);
	is_str(why, "larger than --max-record");
	buf_release(&message);
}

int main(void)
{
	status_lines();
	interim();
	chunks();
	codings();
	lengths();
	limits();
	http_release(&http);
	return tap_done();
}
