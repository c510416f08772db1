/*
 * mime.h - header fields and bodies of messages: mail (RFC 5322), MIME (RFC
 * 2045) and, near enough, HTTP and WARC.
 *
 * Nothing is too broken to be read. Lines end in CR LF or LF; names are
 * compared without case (ASCII); any byte may stand anywhere. All of it is
 * linear in what it is given.
 */
#ifndef MIME_H
#define MIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

/* Pieces that a parameter may be cut into (RFC 2231, 3). */
enum { MIME_SECTIONS_MAX = 32 };

/* The header that a message begins with, up to and with its empty line; p is
 * NULL if it has none within max bytes. */
struct str mime_header(struct str message, size_t max);

/*
 * Cut the next field off a header, with the lines it is folded over. A name
 * has the characters of a token (RFC 9110, 5.6.2), perhaps with white space
 * before the colon. value: trimmed, but still folded. A line that is no
 * field has an empty name, and a value from its first byte on: of HTTP it
 * may be passed over, of mail it begins a body whose empty line is missing.
 * False: that was the header; *rest is what stands behind its empty line,
 * and empty if there is none.
 */
bool mime_header_next(struct str *rest, struct str *name, struct str *value);

/* Is the value before its parameters this one? The same of case. */
bool mime_is_type(struct str value, struct str type);

/* What stands before the parameters: "text/html", "base64". */
struct str mime_token(struct str value);

/* The value of Content-Length: digits. False: it is none, or larger than any
 * file, 1 PiB. */
bool mime_length(struct str value, uint64_t *length);

/*
 * The parameter name (in lower case: no '*' in it) of a value: behind
 * "text/html;" or the like. A quoted string loses its quotes and escapes;
 * one that is cut in pieces or percent-encoded (RFC 2231) is put together,
 * still in its charset. It looks into value or spare; empty if there is none.
 * Of two, the first counts.
 */
struct str mime_parameter(struct str value, struct str name, struct buf *spare);

/* Append what quoted-printable stands for (RFC 2045, 6.7). An escape that is
 * none stays; white space at the end of a line goes. */
void mime_quoted_printable(struct str text, struct buf *out);

/* Append what base64 stands for (RFC 2045, 6.8). Other characters are passed
 * over; behind padding a new piece may begin; padding may be missing. */
void mime_base64(struct str text, struct buf *out);

/* The byte of the two hexadecimal digits that s begins with, or -1. */
int mime_hex(struct str s);

#endif
