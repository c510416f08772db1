#include "http.h"

#include <stdlib.h>
#include <zlib.h>

#include "ascii.h"
#include "expansion.h"
#include "mem.h"
#include "mime.h"
#include "msg.h"

enum {
	CODINGS_MAX = 4, /* one behind the other; more are no page's */
	GZIP_BITS = 15 + 16,
	ZLIB_BITS = 15,
	RAW_BITS = -15,
	STEP_MIN = 64 << 10,
};

/* "HTTP/1.1 200 OK"; HTTP/2 has no minor version. */
static bool parse_status(struct str line, unsigned int *status)
{
	const char *space = line.n ? memchr(line.p, ' ', line.n) : NULL;
	struct str code;
	size_t i;

	*status = 0;
	if (!ascii_starts(line, STR("HTTP/")) || !space)
		return false;
	code = str_trim(str_skip(line, (size_t)(space - line.p)));
	for (i = 0; i < 3; i++) {
		if (i >= code.n || !ascii_is_digit(code.p[i]))
			return false;
		*status = *status * 10 + (unsigned int)(code.p[i] - '0');
	}
	return code.n == 3 || !ascii_is_digit(code.p[3]);
}

static bool parse(struct str message, size_t header_max,
		  struct http_response *response)
{
	struct str head, rest, line, name, value;

	*response = (struct http_response){0};
	head = mime_header(message, header_max);
	if (!head.p)
		return false;
	rest = head;
	if (!str_cut(&rest, '\n', &line) ||
	    !parse_status(line, &response->status))
		return false;
	response->fields = rest;
	response->body = str_skip(message, head.n);
	while (mime_header_next(&rest, &name, &value)) {
		if (ascii_same(name, STR("content-type")))
			response->type = value;
		else if (ascii_same(name, STR("transfer-encoding")))
			response->transfer = value;
		else if (ascii_same(name, STR("content-encoding")))
			response->encoding = value;
		else if (ascii_same(name, STR("content-length")))
			response->length = value;
	}
	return true;
}

/* RFC 9110, 15.2: any number of them, each with a header and nothing else. */
static bool is_interim(const struct http_response *response)
{
	return response->status / 100 == 1 &&
	       ascii_starts(response->body, STR("HTTP/"));
}

bool http_parse(struct str message, size_t header_max,
		struct http_response *response)
{
	if (!parse(message, header_max, response))
		return false;
	while (is_interim(response)) {
		header_max -= message.n - response->body.n;
		message = response->body;
		if (!parse(message, header_max, response))
			return false;
	}
	return true;
}

/* The line with a chunk's size; *rest is put behind it. */
static bool chunk_size(struct str *rest, size_t *size)
{
	struct str line;
	size_t i;

	*size = 0;
	if (!str_cut(rest, '\n', &line) || !line.n ||
	    line.p[line.n - 1] != '\r')
		return false;
	for (i = 0; i < line.n && ascii_hex(line.p[i]) >= 0; i++) {
		if (*size >> (sizeof(*size) * 8 - 4))
			return false;
		*size = *size << 4 | (size_t)ascii_hex(line.p[i]);
	}
	line = str_trim(str_skip(line, i));
	return i && (!line.n || line.p[0] == ';');
}

/* Behind the chunk of size 0: nothing, or fields up to an empty line. */
static bool is_trailer(struct str rest)
{
	struct str name, value;

	while (mime_header_next(&rest, &name, &value))
		if (!name.n)
			return false;
	return true;
}

/*
 * Does the body begin with a chunk? What looks like its size may be a line of
 * a text whose chunks were undone: then no line ends where the chunk would. If
 * it would end behind the body, that was cut off, unless Content-Length says
 * that it is whole as it stands.
 */
static bool has_chunk(struct str body, bool whole)
{
	struct str rest = body;
	size_t size;

	if (!chunk_size(&rest, &size))
		return false;
	if (!size)
		return is_trailer(rest);
	if (size >= rest.n)
		return !whole;
	rest = str_skip(rest, size);
	return str_starts(rest, STR("\r\n")) ||
	       (str_starts(rest, STR("\n")) && str_cut(&rest, '\n', &body) &&
		(!rest.n || chunk_size(&rest, &size)));
}

/* RFC 9112, 7.1. A body without chunks is left as it is. */
static enum http_result undo_chunks(struct str *body, bool whole,
				    struct buf *out)
{
	struct str rest = *body;
	size_t size;

	if (!has_chunk(rest, whole))
		return HTTP_WHOLE;
	chunk_size(&rest, &size);
	buf_reset(out);
	for (;;) {
		const size_t n = size < rest.n ? size : rest.n;

		buf_add(out, rest.p, n);
		*body = buf_str(out);
		if (!size)
			return HTTP_WHOLE;
		rest = str_skip(rest, n);
		if (str_starts(rest, STR("\r\n")))
			rest = str_skip(rest, 2);
		else if (str_starts(rest, STR("\n")))
			rest = str_skip(rest, 1);
		if (!chunk_size(&rest, &size))
			return HTTP_CUT;
	}
}

static void open_inflate(struct http *http, int bits)
{
	int status;

	if (!http->z) {
		http->z = xmalloc(sizeof(*http->z));
		*http->z = (z_stream){0};
		status = inflateInit2(http->z, bits);
	} else {
		status = inflateReset2(http->z, bits);
	}
	if (status != Z_OK)
		die("out of memory");
}

/* Behind the end of a gzip member: does another begin? */
static bool next_member(z_stream *z, int status)
{
	const struct str rest = {(const char *)z->next_in, z->avail_in};

	return status == Z_STREAM_END && str_starts(rest, STR("\x1f\x8b")) &&
	       inflateReset(z) == Z_OK;
}

/* Inflate in into out: WHOLE, CUT, or BAD without a reason if it is not of
 * this form from its first bytes on. */
static enum http_result inflate_all(struct http *http, struct str in,
				    struct buf *out, size_t max)
{
	z_stream *z = http->z;
	int status = Z_OK;

	buf_reset(out);
	z->next_in = (const unsigned char *)in.p;
	z->avail_in = (unsigned int)in.n;
	while ((status == Z_OK || next_member(z, status)) && out->n <= max) {
		size_t room;

		buf_reserve(out, out->n < STEP_MIN ? STEP_MIN : out->n);
		room = out->size - out->n - 1;
		z->next_out = (unsigned char *)out->p + out->n;
		z->avail_out = (unsigned int)room;
		status = inflate(z, Z_NO_FLUSH);
		out->n += room - z->avail_out;
	}
	out->p[out->n] = '\0';
	if (status == Z_MEM_ERROR)
		die("out of memory");
	if (status == Z_STREAM_END)
		return HTTP_WHOLE;
	return status == Z_OK || status == Z_BUF_ERROR || out->n ? HTTP_CUT
								 : HTTP_BAD;
}

/* RFC 9110, 8.4.1.2: deflate has a zlib header; some servers leave it out. */
static enum http_result undo_deflate(struct http *http, struct str body,
				     struct buf *out, size_t max)
{
	enum http_result result;

	open_inflate(http, ZLIB_BITS);
	result = inflate_all(http, body, out, max);
	if (result != HTTP_BAD)
		return result;
	open_inflate(http, RAW_BITS);
	return inflate_all(http, body, out, max);
}

static enum http_result undo_gzip(struct http *http, struct str body,
				  struct buf *out, size_t max)
{
	open_inflate(http, GZIP_BITS);
	return inflate_all(http, body, out, max);
}

static bool is_too_much(struct str body, const struct buf *out, size_t ratio)
{
	return ratio && out->n > EXPANSION_FREE && out->n / ratio > body.n;
}

/* One coding off http->body, into out; whole: it has its Content-Length. */
static enum http_result undo(struct http *http, struct str coding, bool whole,
			     struct buf *out, size_t max, size_t ratio,
			     const char **why)
{
	const struct str body = http->body;
	enum http_result result;

	if (!coding.n || ascii_same(coding, STR("identity")))
		return HTTP_WHOLE;
	if (ascii_same(coding, STR("chunked")))
		return undo_chunks(&http->body, whole, out);
	if (ascii_same(coding, STR("gzip")) ||
	    ascii_same(coding, STR("x-gzip"))) {
		if (!str_starts(body, STR("\x1f\x8b")))
			return HTTP_WHOLE;
		result = undo_gzip(http, body, out, max);
	} else if (ascii_same(coding, STR("deflate"))) {
		result = undo_deflate(http, body, out, max);
		if (result == HTTP_BAD)
			return HTTP_WHOLE;
	} else {
		*why = "unsupported_encoding of its content";
		return HTTP_BAD;
	}
	http->body = buf_str(out);
	*why = "damaged content";
	if (result != HTTP_BAD && is_too_much(body, out, ratio)) {
		*why = expansion_reason;
		return HTTP_BAD;
	}
	if (result != HTTP_BAD && out->n > max) {
		*why = "larger than --max-record";
		return HTTP_BAD;
	}
	return result;
}

/* The last of a list of codings, cut off it; they are undone in the reverse
 * of the order in which they were applied. */
static struct str cut_last(struct str *list)
{
	const char *comma = list->n ? memrchr(list->p, ',', list->n) : NULL;
	struct str last = *list;

	list->n = comma ? (size_t)(comma - list->p) : 0;
	if (comma)
		last = str_skip(last, list->n + 1);
	return str_trim(last);
}

/*
 * Is the body shorter than its Content-Length? That counts the bytes as they
 * came: where a coding was announced, only a body that still had it can be
 * held against it. No body at all is also what answers HEAD.
 */
static bool is_short(const struct http *http,
		     const struct http_response *response)
{
	const struct str coding = str_trim(response->encoding);
	const bool as_it_came = http->body.p != response->body.p || !coding.n ||
				ascii_same(coding, STR("identity"));
	uint64_t length;

	return response->body.n && !response->transfer.n && as_it_came &&
	       mime_length(response->length, &length) &&
	       length > response->body.n;
}

enum http_result http_decode(struct http *http,
			     const struct http_response *response, size_t max,
			     size_t ratio, const char **why)
{
	struct str lists[] = {response->transfer, response->encoding};
	uint64_t length;
	const bool whole = mime_length(response->length, &length) &&
			   length == response->body.n;
	bool cut = false;
	size_t i, count = 0;

	*why = "";
	http->body = response->body;
	for (i = 0; i < 2; i++) {
		while (lists[i].n) {
			const struct str coding = cut_last(&lists[i]);
			enum http_result result;

			*why = "too many content codings";
			if (count == CODINGS_MAX)
				return HTTP_BAD;
			result = undo(http, coding, whole,
				      &http->plain[count++ & 1], max, ratio,
				      why);
			if (result == HTTP_BAD)
				return result;
			cut |= result == HTTP_CUT;
		}
	}
	return cut || is_short(http, response) ? HTTP_CUT : HTTP_WHOLE;
}

void http_release(struct http *http)
{
	if (http->z)
		inflateEnd(http->z);
	free(http->z);
	http->z = NULL;
	buf_release(&http->plain[0]);
	buf_release(&http->plain[1]);
}
