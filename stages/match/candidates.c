#include "candidates.h"

#include <stdlib.h>

#include "mem.h"
#include "pairs.h"
#include "shingles.h"
#include "tempfile.h"

struct candidate_lists {
	size_t exact_tokens, near_tokens, memory;
	double threshold;
	struct pairs *exact;  /* (hash, paragraph) */
	struct pairs *prints; /* (fingerprint, print_value()) */
	struct pairs *same;   /* (paragraph, its equal) */
	struct pairs *found;  /* (paragraph, candidate) */
	struct pair next;     /* the first of these not yet chosen from */
	bool more;
	struct candidate *group; /* of one paragraph */
	size_t size;
	struct tempfile chosen; /* those kept, in order */
	uint64_t read;		/* how many of them were given */
};

struct candidate {
	uint64_t p, q;
	uint64_t shared; /* fingerprints */
};

/*
 * A text that has the share c of another's shingles has somewhat less of its
 * fingerprints: with runs of so many shingles as a window has, half as much.
 * Where there are enough fingerprints to say so, a candidate with a sixteenth
 * of what is asked for can hardly be a part of what is looked for, nor can all
 * that have less than a third of it together; and the best are among the few
 * that share most. Of 31,385 copies in a collection of software manuals,
 * verified without these limits, 29 are lost by them, and half of all
 * candidates need not be looked at.
 */
enum {
	TELLING_PRINTS = 3,
	UNLIKELY_ALL = 3,
	SOME_PRINTS = 10,
	UNLIKELY_ONE = 16,
	MANY_PRINTS = 32,
};

/* Paragraphs with one fingerprint, so far. */
struct bucket {
	uint64_t key, last; /* the last paragraph seen */
	uint64_t target[CANDIDATES_TARGETS];
	size_t document[CANDIDATES_TARGETS]; /* of the target */
	size_t targets;
	bool capped;
};

/*
 * What goes with a fingerprint: its paragraph as document and line, so that
 * the document need not be searched for, whether that may be a copy, and
 * whether its fingerprints are telling.
 */
enum { LINE_BITS = 30 };

static uint64_t print_value(size_t document, size_t line, bool may,
			    bool telling)
{
	return ((uint64_t)document << LINE_BITS | line) << 2 |
	       (uint64_t)telling << 1 | may;
}

static size_t value_document(uint64_t value)
{
	return (size_t)(value >> 2 >> LINE_BITS);
}

static uint64_t value_line(uint64_t value)
{
	return value >> 2 & ((1u << LINE_BITS) - 1);
}

void candidates_init(struct candidates *candidates, size_t memory,
		     size_t exact_tokens, size_t near_tokens, double threshold)
{
	struct candidate_lists *const lists = xmalloc(sizeof(*lists));

	*lists = (struct candidate_lists){
		.exact_tokens = exact_tokens,
		.near_tokens = near_tokens,
		.memory = memory,
		.threshold = threshold,
		.exact = pairs_new(memory / 4 * 3),
		.same = pairs_new(memory / 8),
	};
	tempfile_init(&lists->chosen);
	tempfile_memory(&lists->chosen, memory / 4);
	*candidates = (struct candidates){.threads = 1, .lists = lists};
}

void candidates_add_exact(struct candidates *candidates,
			  const struct shingled *page, uint64_t first)
{
	struct candidate_lists *const lists = candidates->lists;

	for (size_t i = 0; i < page->count; i++)
		if (page->paragraph[i].tokens >= lists->exact_tokens)
			pairs_add(lists->exact, page->paragraph[i].low,
				  first + i);
}

/* How many items end at the paragraph or before it. */
static size_t ended(const struct known_list *known, uint64_t paragraph)
{
	size_t low = 0, high = known->count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (known->item[middle].end <= paragraph)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct known *known_find(const struct known_list *known,
			       uint64_t paragraph)
{
	const size_t i = ended(known, paragraph);

	if (i < known->count && known->item[i].first <= paragraph)
		return &known->item[i];
	return NULL;
}

uint64_t known_before(const struct known_list *known, uint64_t paragraph)
{
	const size_t i = ended(known, paragraph);
	uint64_t before = i ? known->item[i - 1].sum : 0;

	if (i < known->count && known->item[i].first < paragraph)
		before += paragraph - known->item[i].first;
	return before;
}

/* The first of those that have a hash: of the index, and of all. */
struct owner {
	uint64_t key, indexed, first;
	bool any;
};

static void next_key(struct candidates *candidates, struct owner *owner,
		     uint64_t key)
{
	owner->any = true;
	owner->key = key;
	owner->indexed = MATCH_INDEX_NONE;
	if (candidates->index)
		owner->indexed = match_index_equal(candidates->index, key);
	owner->first = owner->indexed;
}

/* Of which paragraph p is an equal; itself, if it is the first, or
 * MATCH_INDEX_NONE. */
static uint64_t owner_of(const struct candidates *candidates,
			 struct owner *owner, uint64_t p)
{
	const struct known *const known = known_find(candidates->known, p);

	if (known && known->limit != MATCH_INDEX_NONE)
		return owner->indexed < known->limit ? owner->indexed
						     : MATCH_INDEX_NONE;
	if (owner->first == MATCH_INDEX_NONE && !known)
		owner->first = p;
	return owner->first;
}

void candidates_find_equal(struct candidates *candidates,
			   const struct bits *templates)
{
	struct candidate_lists *const lists = candidates->lists;
	struct owner owner = {0};
	struct pair pair;
	uint64_t q;

	pairs_threads(lists->exact, candidates->threads);
	pairs_rewind(lists->exact);
	while (pairs_next(lists->exact, &pair)) {
		if (bits_get(templates, pair.value))
			continue;
		if (!owner.any || pair.key != owner.key)
			next_key(candidates, &owner, pair.key);
		q = owner_of(candidates, &owner, pair.value);
		if (q == MATCH_INDEX_NONE || q == pair.value)
			continue;
		bits_set(&candidates->equal, pair.value);
		bits_set(&candidates->owners, q);
		pairs_add(lists->same, pair.value, q);
	}
	pairs_free(lists->exact);
	lists->exact = NULL;
	lists->prints = pairs_new(lists->memory / 2);
	lists->found = pairs_new(lists->memory / 8 * 3);
}

void candidates_add_prints(struct candidates *candidates,
			   const struct shingled *page, size_t document,
			   uint64_t first, const struct bits *templates)
{
	struct candidate_lists *const lists = candidates->lists;
	size_t at = 0;

	for (size_t i = 0; i < page->count; i++) {
		const struct shingled_paragraph *const p = &page->paragraph[i];
		const uint64_t value = print_value(
			document, i, p->tokens >= lists->near_tokens,
			p->prints >= TELLING_PRINTS);

		if (p->prints && !bits_get(&candidates->equal, first + i) &&
		    !bits_get(templates, first + i))
			for (size_t k = 0; k < p->prints; k++)
				pairs_add(lists->prints,
					  sketch_print(page->print, at + k),
					  value);
		at += p->prints;
	}
}

/* Those in the same document are nobody's copies. */
static void propose_targets(struct candidates *candidates,
			    const struct bucket *bucket, uint64_t p,
			    size_t document, bool telling)
{
	const struct known *const known = known_find(candidates->known, p);
	const uint64_t limit = known ? known->limit : MATCH_INDEX_NONE;

	for (size_t i = 0; i < bucket->targets; i++) {
		if (bucket->document[i] == document ||
		    bucket->target[i] >= limit)
			break;
		if (!i && telling)
			pairs_add(candidates->lists->found, p, p);
		pairs_add(candidates->lists->found, p, bucket->target[i]);
	}
}

static void add_target(struct candidates *candidates, struct bucket *bucket,
		       uint64_t p, size_t document)
{
	if (known_find(candidates->known, p))
		return;
	if (bucket->targets < CANDIDATES_TARGETS) {
		bucket->document[bucket->targets] = document;
		bucket->target[bucket->targets++] = p;
	} else if (!bucket->capped) {
		bucket->capped = true;
		candidates->capped++;
	}
}

/* A new key: the targets that the index has. */
static void start_bucket(struct candidates *candidates, struct bucket *bucket,
			 uint64_t key)
{
	bucket->key = key;
	bucket->last = MATCH_INDEX_NONE;
	bucket->targets = 0;
	bucket->capped = false;
	if (!candidates->index)
		return;
	bucket->targets = match_index_prints(
		candidates->index, key, bucket->target, CANDIDATES_TARGETS);
	for (size_t i = 0; i < bucket->targets; i++)
		bucket->document[i] = SIZE_MAX;
}

void candidates_find_near(struct candidates *candidates,
			  const struct numbering *numbers)
{
	struct candidate_lists *const lists = candidates->lists;
	struct bucket bucket = {.last = MATCH_INDEX_NONE};
	struct pair pair;
	bool any = false;

	pairs_threads(lists->prints, candidates->threads);
	pairs_rewind(lists->prints);
	while (pairs_next(lists->prints, &pair)) {
		const size_t document = value_document(pair.value);
		const uint64_t p =
			numbers->first[document] + value_line(pair.value);

		if (!any || bucket.key != pair.key)
			start_bucket(candidates, &bucket, pair.key);
		else if (bucket.last == p)
			continue;
		any = true;
		bucket.last = p;
		if (bucket.targets && pair.value & 1)
			propose_targets(candidates, &bucket, p, document,
					pair.value & 2);
		add_target(candidates, &bucket, p, document);
	}
	pairs_free(lists->prints);
	lists->prints = NULL;
	pairs_threads(lists->found, candidates->threads);
	pairs_rewind(lists->found);
	lists->more = pairs_next(lists->found, &lists->next);
}

/* All candidates of p, each once; *shared: fingerprints that it shares with
 * any, if these are telling. */
static size_t collect(struct candidate_lists *lists, uint64_t p,
		      uint64_t *shared)
{
	size_t n = 0;

	*shared = 0;
	for (; lists->more && lists->next.key == p;
	     lists->more = pairs_next(lists->found, &lists->next)) {
		const uint64_t q = lists->next.value;

		if (q == p) {
			++*shared;
			continue;
		}
		if (n && lists->group[n - 1].q == q) {
			lists->group[n - 1].shared++;
			continue;
		}
		if (n == lists->size) {
			lists->size = lists->size ? 2 * lists->size : 256;
			lists->group = xreallocarray(lists->group, lists->size,
						     sizeof(*lists->group));
		}
		lists->group[n++] = (struct candidate){p, q, 1};
	}
	return n;
}

/* Drop those that share too few of p's fingerprints to matter; all, if all
 * together do. */
static size_t drop_unlikely(struct candidate_lists *lists, size_t count,
			    uint64_t prints, uint64_t shared)
{
	const double need = lists->threshold * (double)prints;
	size_t n = 0;

	if (prints >= TELLING_PRINTS && (double)shared < need / UNLIKELY_ALL)
		return 0;
	if (prints < SOME_PRINTS)
		return count;
	for (size_t i = 0; i < count; i++)
		if ((double)lists->group[i].shared >= need / UNLIKELY_ONE)
			lists->group[n++] = lists->group[i];
	return n;
}

static int by_shared(const void *left, const void *right)
{
	const struct candidate *const a = left, *const b = right;

	if (a->shared != b->shared)
		return a->shared > b->shared ? -1 : 1;
	return a->q < b->q ? -1 : a->q > b->q;
}

/* How many candidates of a paragraph with so many fingerprints to keep. */
static size_t most_kept(uint64_t prints)
{
	if (prints < MANY_PRINTS)
		return CANDIDATES_KEPT;
	return CANDIDATES_KEPT / (prints < 4 * MANY_PRINTS ? 4 : 8);
}

static void choose_of(struct candidates *candidates, uint64_t p,
		      uint64_t prints)
{
	struct candidate_lists *const lists = candidates->lists;
	const size_t most = most_kept(prints);
	uint64_t shared;
	size_t n = collect(lists, p, &shared);

	n = drop_unlikely(lists, n, prints, shared);
	if (n > most) {
		qsort(lists->group, n, sizeof(*lists->group), by_shared);
		n = most;
	}
	for (size_t i = 0; i < n; i++) {
		bits_set(&candidates->near, p);
		bits_set(&candidates->targets, lists->group[i].q);
		tempfile_append(&lists->chosen, &lists->group[i],
				sizeof(*lists->group));
	}
}

void candidates_choose(struct candidates *candidates,
		       const struct shingled *page, uint64_t first)
{
	struct candidate_lists *const lists = candidates->lists;

	while (lists->more && lists->next.key < first + page->count)
		choose_of(candidates, lists->next.key,
			  page->paragraph[lists->next.key - first].prints);
	if (!lists->more) { /* room for what comes next */
		pairs_free(lists->found);
		lists->found = NULL;
	}
}

bool candidates_next_equal(struct candidates *candidates, uint64_t *p,
			   uint64_t *q)
{
	struct pair pair;

	if (!pairs_next(candidates->lists->same, &pair))
		return false;
	*p = pair.key;
	*q = pair.value;
	return true;
}

bool candidates_next_near(struct candidates *candidates, uint64_t *p,
			  uint64_t *q, uint64_t *shared)
{
	struct candidate_lists *const lists = candidates->lists;
	struct candidate candidate;

	if (lists->read * sizeof(candidate) == lists->chosen.size)
		return false;
	tempfile_read(&lists->chosen, lists->read++ * sizeof(candidate),
		      &candidate, sizeof(candidate));
	*p = candidate.p;
	*q = candidate.q;
	*shared = candidate.shared;
	return true;
}

void candidates_rewind(struct candidates *candidates)
{
	pairs_rewind(candidates->lists->same);
	candidates->lists->read = 0;
}

void candidates_release(struct candidates *candidates)
{
	if (candidates->lists) {
		pairs_free(candidates->lists->exact);
		pairs_free(candidates->lists->prints);
		pairs_free(candidates->lists->same);
		pairs_free(candidates->lists->found);
		tempfile_release(&candidates->lists->chosen);
		free(candidates->lists->group);
	}
	free(candidates->lists);
	bits_release(&candidates->equal);
	bits_release(&candidates->owners);
	bits_release(&candidates->near);
	bits_release(&candidates->targets);
	*candidates = (struct candidates){0};
}
