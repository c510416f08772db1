#include "neighbours.h"

#include <stdlib.h>
#include <string.h>

#include "lookup.h"
#include "mem.h"
#include "pairs.h"

struct neighbours {
	struct vectors *vectors;
	uint32_t floor;
	struct pairs *probes;	  /* (term, document) */
	struct pairs *candidates; /* (a << 32 | b, 0 or 1 + share) */
	struct lookup lookup;
	uint32_t loaded; /* the document in lookup */
	bool started, is_loaded;
	struct edge edge[NEIGHBOURS_EDGES]; /* of one document */
	size_t edges, given;
	struct pair ahead; /* read, not yet used */
	bool has_ahead;
	neighbours_check *check;
	void *context;
};

struct neighbours *neighbours_new(struct vectors *vectors, uint32_t floor,
				  size_t memory)
{
	struct neighbours *neighbours = xmalloc(sizeof(*neighbours));

	memset(neighbours, 0, sizeof(*neighbours));
	neighbours->vectors = vectors;
	neighbours->floor = floor;
	neighbours->probes = pairs_new(memory / 2);
	neighbours->candidates = pairs_new(memory / 2);
	return neighbours;
}

void neighbours_set_check(struct neighbours *neighbours,
			  neighbours_check *check, void *context)
{
	neighbours->check = check;
	neighbours->context = context;
}

void neighbours_add(struct neighbours *neighbours, uint32_t document,
		    const uint32_t *probe, size_t probes)
{
	for (size_t i = 0; i < probes; i++)
		pairs_add(neighbours->probes, probe[i], document);
}

void neighbours_copy(struct neighbours *neighbours, uint32_t a, uint32_t b,
		     uint32_t share)
{
	pairs_add(neighbours->candidates, (uint64_t)a << 32 | b, 1 + share);
}

/* Each document with those before it that have the same probe. */
static void pair_up(struct neighbours *neighbours)
{
	uint32_t ring[NEIGHBOURS_WINDOW];
	struct pair pair;
	uint64_t key = 0;
	size_t n = 0;

	pairs_rewind(neighbours->probes);
	while (pairs_next(neighbours->probes, &pair)) {
		const size_t held =
			n < NEIGHBOURS_WINDOW ? n : NEIGHBOURS_WINDOW;

		if (n && pair.key == key) {
			for (size_t i = 0; i < held; i++)
				pairs_add(neighbours->candidates,
					  (uint64_t)ring[i] << 32 | pair.value,
					  0);
		} else {
			key = pair.key;
			n = 0;
		}
		ring[n++ % NEIGHBOURS_WINDOW] = (uint32_t)pair.value;
	}
	pairs_free(neighbours->probes);
	neighbours->probes = NULL;
}

static void start(struct neighbours *neighbours)
{
	pair_up(neighbours);
	pairs_rewind(neighbours->candidates);
	neighbours->has_ahead =
		pairs_next(neighbours->candidates, &neighbours->ahead);
	neighbours->started = true;
}

/* The next candidate for document a, with the share copied; false if there
 * is none. */
static bool next_candidate(struct neighbours *neighbours, uint32_t a,
			   uint32_t *b, uint32_t *share)
{
	const struct pair *ahead = &neighbours->ahead;

	while (neighbours->has_ahead && ahead->key >> 32 == a) {
		const uint64_t key = ahead->key;
		size_t shared = 0;

		*b = (uint32_t)key;
		*share = 0;
		do {
			if (ahead->value)
				*share = (uint32_t)(ahead->value - 1);
			shared += ahead->value ? NEIGHBOURS_SHARED : 1;
			neighbours->has_ahead = pairs_next(
				neighbours->candidates, &neighbours->ahead);
		} while (neighbours->has_ahead && ahead->key == key);
		if (shared >= NEIGHBOURS_SHARED)
			return true;
	}
	return false;
}

static void compare(struct neighbours *neighbours, struct edge *edge,
		    uint32_t share)
{
	uint32_t cosine;

	if (!neighbours->is_loaded || neighbours->loaded != edge->a) {
		lookup_load(&neighbours->lookup,
			    vectors_get(neighbours->vectors, edge->a));
		neighbours->loaded = edge->a;
		neighbours->is_loaded = true;
	}
	cosine = lookup_cosine(&neighbours->lookup,
			       vectors_get(neighbours->vectors, edge->b));
	edge->extra = (uint32_t)((uint64_t)(VECTOR_ONE - cosine) * share /
				 VECTOR_ONE);
	edge->alike = cosine + edge->extra;
}

/* Among the strongest of its document? Of equals the first stay. */
static void keep(struct neighbours *neighbours, struct edge edge)
{
	size_t weakest = 0;

	if (neighbours->edges < NEIGHBOURS_EDGES) {
		neighbours->edge[neighbours->edges++] = edge;
		return;
	}
	for (size_t i = 1; i < NEIGHBOURS_EDGES; i++)
		if (neighbours->edge[i].alike <=
		    neighbours->edge[weakest].alike)
			weakest = i;
	if (edge.alike > neighbours->edge[weakest].alike)
		neighbours->edge[weakest] = edge;
}

/* The edges from the next document that has any candidate. */
static void fill(struct neighbours *neighbours)
{
	struct edge edge = {.a = (uint32_t)(neighbours->ahead.key >> 32)};
	uint32_t share;

	neighbours->edges = neighbours->given = 0;
	while (next_candidate(neighbours, edge.a, &edge.b, &share)) {
		compare(neighbours, &edge, share);
		if (edge.alike >= neighbours->floor &&
		    (!neighbours->check ||
		     neighbours->check(neighbours->context, &edge)))
			keep(neighbours, edge);
	}
}

bool neighbours_next(struct neighbours *neighbours, struct edge *edge)
{
	if (!neighbours->started)
		start(neighbours);
	while (neighbours->given == neighbours->edges) {
		if (!neighbours->has_ahead)
			return false;
		fill(neighbours);
	}
	*edge = neighbours->edge[neighbours->given++];
	return true;
}

void neighbours_free(struct neighbours *neighbours)
{
	pairs_free(neighbours->candidates);
	if (neighbours->probes)
		pairs_free(neighbours->probes);
	free(neighbours);
}
