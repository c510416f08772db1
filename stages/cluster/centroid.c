#include "centroid.h"

#include <string.h>

void centroid_init(struct centroid *centroid, const struct vector *vector)
{
	centroid->documents = 1;
	centroid->count = vector->count;
	for (uint32_t i = 0; i < vector->count; i++) {
		centroid->term[i] = vector->term[i];
		centroid->weight[i] = (uint32_t)vector->weight[i] << 8;
	}
}

void centroid_copy(struct centroid *to, const struct centroid *from)
{
	to->documents = from->documents;
	to->count = from->count;
	memcpy(to->term, from->term, from->count * sizeof(*to->term));
	memcpy(to->weight, from->weight, from->count * sizeof(*to->weight));
}

/* The least weight of the k heaviest of n, at least 1, and in *ties how
 * many of exactly that weight are among them. Weights are under 2^24. */
static uint32_t select_weight(const uint32_t *weight, uint32_t n, uint32_t k,
			      uint32_t *ties)
{
	uint32_t prefix = 0, mask = 0;

	for (int shift = 16; shift >= 0; shift -= 8) {
		uint32_t histogram[256] = {0};
		unsigned bin = 255;

		for (uint32_t i = 0; i < n; i++)
			if ((weight[i] & mask) == prefix)
				histogram[weight[i] >> shift & 255]++;
		for (; bin && k > histogram[bin]; bin--)
			k -= histogram[bin];
		prefix |= (uint32_t)bin << shift;
		mask |= UINT32_C(255) << shift;
	}
	*ties = k;
	return prefix;
}

void centroid_merge(const struct centroid *a, const struct centroid *b,
		    struct centroid *both)
{
	uint32_t term[2 * CENTROID_TERMS], weight[2 * CENTROID_TERMS];
	const uint64_t documents = (uint64_t)a->documents + b->documents;
	uint32_t i = 0, j = 0, n = 0, least = 0, ties = UINT32_MAX;

	while (i < a->count || j < b->count) {
		const uint32_t left = i < a->count ? a->term[i] : UINT32_MAX;
		const uint32_t right = j < b->count ? b->term[j] : UINT32_MAX;
		uint64_t sum = 0;

		term[n] = left < right ? left : right;
		if (i < a->count && left == term[n])
			sum += (uint64_t)a->weight[i++] * a->documents;
		if (j < b->count && right == term[n])
			sum += (uint64_t)b->weight[j++] * b->documents;
		weight[n++] = (uint32_t)(sum / documents);
	}
	if (n > CENTROID_TERMS)
		least = select_weight(weight, n, CENTROID_TERMS, &ties);
	both->documents = (uint32_t)documents;
	both->count = 0;
	for (i = 0; i < n; i++) {
		if (weight[i] < least || (weight[i] == least && !ties))
			continue;
		ties -= weight[i] == least;
		both->term[both->count] = term[i];
		both->weight[both->count++] = weight[i];
	}
}

uint32_t centroid_cosine(const struct centroid *a, const struct centroid *b)
{
	uint32_t i = 0, j = 0;
	uint64_t dot = 0;

	while (i < a->count && j < b->count) {
		const uint32_t left = a->term[i], right = b->term[j];

		if (left == right)
			dot += (uint64_t)a->weight[i] * b->weight[j];
		i += left <= right;
		j += right <= left;
	}
	dot >>= 32;
	return dot < VECTOR_ONE ? (uint32_t)dot : VECTOR_ONE;
}
