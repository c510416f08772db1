#include "vector.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

enum {
	ONE = 1 << 16, /* fixed point */
	/*
	 * What is taken to be known before the first document: PRIOR_DOCUMENTS
	 * others, of which PRIOR_SHARE_PERCENT have any given term. Without
	 * it a handful of documents would have no idea which words are rare:
	 * from 20 to 100 the results on labelled sets of 600 to 1,000
	 * documents do not change in the second decimal.
	 */
	PRIOR_DOCUMENTS = 50,
	PRIOR_SHARE_PERCENT = 1,
	COMMON = 50,
	AHEAD = 12,  /* terms for which memory is fetched */
	LN2 = 45426, /* ln 2 in 1/65536 */
};

struct heavy {
	uint64_t hash;
	uint32_t weight;
};

uint32_t log2_fixed(uint64_t n)
{
	const int whole = 63 - __builtin_clzll(n);
	const uint64_t top = n << (63 - whole); /* 1.0 to 2.0 at bit 63 */
	const uint64_t m = (top & ~(UINT64_C(1) << 63)) >> 47;

	/* log2(1 + m) is m + 0.344 m (1 - m), nearly */
	return (uint32_t)((uint64_t)whole * ONE + m +
			  ((m * (ONE - m) >> 16) * 22544 >> 16));
}

static uint64_t square_root(uint64_t n)
{
	uint64_t root = 0;

	for (uint64_t bit = UINT64_C(1) << 31; bit; bit >>= 1)
		if ((root + bit) * (root + bit) <= n)
			root += bit;
	return root;
}

/* log2((N + prior) / (n + share of prior)), in 1/65536; 0 if all have it. */
static uint32_t rarity(const struct weigher *weigher, uint32_t n)
{
	const uint64_t all = (uint64_t)weigher->documents + PRIOR_DOCUMENTS + 1;
	const uint32_t a = log2_fixed(100 * all);
	const uint32_t b = log2_fixed((uint64_t)100 * n +
				      PRIOR_SHARE_PERCENT * PRIOR_DOCUMENTS);

	return a > b ? a - b : 0;
}

/*
 * The least weight among the k heaviest, and in *ties how many of exactly
 * that weight are among them. Radix select, four passes.
 */
static uint32_t select_weight(const struct heavy *heavy, size_t n, size_t k,
			      size_t *ties)
{
	uint32_t prefix = 0, mask = 0;

	for (int shift = 24; shift >= 0; shift -= 8) {
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

/* Move the k heaviest to the front, in their order; returns how many. */
static size_t keep_heaviest(struct heavy *heavy, size_t n, size_t k)
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

/* Ascending by hash, whose high bits are the term: LSD radix sort. */
static void sort_by_term(struct heavy *heavy, size_t n)
{
	struct heavy other[VECTOR_TERMS];
	struct heavy *from = heavy, *to = other;

	for (int shift = 16; shift < 48; shift += 8) {
		size_t start[257] = {0};
		struct heavy *swap = from;

		for (size_t i = 0; i < n; i++)
			start[(from[i].hash >> shift & 255) + 1]++;
		for (size_t i = 1; i < 256; i++)
			start[i] += start[i - 1];
		for (size_t i = 0; i < n; i++)
			to[start[from[i].hash >> shift & 255]++] = from[i];
		from = to;
		to = swap;
	}
}

/*
 * In how many documents a term counts as being. Where one event fills much
 * of the input, its own names would count as empty words: two tokens in a
 * row never count as more common than one document in COMMON. On 400 texts
 * of one event this made one cluster of 80; other results stayed.
 */
static uint32_t capped(const struct weigher *weigher, uint64_t term,
		       uint32_t in)
{
	const uint32_t most = weigher->documents / COMMON + 1;

	return bag_is_bigram(term) && in > most ? most : in;
}

/* Terms with their weights; returns how many, and the square of the length
 * that terms of this document alone would add. */
static size_t weigh(struct weigher *weigher, const uint64_t *bag, size_t n,
		    uint64_t *alone)
{
	size_t count = 0;

	*alone = 0;
	for (size_t i = 0; i < n; i++) {
		if (i + AHEAD < n)
			frequency_prefetch(weigher->frequency,
					   bag_hash(bag[i + AHEAD]));

		const uint32_t in =
			frequency_of(weigher->frequency, bag_hash(bag[i]));
		const uint32_t times = log2_fixed(bag_times(bag[i]));
		const uint64_t tf = ONE + ((uint64_t)times * LN2 >> 16);
		const uint64_t w =
			tf * rarity(weigher, capped(weigher, bag[i], in)) >> 20;

		if (in < 2)
			*alone += w * w;
		else if (w)
			weigher->heavy[count++] =
				(struct heavy){bag_hash(bag[i]), (uint32_t)w};
	}
	return count;
}

static void normalize(const struct heavy *heavy, size_t n, uint64_t alone,
		      struct vector *vector)
{
	uint64_t sum = alone, length;

	for (size_t i = 0; i < n; i++)
		sum += (uint64_t)heavy[i].weight * heavy[i].weight;
	length = square_root(sum) + 1;
	vector->count = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		vector->term[i] = (uint32_t)(heavy[i].hash >> 16);
		vector->weight[i] = (uint16_t)((uint64_t)heavy[i].weight *
					       VECTOR_ONE / length);
	}
}

size_t vector_make(struct weigher *weigher, const uint64_t *bag, size_t n,
		   struct vector *vector, uint64_t probe[VECTOR_PROBES])
{
	struct heavy heaviest[VECTOR_TERMS];
	size_t count, probes;
	uint64_t alone;

	if (n > weigher->size) {
		weigher->size = 2 * n;
		weigher->heavy = xreallocarray(weigher->heavy, weigher->size,
					       sizeof(*weigher->heavy));
	}
	count = weigh(weigher, bag, n, &alone);
	count = keep_heaviest(weigher->heavy, count, VECTOR_TERMS);
	vector->count = 0;
	if (!count)
		return 0;
	memcpy(heaviest, weigher->heavy, count * sizeof(*heaviest));
	probes = keep_heaviest(weigher->heavy, count, VECTOR_PROBES);
	for (size_t i = 0; i < probes; i++)
		probe[i] = weigher->heavy[i].hash;
	/* The more documents, the less it means that no other has a term. */
	alone = alone / (weigher->documents + PRIOR_DOCUMENTS) *
		PRIOR_DOCUMENTS;
	sort_by_term(heaviest, count);
	normalize(heaviest, count, alone, vector);
	return probes;
}

void weigher_release(struct weigher *weigher)
{
	free(weigher->heavy);
	weigher->heavy = NULL;
	weigher->size = 0;
}

/* Terms are hashes: their high bits are as good as any. */
static size_t slot_of(const struct lookup *lookup, uint32_t term)
{
	size_t i = term >> 22;

	while (lookup->weight[i] && lookup->term[i] != term)
		i = (i + 1) & (LOOKUP_SLOTS - 1);
	return i;
}

void lookup_load(struct lookup *lookup, const struct vector *vector)
{
	memset(lookup->weight, 0, sizeof(lookup->weight));
	for (size_t i = 0; i < vector->count; i++) {
		const size_t slot = slot_of(lookup, vector->term[i]);

		lookup->term[slot] = vector->term[i];
		lookup->weight[slot] = vector->weight[i];
	}
}

uint32_t lookup_cosine(const struct lookup *lookup, const struct vector *vector)
{
	uint64_t dot = 0;

	for (size_t i = 0; i < vector->count; i++) {
		const size_t slot = slot_of(lookup, vector->term[i]);

		dot += (uint32_t)lookup->weight[slot] * vector->weight[i];
	}
	return (uint32_t)(dot >> 16);
}
