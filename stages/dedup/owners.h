/*
 * owners.h - the documents seen so far: which event each belongs to, and
 * whether it was a reprint.
 *
 * An open-addressing table, 16 bytes a slot, at least a quarter and at most
 * three quarters of them in use. Documents are known by 64 bits of a hash
 * of their id: among n documents two share them with probability n^2/2^65
 * (1e-4 at 60 million).
 */
#ifndef OWNERS_H
#define OWNERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

struct owner {
	uint64_t key;
	uint64_t event : 62; /* of the hash of the event's id */
	uint64_t used : 1;
	uint64_t reprint : 1;
};

struct owners {
	struct owner *slot;
	size_t size; /* power of two, or 0 */
	size_t count;
};

/* The texts of ids are hashed as they are, with or without quotes, but
 * always the same way. A document seen again replaces the one before. */
void owners_add(struct owners *owners, struct str id, struct str event,
		bool reprint);

/* NULL if it was not seen; good until the next owners_add(). */
const struct owner *owners_find(const struct owners *owners, struct str id);

/* Would owners_add() give a document of this event the same .event? */
bool owner_is_in_event(const struct owner *owner, struct str event);

void owners_release(struct owners *owners);

#endif
