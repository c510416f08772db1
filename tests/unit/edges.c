/* Edges come back in order, as alike as the vectors are, with any threads. */
#include "../../stages/cluster/edges.h"

#include "../../stages/cluster/lookup.h"
#include "random.h"
#include "tap.h"

enum { DOCUMENTS = 300, EACH = 12 };

struct seen {
	struct edge edge[DOCUMENTS * EACH];
	size_t count;
};

static void see(void *context, const struct edge *edge)
{
	struct seen *const seen = context;

	seen->edge[seen->count++] = *edge;
}

/* The cosine of documents a and b, one pair at a time. */
static uint32_t cosine(struct vectors *vectors, uint32_t a, uint32_t b)
{
	static struct lookup lookup;
	const struct vector left = *vectors_get(vectors, a);

	lookup_load(&lookup, &left);
	return lookup_cosine(&lookup, vectors_get(vectors, b));
}

static void fill(struct vectors *vectors, struct edges *edges, size_t memory)
{
	uint64_t state = 3;

	vectors_init(vectors, memory);
	edges_init(edges);
	for (uint32_t i = 0; i < DOCUMENTS; i++) {
		struct vector vector = {.count = 40};

		for (uint32_t k = 0; k < vector.count; k++) {
			vector.term[k] =
				100 * k + (uint32_t)(random_next(&state) % 9);
			vector.weight[k] = 10000;
		}
		vectors_add(vectors, &vector);
		for (uint32_t k = 1; k <= EACH && i + k < DOCUMENTS; k++) {
			const struct edge edge = {i, i + k, 1, 2, i};

			edges_add(edges, &edge);
		}
	}
}

static void test(size_t threads, size_t memory)
{
	static struct seen seen;
	struct vectors vectors;
	struct edges edges;
	size_t wrong = 0;

	fill(&vectors, &edges, memory);
	for (int again = 0; again < 2; again++) {
		seen.count = 0;
		edges_compare(&edges, &vectors, threads, see, &seen);
		for (size_t i = 0; i < seen.count; i++) {
			const struct edge *const edge = &seen.edge[i];

			wrong += edge->extra != 2 || edge->share != edge->a ||
				 edge->alike !=
					 cosine(&vectors, edge->a, edge->b) ||
				 (i && edge->a < seen.edge[i - 1].a);
		}
		ok(seen.count == DOCUMENTS * EACH - EACH * (EACH + 1) / 2);
	}
	ok(wrong == 0);
	edges_release(&edges);
	vectors_release(&vectors);
}

int main(void)
{
	test(1, (size_t)1 << 24);
	test(3, (size_t)1 << 24);
	test(3, 0); /* on disk: one thread does it all */
	return tap_done();
}
