#include "lookup.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { TERM_SHIFT = 32 - LOOKUP_BITS };

static size_t bucket_of(uint32_t term)
{
	return (size_t)(term >> TERM_SHIFT) * LOOKUP_WAYS;
}

static void put(struct lookup *lookup, uint32_t term, uint16_t weight)
{
	const size_t bucket = bucket_of(term);

	for (size_t i = bucket; i < bucket + LOOKUP_WAYS; i++) {
		if (lookup->weight[i])
			continue;
		lookup->term[i] = term;
		lookup->weight[i] = weight;
		return;
	}
	lookup->more_term[lookup->more] = term;
	lookup->more_weight[lookup->more++] = weight;
}

void lookup_load(struct lookup *lookup, const struct vector *vector)
{
	memset(lookup->term, 0xFF, sizeof(lookup->term));
	memset(lookup->weight, 0, sizeof(lookup->weight));
	lookup->more = 0;
	for (size_t i = 0; i < vector->count; i++)
		put(lookup, vector->term[i], vector->weight[i]);
}

/* The weight of a term in its bucket; 0 if it is not there. */
static uint32_t weight_of(const struct lookup *lookup, uint32_t term)
{
	const size_t bucket = bucket_of(term);
#ifdef __SSE2__
	const __m128i terms =
		_mm_load_si128((const __m128i *)(lookup->term + bucket));
	const int equal = _mm_movemask_epi8(
		_mm_cmpeq_epi32(terms, _mm_set1_epi32((int)term)));

	if (!equal)
		return 0;
	return lookup->weight[bucket + (size_t)__builtin_ctz((unsigned)equal) /
					       sizeof(term)];
#else
	for (size_t i = bucket; i < bucket + LOOKUP_WAYS; i++)
		if (lookup->term[i] == term)
			return lookup->weight[i];
	return 0;
#endif
}

/* The weight of a term in a vector. */
static uint32_t weight_in(const struct vector *vector, uint32_t term)
{
	size_t low = 0, high = vector->count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (vector->term[middle] < term)
			low = middle + 1;
		else
			high = middle;
	}
	return low < vector->count && vector->term[low] == term
		       ? vector->weight[low]
		       : 0;
}

uint32_t lookup_cosine(const struct lookup *lookup, const struct vector *vector)
{
	uint64_t dot = 0;

	for (size_t i = 0; i < vector->count; i++)
		dot += weight_of(lookup, vector->term[i]) * vector->weight[i];
	for (size_t i = 0; i < lookup->more; i++)
		dot += weight_in(vector, lookup->more_term[i]) *
		       lookup->more_weight[i];
	dot >>= 16;
	return dot < VECTOR_ONE ? (uint32_t)dot : VECTOR_ONE;
}
