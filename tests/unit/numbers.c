#include "../../stages/cluster/numbers.h"

#include "../../stages/cluster/kept.h"
#include "tap.h"

int main(void)
{
	const uint64_t a = kept_hash(STR("a"));
	struct numbers numbers = {0};
	uint32_t number = 0;
	char id[16];
	bool all = true;

	ok(!numbers_find(&numbers, a, &number));
	numbers_add(&numbers, a, 7);
	ok(numbers_find(&numbers, a, &number) && number == 7);
	numbers_add(&numbers, a, 8);
	ok(numbers_find(&numbers, a, &number) && number == 8);
	ok(!numbers_find(&numbers, kept_hash(STR("")), &number));
	for (uint32_t i = 0; i < 3000; i++) {
		snprintf(id, sizeof(id), "%u", (unsigned)i);
		numbers_add(&numbers, kept_hash(str_from(id)), i);
	}
	for (uint32_t i = 0; i < 3000; i++) {
		snprintf(id, sizeof(id), "%u", (unsigned)i);
		all &= numbers_find(&numbers, kept_hash(str_from(id)),
				    &number) &&
		       number == i;
	}
	ok(all);
	numbers_release(&numbers);
	return tap_done();
}
