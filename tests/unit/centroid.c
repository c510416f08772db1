/* The dot product of means is the average over all pairs. */
#include "../../stages/cluster/centroid.h"

#include "tap.h"

/* A unit vector over two terms, the weights as 3:4 or 4:3 or one alone. */
static struct vector vector_of(uint32_t a, uint16_t x, uint32_t b, uint16_t y)
{
	struct vector vector = {.count = y ? 2 : 1};

	vector.term[0] = a;
	vector.weight[0] = x;
	vector.term[1] = b;
	vector.weight[1] = y;
	return vector;
}

static int near(uint32_t got, double want)
{
	const double gap = (double)got / VECTOR_ONE - want;

	return gap < 0.001 && gap > -0.001;
}

static void test_average(void)
{
	const struct vector x = vector_of(1, 65535, 0, 0);
	const struct vector y = vector_of(1, 39321, 2, 52428);
	const struct vector z = vector_of(2, 65535, 0, 0);
	struct centroid a, b, c, ab, abc;

	centroid_init(&a, &x);
	centroid_init(&b, &y);
	centroid_init(&c, &z);
	ok(near(centroid_cosine(&a, &a), 1.0));
	ok(near(centroid_cosine(&a, &b), 0.6));
	ok(near(centroid_cosine(&b, &c), 0.8));
	ok(centroid_cosine(&a, &c) == 0);

	centroid_merge(&a, &b, &ab);
	ok(ab.documents == 2 && ab.count == 2);
	ok(near(centroid_cosine(&ab, &c), 0.4)); /* (0 + .8) / 2 */
	centroid_merge(&ab, &c, &abc);
	ok(abc.documents == 3);
	ok(near(centroid_cosine(&abc, &a), (1.0 + 0.6 + 0.0) / 3));
	ok(near(centroid_cosine(&a, &abc), (1.0 + 0.6 + 0.0) / 3));
}

/* More terms than fit: the lightest go, the average falls, not rises. */
static void test_cut(void)
{
	struct centroid wide = {.documents = 1}, other = wide, both;
	uint64_t kept = 0;
	bool ascending = true;

	for (uint32_t i = 0; i < CENTROID_TERMS; i++) {
		wide.term[i] = 2 * i;
		wide.weight[i] = 1000 + i;
		other.term[i] = 2 * i + 1;
		other.weight[i] = 500;
	}
	wide.count = other.count = CENTROID_TERMS;
	centroid_merge(&wide, &other, &both);
	ok(both.count == CENTROID_TERMS);
	for (uint32_t i = 0; i < both.count; i++) {
		kept += both.term[i] % 2 == 0;
		ascending &= !i || both.term[i] > both.term[i - 1];
	}
	ok(kept == CENTROID_TERMS);
	ok(ascending);
}

int main(void)
{
	test_average();
	test_cut();
	return tap_done();
}
