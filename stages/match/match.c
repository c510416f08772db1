#include "match.h"

#include <assert.h>
#include <stdlib.h>

#include "candidates.h"
#include "catalog.h"
#include "json.h"
#include "mem.h"
#include "order.h"
#include "resolve.h"
#include "shingled.h"
#include "spool.h"
#include "store.h"
#include "templates.h"

struct match {
	struct match_options options;
	struct match_counts counts;
	struct order order;
	struct spool *spool;
	struct catalog catalog;
	struct bits templates;
	struct resolver resolver;
	size_t next; /* document to write */
	/* scratch */
	struct record record;
	struct shingled shingled;
	struct tokens tokens;
	struct buf key;
};

struct match *match_new(const struct match_options *options)
{
	struct match *const match = xmalloc(sizeof(*match));

	*match = (struct match){.options = *options};
	order_init(&match->order, options->prefer);
	match->spool = spool_new(options->memory / 2);
	catalog_init(&match->catalog);
	return match;
}

bool match_add(struct match *match, const struct record *record,
	       struct error *error)
{
	if (!shingled_read(&match->shingled, record, true, error) ||
	    !shingled_lines(&match->shingled, record, error))
		return false;
	buf_reset(&match->key);
	order_key(&match->order, &match->shingled, record, &match->key);
	spool_add(match->spool, buf_str(&match->key), record->line);
	return true;
}

/* The next record of the spool, which was whole when it went in. */
static bool read_record(struct match *match, struct record *record)
{
	struct str key, line;
	struct error error;
	bool whole;

	if (!spool_next(match->spool, &key, &line))
		return false;
	whole = record_scan(record, line, &error);
	assert(whole);
	(void)whole;
	return true;
}

/* A page without a source is an outlet of its own. */
static void list_lines(struct templates *templates, const struct shingled *page)
{
	templates_begin(templates,
			page->source.n ? buf_str(&page->source) : page->id);
	for (size_t i = 0; i < page->count; i++) {
		const struct shingled_paragraph *line = &page->paragraph[i];

		templates_line(templates, line->high, line->low, line->tokens);
	}
	templates_end(templates);
}

/* Number all documents and paragraphs, and list their hashes. */
static void list_all(struct match *match, struct templates *templates,
		     struct candidates *candidates)
{
	struct shingled *const page = &match->shingled;
	struct catalog *const catalog = &match->catalog;
	struct error error;

	spool_rewind(match->spool);
	while (read_record(match, &match->record)) {
		const uint64_t first = catalog_paragraphs(catalog);

		shingled_read(page, &match->record, true, &error);
		list_lines(templates, page);
		candidates_add(candidates, page, first);
		catalog_add(catalog, page->id, page->count);
	}
}

static bool any_set(const struct bits *bits, uint64_t from, uint64_t to)
{
	for (; from < to; from++)
		if (bits_get(bits, from))
			return true;
	return false;
}

/* The shingle sets of one document, its paragraphs from first on. */
static void store_page(struct match *match, const struct record *record,
		       uint64_t first, const struct bits *wanted,
		       struct store *store)
{
	struct shingled *const page = &match->shingled;
	struct error error;

	shingled_read(page, record, false, &error);
	shingled_lines(page, record, &error);
	for (size_t i = 0; i < page->count; i++) {
		if (!bits_get(wanted, first + i)) {
			store_skip(store);
			continue;
		}
		tokens_find(&match->tokens, page->lines.item[i].text);
		store_add(store, &page->paragraph[i], &match->tokens);
	}
}

static void store_wanted(struct match *match, const struct bits *wanted,
			 struct store *store)
{
	const struct catalog *const catalog = &match->catalog;
	struct error error;
	struct str key, line;

	spool_rewind(match->spool);
	for (size_t i = 0; spool_next(match->spool, &key, &line); i++) {
		uint64_t p = catalog->numbers.first[i];

		if (any_set(wanted, p, catalog->numbers.first[i + 1])) {
			record_scan(&match->record, line, &error);
			store_page(match, &match->record, p, wanted, store);
			continue;
		}
		for (; p < catalog->numbers.first[i + 1]; p++)
			store_skip(store);
	}
}

static void find_templates(struct match *match, struct templates *templates)
{
	match->counts.templates = templates_find(
		templates, &match->catalog.numbers, &match->templates);
}

static void find_copies(struct match *match, struct candidates *candidates)
{
	struct store store;

	store_init(&store, match->options.memory / 8); /* was the templates' */
	candidates_find(candidates, &match->catalog, &match->templates);
	store_wanted(match, &candidates->wanted, &store);
	resolve(&match->resolver, &match->catalog, &match->templates,
		candidates, &store, match->options.threshold);
	match->counts.exact = match->resolver.exact;
	match->counts.near = match->resolver.near;
	match->counts.verified = match->resolver.verified;
	match->counts.capped = candidates->capped;
	store_release(&store);
}

void match_find(struct match *match)
{
	const size_t memory = match->options.memory;
	struct candidates candidates;
	struct templates *const templates =
		templates_new(memory / 8, match->options.template_pages,
			      match->options.near_tokens);

	candidates_init(&candidates, memory / 8 * 3, MATCH_EXACT_TOKENS,
			match->options.near_tokens);
	list_all(match, templates, &candidates);
	find_templates(match, templates);
	templates_free(templates);
	find_copies(match, &candidates);
	candidates_release(&candidates);
	match->counts.documents = match->catalog.numbers.documents;
	match->counts.paragraphs = catalog_paragraphs(&match->catalog);
	spool_rewind(match->spool);
}

static void put_copy(struct match *match, uint64_t at, const struct copy *copy,
		     struct buf *out)
{
	struct catalog *const catalog = &match->catalog;
	const size_t document = catalog_document(catalog, copy->of);

	json_put_sep(out);
	buf_add_str(out, STR("{\"at\":"));
	buf_add_uint(out, at);
	buf_add_str(out, STR(",\"of\":"));
	catalog_id(catalog, document, out);
	buf_add_str(out, STR(",\"paragraph\":"));
	buf_add_uint(out, copy->of - catalog->numbers.first[document]);
	buf_add_str(out, STR(",\"containment\":"));
	json_put_share(out, copy->containment);
	buf_add_str(out, STR(",\"resemblance\":"));
	json_put_share(out, copy->resemblance);
	buf_add_char(out, '}');
}

static void put_copies(struct match *match, uint64_t first, uint64_t end,
		       struct buf *out)
{
	struct copy copy;

	json_put_key(out, "copies");
	buf_add_char(out, '[');
	for (uint64_t p = first; p < end; p++) {
		if (!bits_get(&match->resolver.copies, p))
			continue;
		resolver_copy(&match->resolver, p, &copy);
		put_copy(match, p - first, &copy, out);
	}
	buf_add_char(out, ']');
}

static void put_templates(const struct match *match, uint64_t first,
			  uint64_t end, struct buf *out)
{
	json_put_key(out, "template");
	buf_add_char(out, '[');
	for (uint64_t p = first; p < end; p++) {
		if (!bits_get(&match->templates, p))
			continue;
		json_put_sep(out);
		buf_add_uint(out, p - first);
	}
	buf_add_char(out, ']');
}

bool match_next(struct match *match, struct buf *out)
{
	static const char *const drop[] = {"shingles", "copies", "template",
					   NULL};
	const uint64_t *const first =
		match->catalog.numbers.first + match->next;

	if (!read_record(match, &match->record))
		return false;
	record_open(&match->record, drop, out);
	put_copies(match, first[0], first[1], out);
	put_templates(match, first[0], first[1], out);
	record_close(out);
	match->next++;
	return true;
}

const struct match_counts *match_counts(const struct match *match)
{
	return &match->counts;
}

void match_free(struct match *match)
{
	order_release(&match->order);
	spool_free(match->spool);
	catalog_release(&match->catalog);
	bits_release(&match->templates);
	resolver_release(&match->resolver);
	record_release(&match->record);
	shingled_release(&match->shingled);
	tokens_release(&match->tokens);
	buf_release(&match->key);
	free(match);
}
