#include "../../stages/cluster/lookup.h"
#include "../../stages/cluster/vector.h"

#include <math.h>

#include "tap.h"

static uint32_t term(uint64_t n)
{
	return (uint32_t)((n + 1) * 0x9e3779b97f4a7c15u >> 32) | 1;
}

/* n terms from the given one on. */
static struct bag bag_of(uint64_t first, size_t n)
{
	struct bag bag = {.count = n};

	for (size_t i = 0; i < n; i++) {
		bag.term[i] = term(first + i);
		bag.times[i] = (uint8_t)(BAG_STEPS * (1 + (first + i) % 3));
	}
	return bag;
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
	struct weigher weigher;
	struct vector a, b, none;
	struct bag bag;
	uint32_t probe[VECTOR_PROBES];
	bool ascending = true;

	frequency_init(&frequency);
	for (uint64_t i = 0; i < 1000; i++)
		for (uint64_t n = 0; n <= i && (!n || i < 990); n++)
			frequency_count(&frequency, term(i));
	weigher_init(&weigher, &frequency, 1000);
	bag = bag_of(0, 1000);
	ok(vector_make(&weigher, &bag, &a, probe) == VECTOR_PROBES);
	ok(a.count == VECTOR_OWN);
	for (size_t i = 1; i < a.count; i++)
		ascending &= a.term[i] >= a.term[i - 1];
	ok(ascending);
	ok(length(&a) > 0.9 * VECTOR_ONE && length(&a) <= VECTOR_ONE);
	ok(cosine(&a, &a) > 0.8 * VECTOR_ONE);
	/* term 0 is in one document only: no probe, no place */
	for (size_t i = 0; i < VECTOR_PROBES; i++)
		ascending &= probe[i] != bag.term[0];
	ok(ascending);
	/* the rarest are the heaviest */
	bag = bag_of(500, 400);
	ok(vector_make(&weigher, &bag, &b, probe) == VECTOR_PROBES);
	ok(cosine(&a, &b) < cosine(&a, &a) / 2);
	ok(cosine(&a, &b) == cosine(&b, &a));
	bag = bag_of(990, 10);
	ok(vector_make(&weigher, &bag, &none, probe) == 0);
	ok(none.count == 0 && cosine(&a, &none) == 0);
	bag = bag_of(0, 0);
	ok(vector_make(&weigher, &bag, &none, probe) == 0);
	/* a name weighs more than the same word as none */
	bag = bag_of(500, 2);
	bag.times[0] = bag.times[1];
	bag.kind[1] = BAG_NAME;
	vector_make(&weigher, &bag, &a, probe);
	ok(a.count == 2);
	for (size_t i = 0; i < 2; i++)
		ok((a.term[i] == bag.term[1]) == (a.weight[i] > 50000));
	frequency_release(&frequency);
}

/* Term i is in i + 1 documents: the first are the rarest. */
static void count_terms(struct frequency *frequency)
{
	frequency_init(frequency);
	for (uint64_t i = 0; i < 40; i++)
		for (uint64_t n = 0; n <= i; n++)
			frequency_count(frequency, term(i));
}

static bool is_trimmed(const struct weigher *weigher, struct bag *bag,
		       size_t most, const struct bag *want)
{
	vector_trim(weigher, bag, most);
	return bag->count == want->count &&
	       !memcmp(bag->term, want->term,
		       want->count * sizeof(*want->term)) &&
	       !memcmp(bag->times, want->times, want->count) &&
	       !memcmp(bag->kind, want->kind, want->count);
}

/* The heaviest stay, with all that is said of them, in their order. */
static void test_trim(void)
{
	struct frequency frequency;
	struct weigher weigher;
	struct bag bag = {.count = 6}, want = {.count = 4};

	count_terms(&frequency);
	weigher_init(&weigher, &frequency, 4000);
	for (size_t i = 0; i < 6; i++) {
		bag.term[i] = term(30 - 5 * i);
		bag.times[i] = BAG_STEPS;
	}
	bag.kind[1] = BAG_NAME; /* and so heavier than all */
	bag.times[4] = 3;
	bag.kind[4] = BAG_FIGURE;
	ok(is_trimmed(&weigher, &bag, 6, &bag));
	ok(is_trimmed(&weigher, &bag, 7, &bag));
	for (size_t i = 0; i < 4; i++) {
		const size_t from = i ? i + 2 : 1;

		want.term[i] = bag.term[from];
		want.times[i] = bag.times[from];
		want.kind[i] = bag.kind[from];
	}
	ok(is_trimmed(&weigher, &bag, 4, &want));
	want.count = 0;
	ok(is_trimmed(&weigher, &bag, 0, &want));
	/* one of this document alone is as one of two: of equals the first */
	bag = (struct bag){.count = 2,
			   .term = {term(1), term(0)},
			   .times = {BAG_STEPS, BAG_STEPS}};
	want = (struct bag){
		.count = 1, .term = {term(1)}, .times = {BAG_STEPS}};
	ok(is_trimmed(&weigher, &bag, 1, &want));
	bag = (struct bag){.count = 2,
			   .term = {term(2), term(0)},
			   .times = {BAG_STEPS, BAG_STEPS}};
	want.term[0] = term(0);
	ok(is_trimmed(&weigher, &bag, 1, &want));
	frequency_release(&frequency);
}

int main(void)
{
	test_log2();
	test_vectors();
	test_trim();
	return tap_done();
}
