#include "event_day.h"

#include <stdlib.h>

static int compare_votes(const void *a, const void *b)
{
	const struct vote *left = a, *right = b;

	if (left->day != right->day)
		return left->day < right->day ? -1 : 1;
	return left->sure < right->sure ? -1 : left->sure > right->sure;
}

/* vote[] is sorted. */
static struct vote choose(const struct vote *vote, size_t n)
{
	struct vote best = vote[0];
	uint64_t all = 0, most = 0, sum = 0;

	for (size_t i = 0; i < n; i++) {
		sum = i && vote[i].day == vote[i - 1].day ? sum : 0;
		sum += vote[i].sure;
		all += vote[i].sure;
		if (sum <= most)
			continue;
		most = sum;
		best = vote[i];
	}
	best.sure = (uint8_t)(all ? best.sure * most / all : 0);
	return best;
}

struct vote event_day(struct vote *vote, size_t n)
{
	uint8_t from = FACTS_NOTHING;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (vote[i].from > from)
			from = vote[i].from;
	if (from == FACTS_NOTHING)
		return (struct vote){.day = FACTS_NO_DAY};
	for (size_t i = 0; i < n; i++)
		if (vote[i].from == from)
			vote[count++] = vote[i];
	qsort(vote, count, sizeof(*vote), compare_votes);
	return from == FACTS_TEXT ? choose(vote, count) : vote[0];
}
