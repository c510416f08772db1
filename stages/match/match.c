#include "match.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "json.h"
#include "match_internal.h"
#include "mem.h"
#include "shingles.h"
#include "store.h"
#include "templates.h"

struct match *match_new(const struct match_options *options)
{
	struct match *const match = xmalloc(sizeof(*match));

	*match = (struct match){.options = *options};
	if (!order_init(&match->order, options->keep_first, options->prefer)) {
		free(match);
		return NULL;
	}
	match->pages = spool_new(options->memory / 8);
	match->lines = spool_new(options->memory / 8 * 3);
	catalog_init(&match->catalog,
		     options->index ? match_index_paragraphs(options->index)
				    : 0);
	return match;
}

/* Keys that are written anew, or are of no use behind this stage. */
static const char *const drop[] = {"shingles", "shingling",  "copies",
				   "template", "reprint_of", "reprint_share",
				   NULL};

static void put_line(const struct record *record, struct buf *out)
{
	const struct str text = record_find(record, "text");
	const struct text_place place = {
		.start = record_open_offset(record, drop, text),
		.length = text.n,
	};

	buf_add(out, &place, sizeof(place));
	record_open(record, drop, out);
}

void match_take_line(struct str packed, struct str *text, struct str *line)
{
	struct text_place place;

	memcpy(&place, packed.p, sizeof(place));
	*line = str_skip(packed, sizeof(place));
	*text = (struct str){line->p + place.start, place.length};
}

/* "word 5" or "char 24" */
static bool read_shingling(const struct record *record,
			   struct segment_shingling *shingling)
{
	const struct str value = json_plain(record_find(record, "shingling"));
	uint64_t width;
	struct str rest = value, unit;

	*shingling = (struct segment_shingling){
		.version = SEGMENT_VERSION,
		.width = SHINGLE_TOKENS,
		.window = SKETCH_WINDOW,
	};
	if (!value.p)
		return true;
	if (!str_cut(&rest, ' ', &unit) || !json_uint(rest, &width) ||
	    width < 1 || width > 64)
		return false;
	shingling->unit = str_eq(unit, STR("char"));
	shingling->width = (uint32_t)width;
	return shingling->unit || str_eq(unit, STR("word"));
}

/* The same for all records, and the index. */
static bool check_shingling(struct match *match, const struct record *record,
			    struct error *error)
{
	struct segment_shingling seen, known = match->shingling;

	if (!known.version && match->options.index)
		known = match_index_shingling(match->options.index);
	if (!read_shingling(record, &seen))
		error->what = "'shingling' is not as winnow-shingle writes it";
	else if (known.version && memcmp(&known, &seen, sizeof(seen)) != 0)
		error->what = "it was shingled with another unit or width "
			      "than others before it, or the index: run "
			      "winnow-shingle with the same -w and --unit, or "
			      "use another index";
	match->shingling = seen;
	match->tokens.unit = (enum token_unit)seen.unit;
	return !error->what;
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

bool match_add(struct match *match, const struct record *record,
	       struct error *error)
{
	error->what = NULL;
	if (!shingled_read(&match->page, record, error) ||
	    !check_shingling(match, record, error))
		return false;
	put_line(record,
		 match_add_page(match, &match->page,
				XXH3_64bits(record->line.p, record->line.n)));
	spool_end(match->lines);
	return true;
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

	buf_reset(&match->text);
	spool_rewind(match->pages);
	while (match_next_page(match)) {
		if (match->options.index || match->to_index)
			note_known(match, page, catalog_paragraphs(catalog),
				   is_again(page, &match->text));
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
	     match->options.threshold < 1 && match_next_page(match); i++)
		candidates_add_prints(candidates, &match->page,
				      numbers->first[i], &match->templates);
	candidates_find_near(candidates, numbers);
	spool_rewind(match->pages);
	for (size_t i = 0; match_next_page(match); i++)
		candidates_choose(candidates, &match->page, numbers->first[i]);
}

/* Those in any role. */
static void want_all(const struct candidates *candidates, uint64_t paragraphs,
		     struct bits *wanted)
{
	if (!paragraphs)
		return;
	bits_set(wanted, paragraphs - 1); /* so that all words are there */
	bits_clear(wanted, paragraphs - 1);
	for (size_t i = 0; i < wanted->words; i++)
		wanted->word[i] = bits_word(&candidates->equal, i) |
				  bits_word(&candidates->owners, i) |
				  bits_word(&candidates->near, i);
}

/* The text of the paragraph with this number, as it is compared. */
static bool is_equal(struct match *match, struct store *store, struct str text,
		     uint64_t owner)
{
	struct buf *const fold = match->fold;
	struct store_entry entry;

	buf_reset(&match->text);
	store_entry(store, owner, &entry);
	store_text(store, &entry, &match->text);
	if (str_eq(text, buf_str(&match->text)))
		return true;
	buf_reset(&fold[0]);
	buf_reset(&fold[1]);
	tokens_fold(text, &fold[0]);
	tokens_fold(buf_str(&match->text), &fold[1]);
	return str_eq(buf_str(&fold[0]), buf_str(&fold[1]));
}

/* Where the paragraphs stand that are equal to one before. */
struct equals {
	struct candidates *candidates;
	uint64_t p, q;
	bool more;
};

static void next_equal(struct equals *equals)
{
	equals->more = candidates_next_equal(equals->candidates, &equals->p,
					     &equals->q);
}

/* Store what is wanted of one document, its paragraphs from first on, and
 * compare the texts of those with equal hashes. */
static void store_page(struct match *match, struct str text, uint64_t first,
		       struct equals *equals, struct store *store)
{
	const struct candidates *const candidates = equals->candidates;
	struct shingled *const page = &match->page;

	shingled_lines(page, text);
	for (size_t i = 0; i < page->lines.count; i++) {
		const struct str line = page->lines.item[i].text;
		const uint64_t p = first + i;
		const bool owner = bits_get(&candidates->owners, p);
		const bool near = bits_get(&candidates->near, p);

		if (!bits_get(&store->wanted, p))
			continue;
		if (equals->more && equals->p == p) {
			if (is_equal(match, store, line, equals->q))
				bits_set(&match->confirmed, p);
			next_equal(equals);
		}
		if (near)
			tokens_find(&match->tokens, line);
		store_add(store, owner ? line : (struct str){0},
			  near ? &match->tokens : NULL, match->shingling.width);
	}
}

/* Those wanted of the index, which are numbered before all others. */
static void store_indexed(struct match *match,
			  const struct candidates *candidates,
			  struct store *store)
{
	const uint64_t all = match->catalog.numbers.first[0];

	for (uint64_t q = 0; q < all; q++) {
		const bool near = bits_get(&candidates->near, q);
		struct str text;

		if (q % 64 == 0 && !bits_word(&store->wanted, q / 64)) {
			q += 63;
			continue;
		}
		if (!bits_get(&store->wanted, q))
			continue;
		text = match_index_text(match->options.index, q);
		if (near)
			tokens_find(&match->tokens, text);
		store_add(store,
			  bits_get(&candidates->owners, q) ? text
							   : (struct str){0},
			  near ? &match->tokens : NULL, match->shingling.width);
	}
}

static void store_wanted(struct match *match, struct candidates *candidates,
			 struct store *store)
{
	const uint64_t *const first = match->catalog.numbers.first;
	struct equals equals = {.candidates = candidates};
	struct str key, packed, text, line;

	store_indexed(match, candidates, store);
	candidates_rewind(candidates);
	next_equal(&equals);
	spool_rewind(match->lines);
	for (size_t i = 0; spool_next(match->lines, &key, &packed); i++) {
		if (!bits_any(&store->wanted, first[i], first[i + 1]))
			continue;
		match_take_line(packed, &text, &line);
		store_page(match, text, first[i], &equals, store);
	}
}

static void decide(struct match *match, struct candidates *candidates,
		   struct store *store)
{
	struct resolver *const resolver = &match->resolver;

	resolver_init(resolver, match->options.memory / 8);
	resolver->numbers = &match->catalog.numbers;
	resolver->confirmed = &match->confirmed;
	resolver->candidates = candidates;
	resolver->store = store;
	resolver->threshold = match->options.threshold;
	resolver->lossy = match->options.lossy;
	resolve(resolver);
	match->counts.exact = resolver->exact;
	match->counts.near = resolver->near;
	match->counts.stitched = resolver->stitched;
	match->counts.verified = resolver->verified;
}

void match_find(struct match *match)
{
	const size_t memory = match->options.memory;
	struct candidates *const candidates = &match->candidates;
	struct store store;

	candidates_init(candidates, memory / 8 * 2, MATCH_EXACT_TOKENS,
			match->options.near_tokens, match->options.threshold);
	candidates->index = match->options.index;
	candidates->known = &match->known;
	find_equal(match, candidates);
	find_near(match, candidates);
	store_init(&store, memory / 8); /* was the templates' */
	want_all(candidates, catalog_paragraphs(&match->catalog),
		 &store.wanted);
	store_begin(&store);
	store_wanted(match, candidates, &store);
	decide(match, candidates, &store);
	match->counts.capped = candidates->capped;
	match->counts.documents = match->catalog.numbers.documents;
	match->counts.paragraphs = catalog_paragraphs(&match->catalog) -
				   match->catalog.numbers.first[0];
	store_release(&store);
	if (!match->options.index && !match->to_index)
		candidates_release(candidates);
	spool_rewind(match->pages);
	spool_rewind(match->lines);
}

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
	buf_release(&match->text);
	buf_release(&match->fold[0]);
	buf_release(&match->fold[1]);
	free(match->share);
	free(match);
}
