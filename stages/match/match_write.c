/* What is written of a record: its copies, templates and origin. */
#include <stdlib.h>

#include "json.h"
#include "match_internal.h"
#include "mem.h"
#include "progress.h"

/* The first paragraph of the document that has the paragraph, in this batch or
 * in the index. */
static uint64_t document_start(const struct match *match, uint64_t paragraph)
{
	const struct numbering *const numbers = &match->catalog.numbers;
	struct match_index_document document;

	if (paragraph >= numbers->first[0])
		return numbers->first[numbering_document(numbers, paragraph)];
	match_index_document_of(match->options.index, paragraph, &document);
	return document.first;
}

/* Its id. */
static void put_id(struct match *match, uint64_t paragraph, struct buf *out)
{
	struct catalog *const catalog = &match->catalog;
	struct match_index_document document;

	if (paragraph >= catalog->numbers.first[0]) {
		catalog_id(catalog, catalog_document(catalog, paragraph), out);
		return;
	}
	match_index_document_of(match->options.index, paragraph, &document);
	buf_add_str(out, document.id);
}

/* "of":...,"paragraph":N */
static void put_place(struct match *match, uint64_t of, struct buf *out)
{
	buf_add_str(out, STR("\"of\":"));
	put_id(match, of, out);
	buf_add_str(out, STR(",\"paragraph\":"));
	buf_add_uint(out, of - document_start(match, of));
}

/* ,"span":[from,to]: tokens of a paragraph that has so many */
static void put_span(const struct match *match,
		     const struct copy_source *source, uint64_t tokens,
		     struct buf *out)
{
	uint64_t to = (uint64_t)source->to + match->shingling.width - 1;

	if (to > tokens)
		to = tokens; /* equal paragraphs */
	buf_add_str(out, STR(",\"span\":["));
	buf_add_uint(out, source->from);
	buf_add_char(out, ',');
	buf_add_uint(out, to);
	buf_add_char(out, ']');
}

static void put_copy(struct match *match, uint64_t at, const struct copy *copy,
		     struct buf *out)
{
	const uint64_t tokens = match->page.paragraph[at].tokens;

	json_put_sep(out);
	buf_add_str(out, STR("{\"at\":"));
	buf_add_uint(out, at);
	buf_add_char(out, ',');
	put_place(match, copy->source[0].of, out);
	buf_add_str(out, STR(",\"containment\":"));
	json_put_share(out, copy->containment);
	buf_add_str(out, STR(",\"resemblance\":"));
	json_put_share(out, copy->resemblance);
	put_span(match, &copy->source[0], tokens, out);
	buf_add_str(out, STR(",\"also\":["));
	for (size_t i = 1; i < copy->sources; i++) {
		json_put_sep(out);
		buf_add_char(out, '{');
		put_place(match, copy->source[i].of, out);
		put_span(match, &copy->source[i], tokens, out);
		buf_add_char(out, '}');
	}
	buf_add_str(out, STR("]}"));
}

static void put_copies(struct match *match, uint64_t first, struct buf *out)
{
	struct copy copy;

	json_put_key(out, "copies");
	buf_add_char(out, '[');
	for (size_t i = 0; i < match->page.count; i++) {
		if (!bits_get(&match->resolver.copies, first + i))
			continue;
		resolver_copy(&match->resolver, first + i, &copy);
		put_copy(match, i, &copy, out);
	}
	buf_add_char(out, ']');
}

static void put_templates(const struct match *match, uint64_t first,
			  struct buf *out)
{
	json_put_key(out, "template");
	buf_add_char(out, '[');
	for (size_t i = 0; i < match->page.count; i++) {
		if (!bits_get(&match->templates, first + i))
			continue;
		json_put_sep(out);
		buf_add_uint(out, i);
	}
	buf_add_char(out, ']');
}

static void add_share(struct match *match, uint64_t of, double tokens)
{
	if (match->shares == match->shares_size) {
		match->shares_size =
			match->shares_size ? 2 * match->shares_size : 64;
		match->share = xreallocarray(match->share, match->shares_size,
					     sizeof(*match->share));
	}
	match->share[match->shares++] =
		(struct share){document_start(match, of), tokens};
}

static int compare_shares(const void *left, const void *right)
{
	const struct share *const a = left, *const b = right;

	if (a->document != b->document)
		return a->document < b->document ? -1 : 1;
	return (a->tokens > b->tokens) - (a->tokens < b->tokens);
}

/* What one other document has most of, in tokens; the first of equals. */
static struct share largest_share(struct match *match)
{
	struct share best = {0}, sum = {0};

	if (match->shares)
		qsort(match->share, match->shares, sizeof(*match->share),
		      compare_shares);
	for (size_t i = 0; i < match->shares; i++) {
		if (!i || match->share[i].document != sum.document)
			sum = (struct share){match->share[i].document, 0};
		sum.tokens += match->share[i].tokens;
		if (sum.tokens > best.tokens)
			best = sum;
	}
	return best;
}

/* Which other document has most of this one, and how much: templates are
 * nobody's. */
static void put_reprint(struct match *match, uint64_t first, struct buf *out)
{
	const struct shingled *const page = &match->page;
	uint64_t own = 0;
	struct share best;
	struct copy copy;
	double share = 0;

	match->shares = 0;
	for (size_t i = 0; i < page->count; i++) {
		if (bits_get(&match->templates, first + i))
			continue;
		own += page->paragraph[i].tokens;
		resolver_copy(&match->resolver, first + i, &copy);
		for (size_t k = 0; k < copy.sources; k++)
			add_share(match, copy.source[k].of,
				  page->paragraph[i].tokens *
					  copy.source[k].containment);
	}
	best = largest_share(match);
	if (own)
		share = best.tokens / (double)own;
	if (share > 1) /* what two sources both have counts twice */
		share = 1;
	json_put_key(out, "reprint_of");
	if (share > 0 && share >= match->options.document_threshold) {
		put_id(match, best.document, out);
		match->counts.reprints++;
	} else {
		buf_add_str(out, STR("\"\""));
	}
	json_put_key(out, "reprint_share");
	json_put_share(out, share);
}

bool match_next(struct match *match, struct buf *out)
{
	struct str key, packed, text, line;
	uint64_t first;

	if (!spool_next(match->lines, &key, &packed))
		return false;
	match_next_page(match);
	match_take_line(packed, &text, &line);
	first = match->catalog.numbers.first[match->next];
	buf_add_str(out, line);
	put_copies(match, first, out);
	put_templates(match, first, out);
	put_reprint(match, first, out);
	record_close(out);
	progress_done(++match->next);
	return true;
}
