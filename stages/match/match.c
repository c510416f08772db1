#include "match.h"

#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "json.h"
#include "match_internal.h"
#include "mem.h"
#include "progress.h"
#include "shingles.h"
#include "templates.h"

struct match *match_new(const struct match_options *options)
{
	struct match *const match = xmalloc(sizeof(*match));

	*match = (struct match){.options = *options};
	if (!order_init(&match->order, options->keep_first, options->prefer)) {
		free(match);
		return NULL;
	}
	if (!match->options.threads)
		match->options.threads = 1;
	match->pages = spool_new(options->memory / 8);
	match->lines = spool_new(options->memory / 8 * 3);
	resolver_init(&match->resolver, options->memory / 8);
	catalog_init(&match->catalog,
		     options->index ? match_index_paragraphs(options->index)
				    : 0);
	return match;
}

/* The same for all records, and the index. */
static bool check_shingling(struct match *match,
			    const struct segment_shingling *seen,
			    struct error *error)
{
	struct segment_shingling known = match->shingling;

	if (!known.version && match->options.index)
		known = match_index_shingling(match->options.index);
	match->shingling = *seen;
	match->tokens.unit = (enum token_unit)seen->unit;
	if (!known.version || !memcmp(&known, seen, sizeof(known)))
		return true;
	error->what = "it was shingled with another unit or width than others "
		      "before it, or the index: run winnow-shingle with the "
		      "same -w and --unit, or use another index";
	return false;
}

struct buf *match_add_page(struct match *match, const struct shingled *page,
			   uint64_t tie)
{
	buf_reset(&match->key);
	order_key(&match->order, page, &match->key);
	buf_add(&match->key, &tie, sizeof(tie));
	shingled_pack(page, spool_begin(match->pages, buf_str(&match->key)));
	spool_end(match->pages);
	return spool_begin(match->lines, buf_str(&match->key));
}

bool match_take(struct match *match, struct buf *prepared, size_t *taken,
		struct error *error)
{
	struct str rest = buf_str(prepared), page, key;
	struct match_prepared parts;

	*taken = 0;
	if (rest.n)
		spool_adopt(match->lines, prepared);
	for (; rest.n; ++*taken) {
		memcpy(&parts, str_take(&rest, sizeof(parts)).p, sizeof(parts));
		if (!check_shingling(match, &parts.shingling, error))
			return false;
		page = str_take(&rest, parts.page);
		key = str_take(&rest, parts.key);
		spool_add(match->pages, key, page);
		spool_add_adopted(match->lines, key, parts.line);
		rest = str_skip(rest, parts.line);
		match->counts.documents++;
		match->bytes += parts.bytes;
	}
	progress_update(0, match->bytes, match->counts.documents);
	return true;
}

bool match_add(struct match *match, const struct record *record,
	       struct error *error)
{
	struct buf prepared = {0};
	size_t taken;
	const bool good =
		match_prepare(match, &match->page, record, &prepared, error) &&
		match_take(match, &prepared, &taken, error);

	buf_release(&prepared);
	return good;
}

bool match_next_page(struct match *match)
{
	struct str key, packed;

	if (!spool_next(match->pages, &key, &packed))
		return false;
	shingled_unpack(&match->page, packed);
	return true;
}

/* A page without a source is an outlet of its own. */
static void list_lines(struct templates *templates, const struct shingled *page)
{
	templates_begin(templates, page->source.n ? page->source : page->id);
	for (size_t i = 0; i < page->count; i++) {
		const struct shingled_paragraph *line = &page->paragraph[i];

		templates_line(templates, line->high, line->low, line->tokens);
	}
	templates_end(templates);
}

/* Before which paragraph of the index the document comes, if that has it;
 * again: this batch had it before. */
static uint64_t find_limit(const struct match_index *index,
			   const struct shingled *page, bool again)
{
	struct match_index_document document;
	uint64_t limit;

	limit = index ? match_index_find(index, page->id) : MATCH_INDEX_NONE;
	if (limit == MATCH_INDEX_NONE || !again || !page->count)
		return limit;
	match_index_document_of(index, limit, &document);
	return document.end;
}

/* Note a document that is not to be added to an index. */
static void note_known(struct match *match, const struct shingled *page,
		       uint64_t first, bool again)
{
	struct known_list *const known = &match->known;
	uint64_t limit, sum;

	limit = find_limit(match->options.index, page, again);
	if (limit == MATCH_INDEX_NONE && !again)
		return;
	if (known->count == known->size) {
		known->size = known->size ? 2 * known->size : 64;
		known->item = xreallocarray(known->item, known->size,
					    sizeof(*known->item));
	}
	sum = known->count ? known->item[known->count - 1].sum : 0;
	known->item[known->count++] = (struct known){
		.document = match->catalog.numbers.documents,
		.first = first,
		.end = first + page->count,
		.limit = limit,
		.sum = sum + page->count,
	};
}

/* Is it the document before, whose id is in last, once more? Those of one id
 * have the same text, and come one after the other. */
static bool is_again(const struct shingled *page, struct buf *last)
{
	const bool again = str_eq(page->id, buf_str(last));

	buf_reset(last);
	buf_add_str(last, page->id);
	return again;
}

/* Number all documents and paragraphs, and find those that are equal. */
static void find_equal(struct match *match, struct candidates *candidates)
{
	struct catalog *const catalog = &match->catalog;
	const struct shingled *const page = &match->page;
	struct templates *const templates = templates_new(
		match->options.memory / 8, match->options.template_pages,
		MATCH_TEMPLATE_TOKENS);

	buf_reset(&match->key);
	spool_rewind(match->pages);
	while (match_next_page(match)) {
		progress_done(catalog->numbers.documents);
		if (match->options.index || match->to_index)
			note_known(match, page, catalog_paragraphs(catalog),
				   is_again(page, &match->key));
		list_lines(templates, page);
		candidates_add_exact(candidates, page,
				     catalog_paragraphs(catalog));
		catalog_add(catalog, page->id, page->count);
	}
	match->counts.templates =
		templates_find(templates, &catalog->numbers, &match->templates);
	templates_free(templates);
	candidates_find_equal(candidates, &match->templates);
}

static void find_near(struct match *match, struct candidates *candidates)
{
	const struct numbering *const numbers = &match->catalog.numbers;

	spool_rewind(match->pages);
	for (size_t i = 0;
	     match->options.threshold < 1 && match_next_page(match); i++) {
		progress_done(numbers->documents + i);
		candidates_add_prints(candidates, &match->page, i,
				      numbers->first[i], &match->templates);
	}
	candidates_find_near(candidates, numbers);
	spool_rewind(match->pages);
	for (size_t i = 0; match_next_page(match); i++) {
		progress_done(2 * numbers->documents + i);
		candidates_choose(candidates, &match->page, numbers->first[i]);
	}
}

enum { PASSES = 3 }; /* over all pages, until all candidates are known */

void match_find(struct match *match)
{
	struct candidates *const candidates = &match->candidates;

	candidates_init(candidates, match->options.memory / 8 * 2,
			MATCH_EXACT_TOKENS, match->options.near_tokens,
			match->options.threshold);
	candidates->index = match->options.index;
	candidates->known = &match->known;
	candidates->threads = match->options.threads;
	progress_phase("sorting", PASSES * match->counts.documents);
	spool_close(match->lines); /* room for what is sorted */
	find_equal(match, candidates);
	find_near(match, candidates);
	progress_phase("verifying", match->counts.documents);
	match_verify(match);
	progress_phase("writing", match->counts.documents);
	match->counts.capped = candidates->capped;
	match->counts.paragraphs = catalog_paragraphs(&match->catalog) -
				   match->catalog.numbers.first[0];
	if (!match->options.index && !match->to_index)
		candidates_release(candidates);
	spool_rewind(match->pages);
	spool_rewind(match->lines);
}

const struct match_counts *match_counts(const struct match *match)
{
	return &match->counts;
}

void match_free(struct match *match)
{
	order_release(&match->order);
	spool_free(match->pages);
	spool_free(match->lines);
	catalog_release(&match->catalog);
	bits_release(&match->templates);
	bits_release(&match->confirmed);
	candidates_release(&match->candidates);
	resolver_release(&match->resolver);
	free(match->known.item);
	shingled_release(&match->page);
	tokens_release(&match->tokens);
	buf_release(&match->key);
	free(match->share);
	free(match);
}
