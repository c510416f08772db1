/*
 * instant.h - a moment that a machine wrote down: when a page was fetched, or
 * the time that an option names.
 *
 * Read are RFC 3339 (5.6), the same with a space for the T, without seconds
 * or without a zone (then it is UTC), and a day alone, which is its first
 * second in UTC. Days and hours that do not exist are refused. Dates in prose
 * are another matter: see date.h.
 */
#ifndef INSTANT_H
#define INSTANT_H

#include <stdbool.h>
#include <time.h>

#include "buf.h"
#include "str.h"

/* Is it RFC 3339 as it stands, a zone included? */
bool instant_is_rfc3339(struct str text);

/* False if text is none of the forms above, nor @ and seconds since 1970.
 * Digits behind the ninth of a
 * fraction are cut off. */
bool instant_read(struct str text, struct timespec *at);

/*
 * Append text as RFC 3339, its fraction and its zone as they were. Also
 * taken are YYYYMMDDhhmmss, and seconds or milliseconds since 1970, if that
 * falls into 1990 to 2099. False, and nothing appended, if it is none of
 * these.
 */
bool instant_put(struct str text, struct buf *out);

#endif
