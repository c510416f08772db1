/*
 * timestamp.h - times as records write them.
 */
#ifndef TIMESTAMP_H
#define TIMESTAMP_H

#include <stdbool.h>

#include "buf.h"
#include "str.h"

/* Of the form of RFC 3339, 5.6; that days exist is not checked. */
bool timestamp_is_rfc3339(struct str s);

/* Append a mail's date (RFC 5322, 3.3 and 4.3) as RFC 3339; nothing if it is
 * none. */
void timestamp_from_mail(struct str date, struct buf *out);

#endif
