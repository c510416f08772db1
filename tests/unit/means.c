#include "../../stages/cluster/means.h"

#include "tap.h"

enum { MEANS = 200 };

static struct centroid mean_of(uint32_t n)
{
	return (struct centroid){.documents = n,
				 .count = 2,
				 .term = {n, n + 1},
				 .weight = {2 * n, 3 * n}};
}

static bool is_mean_of(const struct centroid *mean, uint32_t n)
{
	return mean->documents == n && mean->count == 2 && mean->term[0] == n &&
	       mean->term[1] == n + 1 && mean->weight[0] == 2 * n &&
	       mean->weight[1] == 3 * n;
}

/* Memory for few and for all of them. */
static void test_means(size_t memory, bool file)
{
	struct means means;
	struct centroid mean;
	size_t wrong = 0;

	means_init(&means, memory, MEANS);
	for (uint32_t i = 0; i < MEANS; i++) {
		mean = mean_of(i);
		wrong += means_add(&means, &mean) != i;
		if (i % 3 == 2)
			means_drop(&means, i - 1);
	}
	ok(wrong == 0);
	for (uint32_t i = 0; i < MEANS; i++) {
		if (i % 3 == 1)
			continue;
		means_get(&means, i, &mean);
		wrong += !is_mean_of(&mean, i);
		means_get(&means, 0, &mean);
		wrong += !is_mean_of(&mean, 0);
	}
	ok(wrong == 0);
	ok((means.file.size > 0) == file);
	means_release(&means);
}

/* One that was dropped in its place is never written. */
static void test_dropped(void)
{
	struct means means;
	struct centroid mean = mean_of(1);

	means_init(&means, 0, MEANS);
	for (uint32_t i = 0; i < MEANS; i++)
		means_drop(&means, means_add(&means, &mean));
	ok(means.file.size == 0);
	means_release(&means);
}

int main(void)
{
	test_means(0, true);
	test_means(MEANS * 4 * sizeof(struct centroid), false);
	test_dropped();
	return tap_done();
}
