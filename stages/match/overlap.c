#include "overlap.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "radix.h"

enum {
	SLOTS_MIN = 64,
	/* An other so many times longer than p (and STORE_LONG) is searched,
	 * not read: a search costs about so many steps of reading. */
	MUCH_LONGER = 16,
};

/* Half of them stay empty. */
static size_t slots_for(size_t shingles)
{
	return shingles < SLOTS_MIN / 2 ? SLOTS_MIN : 2 * shingles;
}

static void reserve(struct overlap *overlap, size_t shingles, size_t facts)
{
	const size_t slots = slots_for(shingles);

	if (shingles > overlap->size) {
		const size_t n = overlap->size = 2 * shingles;

		free(overlap->number);
		free(overlap->has);
		free(overlap->sorted);
		free(overlap->sorted_number);
		overlap->number = xreallocarray(NULL, n, sizeof(uint32_t));
		overlap->has = xreallocarray(NULL, n, sizeof(uint64_t));
		overlap->sorted = xreallocarray(NULL, 2 * n, sizeof(uint64_t));
		overlap->sorted_number =
			xreallocarray(NULL, n, sizeof(uint32_t));
	}
	if (facts > overlap->fact_size) {
		overlap->fact_size = 2 * facts;
		free(overlap->knows);
		overlap->knows =
			xreallocarray(NULL, 2 * facts, sizeof(*overlap->knows));
	}
	if (slots > overlap->slot_size) {
		free(overlap->slot);
		overlap->slot =
			xreallocarray(NULL, slots, sizeof(*overlap->slot));
		overlap->slot_size = slots;
	}
}

/* Where word is, or would be. */
static size_t find_slot(const struct overlap *overlap, uint64_t word)
{
	const uint64_t *const shingle = overlap->p->shingle;
	size_t at = (size_t)((word >> 32) * overlap->slots >> 32);

	while (overlap->slot[at] && shingle[overlap->slot[at] - 1] != word)
		if (++at == overlap->slots)
			at = 0;
	return at;
}

/* The number of a word that has a slot. */
static size_t number_at(const struct overlap *overlap, size_t slot)
{
	return overlap->number[overlap->slot[slot] - 1];
}

void overlap_begin(struct overlap *overlap, const struct store_words *p)
{
	const size_t n = p->entry.shingles;

	reserve(overlap, n, p->entry.facts);
	overlap->slots = slots_for(n);
	memset(overlap->slot, 0, overlap->slots * sizeof(*overlap->slot));
	overlap->p = p;
	overlap->shingles = n;
	overlap->facts = p->entry.facts;
	overlap->distinct = 0;
	overlap->others = 0;
	overlap->is_sorted = false;
	for (size_t i = 0; i < n; i++) {
		const size_t at = find_slot(overlap, p->shingle[i]);

		if (!overlap->slot[at]) {
			overlap->has[overlap->distinct] = 0;
			overlap->number[i] = (uint32_t)overlap->distinct++;
			overlap->slot[at] = (uint32_t)i + 1;
		}
		overlap->number[i] = overlap->number[overlap->slot[at] - 1];
	}
	if (overlap->facts)
		memset(overlap->knows, 0,
		       overlap->facts * sizeof(*overlap->knows));
}

/* Different shingles in ascending order, and the number of each. */
static void sort(struct overlap *overlap)
{
	size_t n = 0;

	for (size_t i = 0; i < overlap->shingles; i++)
		if (overlap->number[i] == n)
			overlap->sorted[n++] = overlap->p->shingle[i];
	radix_sort_words(overlap->sorted, overlap->sorted + overlap->size, n);
	for (size_t i = 0; i < n; i++)
		overlap->sorted_number[i] = (uint32_t)number_at(
			overlap, find_slot(overlap, overlap->sorted[i]));
	overlap->is_sorted = true;
}

/* The other that is being read has the shingle with this number. */
static void mark(struct overlap *overlap, size_t number)
{
	const uint64_t bit = UINT64_C(1) << overlap->others;

	overlap->missing -= !(overlap->has[number] & bit);
	overlap->has[number] |= bit;
}

static void found_shingle(size_t i, void *data)
{
	struct overlap *const overlap = data;

	mark(overlap, overlap->sorted_number[i]);
}

/* Called once for each fact at most. */
static void found_fact(size_t i, void *data)
{
	struct overlap *const overlap = data;

	overlap->knows[i] |= UINT64_C(1) << overlap->others;
	overlap->missing--;
}

static void search(struct overlap *overlap, struct store *store,
		   const struct store_entry *entry)
{
	if (!overlap->is_sorted)
		sort(overlap);
	store_search(store, entry, overlap->sorted, overlap->distinct,
		     found_shingle, overlap);
	store_search_facts(store, entry, overlap->p->fact, overlap->facts,
			   found_fact, overlap);
}

static void mark_shingles(struct overlap *overlap, const uint64_t *shingle,
			  size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const size_t at = find_slot(overlap, shingle[i]);

		if (overlap->slot[at])
			mark(overlap, number_at(overlap, at));
	}
}

/* Both are sorted; which of p's is next. */
static size_t mark_facts(struct overlap *overlap, size_t next,
			 const uint64_t *fact, size_t n)
{
	const uint64_t *const own = overlap->p->fact;
	size_t i = 0;

	while (next < overlap->facts && i < n) {
		if (own[next] == fact[i])
			found_fact(next, overlap);
		if (own[next] <= fact[i])
			next++;
		else
			i++;
	}
	return next;
}

static void read_all(struct overlap *overlap, struct store *store,
		     const struct store_entry *entry)
{
	const size_t facts = entry->facts, all = facts + entry->shingles;
	size_t next = 0, n;

	for (size_t from = 0; from < all; from += n) {
		const uint64_t *word;
		size_t first;

		n = all - from < STORE_BLOCK ? all - from : STORE_BLOCK;
		first = from < facts ? facts - from : 0;
		first = first < n ? first : n;
		word = store_read(store, entry, from, n);
		next = mark_facts(overlap, next, word, first);
		mark_shingles(overlap, word + first, n - first);
	}
}

bool overlap_with(struct overlap *overlap, struct store *store,
		  const struct store_entry *entry)
{
	overlap->missing = overlap->distinct + overlap->facts;
	if (entry->shingles > STORE_LONG &&
	    entry->shingles / MUCH_LONGER > overlap->shingles)
		search(overlap, store, entry);
	else
		read_all(overlap, store, entry);
	overlap->others++;
	return !overlap->missing;
}

/* Different shingles of p that one of these has. */
static size_t count_common(const struct overlap *overlap, uint64_t these)
{
	size_t n = 0;

	for (size_t i = 0; i < overlap->distinct; i++)
		n += (overlap->has[i] & these) != 0;
	return n;
}

static bool know_all(const struct overlap *overlap, uint64_t these)
{
	for (size_t i = 0; i < overlap->facts; i++)
		if (!(overlap->knows[i] & these))
			return false;
	return true;
}

/* How many each other has. */
static void count_each(const struct overlap *overlap,
		       uint32_t common[OVERLAP_OTHERS])
{
	memset(common, 0, OVERLAP_OTHERS * sizeof(*common));
	for (size_t i = 0; i < overlap->distinct; i++)
		for (uint64_t left = overlap->has[i]; left; left &= left - 1)
			common[__builtin_ctzll(left)]++;
}

/* The smallest number of shingles that is enough; none is never. */
static size_t enough(size_t shingles, double least)
{
	size_t n = (size_t)((double)shingles * least);

	while (n && (double)(n - 1) >= least * (double)shingles)
		n--;
	while ((double)n < least * (double)shingles)
		n++;
	return n ? n : 1;
}

/* What one of the chosen has: its share, and where in p. */
static struct overlap_source describe(const struct overlap *overlap,
				      unsigned other)
{
	const uint64_t bit = UINT64_C(1) << other;
	struct overlap_source source = {.other = other};
	bool any = false;

	for (size_t i = 0; i < overlap->shingles; i++) {
		if (!(overlap->has[overlap->number[i]] & bit))
			continue;
		if (!any)
			source.from = (uint32_t)i;
		any = true;
		source.to = (uint32_t)i + 1;
	}
	source.containment =
		(double)count_common(overlap, bit) / (double)overlap->distinct;
	return source;
}

static void take_one(const struct overlap *overlap, unsigned other,
		     struct overlap_choice *choice)
{
	const struct overlap_source source = describe(overlap, other);

	*choice = (struct overlap_choice){
		.sources = 1,
		.containment = source.containment,
		.source = {source},
	};
}

/* The longest run of shingles that this one has and those have not, if it is
 * OVERLAP_RUN or more; how many it adds in all in *adds. */
static bool adds_run(const struct overlap *overlap, uint64_t those,
		     unsigned other, size_t *adds)
{
	const uint64_t bit = UINT64_C(1) << other;
	size_t run = 0, longest = 0;

	*adds = 0;
	for (size_t i = 0; i < overlap->shingles; i++) {
		const uint64_t has = overlap->has[overlap->number[i]];

		run = has & bit && !(has & those) ? run + 1 : 0;
		*adds += run > 0;
		longest = run > longest ? run : longest;
	}
	return longest >= OVERLAP_RUN;
}

static void take_several(const struct overlap *overlap, size_t need, bool lossy,
			 struct overlap_choice *choice)
{
	unsigned chosen[OVERLAP_CHOSEN], n = 0;
	uint64_t those = 0;
	size_t common = 0;

	while (n < OVERLAP_CHOSEN &&
	       (common < need || !(lossy || know_all(overlap, those)))) {
		size_t most = 0, adds;

		for (unsigned i = 0; i < overlap->others; i++)
			if (adds_run(overlap, those, i, &adds) && adds > most) {
				most = adds;
				chosen[n] = i;
			}
		if (!most)
			return;
		those |= UINT64_C(1) << chosen[n++];
		common = count_common(overlap, those);
	}
	if (common < need || !(lossy || know_all(overlap, those)))
		return;
	choice->sources = n;
	choice->containment = (double)common / (double)overlap->distinct;
	for (unsigned i = 0; i < n; i++)
		choice->source[i] = describe(overlap, chosen[i]);
}

double overlap_resemblance(const struct overlap *overlap,
			   const struct overlap_source *source, size_t distinct)
{
	const double common = source->containment * (double)overlap->distinct;

	return common / ((double)(overlap->distinct + distinct) - common);
}

void overlap_choose(const struct overlap *overlap, double least, bool lossy,
		    struct overlap_choice *choice)
{
	const size_t need = enough(overlap->distinct, least);
	uint32_t common[OVERLAP_OTHERS];
	size_t best = overlap->others;

	*choice = (struct overlap_choice){0};
	if (!overlap->distinct || !overlap->others ||
	    count_common(overlap, UINT64_MAX) < need)
		return;
	count_each(overlap, common);
	for (unsigned i = 0; i < overlap->others; i++)
		if (common[i] >= need &&
		    (best == overlap->others || common[i] > common[best]) &&
		    (lossy || know_all(overlap, UINT64_C(1) << i)))
			best = i;
	if (best < overlap->others) {
		take_one(overlap, (unsigned)best, choice);
		return;
	}
	if (!lossy && !know_all(overlap, UINT64_MAX))
		return;
	take_several(overlap, need, lossy, choice);
}

void overlap_release(struct overlap *overlap)
{
	free(overlap->number);
	free(overlap->has);
	free(overlap->knows);
	free(overlap->slot);
	free(overlap->sorted);
	free(overlap->sorted_number);
	*overlap = (struct overlap){0};
}
