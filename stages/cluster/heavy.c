#include "heavy.h"

/*
 * The least weight among the k heaviest, and in *ties how many of exactly
 * that weight are among them. Radix select, a pass for eight bits.
 */
static uint32_t select_weight(const struct heavy *heavy, size_t n, size_t k,
			      size_t *ties)
{
	uint32_t prefix = 0, mask = 0;

	for (int shift = HEAVY_BITS - 8; shift >= 0; shift -= 8) {
		size_t histogram[256] = {0};
		unsigned bin = 255;

		for (size_t i = 0; i < n; i++)
			if ((heavy[i].weight & mask) == prefix)
				histogram[heavy[i].weight >> shift & 255]++;
		for (; bin && k > histogram[bin]; bin--)
			k -= histogram[bin];
		prefix |= (uint32_t)bin << shift;
		mask |= UINT32_C(255) << shift;
	}
	*ties = k;
	return prefix;
}

size_t heavy_keep(struct heavy *heavy, size_t n, size_t k)
{
	size_t ties, kept = 0;
	uint32_t least;

	if (n <= k)
		return n;
	least = select_weight(heavy, n, k, &ties);
	for (size_t i = 0; i < n; i++) {
		if (heavy[i].weight < least)
			continue;
		if (heavy[i].weight == least && !ties)
			continue;
		ties -= heavy[i].weight == least;
		heavy[kept++] = heavy[i];
	}
	return kept;
}
