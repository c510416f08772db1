#include "resolve.h"

#include <stdlib.h>

#include "mem.h"

static void add_proposal(struct resolver *resolver, uint64_t q)
{
	if (resolver->proposals == resolver->size) {
		resolver->size = resolver->size ? 2 * resolver->size : 256;
		resolver->proposal =
			xreallocarray(resolver->proposal, resolver->size,
				      sizeof(*resolver->proposal));
	}
	resolver->proposal[resolver->proposals++] = (struct proposal){q, 1};
}

/* All candidates of p, each once. */
static void collect(struct resolver *resolver, uint64_t p)
{
	resolver->proposals = 0;
	while (resolver->more && resolver->p == p) {
		const size_t n = resolver->proposals;

		if (n && resolver->proposal[n - 1].q == resolver->q)
			resolver->proposal[n - 1].shared++;
		else
			add_proposal(resolver, resolver->q);
		resolver->more = candidates_next(resolver->candidates,
						 &resolver->p, &resolver->q);
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

/* The most promising, as the paragraphs that stay, each once, ascending. */
static void choose(struct resolver *resolver)
{
	struct proposal *const proposal = resolver->proposal;
	struct copy copy;
	size_t n = 0;

	if (resolver->proposals > RESOLVE_VERIFIED) {
		qsort(proposal, resolver->proposals, sizeof(*proposal),
		      by_shared);
		resolver->proposals = RESOLVE_VERIFIED;
	}
	for (size_t i = 0; i < resolver->proposals; i++) {
		if (!bits_get(&resolver->copies, proposal[i].q))
			continue;
		resolver_copy(resolver, proposal[i].q, &copy);
		proposal[i].q = copy.of;
	}
	qsort(proposal, resolver->proposals, sizeof(*proposal), by_number);
	for (size_t i = 0; i < resolver->proposals; i++)
		if (!i || proposal[i].q != proposal[n - 1].q)
			proposal[n++] = proposal[i];
	resolver->proposals = n;
}

/* p has the hash of q, the first that has it and is no template. */
static void decide_equal(struct resolver *resolver, uint64_t p, uint64_t q,
			 struct copy *copy)
{
	const struct catalog *const catalog = resolver->catalog;

	resolver->verified++;
	store_load(resolver->store, p, &resolver->set);
	if (!store_equal(resolver->store, &resolver->set, q, &resolver->other))
		return;
	if (bits_get(&resolver->copies, q))
		resolver_copy(resolver, q, copy);
	else if (catalog_document(catalog, p) != catalog_document(catalog, q))
		*copy = (struct copy){q, 1, 1};
	resolver->exact += copy->of != COPY_NONE;
}

static void decide_near(struct resolver *resolver, uint64_t p,
			struct copy *copy)
{
	const struct catalog *const catalog = resolver->catalog;
	const size_t document = catalog_document(catalog, p);
	struct overlap overlap;

	choose(resolver);
	store_load(resolver->store, p, &resolver->set);
	for (size_t i = 0; i < resolver->proposals; i++) {
		const uint64_t q = resolver->proposal[i].q;

		if (bits_get(resolver->templates, q) ||
		    catalog_document(catalog, q) == document)
			continue;
		resolver->verified++;
		if (store_contains(resolver->store, &resolver->set, q,
				   resolver->threshold, &resolver->other,
				   &overlap) &&
		    (copy->of == COPY_NONE ||
		     overlap.containment > copy->containment))
			*copy = (struct copy){q, overlap.containment,
					      overlap.resemblance};
	}
	resolver->near += copy->of != COPY_NONE;
}

static void decide(struct resolver *resolver, uint64_t p)
{
	struct copy copy = {.of = COPY_NONE};

	collect(resolver, p);
	if (resolver->proposals && !bits_get(resolver->templates, p)) {
		if (bits_get(&resolver->candidates->equal, p))
			decide_equal(resolver, p, resolver->proposal->q, &copy);
		else
			decide_near(resolver, p, &copy);
	}
	if (copy.of != COPY_NONE)
		bits_set(&resolver->copies, p);
	tempfile_append(&resolver->results, &copy, sizeof(copy));
}

void resolve(struct resolver *resolver, const struct catalog *catalog,
	     const struct bits *templates, struct candidates *candidates,
	     struct store *store, double threshold)
{
	const uint64_t paragraphs = catalog_paragraphs(catalog);

	*resolver = (struct resolver){
		.catalog = catalog,
		.templates = templates,
		.candidates = candidates,
		.store = store,
		.threshold = threshold,
	};
	tempfile_init(&resolver->results);
	resolver->more =
		candidates_next(candidates, &resolver->p, &resolver->q);
	for (uint64_t p = 0; p < paragraphs; p++)
		decide(resolver, p);
}

void resolver_copy(struct resolver *resolver, uint64_t paragraph,
		   struct copy *copy)
{
	tempfile_read(&resolver->results, paragraph * sizeof(*copy), copy,
		      sizeof(*copy));
}

void resolver_release(struct resolver *resolver)
{
	tempfile_release(&resolver->results);
	bits_release(&resolver->copies);
	free(resolver->proposal);
	store_set_release(&resolver->set);
	store_set_release(&resolver->other);
	*resolver = (struct resolver){0};
}
