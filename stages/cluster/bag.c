#include "bag.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

enum { FIRST_SLOTS = 4096 };

static size_t slot_of(const struct bag *bag, uint64_t hash)
{
	size_t i = (size_t)hash & (bag->slots - 1);

	while (bag->slot[i] && bag_hash(bag->term[bag->slot[i] - 1]) != hash)
		i = (i + 1) & (bag->slots - 1);
	return i;
}

static void make_slots(struct bag *bag, size_t slots)
{
	bag->slots = slots;
	bag->slot = xreallocarray(bag->slot, slots, sizeof(*bag->slot));
	memset(bag->slot, 0, slots * sizeof(*bag->slot));
	for (size_t i = 0; i < bag->count; i++)
		bag->slot[slot_of(bag, bag_hash(bag->term[i]))] =
			(uint32_t)i + 1;
}

void bag_reset(struct bag *bag)
{
	/* one very long document must not slow down all that follow */
	const size_t slots =
		bag->slots > FIRST_SLOTS && bag->count < bag->slots / 16
			? bag->slots / 2
			: bag->slots;

	bag->count = 0;
	if (slots)
		make_slots(bag, slots);
}

static void add(struct bag *bag, uint64_t hash)
{
	size_t i;

	if (2 * (bag->count + 1) > bag->slots)
		make_slots(bag, bag->slots ? 2 * bag->slots : FIRST_SLOTS);
	i = slot_of(bag, hash);
	if (bag->slot[i]) {
		uint64_t *term = &bag->term[bag->slot[i] - 1];

		*term += bag_times(*term) < BAG_COUNT_MAX;
		return;
	}
	if (bag->count == bag->size) {
		bag->size = bag->size ? 2 * bag->size : FIRST_SLOTS;
		bag->term =
			xreallocarray(bag->term, bag->size, sizeof(*bag->term));
	}
	bag->term[bag->count++] = hash << BAG_COUNT_BITS | 1;
	bag->slot[i] = (uint32_t)bag->count;
}

/* Of two tokens in their order (constants of splitmix64, Vigna 2015). */
static uint64_t hash_two(uint64_t a, uint64_t b)
{
	uint64_t h = a * 0x9e3779b97f4a7c15u + b;

	h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
	h = (h ^ h >> 27) * 0x94d049bb133111ebu;
	return h ^ h >> 31;
}

void bag_add(struct bag *bag, const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		const uint64_t hash = tokens->token[i].hash;

		add(bag, hash >> BAG_COUNT_BITS & ~UINT64_C(1));
		if (i)
			add(bag, hash_two(tokens->token[i - 1].hash, hash) >>
						 BAG_COUNT_BITS |
					 1);
	}
}

void bag_release(struct bag *bag)
{
	free(bag->term);
	free(bag->slot);
	*bag = (struct bag){0};
}
