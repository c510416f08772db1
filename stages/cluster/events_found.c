/* What was found: of each document, its event, and why. */
#include <stdlib.h>
#include <string.h>

#include "events_internal.h"
#include "json.h"
#include "likeness.h"
#include "lookup.h"

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
	why->days = events_days_between(events, a, b);
	find_common(&left, &right, why);
}

uint32_t events_document(const struct events *events, uint32_t record)
{
	return gather_document(events->gather, record);
}

bool events_is_new(const struct events *events, uint32_t document)
{
	uint64_t event;

	return !lineage_was(&events->lineage, document, &event);
}

void events_rewind(struct events *events)
{
	gather_rewind(events->gather);
}

bool events_next(struct events *events, struct gathered *out)
{
	return gather_next(events->gather, out);
}

uint32_t *events_turns(struct events *events)
{
	return turns_find(&events->turns, events->count);
}

struct event events_of(const struct events *events, uint32_t document)
{
	const uint32_t root = events->root[document];
	const struct member *first = &events->member[root];
	const bool known = first->vote.from != FACTS_NOTHING;

	return (struct event){
		.first = root,
		.size = first->size,
		.day = known ? first->vote.day : FACTS_NO_DAY,
		.from = (enum facts_from)first->vote.from,
		.sure = known ? first->vote.sure / 100.0 : 0,
	};
}

void events_put_event_id(struct events *events, uint32_t first, struct buf *out)
{
	struct buf id = {0};
	uint64_t event;
	bool old = false;

	if (events->options.index)
		event = lineage_event(&events->lineage, first, &old);
	if (old) {
		event_index_id(events->options.index, event, out);
		return;
	}
	names_get(&events->names, first, &id);
	kept_event_id(buf_str(&id), out);
	buf_release(&id);
}

void events_put_id(struct events *events, uint32_t document, struct buf *out)
{
	uint64_t event;

	if (lineage_was(&events->lineage, document, &event))
		event_index_id(events->options.index, event, out);
	else
		events_put_event_id(events, events->root[document], out);
}

struct links {
	const struct event_index *index;
	uint64_t own;
	struct buf *out;
};

static void put_link(uint64_t event, void *data)
{
	const struct links *const links = data;

	if (event == links->own)
		return;
	json_put_sep(links->out);
	event_index_id(links->index, event, links->out);
}

/* All that a cluster is but `own`. */
static void put_links(const struct events *events, uint32_t root, uint64_t own,
		      struct buf *out)
{
	struct links links = {events->options.index, own, out};

	buf_add_char(out, '[');
	if (links.index)
		lineage_linked(&events->lineage, root, put_link, &links);
	buf_add_char(out, ']');
}

void events_put_event_links(struct events *events, uint32_t first,
			    struct buf *out)
{
	uint64_t own = UINT64_MAX;
	bool old;

	if (events->options.index)
		own = lineage_event(&events->lineage, first, &old);
	put_links(events, first, own, out);
}

void events_put_links(struct events *events, uint32_t document, struct buf *out)
{
	uint64_t own;

	if (lineage_was(&events->lineage, document, &own))
		put_links(events, events->root[document], own, out);
	else
		events_put_event_links(events, events->root[document], out);
}

bool events_linked_now(const struct events *events, uint32_t first)
{
	return lineage_is_linked_now(&events->lineage, first);
}

double events_score(struct events *events, uint32_t document)
{
	return (double)linkage_score(events->linkage, document) / VECTOR_ONE;
}

static int by_heaviness(const void *left, const void *right)
{
	const struct heavy *const a = left, *const b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a->term > b->term) - (a->term < b->term);
}

size_t events_terms(struct events *events, uint32_t document,
		    struct heavy *term, size_t most)
{
	struct heavy all[CENTROID_TERMS];
	struct centroid mean;
	size_t n;

	linkage_mean(events->linkage, document, &mean);
	for (uint32_t i = 0; i < mean.count; i++)
		all[i] = (struct heavy){mean.term[i], mean.weight[i]};
	n = heavy_keep(all, mean.count, most);
	if (n)
		qsort(all, n, sizeof(*all), by_heaviness);
	memcpy(term, all, n * sizeof(*all));
	return n;
}

static struct remember *begin_remembering(struct events *events)
{
	if (!events->remember)
		events->remember =
			remember_new(events->options.index, &events->weigher,
				     events->options.memory / 8, events->count);
	return events->remember;
}

void events_remember(struct events *events, const struct kept *kept,
		     uint32_t document, struct str row)
{
	const uint32_t root = events->root[document];
	bool old;

	remember_document(begin_remembering(events), kept, document,
			  lineage_event(&events->lineage, root, &old), row);
}

void events_remember_all(struct events *events)
{
	remember_all(begin_remembering(events), &events->lineage,
		     &events->frequency);
}
