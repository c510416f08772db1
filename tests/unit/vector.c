#include "../../stages/cluster/vector.h"

#include <math.h>

#include "tap.h"

static uint64_t term(uint64_t n, unsigned times)
{
	return (n + 1) * 0x9e3779b97f4a7c15u >> 16 << BAG_COUNT_BITS | times;
}

static void test_log2(void)
{
	double worst = 0;

	ok(log2_fixed(1) == 0);
	ok(log2_fixed(2) == 65536);
	ok(log2_fixed(UINT64_C(1) << 63) == 63 * 65536);
	for (uint64_t n = 1; n < 5000; n++) {
		const double gap = log2_fixed(n) / 65536.0 - log2((double)n);

		worst = fabs(gap) > worst ? fabs(gap) : worst;
	}
	ok(worst < 0.009);
}

static uint32_t cosine(const struct vector *a, const struct vector *b)
{
	static struct lookup lookup;

	lookup_load(&lookup, a);
	return lookup_cosine(&lookup, b);
}

static double length(const struct vector *vector)
{
	double sum = 0;

	for (size_t i = 0; i < vector->count; i++)
		sum += (double)vector->weight[i] * vector->weight[i];
	return sqrt(sum);
}

static void test_vectors(void)
{
	struct frequency frequency;
	struct weigher weigher = {.frequency = &frequency, .documents = 1000};
	struct vector a, b, none;
	uint64_t bag[1000], probe[VECTOR_PROBES];
	bool ascending = true;

	frequency_init(&frequency);
	for (uint64_t i = 0; i < 1000; i++) {
		bag[i] = term(i, 1 + i % 3);
		frequency_count(&frequency, bag_hash(bag[i]));
		for (uint64_t n = 0; n < i && i < 990; n++)
			frequency_count(&frequency, bag_hash(bag[i]));
	}
	ok(vector_make(&weigher, bag, 1000, &a, probe) == VECTOR_PROBES);
	ok(a.count == VECTOR_TERMS);
	for (size_t i = 1; i < a.count; i++)
		ascending &= a.term[i] >= a.term[i - 1];
	ok(ascending);
	ok(length(&a) > 0.9 * VECTOR_ONE && length(&a) <= VECTOR_ONE);
	ok(cosine(&a, &a) > 0.8 * VECTOR_ONE);
	/* term 0 is in one document only: no probe, no place */
	for (size_t i = 0; i < VECTOR_PROBES; i++)
		ascending &= probe[i] != bag_hash(bag[0]);
	ok(ascending);
	/* the rarest are the heaviest */
	ok(vector_make(&weigher, bag + 500, 400, &b, probe) == VECTOR_PROBES);
	ok(cosine(&a, &b) < cosine(&a, &a) / 2);
	ok(cosine(&a, &b) == cosine(&b, &a));
	ok(vector_make(&weigher, bag + 990, 10, &none, probe) == 0);
	ok(none.count == 0 && cosine(&a, &none) == 0);
	ok(vector_make(&weigher, bag, 0, &none, probe) == 0);
	weigher_release(&weigher);
	frequency_release(&frequency);
}

int main(void)
{
	test_log2();
	test_vectors();
	return tap_done();
}
