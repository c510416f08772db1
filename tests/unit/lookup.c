/* The cosine by buckets is that of two sorted lists, however full they are. */
#include "../../stages/cluster/lookup.h"

#include <stdlib.h>

#include "random.h"
#include "tap.h"

static uint64_t state = 7;

static int by_term(const void *left, const void *right)
{
	const uint32_t *const a = left, *const b = right;

	return (*a > *b) - (*a < *b);
}

/* n terms of which bits differ, so that many fall into few buckets. */
static void fill(struct vector *vector, uint32_t n, uint32_t bits)
{
	uint32_t term[VECTOR_TERMS];

	for (uint32_t i = 0; i < n; i++)
		term[i] = (uint32_t)random_next(&state) & bits;
	qsort(term, n, sizeof(*term), by_term);
	vector->count = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (i && term[i] == term[i - 1])
			continue;
		vector->term[vector->count] = term[i];
		vector->weight[vector->count++] =
			(uint16_t)(random_next(&state) % 2600);
	}
}

static uint32_t by_merging(const struct vector *a, const struct vector *b)
{
	uint64_t dot = 0;

	for (uint32_t i = 0; i < a->count; i++)
		for (uint32_t k = 0; k < b->count; k++)
			if (a->term[i] == b->term[k])
				dot += (uint64_t)a->weight[i] * b->weight[k];
	dot >>= 16;
	return dot < VECTOR_ONE ? (uint32_t)dot : VECTOR_ONE;
}

static size_t wrong(uint32_t n, uint32_t bits)
{
	static struct lookup lookup;
	struct vector a, b;
	size_t count = 0;

	for (int i = 0; i < 20; i++) {
		fill(&a, n, bits);
		fill(&b, VECTOR_TERMS, bits);
		lookup_load(&lookup, &a);
		count += lookup_cosine(&lookup, &b) != by_merging(&a, &b);
	}
	return count;
}

int main(void)
{
	static const uint32_t bits[] = {0x1FFF, 0xFFF003FF, 0x00C00FFF,
					0xFFFFFFFF};
	static struct lookup lookup;
	const struct vector last = {
		.count = 2, .term = {5, UINT32_MAX}, .weight = {3, 60000}};

	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++) {
		ok(!wrong(VECTOR_TERMS, bits[i]));
		ok(!wrong(100, bits[i]));
		ok(!wrong(0, bits[i]));
	}
	lookup_load(&lookup, &last);
	ok(lookup_cosine(&lookup, &last) == by_merging(&last, &last));
	return tap_done();
}
