/*
 * expansion.h - how much may come out of a file, for what was read of it.
 *
 * All that one file holds, however deep, shares one account, so that neither
 * many small bombs nor one in another stay under the limit. A level
 * counts the bytes again that come through it: so many levels, so many
 * times the ratio.
 */
#ifndef EXPANSION_H
#define EXPANSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feed.h"

/* Less than this never counts as too much: a page of spaces compresses a
 * thousandfold. */
enum { EXPANSION_FREE = 16 << 20 };

struct expansion {
	const struct feed *file; /* what all of it comes from */
	size_t ratio;		 /* bytes out to bytes in; 0: any */
	size_t levels;		 /* that are open */
	uint64_t out;
	bool over; /* the limit was passed; nothing more is read */
};

/* What is said when the limit is passed. */
extern const char expansion_reason[];

/* Count n bytes that came out of a level; false: that was too much. */
bool expansion_add(struct expansion *expansion, size_t n);

#endif
