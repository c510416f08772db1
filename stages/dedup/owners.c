#include "owners.h"

#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "mem.h"

enum { FIRST_SIZE = 1024, EVENT_BITS = 62 };

static uint64_t hash_of(struct str text)
{
	return XXH3_64bits(text.n ? text.p : "", text.n);
}

static uint64_t event_of(struct str event)
{
	return hash_of(event) >> (64 - EVENT_BITS);
}

/* Where key stands, or the free slot where it would. */
static struct owner *probe(const struct owners *owners, uint64_t key)
{
	size_t i = (size_t)key & (owners->size - 1);

	while (owners->slot[i].used && owners->slot[i].key != key)
		i = (i + 1) & (owners->size - 1);
	return &owners->slot[i];
}

static void grow(struct owners *owners)
{
	struct owners bigger = {
		.size = owners->size ? 2 * owners->size : FIRST_SIZE,
		.count = owners->count,
	};

	bigger.slot = xreallocarray(NULL, bigger.size, sizeof(*bigger.slot));
	memset(bigger.slot, 0, bigger.size * sizeof(*bigger.slot));
	for (size_t i = 0; i < owners->size; i++)
		if (owners->slot[i].used)
			*probe(&bigger, owners->slot[i].key) = owners->slot[i];
	free(owners->slot);
	*owners = bigger;
}

void owners_add(struct owners *owners, struct str id, struct str event,
		bool reprint)
{
	const uint64_t key = hash_of(id);
	struct owner *owner;

	if (4 * (owners->count + 1) > 3 * owners->size)
		grow(owners);
	owner = probe(owners, key);
	owners->count += !owner->used;
	owner->key = key;
	owner->event = event_of(event);
	owner->used = 1;
	owner->reprint = reprint;
}

const struct owner *owners_find(const struct owners *owners, struct str id)
{
	const struct owner *owner;

	if (!owners->size)
		return NULL;
	owner = probe(owners, hash_of(id));
	return owner->used ? owner : NULL;
}

bool owner_is_in_event(const struct owner *owner, struct str event)
{
	return owner->event == event_of(event);
}

void owners_release(struct owners *owners)
{
	free(owners->slot);
	*owners = (struct owners){0};
}
