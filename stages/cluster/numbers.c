#include "numbers.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

struct numbers_slot {
	uint64_t key;
	uint32_t number;
	bool used;
};

static struct numbers_slot *probe(const struct numbers *numbers, uint64_t key)
{
	size_t i = (size_t)key & (numbers->size - 1);

	while (numbers->slot[i].used && numbers->slot[i].key != key)
		i = (i + 1) & (numbers->size - 1);
	return &numbers->slot[i];
}

static void grow(struct numbers *numbers)
{
	struct numbers bigger = {
		.size = numbers->size ? 2 * numbers->size : 1024,
		.count = numbers->count,
	};

	bigger.slot = xreallocarray(NULL, bigger.size, sizeof(*bigger.slot));
	memset(bigger.slot, 0, bigger.size * sizeof(*bigger.slot));
	for (size_t i = 0; i < numbers->size; i++)
		if (numbers->slot[i].used)
			*probe(&bigger, numbers->slot[i].key) =
				numbers->slot[i];
	free(numbers->slot);
	*numbers = bigger;
}

void numbers_add(struct numbers *numbers, uint64_t key, uint32_t number)
{
	struct numbers_slot *slot;

	if (2 * (numbers->count + 1) > numbers->size)
		grow(numbers);
	slot = probe(numbers, key);
	numbers->count += !slot->used;
	*slot = (struct numbers_slot){key, number, true};
}

bool numbers_find(const struct numbers *numbers, uint64_t key, uint32_t *number)
{
	const struct numbers_slot *slot;

	if (!numbers->size)
		return false;
	slot = probe(numbers, key);
	*number = slot->number;
	return slot->used;
}

void numbers_release(struct numbers *numbers)
{
	free(numbers->slot);
	*numbers = (struct numbers){0};
}
