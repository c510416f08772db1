#include "../../stages/cluster/index.h"

#include "tap.h"

int main(void)
{
	struct index index = {0};
	uint32_t number = 0;
	char id[16];
	bool all = true;

	ok(!index_find(&index, STR("a"), &number));
	index_add(&index, STR("a"), 7);
	ok(index_find(&index, STR("a"), &number) && number == 7);
	index_add(&index, STR("a"), 8);
	ok(index_find(&index, STR("a"), &number) && number == 8);
	ok(!index_find(&index, STR(""), &number));
	for (uint32_t i = 0; i < 3000; i++) {
		snprintf(id, sizeof(id), "%u", (unsigned)i);
		index_add(&index, str_from(id), i);
	}
	for (uint32_t i = 0; i < 3000; i++) {
		snprintf(id, sizeof(id), "%u", (unsigned)i);
		all &= index_find(&index, str_from(id), &number) && number == i;
	}
	ok(all);
	index_release(&index);
	return tap_done();
}
