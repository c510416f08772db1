#include "../../stages/cluster/index.h"

#include "../../stages/cluster/kept.h"
#include "tap.h"

int main(void)
{
	const uint64_t a = kept_hash(STR("a"));
	struct index index = {0};
	uint32_t number = 0;
	char id[16];
	bool all = true;

	ok(!index_find(&index, a, &number));
	index_add(&index, a, 7);
	ok(index_find(&index, a, &number) && number == 7);
	index_add(&index, a, 8);
	ok(index_find(&index, a, &number) && number == 8);
	ok(!index_find(&index, kept_hash(STR("")), &number));
	for (uint32_t i = 0; i < 3000; i++) {
		snprintf(id, sizeof(id), "%u", (unsigned)i);
		index_add(&index, kept_hash(str_from(id)), i);
	}
	for (uint32_t i = 0; i < 3000; i++) {
		snprintf(id, sizeof(id), "%u", (unsigned)i);
		all &= index_find(&index, kept_hash(str_from(id)), &number) &&
		       number == i;
	}
	ok(all);
	index_release(&index);
	return tap_done();
}
