#include "../../stages/cluster/bounds.h"

#include "tap.h"

static struct bounds of(int32_t day, int sure, int month, int month_day)
{
	const struct facts facts = {
		.day = day,
		.sure = (uint8_t)sure,
		.from = FACTS_TEXT,
		.month = (uint8_t)month,
		.month_day = (uint8_t)month_day,
	};
	struct bounds bounds;

	bounds_init(&bounds, &facts);
	return bounds;
}

/* Of an event that takes days. */
static struct bounds of_span(int32_t day, int span)
{
	const struct facts facts = {
		.day = day,
		.sure = 90,
		.from = FACTS_TEXT,
		.span = (uint8_t)span,
	};
	struct bounds bounds;

	bounds_init(&bounds, &facts);
	return bounds;
}

static bool differ(struct bounds a, struct bounds b)
{
	const bool yes = bounds_contradict(&a, &b);

	ok(bounds_contradict(&b, &a) == yes);
	return yes;
}

int main(void)
{
	const struct bounds nothing = of(FACTS_NO_DAY, 0, 0, 0);
	const struct bounds day = of(1000, 90, 0, 0);
	struct bounds both = day, third = of(1003, 90, 0, 0);
	struct bounds report = day, next = of(1001, 90, 0, 0);

	ok(!differ(nothing, nothing));
	ok(!differ(nothing, day));
	ok(!differ(day, third));
	ok(differ(day, of(1004, 90, 0, 0)));
	ok(!differ(day, of(1400, FACTS_CERTAIN - 1, 0, 0)));
	ok(differ(day, of(1400, FACTS_CERTAIN, 0, 0)));

	/* what is told anew every day is of its day, */
	report.daily = next.daily = true;
	ok(differ(report, next));
	ok(!differ(report, report));
	/* but another text may speak of it on the next */
	ok(!differ(report, of(1001, 90, 0, 0)));
	bounds_join(&report, &day);
	ok(report.daily && differ(report, next));

	/* of months and days without a year */
	ok(differ(of(FACTS_NO_DAY, 0, 10, 10), of(1000, 90, 3, 13)));
	ok(!differ(of(FACTS_NO_DAY, 0, 10, 10), of(1000, 90, 10, 12)));
	ok(!differ(of(FACTS_NO_DAY, 0, 12, 31), of(1000, 90, 1, 2)));
	ok(!differ(of(1000, 90, 10, 10), of(1001, 90, 3, 13))); /* days known */

	/* a cluster has the span of its days */
	bounds_join(&both, &third);
	ok(both.first == 1000 && both.last == 1003);
	ok(differ(both, of(1004, 90, 0, 0)));
	ok(!differ(both, of(1002, 90, 0, 0)));
	both = nothing;
	bounds_join(&both, &day);
	ok(both.first == 1000 && both.last == 1000);

	/* within the days that an event takes, but not beyond */
	both = of_span(1000, 9);
	ok(!differ(both, of(1009, 90, 0, 0)));
	ok(!differ(both, of(1002, 90, 0, 0)));
	ok(differ(both, of(1010, 90, 0, 0)));
	ok(differ(both, of(996, 90, 0, 0)));
	third = of(1001, 90, 0, 0);
	bounds_join(&third, &both);
	ok(!differ(third, of(1009, 90, 0, 0)));
	ok(differ(of(995, 90, 0, 0), both)); /* the earlier one counts */
	return tap_done();
}
