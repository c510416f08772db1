#include "templates.h"

#include <stdlib.h>

#include <xxhash.h>

#include "mem.h"
#include "pairs.h"
#include "radix.h"

struct templates {
	size_t min_pages, max_tokens;
	struct pairs *pages; /* (hash of source and paragraphs, document) */
	struct pairs *lines; /* (hash of source and line, paragraph) */
	struct bits again;   /* documents that are copies of earlier pages */
	size_t documents;
	uint64_t *word; /* scratch: twice the paragraphs of a document */
	size_t size;
};

struct templates *templates_new(size_t memory, size_t min_pages,
				size_t max_tokens)
{
	struct templates *const templates = xmalloc(sizeof(*templates));

	*templates = (struct templates){
		.min_pages = min_pages,
		.max_tokens = max_tokens,
		.pages = pairs_new(memory / 4),
		.lines = pairs_new(memory - memory / 4),
	};
	return templates;
}

/* Of the set of its paragraphs, whatever their order. */
static uint64_t page_hash(struct templates *templates,
			  const struct shingled *page, uint64_t seed)
{
	size_t n = 0;

	if (page->count > templates->size) {
		templates->size = 2 * page->count;
		free(templates->word);
		templates->word = xreallocarray(NULL, templates->size,
						2 * sizeof(*templates->word));
	}
	for (size_t i = 0; i < page->count; i++)
		templates->word[i] = page->paragraph[i].low;
	radix_sort_words(templates->word, templates->word + templates->size,
			 page->count);
	for (size_t i = 0; i < page->count; i++)
		if (!i || templates->word[i] != templates->word[n - 1])
			templates->word[n++] = templates->word[i];
	return XXH3_64bits_withSeed(templates->word,
				    n * sizeof(*templates->word), seed);
}

void templates_add(struct templates *templates, const struct shingled *page,
		   uint64_t first)
{
	const size_t document = templates->documents++;
	uint64_t seed;

	if (!page->source.n || !page->count || !templates->min_pages)
		return;
	seed = XXH3_64bits(page->source.p, page->source.n);
	pairs_add(templates->pages, page_hash(templates, page, seed), document);
	for (size_t i = 0; i < page->count; i++) {
		const struct shingled_paragraph *line = &page->paragraph[i];
		const uint64_t hash[2] = {line->high, line->low};

		if (line->tokens < templates->max_tokens)
			pairs_add(
				templates->lines,
				XXH3_64bits_withSeed(hash, sizeof(hash), seed),
				first + i);
	}
}

static void find_pages_again(struct templates *templates)
{
	struct pair pair;
	uint64_t key = 0;
	bool any = false;

	pairs_rewind(templates->pages);
	for (; pairs_next(templates->pages, &pair); any = true) {
		if (any && pair.key == key)
			bits_set(&templates->again, pair.value);
		key = pair.key;
	}
}

/* Set the bit of each group of equal lines that is on enough pages. */
static void judge_groups(struct templates *templates,
			 const struct catalog *catalog, struct bits *groups)
{
	size_t group = 0, pages = 0, page, last = 0;
	struct pair pair;
	uint64_t key = 0;
	bool any = false;

	pairs_rewind(templates->lines);
	for (; pairs_next(templates->lines, &pair); any = true) {
		if (any && pair.key != key) {
			group++;
			pages = 0;
		}
		key = pair.key;
		page = catalog_document(catalog, pair.value);
		if (bits_get(&templates->again, page) ||
		    (pages && page == last))
			continue;
		last = page;
		if (++pages >= templates->min_pages)
			bits_set(groups, group);
	}
}

static void mark_lines(struct templates *templates, const struct bits *groups,
		       struct bits *found)
{
	size_t group = 0;
	struct pair pair;
	uint64_t key = 0;
	bool any = false;

	pairs_rewind(templates->lines);
	for (; pairs_next(templates->lines, &pair); any = true) {
		group += any && pair.key != key;
		key = pair.key;
		if (bits_get(groups, group))
			bits_set(found, pair.value);
	}
}

/* Take back what would leave a page empty; how many remain. */
static uint64_t spare_whole_pages(const struct catalog *catalog,
				  struct bits *found)
{
	uint64_t all = 0;

	for (size_t i = 0; i < catalog->documents; i++) {
		const uint64_t first = catalog->first[i];
		const uint64_t end = catalog->first[i + 1];
		uint64_t n = 0;

		for (uint64_t p = first; p < end; p++)
			n += bits_get(found, p);
		all += n;
		if (n < end - first)
			continue;
		all -= n;
		for (uint64_t p = first; p < end; p++)
			bits_clear(found, p);
	}
	return all;
}

uint64_t templates_find(struct templates *templates,
			const struct catalog *catalog, struct bits *found)
{
	struct bits groups = {0};

	find_pages_again(templates);
	judge_groups(templates, catalog, &groups);
	mark_lines(templates, &groups, found);
	bits_release(&groups);
	return spare_whole_pages(catalog, found);
}

void templates_free(struct templates *templates)
{
	pairs_free(templates->pages);
	pairs_free(templates->lines);
	bits_release(&templates->again);
	free(templates->word);
	free(templates);
}
