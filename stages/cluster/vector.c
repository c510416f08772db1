#include "vector.h"

#include "heavy.h"
#include "radix.h"

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
	AHEAD = 64,  /* terms for which memory is fetched */
	LN2 = 45426, /* ln 2 in 1/65536 */
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

uint32_t square_root(uint64_t n)
{
	uint64_t root = 0;

	for (uint64_t bit = UINT64_C(1) << 31; bit; bit >>= 1)
		if ((root + bit) * (root + bit) <= n)
			root += bit;
	return (uint32_t)root;
}

/* log2((N + prior) / (n + share of prior)), in 1/65536; 0 if all have it. */
static uint32_t rarity(uint32_t documents, uint32_t n)
{
	const uint64_t all = (uint64_t)documents + PRIOR_DOCUMENTS + 1;
	const uint32_t a = log2_fixed(100 * all);
	const uint32_t b = log2_fixed((uint64_t)100 * n +
				      PRIOR_SHARE_PERCENT * PRIOR_DOCUMENTS);

	return a > b ? a - b : 0;
}

void weigher_init(struct weigher *weigher, const struct frequency *frequency,
		  uint32_t documents)
{
	weigher->frequency = frequency;
	weigher->documents = documents;
	weigher->tf[0] = 0;
	for (unsigned i = 1; i <= BAG_TIMES_MAX; i++) {
		const uint32_t log = log2_fixed(i),
			       step = log2_fixed(BAG_STEPS);

		weigher->tf[i] =
			i < BAG_STEPS
				? ONE * i / BAG_STEPS
				: ONE + (uint32_t)((uint64_t)(log - step) *
							   LN2 >>
						   16);
	}
	for (uint32_t i = 0; i < WEIGHER_RARITIES; i++)
		weigher->rarity[i] = rarity(documents, i);
}

/*
 * In how many documents a term counts as being. Where one event fills much
 * of the input, its own names would count as empty words: two tokens in a
 * row never count as more common than one document in COMMON. On 400 texts
 * of one event this made one cluster of 80; other results stayed.
 */
static uint32_t capped(const struct weigher *weigher, uint32_t term,
		       uint32_t in)
{
	const uint32_t most = weigher->documents / COMMON + 1;

	return bag_is_bigram(term) && in > most ? most : in;
}

static uint32_t weight(const struct weigher *weigher, uint32_t in,
		       unsigned times, unsigned kind)
{
	uint64_t w;

	const uint32_t idf = in < WEIGHER_RARITIES
				     ? weigher->rarity[in]
				     : rarity(weigher->documents, in);

	w = (uint64_t)weigher->tf[times] * idf >> 20;
	if (kind & BAG_NAME)
		w = w * WEIGHER_NAME >> 8;
	if (kind & BAG_FIGURE)
		w = w * WEIGHER_FIGURE >> 8;
	return (uint32_t)w;
}

/* Terms with their weights; returns how many, and the square of the length
 * that terms of this document alone would add. */
static size_t weigh(const struct weigher *weigher, const struct bag *bag,
		    struct heavy heavy[BAG_TERMS], uint64_t *alone)
{
	size_t count = 0;

	*alone = 0;
	for (size_t i = 0; i < bag->count; i++) {
		const uint32_t term = bag->term[i];
		uint32_t in, w;

		if (i + AHEAD < bag->count)
			frequency_prefetch(weigher->frequency,
					   bag->term[i + AHEAD]);
		in = frequency_of(weigher->frequency, term);
		w = weight(weigher, capped(weigher, term, in), bag->times[i],
			   bag->kind[i]);
		/* 6 (ONE + ln of BAG_TIMES_MAX in steps) times 33 (log2 of
		 * 2^32 and some documents) times 6 (a name that is a figure)
		 * in 1/4096: HEAVY_BITS */
		if (in < 2)
			*alone += (uint64_t)w * w;
		else if (w)
			heavy[count++] = (struct heavy){term, w};
	}
	return count;
}

/* Ascending by term. */
static void set_terms(struct vector *vector, const struct heavy *heavy,
		      size_t n, uint64_t length)
{
	const uint64_t scale = ((uint64_t)VECTOR_ONE << 32) / length;
	uint64_t word[VECTOR_TERMS], scratch[VECTOR_TERMS];

	for (size_t i = 0; i < n; i++)
		word[i] = (uint64_t)heavy[i].term << 32 |
			  heavy[i].weight * scale >> 32;
	radix_sort_words(word, scratch, n);
	vector->count = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		vector->term[i] = (uint32_t)(word[i] >> 32);
		vector->weight[i] = (uint16_t)word[i];
	}
}

size_t vector_make(const struct weigher *weigher, const struct bag *bag,
		   struct vector *vector, uint32_t probe[VECTOR_PROBES])
{
	struct heavy heavy[BAG_TERMS];
	size_t count, probes;
	uint64_t sum;

	count = weigh(weigher, bag, heavy, &sum);
	count = heavy_keep(heavy, count, VECTOR_OWN);
	vector->count = 0;
	if (!count)
		return 0;
	/* The more documents, the less it means that no other has a term. */
	sum = sum / (weigher->documents + PRIOR_DOCUMENTS) * PRIOR_DOCUMENTS;
	for (size_t i = 0; i < count; i++)
		sum += (uint64_t)heavy[i].weight * heavy[i].weight;
	set_terms(vector, heavy, count, square_root(sum) + 1);
	probes = heavy_keep(heavy, count, VECTOR_PROBES);
	for (size_t i = 0; i < probes; i++)
		probe[i] = heavy[i].term;
	return probes;
}

void vector_trim(const struct weigher *weigher, struct bag *bag, size_t most)
{
	struct heavy heavy[BAG_TERMS];

	for (size_t i = 0; i < bag->count; i++) {
		uint32_t in, counts;

		if (i + AHEAD < bag->count)
			frequency_prefetch(weigher->frequency,
					   bag->term[i + AHEAD]);
		in = frequency_of(weigher->frequency, bag->term[i]);
		counts = in < 2 ? 2 : in;

		heavy[i] = (struct heavy){
			(uint32_t)i,
			weight(weigher, capped(weigher, bag->term[i], counts),
			       bag->times[i], bag->kind[i])};
	}
	bag->count = heavy_keep(heavy, bag->count, most);
	for (size_t i = 0; i < bag->count; i++) {
		const uint32_t from = heavy[i].term;

		bag->term[i] = bag->term[from];
		bag->times[i] = bag->times[from];
		bag->kind[i] = bag->kind[from];
	}
}
