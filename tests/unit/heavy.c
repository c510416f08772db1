#include "../../stages/cluster/heavy.h"

#include "tap.h"

int main(void)
{
	struct heavy heavy[] = {{1, 5}, {2, 1 << 23}, {3, 7}, {4, 5}, {5, 0}};

	ok(heavy_keep(heavy, 5, 5) == 5 && heavy[4].term == 5);
	ok(heavy_keep(heavy, 0, 3) == 0);
	ok(heavy_keep(heavy, 5, 3) == 3); /* of equals the first */
	ok(heavy[0].term == 1 && heavy[1].term == 2 && heavy[2].term == 3);
	ok(heavy_keep(heavy, 3, 1) == 1 && heavy[0].term == 2);
	return tap_done();
}
