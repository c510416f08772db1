#include "bounds.h"

enum { YEAR_DAYS = 12 * 31 }; /* of year_day_first and year_day_last */

void bounds_init(struct bounds *bounds, const struct facts *facts)
{
	*bounds = (struct bounds){
		.first = FACTS_NO_DAY,
		.last = FACTS_NO_DAY,
		.ordinal = facts->ordinal,
	};
	if (facts->from == FACTS_TEXT && facts->sure >= FACTS_CERTAIN)
		bounds->first = bounds->last = facts->day;
	if (facts->month)
		bounds->year_day_first = bounds->year_day_last =
			(int16_t)(31 * (facts->month - 1) + facts->month_day);
}

static bool days_contradict(const struct bounds *a, const struct bounds *b)
{
	const int32_t first = a->first < b->first ? a->first : b->first;
	const int32_t last = a->last > b->last ? a->last : b->last;

	return last - first > FACTS_SPAN;
}

/* In no year less than so far apart; the year is a circle. */
static bool is_far(int a, int b)
{
	const int gap = a < b ? b - a : a - b;

	return gap > FACTS_SPAN && YEAR_DAYS - gap > FACTS_SPAN + 3;
}

static bool year_days_contradict(const struct bounds *a, const struct bounds *b)
{
	return is_far(a->year_day_first, b->year_day_last) ||
	       is_far(a->year_day_last, b->year_day_first);
}

bool bounds_contradict(const struct bounds *a, const struct bounds *b)
{
	if (ordinals_differ(&a->ordinal, &b->ordinal))
		return true;
	if (a->first != FACTS_NO_DAY && b->first != FACTS_NO_DAY)
		return days_contradict(a, b);
	return a->year_day_first && b->year_day_first &&
	       year_days_contradict(a, b);
}

void bounds_join(struct bounds *into, const struct bounds *other)
{
	if (into->first == FACTS_NO_DAY) {
		into->first = other->first;
		into->last = other->last;
	} else if (other->first != FACTS_NO_DAY) {
		if (other->first < into->first)
			into->first = other->first;
		if (other->last > into->last)
			into->last = other->last;
	}
	if (!into->year_day_first) {
		into->year_day_first = other->year_day_first;
		into->year_day_last = other->year_day_last;
	} else if (other->year_day_first) {
		if (other->year_day_first < into->year_day_first)
			into->year_day_first = other->year_day_first;
		if (other->year_day_last > into->year_day_last)
			into->year_day_last = other->year_day_last;
	}
	if (!into->ordinal.number)
		into->ordinal = other->ordinal;
}
