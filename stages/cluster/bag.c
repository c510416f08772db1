#include "bag.h"

#include <string.h>

#include "mark.h"

void bag_reset(struct bag *bag)
{
	bag->count = bag->tokens = 0;
	memset(bag->slot, 0, sizeof(bag->slot));
}

static void add(struct bag *bag, uint32_t term, unsigned steps, unsigned kind)
{
	size_t i = term >> 1 & (BAG_SLOTS - 1);

	for (; bag->slot[i]; i = (i + 1) & (BAG_SLOTS - 1)) {
		const size_t number = bag->slot[i] - 1u;
		const unsigned times = bag->times[number] + steps;

		if (bag->term[number] != term)
			continue;
		bag->times[number] =
			(uint8_t)(times < BAG_TIMES_MAX ? times
							: BAG_TIMES_MAX);
		bag->kind[number] |= (uint8_t)kind;
		return;
	}
	bag->term[bag->count] = term;
	bag->times[bag->count] = (uint8_t)steps;
	bag->kind[bag->count] = (uint8_t)kind;
	bag->slot[i] = (uint16_t)++bag->count;
}

/* The kind of a token with these marks, behind one with those. */
static unsigned kind_of(unsigned mark, unsigned before)
{
	return (mark & MARK_NAME && before ? BAG_NAME : 0) |
	       ((mark | before) & MARK_FIGURE ? BAG_FIGURE : 0);
}

void bag_add(struct bag *bag, struct str text, const struct tokens *tokens,
	     unsigned steps)
{
	const size_t room = BAG_TOKENS - bag->tokens;
	const size_t n = tokens->count < room ? tokens->count : room;
	unsigned before = 0;

	for (size_t i = 0; i < n; i++) {
		const uint64_t hash = tokens->token[i].hash;
		const unsigned mark = mark_of(text, tokens, i);
		const unsigned counts =
			bag->tokens + i < BAG_LEAD && steps == BAG_BODY
				? BAG_OPENING
				: steps;

		add(bag, bag_term(hash), counts,
		    kind_of(mark, MARK_CAPITAL) |
			    (mark & MARK_FIGURE ? BAG_FIGURE : 0));
		if (i)
			add(bag, bag_bigram(tokens->token[i - 1].hash, hash),
			    counts, kind_of(mark, before));
		before = mark;
	}
	bag->tokens += n;
}
