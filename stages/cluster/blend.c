#include "blend.h"

#include <stdlib.h>
#include <string.h>

#include "heavy.h"
#include "mem.h"
#include "pool.h"
#include "radix.h"

enum {
	TERMS = (1 + BLEND_LENDERS) * VECTOR_TERMS,
	BLEND_ROW = 64,		     /* documents that a thread takes at once */
	OWN_SHIFT = HEAVY_BITS - 17, /* two vectors' weights fit in a heavy */
};

void blend_init(struct blend *blend, uint32_t documents)
{
	blend->doubt = 0;
	blend->squarings = 1;
	blend->lenders =
		xreallocarray(NULL, documents, sizeof(*blend->lenders));
	blend_reset(blend, documents);
}

void blend_reset(struct blend *blend, uint32_t documents)
{
	memset(blend->lenders, 0, documents * sizeof(*blend->lenders));
}

/* Is x the better lender? */
static bool is_better(const struct lender *x, const struct lender *y)
{
	return x->alike != y->alike ? x->alike > y->alike
				    : x->document < y->document;
}

static void lend(struct lender *lenders, struct lender lender)
{
	size_t worst = 0;

	for (size_t i = 1; i < BLEND_LENDERS; i++)
		if (is_better(&lenders[worst], &lenders[i]))
			worst = i;
	if (is_better(&lender, &lenders[worst]))
		lenders[worst] = lender;
}

void blend_offer(struct blend *blend, uint32_t a, uint32_t b, uint32_t alike)
{
	lend(blend->lenders[a], (struct lender){b, alike});
	lend(blend->lenders[b], (struct lender){a, alike});
}

/* What a lender counts, in 1/65536. */
static uint64_t share_of(const struct blend *blend, uint32_t alike)
{
	uint64_t share = alike;

	for (unsigned i = 0; i < blend->squarings; i++)
		share = share * share >> 16;
	return share;
}

/* (term << 32 | weight) of a vector, times share in 1/65536. */
static size_t put(const struct vector *vector, uint64_t share, uint64_t *word)
{
	for (uint32_t i = 0; i < vector->count; i++)
		word[i] = (uint64_t)vector->term[i] << 32 |
			  vector->weight[i] * share >> (16 - OWN_SHIFT);
	return vector->count;
}

/* Add up what words say of the same term; returns how many terms. */
static size_t add_up(const uint64_t *word, size_t n, struct heavy *heavy,
		     uint64_t *sum)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		const uint32_t term = (uint32_t)(word[i] >> 32);

		if (!count || heavy[count - 1].term != term)
			heavy[count++] = (struct heavy){term, 0};
		heavy[count - 1].weight += (uint32_t)word[i];
	}
	*sum = 0;
	for (size_t i = 0; i < count; i++)
		*sum += (uint64_t)heavy[i].weight * heavy[i].weight;
	return count;
}

static size_t gather(const struct blend *blend, struct vectors *vectors,
		     uint32_t document, uint64_t *word)
{
	const struct lender *lender = blend->lenders[document];
	uint64_t all = blend->doubt;
	size_t n = put(vectors_get(vectors, document), UINT64_C(1) << 16, word);

	for (size_t i = 0; i < BLEND_LENDERS; i++)
		all += share_of(blend, lender[i].alike);
	for (size_t i = 0; i < BLEND_LENDERS; i++)
		if (lender[i].alike)
			n += put(vectors_get(vectors, lender[i].document),
				 (share_of(blend, lender[i].alike) << 16) / all,
				 word + n);
	return n;
}

void blend_make(const struct blend *blend, struct vectors *vectors,
		uint32_t document, struct vector *vector)
{
	uint64_t word[TERMS], scratch[TERMS], sum, length;
	struct heavy heavy[TERMS];
	size_t n = gather(blend, vectors, document, word);

	radix_sort_words(word, scratch, n);
	n = add_up(word, n, heavy, &sum);
	n = heavy_keep(heavy, n, VECTOR_TERMS);
	length = (uint64_t)square_root(sum) + 1;
	vector->count = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		vector->term[i] = heavy[i].term;
		vector->weight[i] = (uint16_t)((uint64_t)heavy[i].weight *
					       VECTOR_ONE / length);
	}
}

/* Some documents in a row, and what they become. */
struct blending {
	uint32_t first, count;
	struct vector vector[BLEND_ROW];
};

struct blender {
	const struct blend *blend;
	struct vectors *from, *to;
};

static void run(void *job, void *state)
{
	const struct blender *const blender = state;
	struct blending *const blending = job;

	for (uint32_t i = 0; i < blending->count; i++)
		blend_make(blender->blend, blender->from, blending->first + i,
			   &blending->vector[i]);
}

static void done(void *job, void *config)
{
	const struct blender *const blender = config;
	struct blending *const blending = job;

	for (uint32_t i = 0; i < blending->count; i++)
		vectors_add(blender->to, &blending->vector[i]);
	free(blending);
}

void blend_all(const struct blend *blend, struct vectors *vectors,
	       size_t memory, size_t threads)
{
	const uint32_t count = vectors->count;
	struct vectors blended;
	struct blender blender = {blend, vectors, &blended};
	void *state[POOL_THREADS_MAX];
	struct pool *pool;

	threads = vectors_threads(vectors, threads);
	for (size_t i = 0; i < threads; i++)
		state[i] = &blender;
	vectors_init(&blended, memory);
	pool = pool_new(threads, state, run, done, &blender);
	for (uint32_t i = 0; i < count; i += BLEND_ROW) {
		struct blending *const blending = xmalloc(sizeof(*blending));

		blending->first = i;
		blending->count = count - i < BLEND_ROW ? count - i : BLEND_ROW;
		pool_submit(pool, blending);
	}
	pool_free(pool);
	vectors_release(vectors);
	*vectors = blended;
}

void blend_release(struct blend *blend)
{
	free(blend->lenders);
	blend->lenders = NULL;
}
