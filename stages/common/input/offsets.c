#include "offsets.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

/* The first is the one that holds the byte at out. */
static void forget(struct offsets *offsets, uint64_t out)
{
	while (offsets->first + 1 < offsets->count &&
	       offsets->member[offsets->first + 1].out <= out)
		offsets->first++;
}

/* Half of it at least, so that each member is moved but once or so. */
static void make_room(struct offsets *offsets, uint64_t taken)
{
	size_t left;

	if (offsets->count < offsets->size)
		return;
	forget(offsets, taken);
	left = offsets->count - offsets->first;
	if (offsets->first > left) {
		memmove(offsets->member, offsets->member + offsets->first,
			left * sizeof(*offsets->member));
		offsets->first = 0;
		offsets->count = left;
	} else {
		offsets->size = offsets->size ? offsets->size * 2 : 64;
		offsets->member = xreallocarray(offsets->member, offsets->size,
						sizeof(*offsets->member));
	}
}

void offsets_add(struct offsets *offsets, uint64_t out, uint64_t in,
		 uint64_t taken)
{
	if (offsets->count > offsets->first &&
	    offsets->member[offsets->count - 1].out == out) {
		offsets->member[offsets->count - 1].in = in;
		return;
	}
	make_room(offsets, taken);
	offsets->member[offsets->count++] = (struct offset){out, in};
}

struct locus offsets_find(struct offsets *offsets, uint64_t out)
{
	const struct offset *member;

	if (offsets->first == offsets->count)
		return (struct locus){.within = out};
	forget(offsets, out);
	member = &offsets->member[offsets->first];
	return (struct locus){member->in, out - member->out};
}

void offsets_reset(struct offsets *offsets)
{
	offsets->first = offsets->count = 0;
}

void offsets_release(struct offsets *offsets)
{
	free(offsets->member);
	*offsets = (struct offsets){0};
}
