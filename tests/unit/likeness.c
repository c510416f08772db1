#include "../../stages/cluster/likeness.h"

#include "tap.h"

enum { ONE = 65535 };

int main(void)
{
	const struct published none = published_on(FACTS_NO_DAY);
	const struct published first = published_on(100);
	const struct published next = published_on(101);
	const struct published late = published_on(100 + 20);
	const struct published later = published_on(100 + 4000);
	const struct published before = published_on(-5);
	struct published both, many;

	ok(likeness(ONE, none, none) == ONE);
	ok(likeness(ONE, none, first) == ONE);
	ok(likeness(0, first, first) == 0);
	ok(likeness(ONE, first, first) < ONE);
	ok(likeness(ONE, first, next) < likeness(ONE, first, first));
	ok(likeness(ONE, first, next) == likeness(ONE, next, first));
	ok(likeness(ONE, first, late) == likeness(ONE, first, later));
	ok(likeness(ONE, first, before) == likeness(ONE, first, later));
	ok(likeness_near(ONE, first, first) == ONE);
	ok(likeness_near(ONE, first, next) < ONE);

	/* half of the pairs have dates: half of the difference */
	both = published_both(first, none);
	ok(both.documents == 2 && both.dated == 1);
	ok(likeness(ONE, both, first) >
	   (ONE + likeness(ONE, first, first)) / 2 - 2);
	ok(likeness(ONE, both, first) <
	   (ONE + likeness(ONE, first, first)) / 2 + 2);

	/* as many as there can be */
	many = (struct published){UINT32_MAX, UINT32_MAX,
				  100 * (int64_t)UINT32_MAX};
	ok(likeness(ONE, many, many) <= likeness(ONE, first, first) + 2);
	ok(likeness(ONE, many, many) + 2 >= likeness(ONE, first, first));
	return tap_done();
}
