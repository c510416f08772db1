#include "store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "radix.h"
#include "shingles.h"

enum {
	BLOCK = 512, /* words read at once in a search: a page */
	AHEAD = 8,   /* words that memory is asked for before */
};

void store_init(struct store *store, size_t memory)
{
	*store = (struct store){0};
	tempfile_init(&store->entries);
	tempfile_init(&store->words);
	tempfile_init(&store->texts);
	tempfile_memory(&store->entries, memory / 8);
	tempfile_memory(&store->words, memory / 8 * 4);
	tempfile_memory(&store->texts, memory / 8 * 2);
	tempfile_cache(&store->entries, memory / 16);
	tempfile_cache(&store->words, memory / 16);
}

void store_begin(struct store *store)
{
	uint64_t n = 0;

	store->before = xreallocarray(NULL, store->wanted.words + 1,
				      sizeof(*store->before));
	for (size_t i = 0; i < store->wanted.words; i++) {
		store->before[i] = n;
		n += (uint64_t)__builtin_popcountll(store->wanted.word[i]);
	}
}

/* Sort, without repeats; how many. scratch: as many words. */
static size_t make_set(uint64_t *word, uint64_t *scratch, size_t n)
{
	size_t kept = 0;

	radix_sort_words(word, scratch, n);
	for (size_t i = 0; i < n; i++)
		if (!i || word[i] != word[kept - 1])
			word[kept++] = word[i];
	return kept;
}

static void append(struct store *store, const uint64_t *word, size_t n)
{
	tempfile_append(&store->words, word, n * sizeof(*word));
}

static size_t list_facts(const struct tokens *tokens, uint64_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < tokens->count; i++)
		if (token_is_fact(&tokens->token[i]))
			out[n++] = tokens->token[i].hash;
	return n;
}

static void add_words(struct store *store, const struct tokens *tokens,
		      size_t width, struct store_entry *entry)
{
	uint64_t *word;
	size_t n;

	if (tokens->count > store->size) {
		store->size = 2 * tokens->count;
		free(store->word);
		store->word = xreallocarray(NULL, store->size,
					    2 * sizeof(*store->word));
	}
	word = store->word;
	n = make_set(word, word + store->size, list_facts(tokens, word));
	entry->facts = (uint32_t)n;
	append(store, word, n);
	n = shingles_hash(tokens, width, word);
	entry->shingles = (uint32_t)n;
	append(store, word, n);
	if (n <= STORE_LONG)
		return;
	n = make_set(word, word + store->size, n);
	entry->distinct = (uint32_t)n;
	append(store, word, n);
}

void store_add(struct store *store, struct str text,
	       const struct tokens *tokens, size_t width)
{
	struct store_entry entry = {.words = store->words.size,
				    .text = store->texts.size,
				    .text_bytes = (uint32_t)text.n};

	if (text.n)
		tempfile_append(&store->texts, text.p, text.n);
	if (tokens)
		add_words(store, tokens, width, &entry);
	tempfile_append(&store->entries, &entry, sizeof(entry));
}

void store_entry(struct store *store, uint64_t paragraph,
		 struct store_entry *entry)
{
	const uint64_t word = store->wanted.word[paragraph / 64];
	const uint64_t lower = (UINT64_C(1) << paragraph % 64) - 1;
	const uint64_t rank = store->before[paragraph / 64] +
			      (uint64_t)__builtin_popcountll(word & lower);

	assert(word >> paragraph % 64 & 1);
	tempfile_read(&store->entries, rank * sizeof(*entry), entry,
		      sizeof(*entry));
}

void store_text(struct store *store, const struct store_entry *entry,
		struct buf *out)
{
	const size_t n = entry->text_bytes;

	buf_reserve(out, n);
	tempfile_read(&store->texts, entry->text, out->p + out->n, n);
	out->n += n;
	out->p[out->n] = '\0';
}

void store_load(struct store *store, const struct store_entry *entry,
		struct store_words *words)
{
	const size_t n = (size_t)entry->facts + entry->shingles;
	const uint64_t *at =
		tempfile_view(&store->words, entry->words, n * sizeof(*at));

	words->entry = *entry;
	if (!at) {
		if (n > words->size) {
			words->size = 2 * n;
			free(words->own);
			words->own = xreallocarray(NULL, words->size,
						   sizeof(*words->own));
		}
		tempfile_read(&store->words, entry->words, words->own,
			      n * sizeof(*at));
		at = words->own;
	}
	words->fact = at;
	words->shingle = at + entry->facts;
}

size_t store_distinct(struct store *store, const struct store_entry *entry,
		      struct store_words *words)
{
	const size_t n = entry->shingles;

	if (n > STORE_LONG)
		return entry->distinct;
	store_load(store, entry, words);
	if (n) /* scratch has room: it was in tokens that were added */
		memcpy(store->word, words->shingle, n * sizeof(*store->word));
	return make_set(store->word, store->word + store->size, n);
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

/* Where a word is about, of so many sorted ones that are hashes. */
static size_t guess(uint64_t word, size_t count)
{
	return (size_t)((word >> 32) * count >> 32);
}

/*
 * The same in memory: near where even spread of hashes says it must be, from
 * there in doubled steps, then by halving. *low moves to the place.
 */
static bool has_word(const uint64_t *sorted, size_t *low, size_t count,
		     uint64_t word)
{
	size_t at = guess(word, count), step = 1, end;

	if (*low >= count)
		return false;
	if (at < *low)
		at = *low;
	if (sorted[at] < word) {
		*low = at + 1;
		for (end = at + step; end < count && sorted[end] < word;
		     end += step *= 2)
			*low = end + 1;
		end = end < count ? end : count;
	} else {
		for (end = at; at > *low && sorted[at] >= word; step *= 2) {
			end = at;
			at = at - *low > step ? at - step : *low;
		}
		if (sorted[at] < word)
			*low = at + 1;
	}
	while (*low < end) {
		const size_t middle = *low + (end - *low) / 2;

		if (sorted[middle] < word)
			*low = middle + 1;
		else
			end = middle;
	}
	return *low < count && sorted[*low] == word;
}

void store_search(struct store *store, const struct store_entry *entry,
		  bool facts, const uint64_t *word, size_t n,
		  void (*found)(size_t i, void *data), void *data)
{
	const size_t before =
		facts ? 0 : (size_t)entry->facts + entry->shingles;
	const size_t count = facts ? entry->facts : entry->distinct;
	struct shelf shelf = {.store = store};
	const uint64_t *sorted;
	size_t low = 0;

	assert(facts || entry->shingles > STORE_LONG);
	shelf.at = entry->words + before * sizeof(*word);
	sorted = tempfile_view(&store->words, shelf.at, count * sizeof(*word));
	for (size_t i = 0; i < n; i++) {
		if (sorted && i + AHEAD < n)
			__builtin_prefetch(sorted +
					   guess(word[i + AHEAD], count));
		if (sorted ? has_word(sorted, &low, count, word[i])
			   : shelf_has(&shelf, count, i ? word[i - 1] : 0,
				       word[i]))
			found(i, data);
	}
}

void store_words_release(struct store_words *words)
{
	free(words->own);
	*words = (struct store_words){0};
}

void store_release(struct store *store)
{
	bits_release(&store->wanted);
	free(store->before);
	tempfile_release(&store->entries);
	tempfile_release(&store->words);
	tempfile_release(&store->texts);
	free(store->word);
	*store = (struct store){0};
}
