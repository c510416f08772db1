/*
 * json.h - JSON as spans of text (RFC 8259), nothing parsed into trees.
 *
 * json_check() validates strictly; all other readers here take spans that
 * passed it (or record_scan()) and do not check again. Writers append to a
 * buffer and always give valid JSON, given valid UTF-8.
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "buf.h"
#include "error.h"
#include "str.h"

enum { JSON_DEPTH_MAX = 64 }; /* one bit of a word each */

/*
 * Is text exactly one JSON value, with white space allowed around it?
 * Strict: RFC 8259 grammar, no lone surrogate escapes, nesting at most
 * JSON_DEPTH_MAX. Does not check UTF-8 (see utf8.h). Linear, no recursion.
 */
bool json_check(struct str text, struct error *error);

/* The first byte decides: '"' '{' '[' 't' 'f' 'n' or '0' for a number; NUL if
 * the span is empty. */
char json_kind(struct str value);

/*
 * Append the text of a string span (with its quotes), escapes resolved,
 * to out. U+0000 stays a NUL byte.
 */
void json_unescape(struct str value, struct buf *out);

/* A string span with no escape in it, without its quotes; else p is NULL. */
struct str json_plain(struct str value);

/* Is value a string span that, escapes resolved, says text? */
bool json_is(struct str value, struct str text);

/* The value of a number span as an unsigned integer; false if it is not one. */
bool json_uint(struct str value, uint64_t *n);

/* The value of a number span, correctly rounded; no locale. 0 if it is not a
 * number. */
double json_number(struct str value);

/*
 * Walk an array or an object: begin with *rest = the whole span (with its
 * brackets); each call cuts one item off, false at the end. Spans come
 * without white space around them; name is a string span with quotes.
 */
bool json_next_item(struct str *rest, struct str *item);
bool json_next_member(struct str *rest, struct str *name, struct str *value);

/* The value of member name (a plain text without escapes) of an object
 * span, the first if there are several; p is NULL if there is none. Linear
 * in the object. */
struct str json_member(struct str object, struct str name);

/* Writers. Text must be valid UTF-8; control characters are escaped, "/"
 * and non-ASCII are not. */
void json_put_string(struct buf *out, struct str text);
/* A string may come in parts, between quotes that the caller puts. */
void json_put_part(struct buf *out, struct str text);
void json_put_bool(struct buf *out, bool yes);
/* Fixed point with three decimals: 0.973, 1.000; no locale, no exponent.
 * Below 0 and not a number give 0.000. */
void json_put_share(struct buf *out, double share);
/* "name": - with a comma before it unless the last byte is '{' or '['. The
 * name needs no escaping. */
void json_put_name(struct buf *out, const char *name, size_t n);
static inline void json_put_key(struct buf *out, const char *name)
{
	json_put_name(out, name, strlen(name)); /* of constants: known */
}
/* A comma unless the last byte is '{' or '['. Call before an array item. */
void json_put_sep(struct buf *out);

#endif
