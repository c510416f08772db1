#include "linkage.h"

#include <stdlib.h>
#include <string.h>

#include "centroid.h"
#include "means.h"
#include "mem.h"

enum { STEP_BITS = 8 };

static const uint32_t NONE = UINT32_MAX;

struct cluster {	   /* at its root, any of its documents */
	uint32_t smallest; /* of its documents */
	struct published published;
	uint32_t mean;	      /* its number, NONE: that of the document */
	uint32_t first, last; /* links, or NONE */
};

struct link {
	uint32_t to; /* a document of the other cluster */
	uint32_t next;
	uint32_t extra;
};

struct candidate {
	uint32_t step;	    /* of the average */
	uint32_t a, b;	    /* clusters, a < b */
	uint32_t extra;	    /* of one edge, beyond the cosine */
	uint32_t documents; /* of both when it was computed */
};

struct linkage {
	struct vectors *vectors;
	uint32_t threshold;
	uint32_t *root; /* union-find */
	uint32_t *result;
	struct cluster *cluster;
	struct link *link;
	size_t links, links_size;
	struct candidate *heap;
	size_t candidates, heap_size;
	struct means means;
};

struct linkage *linkage_new(struct vectors *vectors, const int32_t *day,
			    uint32_t threshold, size_t memory)
{
	struct linkage *linkage = xmalloc(sizeof(*linkage));
	const uint32_t count = vectors->count;

	memset(linkage, 0, sizeof(*linkage));
	linkage->vectors = vectors;
	linkage->threshold = threshold;
	linkage->root = xreallocarray(NULL, count, sizeof(uint32_t));
	linkage->result = xreallocarray(NULL, count, sizeof(uint32_t));
	linkage->cluster =
		xreallocarray(NULL, count, sizeof(*linkage->cluster));
	for (uint32_t i = 0; i < count; i++) {
		linkage->root[i] = i;
		linkage->cluster[i] = (struct cluster){
			i, published_on(day ? day[i] : FACTS_NO_DAY), NONE,
			NONE, NONE};
	}
	means_init(&linkage->means, memory, count);
	return linkage;
}

/* Path halving. */
static uint32_t find(uint32_t *root, uint32_t i)
{
	while (root[i] != i)
		i = root[i] = root[root[i]];
	return i;
}

/* Does x come up before y? */
static bool before(const struct candidate *x, const struct candidate *y)
{
	if (x->step != y->step)
		return x->step > y->step;
	if (x->a != y->a)
		return x->a < y->a;
	return x->b != y->b ? x->b < y->b : x->extra > y->extra;
}

static void push(struct linkage *linkage, struct candidate candidate)
{
	size_t i = linkage->candidates++;

	if (i == linkage->heap_size) {
		linkage->heap_size = i ? 2 * i : 1024;
		linkage->heap = xreallocarray(linkage->heap, linkage->heap_size,
					      sizeof(*linkage->heap));
	}
	while (i && before(&candidate, &linkage->heap[(i - 1) / 2])) {
		linkage->heap[i] = linkage->heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	linkage->heap[i] = candidate;
}

static struct candidate pop(struct linkage *linkage)
{
	struct candidate *heap = linkage->heap;
	const struct candidate top = heap[0];
	const size_t n = --linkage->candidates;
	const struct candidate last = heap[n];
	size_t i = 0, child;

	while ((child = 2 * i + 1) < n) {
		if (child + 1 < n && before(&heap[child + 1], &heap[child]))
			child++;
		if (!before(&heap[child], &last))
			break;
		heap[i] = heap[child];
		i = child;
	}
	heap[i] = last;
	return top;
}

static void add_link(struct linkage *linkage, uint32_t from, uint32_t to,
		     uint32_t extra)
{
	struct cluster *cluster = &linkage->cluster[from];

	if (linkage->links == linkage->links_size) {
		linkage->links_size =
			linkage->links_size ? 2 * linkage->links_size : 1024;
		linkage->link =
			xreallocarray(linkage->link, linkage->links_size,
				      sizeof(*linkage->link));
	}
	linkage->link[linkage->links] =
		(struct link){to, cluster->first, extra};
	if (cluster->first == NONE)
		cluster->last = (uint32_t)linkage->links;
	cluster->first = (uint32_t)linkage->links++;
}

/* The mean of a cluster, into *mean. */
static void load(struct linkage *linkage, uint32_t root, struct centroid *mean)
{
	const uint32_t number = linkage->cluster[root].mean;

	if (number == NONE)
		centroid_init(mean, vectors_get(linkage->vectors, root));
	else
		means_get(&linkage->means, number, mean);
}

static void drop_mean(struct linkage *linkage, uint32_t root)
{
	if (linkage->cluster[root].mean != NONE)
		means_drop(&linkage->means, linkage->cluster[root].mean);
}

/* How alike the clusters at roots x and y are, whose means are a and b. */
static uint32_t average(const struct linkage *linkage, uint32_t x,
			const struct centroid *a, uint32_t y,
			const struct centroid *b, uint32_t extra)
{
	const uint64_t pairs = (uint64_t)a->documents * b->documents;
	const uint64_t sum =
		likeness(centroid_cosine(a, b), linkage->cluster[x].published,
			 linkage->cluster[y].published) +
		extra / pairs;

	return sum < VECTOR_ONE ? (uint32_t)sum : VECTOR_ONE;
}

static void push_pair(struct linkage *linkage, uint32_t a, uint32_t b,
		      uint32_t value, uint32_t extra)
{
	if (value < linkage->threshold)
		return;
	push(linkage,
	     (struct candidate){
		     .step = value >> STEP_BITS,
		     .a = a < b ? a : b,
		     .b = a < b ? b : a,
		     .extra = extra,
		     .documents = linkage->cluster[a].published.documents +
				  linkage->cluster[b].published.documents,
	     });
}

/* Put the cluster at root b into that at a: what it is, but not its links. */
static void absorb(struct linkage *linkage, uint32_t a, uint32_t b,
		   const struct centroid *mean)
{
	struct cluster *const into = &linkage->cluster[a];
	const struct cluster *const gone = &linkage->cluster[b];

	linkage->root[b] = a;
	into->published = published_both(into->published, gone->published);
	if (gone->smallest < into->smallest)
		into->smallest = gone->smallest;
	drop_mean(linkage, a);
	drop_mean(linkage, b);
	into->mean = means_add(&linkage->means, mean);
}

void linkage_unite(struct linkage *linkage, uint32_t a, uint32_t b)
{
	struct centroid left, right, both;

	a = find(linkage->root, a);
	b = find(linkage->root, b);
	if (a == b)
		return;
	load(linkage, a, &left);
	load(linkage, b, &right);
	centroid_merge(&left, &right, &both);
	absorb(linkage, a, b, &both);
}

/* How alike the clusters of an edge are. */
static uint32_t edge_average(struct linkage *linkage, uint32_t a, uint32_t b,
			     const struct edge *edge)
{
	struct centroid left, right;

	if (linkage->cluster[a].published.documents +
		    linkage->cluster[b].published.documents ==
	    2)
		return edge->alike;
	load(linkage, a, &left);
	load(linkage, b, &right);
	return average(linkage, a, &left, b, &right, edge->extra);
}

void linkage_add(struct linkage *linkage, const struct edge *edge)
{
	const uint32_t a = find(linkage->root, edge->a);
	const uint32_t b = find(linkage->root, edge->b);

	/* links are numbered in 32 bits, two an edge */
	if (edge->alike < linkage->threshold || linkage->links + 2 >= NONE ||
	    a == b)
		return;
	add_link(linkage, a, b, edge->extra);
	add_link(linkage, b, a, edge->extra);
	push_pair(linkage, a, b, edge_average(linkage, a, b, edge),
		  edge->extra);
}

/* The candidates of a cluster that has become part of the one at root. */
static void push_links(struct linkage *linkage, uint32_t first, uint32_t root,
		       const struct centroid *mean)
{
	for (uint32_t i = first; i != NONE; i = linkage->link[i].next) {
		const struct link link = linkage->link[i];
		const uint32_t to = find(linkage->root, link.to);
		struct centroid other;

		if (to == root)
			continue;
		load(linkage, to, &other);
		push_pair(linkage, root, to,
			  average(linkage, root, mean, to, &other, link.extra),
			  link.extra);
	}
}

/* Is list a the shorter one? Walks no further than the end of one. */
static bool is_shorter(const struct linkage *linkage, uint32_t a, uint32_t b)
{
	while (a != NONE && b != NONE) {
		a = linkage->link[a].next;
		b = linkage->link[b].next;
	}
	return a == NONE && b != NONE;
}

/* Put the cluster at root b, which has fewer links, into that at a. Its
 * candidates end with it; what takes their place is computed. */
static void join(struct linkage *linkage, uint32_t a, uint32_t b,
		 const struct centroid *mean)
{
	struct cluster *into = &linkage->cluster[a];
	const struct cluster *gone = &linkage->cluster[b];

	absorb(linkage, a, b, mean);
	if (gone->first == NONE)
		return;
	push_links(linkage, gone->first, a, mean);
	linkage->link[gone->last].next = into->first;
	if (into->first == NONE)
		into->last = gone->last;
	into->first = gone->first;
}

static void try_candidate(struct linkage *linkage,
			  const struct candidate *candidate,
			  const struct linkage_rules *rules)
{
	const uint32_t a = candidate->a, b = candidate->b;
	struct centroid left, right, both;

	if (linkage->root[a] != a || linkage->root[b] != b)
		return; /* see join() */
	load(linkage, a, &left);
	load(linkage, b, &right);
	if (left.documents + right.documents != candidate->documents) {
		const uint32_t value =
			average(linkage, a, &left, b, &right, candidate->extra);

		if (value >> STEP_BITS < candidate->step ||
		    value < linkage->threshold) {
			push_pair(linkage, a, b, value, candidate->extra);
			return;
		}
	}
	if (rules->apart(rules->context, linkage->cluster[a].smallest,
			 linkage->cluster[b].smallest))
		return;
	rules->joined(rules->context, linkage->cluster[a].smallest,
		      linkage->cluster[b].smallest);
	centroid_merge(&left, &right, &both);
	if (is_shorter(linkage, linkage->cluster[a].first,
		       linkage->cluster[b].first))
		join(linkage, b, a, &both);
	else
		join(linkage, a, b, &both);
}

void linkage_run(struct linkage *linkage, const struct linkage_rules *rules)
{
	while (linkage->candidates) {
		const struct candidate top = pop(linkage);

		try_candidate(linkage, &top, rules);
	}
}

const uint32_t *linkage_roots(struct linkage *linkage)
{
	for (uint32_t i = 0; i < linkage->vectors->count; i++)
		linkage->result[i] =
			linkage->cluster[find(linkage->root, i)].smallest;
	return linkage->result;
}

uint32_t linkage_score(struct linkage *linkage, uint32_t document)
{
	const uint32_t root = find(linkage->root, document);
	struct centroid own, mean;
	uint64_t with, self;

	centroid_init(&own, vectors_get(linkage->vectors, document));
	load(linkage, root, &mean);
	if (mean.documents < 2)
		return VECTOR_ONE;
	with = (uint64_t)mean.documents * centroid_cosine(&own, &mean);
	self = centroid_cosine(&own, &own);
	return with > self ? (uint32_t)((with - self) / (mean.documents - 1))
			   : 0;
}

void linkage_mean(struct linkage *linkage, uint32_t document,
		  struct centroid *mean)
{
	load(linkage, find(linkage->root, document), mean);
}

void linkage_free(struct linkage *linkage)
{
	free(linkage->root);
	free(linkage->result);
	free(linkage->cluster);
	free(linkage->link);
	free(linkage->heap);
	means_release(&linkage->means);
	free(linkage);
}
