#include "../../stages/cluster/event_day.h"

#include "tap.h"

enum { NOTHING = FACTS_NOTHING, CREATED = FACTS_CREATED, TEXT = FACTS_TEXT };

/* Whatever their order. */
static bool is_day(const struct vote *vote, size_t n, int32_t day, uint8_t sure,
		   uint8_t from)
{
	struct vote turned[8], got;
	bool good = true;

	for (size_t shift = 0; shift < (n ? n : 1); shift++) {
		for (size_t i = 0; i < n; i++)
			turned[i] = vote[(i + shift) % n];
		got = event_day(turned, n);
		good &= got.day == day && got.sure == sure && got.from == from;
	}
	return good;
}

#define DAY(day, sure, from, ...)                                              \
	is_day((const struct vote[]){__VA_ARGS__},                             \
	       sizeof((const struct vote[]){__VA_ARGS__}) /                    \
		       sizeof(struct vote),                                    \
	       (day), (sure), (from))

int main(void)
{
	const int32_t none = FACTS_NO_DAY;

	ok(is_day(NULL, 0, none, 0, NOTHING));
	ok(DAY(none, 0, NOTHING, {none, 0, NOTHING}, {none, 0, NOTHING}));
	/* what texts say, whatever the day of publication */
	ok(DAY(9, 40, TEXT, {5, 99, CREATED}, {9, 40, TEXT}, {5, 99, CREATED},
	       {none, 0, NOTHING}));
	/* the first report, unless a text says */
	ok(DAY(-3, 20, CREATED, {4, 90, CREATED}, {-3, 20, CREATED},
	       {4, 90, CREATED}, {none, 0, NOTHING}));
	/* the day of most weight, not of most votes */
	ok(DAY(7, 45, TEXT, {7, 90, TEXT}, {8, 45, TEXT}, {9, 45, TEXT}));
	ok(DAY(8, 30, TEXT, {7, 60, TEXT}, {8, 50, TEXT}, {8, 40, TEXT}));
	/* of equals the first */
	ok(DAY(7, 25, TEXT, {8, 50, TEXT}, {7, 50, TEXT}));
	ok(DAY(-7, 30, TEXT, {8, 60, TEXT}, {-7, 60, TEXT}));
	ok(DAY(7, 30, TEXT, {8, 80, TEXT}, {7, 20, TEXT}, {7, 60, TEXT}));
	/* as sure as the surest that says so, where none says otherwise */
	ok(DAY(7, 95, TEXT, {7, 50, TEXT}, {7, 95, TEXT}, {7, 10, TEXT}));
	/* and not sure at all */
	ok(DAY(7, 0, TEXT, {8, 0, TEXT}, {7, 0, TEXT}));
	ok(DAY(8, 1, TEXT, {8, 1, TEXT}, {7, 0, TEXT}));
	return tap_done();
}
