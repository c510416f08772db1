#include "store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "radix.h"
#include "shingles.h"

enum {
	/* Words of a long set that one entry of its table stands for: those
	 * of a cache line. */
	STRIDE = 8,
	TEXT_BLOCK = 16 * 1024,
	BLOCK = 64, /* words read at once in a search on disk */
	AHEAD = 8,  /* words that memory is asked for before */
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

static size_t list_facts(const struct tokens *tokens, uint64_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < tokens->count; i++)
		if (token_is_fact(&tokens->token[i]))
			out[n++] = tokens->token[i].hash;
	return n;
}

/* Of a long set: how many of the highest bits of its words its table goes
 * by. */
static int table_bits(size_t count)
{
	int bits = 0;

	while (count >> bits > STRIDE)
		bits++;
	return bits;
}

/* Words that the table of a sorted set has; 0 if it is not long. */
static size_t table_words(size_t count)
{
	return count > STORE_LONG ? ((size_t)1 << table_bits(count)) / 2 + 1
				  : 0;
}

/* Where the words with each value of these bits begin, and where the last
 * end. */
static void make_table(const uint64_t *sorted, size_t count, uint64_t *words)
{
	const int bits = table_bits(count);
	uint32_t *const table = (uint32_t *)words;
	size_t next = 0;

	if (!table_words(count))
		return;
	words[table_words(count) - 1] = 0;
	for (size_t i = 0; i < count; i++)
		while (next <= sorted[i] >> (64 - bits))
			table[next++] = (uint32_t)i;
	while (next <= (size_t)1 << bits)
		table[next++] = (uint32_t)count;
}

/* The places of an entry's words, in the order in which they stand. */
struct layout {
	size_t shingles, fact_table, distinct, table, end;
};

static struct layout layout_of(const struct store_entry *entry)
{
	struct layout layout = {.shingles = entry->facts};

	layout.fact_table = layout.shingles + entry->shingles;
	layout.distinct = layout.fact_table + table_words(entry->facts);
	layout.table = layout.distinct + entry->distinct;
	layout.end = layout.table + table_words(entry->distinct);
	return layout;
}

void store_make_words(const struct tokens *tokens, size_t width, bool target,
		      struct buf *out, struct store_entry *entry)
{
	const size_t most = tokens->count;
	struct layout layout;
	uint64_t *word;
	size_t n;

	/* facts, shingles, these sorted, and tables or scratch */
	buf_reserve(out, 5 * most * sizeof(*word));
	word = (uint64_t *)(void *)(out->p + out->n);
	entry->facts =
		(uint32_t)make_set(word, word + most, list_facts(tokens, word));
	n = shingles_hash(tokens, width, word + entry->facts);
	entry->shingles = (uint32_t)n;
	entry->distinct = 0;
	layout = layout_of(entry);
	if (target && n > STORE_LONG) {
		memcpy(word + layout.distinct, word + layout.shingles,
		       n * sizeof(*word));
		entry->distinct = (uint32_t)make_set(
			word + layout.distinct, word + layout.distinct + n, n);
		layout = layout_of(entry);
		make_table(word + layout.distinct, entry->distinct,
			   word + layout.table);
	}
	make_table(word, entry->facts, word + layout.fact_table);
	out->n += layout.end * sizeof(*word);
}

void store_add(struct store *store, struct str text,
	       const struct store_entry *made, const uint64_t *word)
{
	struct store_entry entry = {0};

	if (word) {
		entry = *made;
		entry.words =
			tempfile_append(&store->words, word,
					layout_of(made).end * sizeof(*word));
	}
	if (text.n)
		entry.text = tempfile_append(&store->texts, text.p, text.n);
	entry.text_bytes = (uint32_t)text.n;
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

bool store_has_text(struct store *store, const struct store_entry *entry,
		    struct str text)
{
	char block[TEXT_BLOCK];
	size_t n;

	if (text.n != entry->text_bytes)
		return false;
	for (size_t at = 0; at < text.n; at += n) {
		n = text.n - at < sizeof(block) ? text.n - at : sizeof(block);
		tempfile_read(&store->texts, entry->text + at, block, n);
		if (memcmp(block, text.p + at, n) != 0)
			return false;
	}
	return true;
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

const uint64_t *store_read(struct store *store, const struct store_entry *entry,
			   size_t from, size_t n)
{
	const uint64_t place = entry->words + from * sizeof(*store->block);
	const size_t bytes = n * sizeof(*store->block);
	const uint64_t *const at = tempfile_view(&store->words, place, bytes);

	if (at)
		return at;
	if (!store->block)
		store->block =
			xreallocarray(NULL, STORE_BLOCK, sizeof(*store->block));
	tempfile_read(&store->words, place, store->block, bytes);
	return store->block;
}

size_t store_distinct(struct store *store, const struct store_entry *entry)
{
	const size_t n = entry->shingles;

	if (n > STORE_LONG)
		return entry->distinct;
	if (!store->word)
		store->word = xreallocarray(NULL, 2 * (size_t)STORE_LONG,
					    sizeof(*store->word));
	if (n)
		memcpy(store->word, store_read(store, entry, entry->facts, n),
		       n * sizeof(*store->word));
	return make_set(store->word, store->word + STORE_LONG, n);
}

/* A sorted set that is long, in memory or on disk. */
struct shelf {
	struct store *store;
	uint64_t at, table_at;	/* offsets of the set and of its table */
	const uint64_t *sorted; /* NULL: on disk */
	const uint32_t *table;
	int shift; /* of a word, to its place in the table */
};

static void open_shelf(struct shelf *shelf, struct store *store, uint64_t set,
		       uint64_t table, size_t count)
{
	const struct tempfile *const words = &store->words;
	const void *const at =
		tempfile_view(words, table, table_words(count) * sizeof(set));

	*shelf = (struct shelf){
		.store = store,
		.at = set,
		.table_at = table,
		.table = at,
		.shift = 64 - table_bits(count),
	};
	if (at)
		shelf->sorted = tempfile_view(words, set, count * sizeof(set));
}

/* Is word among the sorted ones? */
static bool is_among(const uint64_t *sorted, size_t count, uint64_t word)
{
	size_t low = 0, end = count;

	while (end - low > 2 * STRIDE) {
		const size_t middle = low + (end - low) / 2;

		if (sorted[middle] <= word)
			low = middle;
		else
			end = middle;
	}
	for (; low < end; low++)
		if (sorted[low] == word)
			return true;
	return false;
}

static uint64_t read_word(const struct shelf *shelf, size_t i)
{
	uint64_t word;

	tempfile_read(&shelf->store->words, shelf->at + i * sizeof(word), &word,
		      sizeof(word));
	return word;
}

static bool is_on_disk(const struct shelf *shelf, uint64_t word)
{
	const size_t place = (size_t)(word >> shelf->shift);
	uint64_t block[BLOCK];
	uint32_t range[2];

	tempfile_read(&shelf->store->words,
		      shelf->table_at + place * sizeof(*range), range,
		      sizeof(range));
	while (range[1] - range[0] > BLOCK) {
		const uint32_t middle = range[0] + (range[1] - range[0]) / 2;

		range[read_word(shelf, middle) > word] = middle;
	}
	tempfile_read(&shelf->store->words,
		      shelf->at + range[0] * sizeof(*block), block,
		      (range[1] - range[0]) * sizeof(*block));
	return is_among(block, range[1] - range[0], word);
}

static bool is_on_shelf(const struct shelf *shelf, uint64_t word)
{
	const uint32_t *const range = shelf->table + (word >> shelf->shift);

	return is_among(shelf->sorted + range[0], range[1] - range[0], word);
}

static void search_shelf(const struct shelf *shelf, const uint64_t *word,
			 size_t n, void (*found)(size_t i, void *data),
			 void *data)
{
	if (!shelf->sorted) {
		for (size_t i = 0; i < n; i++)
			if (is_on_disk(shelf, word[i]))
				found(i, data);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (i + 2 * AHEAD < n)
			__builtin_prefetch(
				shelf->table +
				(word[i + 2 * AHEAD] >> shelf->shift));
		if (i + AHEAD < n)
			__builtin_prefetch(
				shelf->sorted +
				shelf->table[word[i + AHEAD] >> shelf->shift]);
		if (is_on_shelf(shelf, word[i]))
			found(i, data);
	}
}

/* Both are sorted. */
static void merge(const uint64_t *sorted, size_t count, const uint64_t *word,
		  size_t n, void (*found)(size_t i, void *data), void *data)
{
	for (size_t i = 0, k = 0; i < n && k < count;) {
		if (word[i] == sorted[k])
			found(i, data);
		if (word[i] <= sorted[k])
			i++;
		else
			k++;
	}
}

/* A sorted set at `set`, its table, if it has one, at `table`. */
static void search_set(struct store *store, uint64_t set, uint64_t table,
		       size_t count, const uint64_t *word, size_t n,
		       void (*found)(size_t i, void *data), void *data)
{
	uint64_t few[STORE_LONG];
	struct shelf shelf;

	if (table_words(count)) {
		open_shelf(&shelf, store, set, table, count);
		search_shelf(&shelf, word, n, found, data);
		return;
	}
	tempfile_read(&store->words, set, few, count * sizeof(*few));
	merge(few, count, word, n, found, data);
}

void store_search(struct store *store, const struct store_entry *entry,
		  const uint64_t *word, size_t n,
		  void (*found)(size_t i, void *data), void *data)
{
	const struct layout layout = layout_of(entry);

	assert(entry->distinct);
	search_set(store, entry->words + layout.distinct * sizeof(*word),
		   entry->words + layout.table * sizeof(*word), entry->distinct,
		   word, n, found, data);
}

void store_search_facts(struct store *store, const struct store_entry *entry,
			const uint64_t *word, size_t n,
			void (*found)(size_t i, void *data), void *data)
{
	const struct layout layout = layout_of(entry);

	search_set(store, entry->words,
		   entry->words + layout.fact_table * sizeof(*word),
		   entry->facts, word, n, found, data);
}

void store_release(struct store *store)
{
	bits_release(&store->wanted);
	free(store->before);
	tempfile_release(&store->entries);
	tempfile_release(&store->words);
	tempfile_release(&store->texts);
	free(store->block);
	free(store->word);
	*store = (struct store){0};
}
