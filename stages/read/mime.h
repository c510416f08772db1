/*
 * mime.h - header fields as mail, HTTP and WARC have them (RFC 5322, 2045).
 */
#ifndef MIME_H
#define MIME_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "str.h"

/* The header that a message begins with, up to and with its empty line; p is
 * NULL if it has none within max bytes. Lines end in LF or CR LF. */
struct str mime_header(struct str message, size_t max);

bool mime_header_next(struct str *rest, struct str *name, struct str *value);

struct str mime_parameter(struct str value, struct str name, struct buf *spare);

#endif
