#include "templates.h"

#include <stdlib.h>

#include <xxhash.h>

#include "mem.h"
#include "pairs.h"
#include "radix.h"

struct templates {
	size_t min_pages, max_tokens;
	struct pairs *pages; /* (hash of source and lines, document) */
	struct pairs *lines; /* (hash of source and line, place_of()) */
	struct bits again;   /* documents that are copies of earlier pages */
	size_t documents;
	uint64_t seed;	/* of the document's source */
	uint64_t *word; /* of its lines, and as many more for sorting */
	size_t count, size;
};

/* A line by its document and its number there, so that its document is known
 * without a search. */
enum { LINE_BITS = 30 };

static uint64_t place_of(size_t document, size_t line)
{
	return (uint64_t)document << LINE_BITS | line;
}

static size_t document_of(uint64_t place)
{
	return (size_t)(place >> LINE_BITS);
}

static uint64_t number_of(const struct numbering *numbering, uint64_t place)
{
	return numbering->first[document_of(place)] +
	       (place & ((1u << LINE_BITS) - 1));
}

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

void templates_begin(struct templates *templates, struct str source)
{
	templates->seed = XXH3_64bits(source.p, source.n);
	templates->count = 0;
}

void templates_line(struct templates *templates, uint64_t high, uint64_t low,
		    uint64_t tokens)
{
	const uint64_t hash[2] = {high, low};

	if (templates->count == templates->size) {
		templates->size = templates->size ? 2 * templates->size : 64;
		templates->word =
			xreallocarray(templates->word, templates->size,
				      2 * sizeof(*templates->word));
	}
	if (templates->min_pages && tokens < templates->max_tokens)
		pairs_add(templates->lines,
			  XXH3_64bits_withSeed(hash, sizeof(hash),
					       templates->seed),
			  place_of(templates->documents, templates->count));
	templates->word[templates->count++] = low;
}

/* Of the set of its lines, whatever their order. */
static uint64_t page_hash(struct templates *templates)
{
	uint64_t *const word = templates->word;
	size_t n = 0;

	radix_sort_words(word, word + templates->size, templates->count);
	for (size_t i = 0; i < templates->count; i++)
		if (!i || word[i] != word[n - 1])
			word[n++] = word[i];
	return XXH3_64bits_withSeed(word, n * sizeof(*word), templates->seed);
}

void templates_end(struct templates *templates)
{
	const size_t document = templates->documents++;

	if (templates->min_pages && templates->count)
		pairs_add(templates->pages, page_hash(templates), document);
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
static void judge_groups(struct templates *templates, struct bits *groups)
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
		page = document_of(pair.value);
		if (bits_get(&templates->again, page) ||
		    (pages && page == last))
			continue;
		last = page;
		if (++pages >= templates->min_pages)
			bits_set(groups, group);
	}
}

static void mark_lines(struct templates *templates,
		       const struct numbering *numbering,
		       const struct bits *groups, struct bits *found)
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
			bits_set(found, number_of(numbering, pair.value));
	}
}

/* Take back what would leave a page empty; how many remain. */
static uint64_t spare_whole_pages(const struct numbering *numbering,
				  struct bits *found)
{
	uint64_t all = 0;

	for (size_t i = 0; i < numbering->documents; i++) {
		const uint64_t first = numbering->first[i];
		const uint64_t end = numbering->first[i + 1];
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
			const struct numbering *numbering, struct bits *found)
{
	struct bits groups = {0};

	find_pages_again(templates);
	judge_groups(templates, &groups);
	mark_lines(templates, numbering, &groups, found);
	bits_release(&groups);
	return spare_whole_pages(numbering, found);
}

void templates_free(struct templates *templates)
{
	pairs_free(templates->pages);
	pairs_free(templates->lines);
	bits_release(&templates->again);
	free(templates->word);
	free(templates);
}
