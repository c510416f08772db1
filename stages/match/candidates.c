#include "candidates.h"

#include <stdlib.h>

#include "mem.h"
#include "pairs.h"

struct candidate_lists {
	size_t exact_tokens, near_tokens;
	struct pairs *exact;  /* (hash, paragraph) */
	struct pairs *prints; /* (fingerprint, paragraph) */
	struct pairs *found;  /* (paragraph, candidate) */
};

/* Paragraphs with one fingerprint, so far. */
struct bucket {
	uint64_t key, last; /* the last paragraph seen */
	uint64_t target[CANDIDATES_TARGETS];
	size_t targets;
	size_t document[CANDIDATES_TARGETS]; /* of the first `documents` */
	size_t documents;
	bool capped;
};

void candidates_init(struct candidates *candidates, size_t memory,
		     size_t exact_tokens, size_t near_tokens)
{
	struct candidate_lists *const lists = xmalloc(sizeof(*lists));

	*lists = (struct candidate_lists){
		.exact_tokens = exact_tokens,
		.near_tokens = near_tokens,
		.exact = pairs_new(memory / 8),
		.prints = pairs_new(memory / 2),
		.found = pairs_new(memory / 8 * 3),
	};
	*candidates = (struct candidates){.lists = lists};
}

void candidates_add(struct candidates *candidates, const struct shingled *page,
		    uint64_t first)
{
	struct candidate_lists *const lists = candidates->lists;

	for (size_t i = 0; i < page->count; i++) {
		const struct shingled_paragraph *p = &page->paragraph[i];

		if (p->tokens >= lists->exact_tokens)
			pairs_add(lists->exact, p->low, first + i);
		if (p->tokens < lists->near_tokens)
			continue;
		for (size_t k = 0; k < p->prints; k++)
			pairs_add(lists->prints,
				  shingled_print(page, p->print + k),
				  first + i);
	}
}

static void propose(struct candidates *candidates, uint64_t p, uint64_t q)
{
	bits_set(&candidates->wanted, p);
	bits_set(&candidates->wanted, q);
	pairs_add(candidates->lists->found, p, q);
}

static void find_equal(struct candidates *candidates,
		       const struct bits *templates)
{
	struct pairs *const exact = candidates->lists->exact;
	uint64_t key = 0, first = 0;
	struct pair pair;
	bool any = false;

	pairs_rewind(exact);
	while (pairs_next(exact, &pair)) {
		if (bits_get(templates, pair.value))
			continue;
		if (any && pair.key == key) {
			bits_set(&candidates->equal, pair.value);
			propose(candidates, pair.value, first);
			continue;
		}
		any = true;
		key = pair.key;
		first = pair.value;
	}
}

/* Those in the same document are nobody's copies. */
static void propose_targets(struct candidates *candidates,
			    const struct catalog *catalog,
			    struct bucket *bucket, uint64_t p)
{
	const size_t document = catalog_document(catalog, p);

	for (; bucket->documents < bucket->targets; bucket->documents++)
		bucket->document[bucket->documents] = catalog_document(
			catalog, bucket->target[bucket->documents]);
	for (size_t i = 0; i < bucket->targets; i++)
		if (bucket->document[i] != document)
			propose(candidates, p, bucket->target[i]);
}

static void add_to_bucket(struct candidates *candidates, struct bucket *bucket,
			  uint64_t p)
{
	if (bucket->targets < CANDIDATES_TARGETS) {
		bucket->target[bucket->targets++] = p;
	} else if (!bucket->capped) {
		bucket->capped = true;
		candidates->capped++;
	}
}

static void find_near(struct candidates *candidates,
		      const struct catalog *catalog,
		      const struct bits *templates)
{
	struct pairs *const prints = candidates->lists->prints;
	struct bucket bucket = {0};
	struct pair pair;

	pairs_rewind(prints);
	while (pairs_next(prints, &pair)) {
		if (bits_get(&candidates->equal, pair.value) ||
		    bits_get(templates, pair.value))
			continue;
		if (bucket.targets && bucket.key != pair.key)
			bucket = (struct bucket){0};
		else if (bucket.targets && bucket.last == pair.value)
			continue;
		bucket.key = pair.key;
		bucket.last = pair.value;
		if (bucket.targets)
			propose_targets(candidates, catalog, &bucket,
					pair.value);
		add_to_bucket(candidates, &bucket, pair.value);
	}
}

void candidates_find(struct candidates *candidates,
		     const struct catalog *catalog,
		     const struct bits *templates)
{
	struct candidate_lists *const lists = candidates->lists;

	find_equal(candidates, templates);
	pairs_free(lists->exact);
	lists->exact = NULL;
	find_near(candidates, catalog, templates);
	pairs_free(lists->prints);
	lists->prints = NULL;
	pairs_rewind(lists->found);
}

bool candidates_next(struct candidates *candidates, uint64_t *p, uint64_t *q)
{
	struct pair pair;

	if (!pairs_next(candidates->lists->found, &pair))
		return false;
	*p = pair.key;
	*q = pair.value;
	return true;
}

void candidates_release(struct candidates *candidates)
{
	pairs_free(candidates->lists->exact);
	pairs_free(candidates->lists->prints);
	pairs_free(candidates->lists->found);
	free(candidates->lists);
	bits_release(&candidates->equal);
	bits_release(&candidates->wanted);
}
