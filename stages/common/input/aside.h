/*
 * aside.h - lists that come with archives of crawls and hold no document.
 *
 * CDX and CDXJ indexes, and of WACZ (Webrecorder, 1.1.1) the lists of pages,
 * the list of its files and that one's digest. A corpus has lines of JSON too,
 * about anything: what they say counts only where a list itself says it.
 */
#ifndef ASIDE_H
#define ASIDE_H

#include <stdbool.h>

#include "str.h"

/* head: the first bytes of a text, without a byte order mark and white space
 * before them; SNIFF_SIZE of them if it has so many. */
bool aside_is(struct str head);

#endif
