#include "store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "radix.h"
#include "shingles.h"

enum {
	/* A q so many times longer than p is searched on disk, not read:
	 * about where one read for each shingle of p costs less. */
	MUCH_LONGER = 256,
	BLOCK = 512, /* words read at once in a search: a page */
};

void store_init(struct store *store, size_t memory)
{
	*store = (struct store){0};
	tempfile_init(&store->entries);
	tempfile_init(&store->words);
	tempfile_cache(&store->entries, memory / 2);
	tempfile_cache(&store->words, memory / 2);
}

/* Sort, without repeats; how many. */
static size_t make_set(uint64_t *word, uint64_t *scratch, size_t n)
{
	size_t kept = 0;

	radix_sort_words(word, scratch, n);
	for (size_t i = 0; i < n; i++)
		if (!i || word[i] != word[kept - 1])
			word[kept++] = word[i];
	return kept;
}

/* Append a set to store->words. */
static uint32_t add_set(struct store *store, size_t n)
{
	n = make_set(store->word, store->word + store->size, n);
	tempfile_append(&store->words, store->word, n * sizeof(*store->word));
	return (uint32_t)n;
}

static size_t list_numbers(const struct tokens *tokens, uint64_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->token[i].number)
			out[n++] = tokens->token[i].hash;
	return n;
}

void store_add(struct store *store, const struct shingled_paragraph *paragraph,
	       const struct tokens *tokens)
{
	struct store_entry entry = {
		.high = paragraph->high,
		.low = paragraph->low,
		.at = store->words.size,
		.tokens = (uint32_t)tokens->count,
		.present = 1,
	};

	if (tokens->count > store->size) {
		store->size = 2 * tokens->count;
		free(store->word);
		store->word = xreallocarray(NULL, store->size,
					    2 * sizeof(*store->word));
	}
	entry.shingles = add_set(
		store, shingles_hash(tokens, SHINGLE_TOKENS, store->word));
	entry.numbers = add_set(store, list_numbers(tokens, store->word));
	tempfile_append(&store->entries, &entry, sizeof(entry));
}

void store_skip(struct store *store)
{
	static const struct store_entry none;

	tempfile_append(&store->entries, &none, sizeof(none));
}

static void load_entry(struct store *store, uint64_t paragraph,
		       struct store_entry *entry)
{
	tempfile_read(&store->entries, paragraph * sizeof(*entry), entry,
		      sizeof(*entry));
	assert(entry->present);
}

static void load_words(struct store *store, struct store_set *set)
{
	const size_t n = (size_t)set->entry.shingles + set->entry.numbers;

	if (n > set->size) {
		set->size = 2 * n;
		free(set->word);
		set->word = xreallocarray(NULL, set->size, sizeof(*set->word));
	}
	tempfile_read(&store->words, set->entry.at, set->word,
		      n * sizeof(*set->word));
}

void store_load(struct store *store, uint64_t paragraph, struct store_set *set)
{
	load_entry(store, paragraph, &set->entry);
	load_words(store, set);
}

/* How many of a's words b has too; fewer than `least` may be fewer still. */
static size_t count_common(const uint64_t *a, size_t a_count, const uint64_t *b,
			   size_t b_count, size_t least)
{
	size_t i = 0, k = 0, common = 0;

	while (i < a_count && k < b_count && common + (a_count - i) >= least) {
		common += a[i] == b[k];
		if (a[i] < b[k])
			i++;
		else if (a[i] > b[k])
			k++;
		else
			i++, k++;
	}
	return common;
}

/* A sorted set on disk, and what is known of the place searched for. */
struct shelf {
	struct store *store;
	uint64_t at;	  /* offset of the set */
	size_t low, high; /* the place is not before low, nor behind high */
	uint64_t block[BLOCK]; /* words from number `from` on */
	size_t from, count;
};

static void read_block(struct shelf *shelf, size_t middle)
{
	shelf->from = shelf->low;
	if (middle > shelf->low + BLOCK / 2)
		shelf->from = middle - BLOCK / 2;
	shelf->count = shelf->high - shelf->from;
	if (shelf->count > BLOCK)
		shelf->count = BLOCK;
	tempfile_read(&shelf->store->words,
		      shelf->at + shelf->from * sizeof(*shelf->block),
		      shelf->block, shelf->count * sizeof(*shelf->block));
}

/*
 * Is word on the shelf? Not behind `low`, which becomes its place. before is
 * a word that stands before low. One block is read if hashes are spread
 * evenly from there on, and never more than halving takes.
 */
static bool shelf_has(struct shelf *shelf, size_t count, uint64_t before,
		      uint64_t word)
{
	const double share =
		(double)(word - before) / ((double)(UINT64_MAX - before) + 1);
	size_t middle =
		shelf->low + (size_t)(share * (double)(count - shelf->low));

	shelf->high = count;
	while (shelf->low < shelf->high) {
		size_t i;

		if (middle >= shelf->high)
			middle = shelf->high - 1;
		read_block(shelf, middle);
		for (i = 0; i < shelf->count && shelf->block[i] < word; i++)
			;
		if (i || (i < shelf->count && shelf->block[i] == word))
			shelf->low = shelf->from + i;
		if (i < shelf->count && shelf->low == shelf->from + i)
			return shelf->block[i] == word;
		if (i < shelf->count)
			shelf->high = shelf->from;
		middle = shelf->low + (shelf->high - shelf->low) / 2;
	}
	return false;
}

/* The same with b on disk, from offset `at` on. */
static size_t search_common(struct store *store, const uint64_t *a,
			    size_t a_count, uint64_t at, size_t b_count,
			    size_t least)
{
	struct shelf shelf = {.store = store, .at = at};
	size_t common = 0;

	for (size_t i = 0; i < a_count && common + (a_count - i) >= least; i++)
		common += shelf_has(&shelf, b_count, i ? a[i - 1] : 0, a[i]);
	return common;
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

bool store_contains(struct store *store, const struct store_set *p, uint64_t q,
		    double least, struct store_set *scratch,
		    struct overlap *overlap)
{
	const size_t shingles = p->entry.shingles, numbers = p->entry.numbers;
	const uint64_t *const number = p->word + shingles;
	const size_t need = enough(shingles, least);
	const struct store_entry *const entry = &scratch->entry;
	size_t common, found;

	load_entry(store, q, &scratch->entry);
	if (!shingles || entry->shingles < need || entry->numbers < numbers)
		return false;
	if (entry->shingles / MUCH_LONGER > shingles) {
		common = search_common(store, p->word, shingles, entry->at,
				       entry->shingles, need);
		found = search_common(store, number, numbers,
				      entry->at + 8 * entry->shingles,
				      entry->numbers, numbers);
	} else {
		load_words(store, scratch);
		common = count_common(p->word, shingles, scratch->word,
				      entry->shingles, need);
		found = count_common(number, numbers,
				     scratch->word + entry->shingles,
				     entry->numbers, numbers);
	}
	if (common < need || found < numbers)
		return false;
	overlap->containment = (double)common / (double)shingles;
	overlap->resemblance =
		(double)common / (double)(shingles + entry->shingles - common);
	return true;
}

bool store_equal(struct store *store, const struct store_set *p, uint64_t q,
		 struct store_set *scratch)
{
	const struct store_entry *const a = &p->entry, *const b =
							       &scratch->entry;

	load_entry(store, q, &scratch->entry);
	if (a->high != b->high || a->low != b->low || a->tokens != b->tokens ||
	    a->shingles != b->shingles || a->numbers != b->numbers)
		return false;
	load_words(store, scratch);
	return !memcmp(p->word, scratch->word,
		       ((size_t)a->shingles + a->numbers) * sizeof(*p->word));
}

void store_set_release(struct store_set *set)
{
	free(set->word);
	*set = (struct store_set){0};
}

void store_release(struct store *store)
{
	tempfile_release(&store->entries);
	tempfile_release(&store->words);
	free(store->word);
	*store = (struct store){0};
}
