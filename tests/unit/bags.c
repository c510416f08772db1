#include "../../stages/cluster/bags.h"

#include <string.h>

#include "tap.h"

int main(void)
{
	static const size_t counts[] = {3, 0, BAG_TERMS, 1};
	struct bags bags;
	struct bag bag = {0};
	uint32_t wrong = 0;

	bags_init(&bags);
	ok(!bags_next(&bags, &bag));
	for (uint32_t i = 0; i < 4; i++) {
		bag.count = counts[i];
		for (uint32_t k = 0; k < bag.count; k++) {
			bag.term[k] = 5000 * i + k;
			bag.times[k] = (uint8_t)(i + k);
			bag.kind[k] = (uint8_t)(i + 2 * k);
		}
		bags_add(&bags, &bag);
	}
	memset(&bag, 0, sizeof(bag));
	for (uint32_t i = 0; i < 4; i++) {
		wrong += !bags_next(&bags, &bag) || bag.count != counts[i];
		for (uint32_t k = 0; k < bag.count; k++)
			wrong += bag.term[k] != 5000 * i + k ||
				 bag.times[k] != (uint8_t)(i + k) ||
				 bag.kind[k] != (uint8_t)(i + 2 * k);
	}
	ok(wrong == 0);
	ok(!bags_next(&bags, &bag));
	bags_release(&bags);
	return tap_done();
}
