#include "lineage.h"

#include <stdlib.h>

#include "mem.h"

void lineage_init(struct lineage *lineage, const struct event_index *index)
{
	*lineage = (struct lineage){.index = index};
}

void lineage_claim(struct lineage *lineage, uint32_t document, uint64_t event)
{
	if (lineage->claims == lineage->claims_size) {
		lineage->claims_size =
			lineage->claims_size ? 2 * lineage->claims_size : 64;
		lineage->claim =
			xreallocarray(lineage->claim, lineage->claims_size,
				      sizeof(*lineage->claim));
	}
	lineage->claim[lineage->claims++] = (struct claim){
		event, event_index_speaker(lineage->index, event), document};
}

static int by_document(const void *left, const void *right)
{
	const struct claim *const a = left, *const b = right;

	return (a->document > b->document) - (a->document < b->document);
}

static int by_event(const void *left, const void *right)
{
	const struct claim *const a = left, *const b = right;

	if (a->event != b->event)
		return a->event < b->event ? -1 : 1;
	return by_document(left, right);
}

static int by_speaker(const void *left, const void *right)
{
	const struct claim *const a = left, *const b = right;

	if (a->speaker != b->speaker)
		return a->speaker < b->speaker ? -1 : 1;
	return by_event(left, right);
}

void lineage_unite(struct lineage *lineage, bool linked,
		   void (*unite)(void *context, uint32_t a, uint32_t b),
		   void *context)
{
	struct claim *const claim = lineage->claim;

	if (!lineage->claims)
		return;
	qsort(claim, lineage->claims, sizeof(*claim),
	      linked ? by_speaker : by_event);
	for (size_t i = 1, first = 0; i < lineage->claims; i++) {
		if (linked ? claim[i].speaker == claim[first].speaker
			   : claim[i].event == claim[first].event)
			unite(context, claim[first].document,
			      claim[i].document);
		else
			first = i;
	}
	qsort(claim, lineage->claims, sizeof(*claim), by_document);
}

static int by_root(const void *left, const void *right)
{
	const struct heir *const a = left, *const b = right;

	if (a->root != b->root)
		return a->root < b->root ? -1 : 1;
	return (a->speaker > b->speaker) - (a->speaker < b->speaker);
}

static void find_heirs(struct lineage *lineage, const uint32_t *root)
{
	struct heir *const heir =
		xreallocarray(NULL, lineage->claims + 1, sizeof(*heir));
	size_t n = 0;

	for (size_t i = 0; i < lineage->claims; i++)
		heir[i] = (struct heir){lineage->claim[i].speaker,
					root[lineage->claim[i].document]};
	if (lineage->claims)
		qsort(heir, lineage->claims, sizeof(*heir), by_root);
	for (size_t i = 0; i < lineage->claims; i++)
		if (!n || by_root(&heir[n - 1], &heir[i]))
			heir[n++] = heir[i];
	lineage->heir = heir;
	lineage->heirs = n;
}

/* The first heir of a root; heirs if it has none. */
static size_t find_heir(const struct lineage *lineage, uint32_t root)
{
	size_t low = 0, high = lineage->heirs;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (lineage->heir[middle].root < root)
			low = middle + 1;
		else
			high = middle;
	}
	return low < lineage->heirs && lineage->heir[low].root == root
		       ? low
		       : lineage->heirs;
}

void lineage_settle(struct lineage *lineage, const uint32_t *root, uint32_t n)
{
	if (!lineage->index)
		return;
	find_heirs(lineage, root);
	lineage->fresh = xreallocarray(NULL, n + (size_t)1, sizeof(uint32_t));
	for (uint32_t i = 0; i < n; i++)
		if (root[i] == i && find_heir(lineage, i) == lineage->heirs)
			lineage->fresh[lineage->freshes++] = i;
}

bool lineage_was(const struct lineage *lineage, uint32_t document,
		 uint64_t *event)
{
	const struct claim wanted = {.document = document};
	const struct claim *const claim =
		lineage->claims
			? bsearch(&wanted, lineage->claim, lineage->claims,
				  sizeof(wanted), by_document)
			: NULL;

	if (claim)
		*event = claim->event;
	return claim;
}

static int by_value(const void *left, const void *right)
{
	const uint32_t *const a = left, *const b = right;

	return (*a > *b) - (*a < *b);
}

uint64_t lineage_event(const struct lineage *lineage, uint32_t root, bool *old)
{
	const size_t heir = find_heir(lineage, root);
	const uint32_t *fresh;

	*old = heir < lineage->heirs;
	if (*old)
		return lineage->heir[heir].speaker;
	fresh = bsearch(&root, lineage->fresh, lineage->freshes, sizeof(root),
			by_value);
	return event_index_events(lineage->index) +
	       (uint64_t)(fresh - lineage->fresh);
}

void lineage_linked(const struct lineage *lineage, uint32_t root,
		    void (*use)(uint64_t event, void *data), void *data)
{
	for (size_t i = find_heir(lineage, root);
	     i < lineage->heirs && lineage->heir[i].root == root; i++)
		event_index_linked(lineage->index, lineage->heir[i].speaker,
				   use, data);
}

bool lineage_is_linked_now(const struct lineage *lineage, uint32_t root)
{
	const size_t heir = find_heir(lineage, root);

	return heir + 1 < lineage->heirs &&
	       lineage->heir[heir + 1].root == root;
}

void lineage_write(const struct lineage *lineage, const uint32_t *place,
		   struct event_writer *writer)
{
	const struct heir *const heir = lineage->heir;

	for (size_t i = 0; i < lineage->freshes; i++)
		event_writer_event(writer, place[lineage->fresh[i]]);
	for (size_t i = 1, first = 0; i < lineage->heirs; i++) {
		if (heir[i].root == heir[first].root)
			event_writer_link(
				writer, (struct event_link){heir[first].speaker,
							    heir[i].speaker});
		else
			first = i;
	}
}

void lineage_release(struct lineage *lineage)
{
	free(lineage->claim);
	free(lineage->heir);
	free(lineage->fresh);
}
