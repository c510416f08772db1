/*
 * http.h - an HTTP response as a crawler stored it (RFC 9110, 9112).
 *
 * Crawlers differ in what they store: some undo the codings and leave the
 * headers that announced them. So a coding is undone if the body has it,
 * whatever the headers say, and left alone if it has not.
 */
#ifndef HTTP_H
#define HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "str.h"

struct http_response {
	unsigned int status; /* 200; 0 if the status line is none */
	struct str fields;   /* all header fields, to be gone through */
	struct str type;     /* of Content-Type, empty if there is none */
	struct str transfer; /* Transfer-Encoding */
	struct str encoding; /* Content-Encoding */
	struct str length;   /* Content-Length */
	struct str body;     /* as it was stored */
};

/* Split a message; all slices look into it. Interim responses (100 Continue,
 * 103 Early Hints) before the final one are passed over. False: it is no HTTP
 * response. header_max: bytes of all status lines and fields together. */
bool http_parse(struct str message, size_t header_max,
		struct http_response *response);

enum http_result {
	HTTP_WHOLE,
	HTTP_CUT, /* the body ends too early, by its coding or its length; what
		   * there is was decoded */
	HTTP_BAD, /* *why: static text */
};

struct http {
	struct buf plain[2]; /* one coding's result is the next one's source */
	struct z_stream_s *z;
	struct str body; /* what http_decode() found */
};

/* {0} is valid. Undo the codings: chunked, gzip, deflate (with or without a
 * zlib header). http->body is good until the next call and as long as
 * response->body. max: bytes that may come out; ratio: bytes out to bytes in,
 * past 16 MiB, 0: any. */
enum http_result http_decode(struct http *http,
			     const struct http_response *response, size_t max,
			     size_t ratio, const char **why);

void http_release(struct http *http);

#endif
