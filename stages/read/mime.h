/*
 * mime.h - header fields as mail, HTTP and WARC have them (RFC 5322, 9112),
 * and what MIME does to content (RFC 2045).
 *
 * All slices returned look into those given. Lines end in LF or CR LF. Time
 * is linear.
 */
#ifndef MIME_H
#define MIME_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "str.h"

/* The header that a message begins with, up to and with its empty line; p is
 * NULL if it has none within max bytes. */
struct str mime_header(struct str message, size_t max);

/* The next field, *rest put behind it; white space around the value is off,
 * the line ends of a folded one are in it. Lines that are no field are passed
 * over. False at the empty line or the end. */
bool mime_header_next(struct str *rest, struct str *name, struct str *value);

/* A parameter of a value such as "text/html; charset=utf-8", its quotes off;
 * spare holds it if it had escapes. Empty if there is none. name in lower
 * case. */
struct str mime_parameter(struct str value, struct str name, struct buf *spare);

/* Is the value before its parameters this one? ASCII case does not count. */
bool mime_is_type(struct str value, struct str type);

/* Are they the same but for ASCII case? want is in lower case. */
bool mime_is_name(struct str name, struct str want);

/* Append what quoted-printable text stands for (RFC 2045, 6.7); an escape
 * that is none stays as it is. */
void mime_quoted_printable(struct str text, struct buf *out);

/* Append what base64 text stands for (RFC 2045, 6.8); what is not of its
 * alphabet is passed over, the padding ends it. */
void mime_base64(struct str text, struct buf *out);

#endif
