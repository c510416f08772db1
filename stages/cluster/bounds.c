#include "bounds.h"

enum { YEAR_DAYS = 12 * 31 }; /* of year_day_first and year_day_last */

void bounds_init(struct bounds *bounds, const struct facts *facts)
{
	*bounds = (struct bounds){
		.first = FACTS_NO_DAY,
		.last = FACTS_NO_DAY,
		.end = FACTS_NO_DAY,
		.ordinal = facts->ordinal,
		.daily = facts->daily,
	};
	if (facts->from == FACTS_TEXT && facts->sure >= FACTS_CERTAIN)
		bounds->first = bounds->last = bounds->end = facts->day;
	if (bounds->first != FACTS_NO_DAY)
		bounds->end += facts->span;
	if (!facts->month)
		return;
	bounds->year_day_first =
		(int16_t)(31 * (facts->month - 1) + facts->month_day);
	bounds->year_day_last = (int16_t)(bounds->year_day_first + facts->span);
}

static bool days_contradict(const struct bounds *a, const struct bounds *b)
{
	const struct bounds *early = a->first <= b->first ? a : b;
	const int32_t last = a->last > b->last ? a->last : b->last;
	const int span = a->daily && b->daily ? 0 : FACTS_SPAN;
	int32_t end = early->end;

	if (a->first == b->first && b->end > end)
		end = b->end;
	return last - early->first > span && last > end;
}

/* In no year less than so far apart; the year is a circle. */
static bool is_far(int a, int b)
{
	const int gap = a < b ? b - a : a - b;

	return gap > FACTS_SPAN && YEAR_DAYS - gap > FACTS_SPAN + 3;
}

static bool year_days_contradict(const struct bounds *a, const struct bounds *b)
{
	if (a->year_day_first <= b->year_day_last &&
	    b->year_day_first <= a->year_day_last)
		return false;
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
		into->end = other->end;
	} else if (other->first != FACTS_NO_DAY) {
		if (other->first < into->first)
			into->first = other->first;
		if (other->last > into->last)
			into->last = other->last;
		if (other->end > into->end)
			into->end = other->end;
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
	into->daily |= other->daily;
	if (!into->ordinal.number)
		into->ordinal = other->ordinal;
}
