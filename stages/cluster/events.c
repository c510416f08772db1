#include "events.h"

#include <stdlib.h>
#include <string.h>

#include "bags.h"
#include "blend.h"
#include "bounds.h"
#include "frequency.h"
#include "index.h"
#include "likeness.h"
#include "linkage.h"
#include "mem.h"
#include "neighbours.h"
#include "vector.h"
#include "vectors.h"

struct member {
	struct bounds bounds; /* of the cluster that begins with it */
	int32_t day;
	uint32_t next; /* of the same event, NONE after the last */
	uint32_t size; /* of the event that begins with it */
	uint8_t sure, from;
};

struct vote {
	int32_t day;
	uint32_t sure;
};

enum {
	AHEAD = 64, /* terms for which memory is fetched */
	/* Less alike are no neighbours: 1/20. */
	FLOOR = VECTOR_ONE / 20,
	/* How often words are lent. Twice makes the range of thresholds that
	 * do well three times as wide on ECB+, and twice on VietnameseMDS. */
	ROUNDS = 2,
	/* Where a lone lender lends half of what it can: at .3 for single
	 * texts, squared; at .7 for blended ones, squared twice. At .18 and
	 * .5, both squared once, a text took on the words of its event's
	 * sisters where few others were about the event: of ECB+ with three
	 * texts an event .47 of all pairs of sisters were joined, now .31. */
	DOUBT = (VECTOR_ONE + 1) * 9 / 100,
	DOUBT_AGAIN = (VECTOR_ONE + 1) * 24 / 100,
	SQUARINGS_AGAIN = 2,
};

static const uint32_t NONE = UINT32_MAX;

struct events {
	struct frequency frequency;
	struct bags bags;
	struct index index;
	struct vectors vectors;
	struct blend blend;
	struct tempfile edges; /* struct edge */
	int32_t *created;      /* day of publication of each document */
	struct neighbours *neighbours;
	struct linkage *linkage;
	const uint32_t *root;
	struct member *member;
	uint32_t count;
	size_t size;
	size_t memory;
	uint32_t threshold;
	struct vote *vote; /* scratch */
	size_t votes_size;
};

struct events *events_new(double threshold, size_t memory)
{
	struct events *events = xmalloc(sizeof(*events));

	memset(events, 0, sizeof(*events));
	events->memory = memory;
	frequency_init(&events->frequency);
	bags_init(&events->bags);
	events->threshold = (uint32_t)(threshold * VECTOR_ONE + .5);
	vectors_init(&events->vectors, memory / 4);
	tempfile_init(&events->edges);
	events->neighbours =
		neighbours_new(&events->vectors, FLOOR, memory / 4);
	return events;
}

static void add_copies(struct events *events, const struct digest *digest)
{
	for (size_t i = 0; i < digest->copies; i++) {
		const struct copied *copied = &digest->copied[i];
		uint64_t share;
		uint32_t from;

		if (!index_find(&events->index, copied->of, &from) ||
		    from == events->count)
			continue;
		share = copied->thousandths * VECTOR_ONE /
			(1000 * (uint64_t)digest->tokens);
		if (share > VECTOR_ONE)
			share = VECTOR_ONE;
		neighbours_copy(events->neighbours, from, events->count,
				(uint32_t)share);
	}
}

static void count_terms(struct frequency *frequency, const struct bag *bag)
{
	for (size_t i = 0; i < bag->count; i++) {
		if (i + AHEAD < bag->count)
			frequency_prefetch(frequency, bag->term[i + AHEAD]);
		frequency_count(frequency, bag->term[i]);
	}
}

bool events_add(struct events *events, const struct digest *digest)
{
	struct member *member;

	if (events->count == NONE)
		return false;
	if (events->count == events->size) {
		events->size = events->size ? 2 * events->size : 1024;
		events->member = xreallocarray(events->member, events->size,
					       sizeof(*events->member));
		events->created = xreallocarray(events->created, events->size,
						sizeof(*events->created));
	}
	add_copies(events, digest);
	index_add(&events->index, digest->id, events->count);
	events->created[events->count] = digest->created_day;
	member = &events->member[events->count++];
	member->day = digest->facts.day;
	member->sure = digest->facts.sure;
	member->from = digest->facts.from;
	bounds_init(&member->bounds, &digest->facts);
	count_terms(&events->frequency, &digest->bag);
	bags_add(&events->bags, &digest->bag);
	return true;
}

/* Now that it is known how rare each term is. */
static void make_vectors(struct events *events)
{
	struct weigher weigher;
	struct bag bag;

	weigher_init(&weigher, &events->frequency, events->count);
	for (uint32_t i = 0; bags_next(&events->bags, &bag); i++) {
		struct vector vector = {0};
		uint32_t probe[VECTOR_PROBES];
		const size_t probes =
			vector_make(&weigher, &bag, &vector, probe);

		vectors_add(&events->vectors, &vector);
		neighbours_add(events->neighbours, i, probe, probes);
	}
	frequency_release(&events->frequency);
	bags_release(&events->bags);
	index_release(&events->index);
}

static bool apart(void *context, uint32_t a, uint32_t b)
{
	const struct events *events = context;

	return bounds_contradict(&events->member[a].bounds,
				 &events->member[b].bounds);
}

static void joined(void *context, uint32_t a, uint32_t b)
{
	const struct events *events = context;

	if (a < b)
		bounds_join(&events->member[a].bounds,
			    &events->member[b].bounds);
	else
		bounds_join(&events->member[b].bounds,
			    &events->member[a].bounds);
}

static int compare_votes(const void *a, const void *b)
{
	const struct vote *left = a, *right = b;

	if (left->day != right->day)
		return left->day < right->day ? -1 : 1;
	return left->sure < right->sure ? -1 : left->sure > right->sure;
}

/* The day of most weight, and of those the first; sure of it is the surest
 * who says so, less what others say. */
static void choose_day(struct member *first, struct vote *vote, size_t n)
{
	uint64_t all = 0, best = 0, sum = 0;
	uint32_t sure = 0;

	qsort(vote, n, sizeof(*vote), compare_votes);
	for (size_t i = 0; i < n; i++) {
		sum = i && vote[i].day == vote[i - 1].day ? sum : 0;
		sum += vote[i].sure;
		all += vote[i].sure;
		if (sum <= best)
			continue;
		best = sum;
		sure = vote[i].sure;
		first->day = vote[i].day;
	}
	first->sure = (uint8_t)(all ? sure * best / all : 0);
}

/* Of an event, whose members say different things. */
static void set_event(struct events *events, uint32_t root)
{
	struct member *first = &events->member[root];
	uint8_t from = FACTS_NOTHING;
	size_t n = 0;

	for (uint32_t i = root; i != NONE; i = events->member[i].next)
		if (events->member[i].from > from)
			from = events->member[i].from;
	if (first->size > events->votes_size) {
		events->votes_size = 2 * (size_t)first->size;
		events->vote = xreallocarray(events->vote, events->votes_size,
					     sizeof(*events->vote));
	}
	for (uint32_t i = root; i != NONE; i = events->member[i].next)
		if (events->member[i].from == from)
			events->vote[n++] = (struct vote){
				events->member[i].day, events->member[i].sure};
	first->from = from;
	if (from == FACTS_NOTHING)
		return;
	if (from == FACTS_CREATED) { /* the first report */
		for (size_t i = 0; i < n; i++)
			if (events->vote[i].day < first->day ||
			    first->day == FACTS_NO_DAY)
				first->day = events->vote[i].day;
		return;
	}
	choose_day(first, events->vote, n);
}

static size_t set_events(struct events *events)
{
	size_t found = 0;

	for (uint32_t i = 0; i < events->count; i++) {
		events->member[i].next = NONE;
		events->member[i].size = 0;
	}
	for (uint32_t i = events->count; i-- > 0;) {
		const uint32_t root = events->root[i];

		events->member[root].size++;
		if (root == i)
			continue;
		events->member[i].next = events->member[root].next;
		events->member[root].next = i;
	}
	for (uint32_t i = 0; i < events->count; i++) {
		if (events->root[i] != i)
			continue;
		set_event(events, i);
		found++;
	}
	return found;
}

/* Of two documents whose events are not certainly different, each may lend
 * words to the other. */
static bool check_pair(void *context, const struct edge *edge)
{
	struct events *events = context;

	if (apart(events, edge->a, edge->b))
		return false;
	blend_offer(&events->blend, edge->a, edge->b,
		    likeness_near(edge->alike,
				  published_on(events->created[edge->a]),
				  published_on(events->created[edge->b])));
	return true;
}

static void find_edges(struct events *events)
{
	struct edge edge;

	neighbours_set_check(events->neighbours, check_pair, events);
	while (neighbours_next(events->neighbours, &edge))
		tempfile_append(&events->edges, &edge, sizeof(edge));
	neighbours_free(events->neighbours);
	events->neighbours = NULL;
}

static void blend_vectors(struct events *events)
{
	struct vectors blended;
	struct vector vector = {0};

	vectors_init(&blended, events->memory / 4);
	for (uint32_t i = 0; i < events->count; i++) {
		blend_make(&events->blend, &events->vectors, i, &vector);
		vectors_add(&blended, &vector);
	}
	vectors_release(&events->vectors);
	events->vectors = blended;
}

/* How alike the ends of each edge are now that words were lent. */
static void compare_again(struct events *events,
			  void (*use)(void *context, const struct edge *),
			  void *context)
{
	struct lookup lookup;
	uint32_t loaded = NONE;
	struct edge edge;

	for (uint64_t at = 0; at < events->edges.size; at += sizeof(edge)) {
		tempfile_read(&events->edges, at, &edge, sizeof(edge));
		if (edge.a != loaded)
			lookup_load(&lookup,
				    vectors_get(&events->vectors, edge.a));
		loaded = edge.a;
		edge.alike = lookup_cosine(
			&lookup, vectors_get(&events->vectors, edge.b));
		use(context, &edge);
	}
}

static void offer(void *context, const struct edge *edge)
{
	check_pair(context, edge);
}

static void link_pair(void *context, const struct edge *edge)
{
	const struct events *events = context;
	struct edge both = *edge;

	both.alike =
		likeness(edge->alike, published_on(events->created[edge->a]),
			 published_on(events->created[edge->b]));
	both.extra = (uint32_t)((uint64_t)(VECTOR_ONE - both.alike) *
				edge->share / VECTOR_ONE);
	both.alike += both.extra;
	linkage_add(events->linkage, &both);
}

static void lend_words(struct events *events)
{
	blend_init(&events->blend, events->count);
	events->blend.doubt = DOUBT;
	find_edges(events);
	blend_vectors(events);
	for (int i = 1; i < ROUNDS; i++) {
		blend_reset(&events->blend, events->count);
		events->blend.doubt = DOUBT_AGAIN;
		events->blend.squarings = SQUARINGS_AGAIN;
		compare_again(events, offer, events);
		blend_vectors(events);
	}
	blend_release(&events->blend);
}

size_t events_find(struct events *events)
{
	const struct linkage_rules rules = {events, apart, joined};

	make_vectors(events);
	lend_words(events);
	events->linkage = linkage_new(&events->vectors, events->created,
				      events->threshold, events->memory / 4);
	compare_again(events, link_pair, events);
	tempfile_reset(&events->edges);
	events->root = linkage_run(events->linkage, &rules);
	return set_events(events);
}

/* Between the publication of two documents, -1: not known. */
static int32_t days_between(const struct events *events, uint32_t a, uint32_t b)
{
	const int32_t from = events->created[a], to = events->created[b];

	if (from == FACTS_NO_DAY || to == FACTS_NO_DAY)
		return -1;
	return from < to ? to - from : from - to;
}

struct pair_use {
	const struct events *events;
	events_use *use;
	void *context;
};

static void use_pair(void *context, const struct edge *edge)
{
	const struct pair_use *pair = context;

	pair->use(pair->context, edge->a, edge->b, edge->alike,
		  days_between(pair->events, edge->a, edge->b));
}

void events_pairs(struct events *events, events_use *use, void *context)
{
	struct pair_use pair = {events, use, context};

	make_vectors(events);
	lend_words(events);
	compare_again(events, use_pair, &pair);
}

struct common {
	uint32_t term;
	uint64_t weight;
};

static int by_weight(const void *left, const void *right)
{
	const struct common *const a = left, *const b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a->term > b->term) - (a->term < b->term);
}

static void find_common(const struct vector *a, const struct vector *b,
			struct events_why *why)
{
	struct common common[VECTOR_TERMS];
	uint32_t i = 0, k = 0;
	size_t n = 0;

	while (i < a->count && k < b->count) {
		const uint32_t left = a->term[i], right = b->term[k];

		if (left == right && !bag_is_bigram(left))
			common[n++] = (struct common){
				left, (uint64_t)a->weight[i] * b->weight[k]};
		i += left <= right;
		k += right <= left;
	}
	if (n)
		qsort(common, n, sizeof(*common), by_weight);
	why->terms = n < EVENTS_TERMS ? n : EVENTS_TERMS;
	for (size_t at = 0; at < why->terms; at++)
		why->term[at] = common[at].term;
}

void events_explain(struct events *events, uint32_t a, uint32_t b,
		    struct events_why *why)
{
	const struct vector left = *vectors_get(&events->vectors, a);
	const struct vector right = *vectors_get(&events->vectors, b);
	struct lookup lookup;

	lookup_load(&lookup, &left);
	why->cosine = lookup_cosine(&lookup, &right);
	why->likeness = likeness(why->cosine, published_on(events->created[a]),
				 published_on(events->created[b]));
	why->days = days_between(events, a, b);
	find_common(&left, &right, why);
}

struct event events_of(const struct events *events, uint32_t document)
{
	const uint32_t root = events->root[document];
	const struct member *first = &events->member[root];

	return (struct event){
		.first = root,
		.size = first->size,
		.day = first->from == FACTS_NOTHING ? FACTS_NO_DAY : first->day,
		.from = (enum facts_from)first->from,
		.sure = first->from == FACTS_NOTHING ? 0 : first->sure / 100.0,
	};
}

double events_score(struct events *events, uint32_t document)
{
	return (double)linkage_score(events->linkage, document) / VECTOR_ONE;
}

void events_free(struct events *events)
{
	frequency_release(&events->frequency);
	bags_release(&events->bags);
	index_release(&events->index);
	if (events->neighbours)
		neighbours_free(events->neighbours);
	if (events->linkage)
		linkage_free(events->linkage);
	vectors_release(&events->vectors);
	tempfile_release(&events->edges);
	free(events->created);
	free(events->member);
	free(events->vote);
	free(events);
}
