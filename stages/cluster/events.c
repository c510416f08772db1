#include "events.h"

#include <stdlib.h>
#include <string.h>

#include "events_internal.h"
#include "likeness.h"
#include "mem.h"

/* What was copied, until it is known from whom. */
struct copying {
	uint64_t of, share;
	uint32_t document;
	uint32_t unused;
};

enum {
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

struct events *events_new(const struct events_options *options)
{
	struct events *events = xmalloc(sizeof(*events));
	const size_t memory = options->memory;

	memset(events, 0, sizeof(*events));
	events->options = *options;
	if (!events->options.threads)
		events->options.threads = 1;
	frequency_init(&events->frequency);
	names_init(&events->names);
	lineage_init(&events->lineage, options->index);
	events->threshold = (uint32_t)(options->threshold * VECTOR_ONE + .5);
	events->gather = gather_new(memory / 8, options->index);
	vectors_init(&events->vectors, memory / 4);
	tempfile_init(&events->copyings);
	edges_init(&events->edges);
	events->neighbours =
		neighbours_new(&events->vectors, FLOOR, memory / 4);
	return events;
}

bool events_add(struct events *events, struct str key, struct str packed)
{
	return gather_add(events->gather, key, packed);
}

void events_want(struct events *events, struct str id)
{
	gather_want(events->gather, kept_hash(id));
}

static void note_copies(struct events *events, const struct kept *kept,
			uint32_t document)
{
	for (size_t i = 0; i < kept->copies; i++) {
		const struct kept_copy copy = kept_copy(kept, i);
		const struct copying copying = {copy.of, copy.share, document,
						0};

		tempfile_append(&events->copyings, &copying, sizeof(copying));
	}
}

static void add_document(struct events *events, uint32_t document,
			 const struct gathered *gathered)
{
	const struct kept *const kept = &gathered->kept;
	struct member *const member = &events->member[document];
	struct vector vector = {0};
	uint32_t probe[VECTOR_PROBES];
	struct bag bag;
	size_t probes;

	names_add(&events->names, kept->id);
	numbers_add(&events->numbers, kept_hash(kept->id), document);
	if (gathered->event != GATHER_NEW)
		lineage_claim(&events->lineage, document, gathered->event);
	note_copies(events, kept, document);
	events->created[document] = kept->day;
	member->vote = (struct vote){kept->facts.day, kept->facts.sure,
				     kept->facts.from};
	bounds_init(&member->bounds, &kept->facts);
	kept_bag(kept, &bag);
	probes = vector_make(&events->weigher, &bag, &vector, probe);
	vectors_add(&events->vectors, &vector);
	neighbours_add(events->neighbours, document, probe, probes);
}

static void add_copy(struct events *events, const struct copying *copying)
{
	const uint32_t to = copying->document;
	uint32_t from;

	if (!numbers_find(&events->numbers, copying->of, &from) || from == to)
		return;
	turns_wait(&events->turns, from, to);
	if (copying->share)
		neighbours_copy(events->neighbours, from < to ? from : to,
				from < to ? to : from,
				(uint32_t)copying->share);
}

static void add_copies(struct events *events)
{
	struct copying copying;

	for (uint64_t at = 0; at < events->copyings.size;
	     at += sizeof(copying)) {
		tempfile_read(&events->copyings, at, &copying, sizeof(copying));
		add_copy(events, &copying);
	}
	tempfile_reset(&events->copyings);
}

/* All that takes part, now that it is known how rare each term is. */
static void gather(struct events *events)
{
	uint64_t counted = gather_count(events->gather, &events->frequency);
	struct gathered gathered;

	weigher_init(&events->weigher, &events->frequency,
		     counted < UINT32_MAX ? (uint32_t)counted : UINT32_MAX);
	gather_select(events->gather, &events->weigher);
	events->count = gather_documents(events->gather);
	events->member = xreallocarray(NULL, events->count + (size_t)1,
				       sizeof(*events->member));
	events->created = xreallocarray(NULL, events->count + (size_t)1,
					sizeof(*events->created));
	gather_rewind(events->gather);
	for (uint32_t i = 0; gather_next(events->gather, &gathered); i++)
		add_document(events, i, &gathered);
	add_copies(events);
	numbers_release(&events->numbers);
	if (!events->options.index)
		frequency_release(&events->frequency);
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

/* Of an event, whose members say different things. */
static void set_event(struct events *events, uint32_t root)
{
	struct member *first = &events->member[root];
	size_t n = 0;

	if (first->size > events->votes_size) {
		events->votes_size = 2 * (size_t)first->size;
		events->vote = xreallocarray(events->vote, events->votes_size,
					     sizeof(*events->vote));
	}
	for (uint32_t i = root; i != NONE; i = events->member[i].next)
		events->vote[n++] = events->member[i].vote;
	first->vote = event_day(events->vote, n);
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
		edges_add(&events->edges, &edge);
	neighbours_free(events->neighbours);
	events->neighbours = NULL;
}

static void blend_vectors(struct events *events)
{
	blend_all(&events->blend, &events->vectors, events->options.memory / 4,
		  events->options.threads);
}

/* How alike the ends of each edge are now that words were lent. */
static void compare_again(struct events *events,
			  void (*use)(void *context, const struct edge *),
			  void *context)
{
	edges_compare(&events->edges, &events->vectors, events->options.threads,
		      use, context);
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

/* Documents that were of one event before. */
static void unite(void *context, uint32_t a, uint32_t b)
{
	struct events *const events = context;
	struct member *const member = events->member;

	linkage_unite(events->linkage, a, b);
	bounds_join(&member[a].bounds, &member[b].bounds);
}

/* Documents of linked events: whether they are alike is not asked again. */
static void unite_linked(void *context, uint32_t a, uint32_t b)
{
	const struct events *const events = context;

	linkage_unite(events->linkage, a, b);
}

struct growing {
	const struct gather *gather;
	struct member *member;
};

static void add_members(uint64_t event, void *data)
{
	const struct growing *const growing = data;

	growing->member->size += gather_members(growing->gather, event);
}

/* An event counts those of its documents, too, that do not take part: all that
 * the index has instead of those that were gathered. */
static void count_all(struct events *events)
{
	const struct lineage *const lineage = &events->lineage;
	struct growing growing = {events->gather, NULL};

	for (size_t i = 0; i < lineage->claims; i++) {
		const struct claim *const claim = &lineage->claim[i];

		if (gather_members(events->gather, claim->event))
			events->member[events->root[claim->document]].size--;
	}
	for (size_t i = 0; i < lineage->heirs; i++) {
		growing.member = &events->member[lineage->heir[i].root];
		event_index_linked(lineage->index, lineage->heir[i].speaker,
				   add_members, &growing);
	}
}

size_t events_find(struct events *events)
{
	const struct linkage_rules rules = {events, apart, joined};
	size_t found;

	gather(events);
	if (!events->count)
		return 0;
	lend_words(events);
	events->linkage =
		linkage_new(&events->vectors, events->created,
			    events->threshold, events->options.memory / 4);
	lineage_unite(&events->lineage, false, unite, events);
	compare_again(events, link_pair, events);
	edges_reset(&events->edges);
	linkage_run(events->linkage, &rules);
	lineage_unite(&events->lineage, true, unite_linked, events);
	events->root = linkage_roots(events->linkage);
	lineage_settle(&events->lineage, events->root, events->count);
	found = set_events(events);
	count_all(events);
	return found;
}

int32_t events_days_between(const struct events *events, uint32_t a, uint32_t b)
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
		  events_days_between(pair->events, edge->a, edge->b));
}

void events_pairs(struct events *events, events_use *use, void *context)
{
	struct pair_use pair = {events, use, context};

	gather(events);
	if (!events->count)
		return;
	lend_words(events);
	compare_again(events, use_pair, &pair);
}

void events_free(struct events *events)
{
	frequency_release(&events->frequency);
	gather_free(events->gather);
	names_release(&events->names);
	numbers_release(&events->numbers);
	lineage_release(&events->lineage);
	turns_release(&events->turns);
	tempfile_release(&events->copyings);
	if (events->neighbours)
		neighbours_free(events->neighbours);
	if (events->linkage)
		linkage_free(events->linkage);
	vectors_release(&events->vectors);
	edges_release(&events->edges);
	remember_free(events->remember);
	free(events->created);
	free(events->member);
	free(events->vote);
	free(events);
}
