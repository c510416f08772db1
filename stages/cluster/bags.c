#include "bags.h"

void bags_init(struct bags *bags)
{
	bags->next = 0;
	tempfile_init(&bags->file);
}

void bags_add(struct bags *bags, const struct bag *bag)
{
	const uint16_t count = (uint16_t)bag->count;

	tempfile_append(&bags->file, &count, sizeof(count));
	tempfile_append(&bags->file, bag->term, count * sizeof(*bag->term));
	tempfile_append(&bags->file, bag->times, count * sizeof(*bag->times));
	tempfile_append(&bags->file, bag->kind, count * sizeof(*bag->kind));
}

static void take(struct bags *bags, void *to, size_t n)
{
	tempfile_read(&bags->file, bags->next, to, n);
	bags->next += n;
}

bool bags_next(struct bags *bags, struct bag *bag)
{
	uint16_t count;

	if (bags->next == bags->file.size)
		return false;
	take(bags, &count, sizeof(count));
	bag->count = count;
	take(bags, bag->term, count * sizeof(*bag->term));
	take(bags, bag->times, count * sizeof(*bag->times));
	take(bags, bag->kind, count * sizeof(*bag->kind));
	return true;
}

void bags_release(struct bags *bags)
{
	tempfile_release(&bags->file);
}
