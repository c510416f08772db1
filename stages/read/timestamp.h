/*
 * timestamp.h - times as records write them.
 */
#ifndef TIMESTAMP_H
#define TIMESTAMP_H

#include <stdbool.h>

#include "str.h"

/* Of the form of RFC 3339, 5.6; that days exist is not checked. */
bool timestamp_is_rfc3339(struct str s);

#endif
