/* encode.h - bytes as hexadecimal or base64 text (RFC 4648), and back. */
#ifndef ENCODE_H
#define ENCODE_H

#include <stdbool.h>

#include "buf.h"
#include "str.h"

void hex_put(struct buf *out, const void *bytes, size_t n);
/* Exactly 2n digits, either case, into n bytes; false if it is not that. */
bool hex_get(struct str text, void *bytes, size_t n);

/* With padding. */
void base64_put(struct buf *out, const void *bytes, size_t n);
/* Append the bytes to out; false (out unchanged) if text is not base64. */
bool base64_get(struct str text, struct buf *out);

#endif
