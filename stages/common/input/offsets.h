/*
 * offsets.h - where the members of a compressed file begin, within it and in
 * what comes out.
 *
 * A queue: members are added as they are met, and forgotten once nobody can
 * ask for their bytes any more. Memory grows with the members between the
 * two, which is what a feed has read ahead.
 */
#ifndef OFFSETS_H
#define OFFSETS_H

#include <stddef.h>
#include <stdint.h>

#include "feed.h"

struct offset {
	uint64_t out, in;
};

struct offsets {
	struct offset *member;
	size_t first, count, size;
};

/* {0} is valid. */

/* A member begins at in, and its first byte will be at out; neither goes
 * down. Of members with nothing in them the last one counts. taken: no byte
 * before this one will be asked for. */
void offsets_add(struct offsets *offsets, uint64_t out, uint64_t in,
		 uint64_t taken);

/* The member that holds the byte at out, which must not go down either. */
struct locus offsets_find(struct offsets *offsets, uint64_t out);

void offsets_reset(struct offsets *offsets);
void offsets_release(struct offsets *offsets);

#endif
