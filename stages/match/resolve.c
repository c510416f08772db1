#include "resolve.h"

#include <stdlib.h>

#include "mem.h"

static void add_proposal(struct resolver *resolver, uint64_t q, uint64_t shared)
{
	if (resolver->proposals == resolver->size) {
		resolver->size = resolver->size ? 2 * resolver->size : 256;
		resolver->proposal =
			xreallocarray(resolver->proposal, resolver->size,
				      sizeof(*resolver->proposal));
	}
	resolver->proposal[resolver->proposals++] =
		(struct proposal){q, shared};
}

static void next_near(struct resolver *resolver)
{
	resolver->more =
		candidates_next_near(resolver->candidates, &resolver->p,
				     &resolver->q, &resolver->shared);
}

static void collect(struct resolver *resolver, uint64_t p)
{
	resolver->proposals = 0;
	while (resolver->more && resolver->p < p)
		next_near(resolver);
	while (resolver->more && resolver->p == p) {
		add_proposal(resolver, resolver->q, resolver->shared);
		next_near(resolver);
	}
}

static int by_shared(const void *left, const void *right)
{
	const struct proposal *const a = left, *const b = right;

	if (a->shared != b->shared)
		return a->shared > b->shared ? -1 : 1;
	return a->q < b->q ? -1 : a->q > b->q;
}

static int by_number(const void *left, const void *right)
{
	const struct proposal *const a = left, *const b = right;

	return a->q < b->q ? -1 : a->q > b->q;
}

/* Put the paragraphs that stay in the place of copies of them. */
static void replace_copies(struct resolver *resolver)
{
	const size_t proposals = resolver->proposals;
	struct copy copy;

	for (size_t i = 0; i < proposals; i++) {
		const struct proposal proposal = resolver->proposal[i];

		if (!bits_get(&resolver->copies, proposal.q))
			continue;
		resolver_copy(resolver, proposal.q, &copy);
		resolver->proposal[i].q = copy.source[0].of;
		for (size_t k = 1; k < copy.sources; k++)
			add_proposal(resolver, copy.source[k].of,
				     proposal.shared);
	}
}

/* The most promising, as paragraphs that stay, each once, ascending. */
static void choose(struct resolver *resolver)
{
	size_t n = 0;

	replace_copies(resolver);
	qsort(resolver->proposal, resolver->proposals,
	      sizeof(*resolver->proposal), by_number);
	for (size_t i = 0; i < resolver->proposals; i++)
		if (n && resolver->proposal[n - 1].q == resolver->proposal[i].q)
			resolver->proposal[n - 1].shared +=
				resolver->proposal[i].shared;
		else
			resolver->proposal[n++] = resolver->proposal[i];
	if (n > OVERLAP_OTHERS) { /* of copies of several */
		qsort(resolver->proposal, n, sizeof(*resolver->proposal),
		      by_shared);
		n = OVERLAP_OTHERS;
		qsort(resolver->proposal, n, sizeof(*resolver->proposal),
		      by_number);
	}
	resolver->proposals = n;
}

static void keep(struct resolver *resolver, uint64_t p, const struct copy *copy)
{
	const uint64_t number = p - resolver->numbers->first[0];
	const uint64_t none = 0;
	uint64_t place;

	bits_set(&resolver->copies, p);
	while (resolver->places.size < number * sizeof(none))
		tempfile_append(&resolver->places, &none, sizeof(none));
	place = tempfile_append(&resolver->results, copy,
				offsetof(struct copy, source) +
					copy->sources * sizeof(*copy->source));
	tempfile_append(&resolver->places, &place, sizeof(place));
}

static void next_equal(struct resolver *resolver)
{
	resolver->equals = candidates_next_equal(
		resolver->candidates, &resolver->equal, &resolver->owner);
}

bool resolver_owner(struct resolver *resolver, uint64_t p, uint64_t *q)
{
	while (resolver->equals && resolver->equal < p)
		next_equal(resolver);
	*q = resolver->owner;
	return resolver->equals && resolver->equal == p;
}

void resolver_equal(struct resolver *resolver, uint64_t p, uint64_t q)
{
	const struct numbering *const numbers = resolver->numbers;
	struct copy copy = {
		.sources = 1,
		.containment = 1,
		.resemblance = 1,
		.source = {{.of = q, .containment = 1, .to = UINT32_MAX}},
	};

	resolver->verified++;
	if (bits_get(&resolver->copies, q))
		resolver_copy(resolver, q, &copy);
	else if (q >= numbers->first[0] && /* of the index otherwise */
		 numbering_document(numbers, p) ==
			 numbering_document(numbers, q))
		return;
	resolver->exact++;
	keep(resolver, p, &copy);
}

/* Read its candidates from before its own document. */
static void read_others(struct resolver *resolver, uint64_t first)
{
	struct store_entry entry;
	size_t n = 0;

	for (size_t i = 0; i < resolver->proposals; i++) {
		const uint64_t q = resolver->proposal[i].q;

		if (q >= first)
			continue;
		resolver->proposal[n++].q = q;
		store_entry(resolver->store, q, &entry);
		if (overlap_with(&resolver->overlap, resolver->store, &entry))
			break; /* none can have more */
	}
	resolver->verified += n;
}

static void describe(struct resolver *resolver,
		     const struct overlap_choice *choice, struct copy *copy)
{
	struct store_entry entry;

	copy->sources = choice->sources;
	copy->containment = choice->containment;
	for (size_t i = 0; i < choice->sources; i++)
		copy->source[i] = (struct copy_source){
			.of = resolver->proposal[choice->source[i].other].q,
			.containment = choice->source[i].containment,
			.from = choice->source[i].from,
			.to = choice->source[i].to,
		};
	store_entry(resolver->store, copy->source[0].of, &entry);
	copy->resemblance =
		overlap_resemblance(&resolver->overlap, &choice->source[0],
				    store_distinct(resolver->store, &entry));
}

bool resolver_near(struct resolver *resolver, uint64_t p, uint64_t first,
		   const struct store_words *words)
{
	struct overlap_choice choice;
	struct copy copy = {0};

	collect(resolver, p);
	choose(resolver);
	overlap_begin(&resolver->overlap, words);
	read_others(resolver, first);
	overlap_choose(&resolver->overlap, resolver->threshold, resolver->lossy,
		       &choice);
	if (!choice.sources)
		return false;
	describe(resolver, &choice, &copy);
	resolver->near++;
	resolver->stitched += choice.sources > 1;
	keep(resolver, p, &copy);
	return true;
}

void resolver_init(struct resolver *resolver, size_t memory)
{
	*resolver = (struct resolver){0};
	tempfile_init(&resolver->places);
	tempfile_init(&resolver->results);
	tempfile_memory(&resolver->places, memory / 2);
	tempfile_memory(&resolver->results, memory / 2);
}

void resolver_begin(struct resolver *resolver)
{
	candidates_rewind(resolver->candidates);
	next_near(resolver);
	next_equal(resolver);
}

void resolver_copy(struct resolver *resolver, uint64_t paragraph,
		   struct copy *copy)
{
	enum { HEAD = offsetof(struct copy, source) };
	uint64_t place;

	*copy = (struct copy){0};
	if (!bits_get(&resolver->copies, paragraph))
		return;
	tempfile_read(&resolver->places,
		      (paragraph - resolver->numbers->first[0]) * sizeof(place),
		      &place, sizeof(place));
	tempfile_read(&resolver->results, place, copy, HEAD);
	tempfile_read(&resolver->results, place + HEAD, copy->source,
		      copy->sources * sizeof(*copy->source));
}

void resolver_release(struct resolver *resolver)
{
	tempfile_release(&resolver->places);
	tempfile_release(&resolver->results);
	bits_release(&resolver->copies);
	free(resolver->proposal);
	overlap_release(&resolver->overlap);
	*resolver = (struct resolver){0};
}
