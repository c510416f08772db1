/* What a match becomes in an index, and an index a match. */
#include <assert.h>
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "match_internal.h"
#include "shingles.h"

struct writing {
	struct match *match;
	struct segment_writer *writer;
	uint64_t equal, owner; /* the next paragraph that is equal to one */
	bool more;
	struct buf fold;
};

static void next_equal(struct writing *writing)
{
	writing->more = candidates_next_equal(&writing->match->candidates,
					      &writing->equal, &writing->owner);
}

/* Of which paragraph p is an equal; MATCH_INDEX_NONE if of none. */
static uint64_t owner_of(struct writing *writing, uint64_t p)
{
	while (writing->more && writing->equal < p)
		next_equal(writing);
	if (writing->more && writing->equal == p &&
	    bits_get(&writing->match->confirmed, p))
		return writing->owner;
	return MATCH_INDEX_NONE;
}

static void write_paragraph(struct writing *writing, uint64_t p, size_t i,
			    size_t print)
{
	struct match *const match = writing->match;
	const struct shingled *const page = &match->page;
	const uint64_t owner = owner_of(writing, p);
	struct segment_paragraph paragraph = {
		.kind = SEGMENT_EQUAL,
		.listed = page->paragraph[i].tokens >= MATCH_EXACT_TOKENS,
		.hash = page->paragraph[i].low,
		.print = page->print + print * SKETCH_PRINT,
		.prints = page->paragraph[i].prints,
	};

	if (owner != MATCH_INDEX_NONE) {
		/* those of known documents are not added */
		paragraph.number = owner - known_before(&match->known, owner);
	} else {
		buf_reset(&writing->fold);
		if (i < page->lines.count) /* an empty text has no line */
			tokens_fold(page->lines.item[i].text, &writing->fold);
		paragraph.text = buf_str(&writing->fold);
		paragraph.kind =
			bits_get(&match->templates, p) ||
					bits_get(&match->resolver.copies, p)
				? SEGMENT_OTHER
				: SEGMENT_OWN;
	}
	segment_writer_paragraph(writing->writer, &paragraph);
}

static void write_document(struct writing *writing, uint64_t first)
{
	const struct shingled *const page = &writing->match->page;
	size_t print = 0;

	segment_writer_document(writing->writer, page->id, page->source,
				page->created, page->tokens);
	for (size_t i = 0; i < page->count; i++) {
		write_paragraph(writing, first + i, i, print);
		print += page->paragraph[i].prints;
	}
}

static void write_all(struct match *match, struct segment_writer *writer)
{
	const uint64_t *const first = match->catalog.numbers.first;
	const struct known_list *const known = &match->known;
	struct writing writing = {.match = match, .writer = writer};
	struct str key, packed, text, line;
	size_t k = 0;

	candidates_rewind(&match->candidates);
	next_equal(&writing);
	spool_rewind(match->pages);
	spool_rewind(match->lines);
	for (size_t i = 0; spool_next(match->lines, &key, &packed); i++) {
		match_next_page(match);
		if (k < known->count && known->item[k].document == i) {
			k++;
			continue;
		}
		match_take_line(packed, &text, &line);
		shingled_lines(&match->page, text);
		write_document(&writing, first[i]);
	}
	buf_release(&writing.fold);
}

/* Are there documents that are to be added? */
static bool has_new(const struct match *match)
{
	const struct numbering *const numbers = &match->catalog.numbers;

	return numbers->documents > match->known.count;
}

void match_add_to_index(struct match *match)
{
	const size_t memory = match->options.memory / 4;
	struct segment_writer writer;

	if (!has_new(match))
		return;
	segment_writer_init(&writer, memory, &match->shingling);
	write_all(match, &writer);
	match_index_add(match->options.index, &writer, memory);
	segment_writer_release(&writer);
}

/* Shingle a paragraph of the index, as winnow-shingle did. */
static void add_paragraph(struct match *match, struct str text,
			  struct buf *paragraphs, struct buf *prints,
			  struct buf *words)
{
	struct tokens *const tokens = &match->tokens;
	const size_t width = match->shingling.width;
	struct shingled_paragraph paragraph = {0};
	unsigned char hash[16];
	uint64_t *word, half;
	size_t n, kept = 0;

	tokens_find(tokens, text);
	tokens_exact_hash(tokens, hash);
	memcpy(&half, hash, sizeof(half));
	paragraph.high = be64toh(half);
	memcpy(&half, hash + sizeof(half), sizeof(half));
	paragraph.low = be64toh(half);
	paragraph.tokens = (uint32_t)tokens->count;
	if (tokens->count >= sketch_tokens_min(width)) {
		buf_reset(words);
		buf_reserve(words, 2 * tokens->count * sizeof(*word));
		word = (uint64_t *)(void *)words->p;
		n = shingles_hash(tokens, width, word);
		kept = sketch_winnow(word, n, word + tokens->count);
		buf_reserve(prints, kept * SKETCH_PRINT);
		sketch_pack(word + tokens->count, kept,
			    (unsigned char *)prints->p + prints->n);
		prints->n += kept * SKETCH_PRINT;
	}
	paragraph.prints = (uint32_t)kept;
	buf_add(paragraphs, &paragraph, sizeof(paragraph));
}

/* The scratch of adding a document of the index to a match. */
struct reading {
	struct buf paragraphs, prints, words, text;
};

static void add_document(struct match *match, struct match_index *index,
			 const struct match_index_document *document,
			 struct reading *reading)
{
	struct shingled page = {
		.id = document->id,
		.source = document->source,
		.created = document->created,
	};
	struct text_place place = {0};
	struct buf *line;
	size_t start;

	buf_reset(&reading->paragraphs);
	buf_reset(&reading->prints);
	buf_reset(&reading->text);
	for (uint64_t p = document->first; p < document->end; p++) {
		const struct str text = match_index_text(index, p);

		add_paragraph(match, text, &reading->paragraphs,
			      &reading->prints, &reading->words);
		if (p > document->first)
			buf_add_char(&reading->text, '\n');
		buf_add_str(&reading->text, text);
	}
	page.count = document->end - document->first;
	page.paragraph =
		(struct shingled_paragraph *)(void *)reading->paragraphs.p;
	page.print = (const unsigned char *)reading->prints.p;
	page.prints = reading->prints.n / SKETCH_PRINT;
	for (size_t i = 0; i < page.count; i++)
		page.tokens += page.paragraph[i].tokens;
	line = match_add_page(match, &page, 0);
	start = line->n;
	buf_add(line, &place, sizeof(place));
	json_put_string(line, buf_str(&reading->text));
	place.length = line->n - start - sizeof(place);
	memcpy(line->p + start, &place, sizeof(place));
	spool_end(match->lines);
}

static void replace(struct match *match, struct match_index *index)
{
	struct segment_writer writer;

	segment_writer_init(&writer, match->options.memory / 4,
			    &match->shingling);
	write_all(match, &writer);
	match_index_replace(index, &writer);
	segment_writer_release(&writer);
}

bool match_compact(const struct match_options *options,
		   struct match_index *index,
		   bool (*keep)(const struct match_index_document *document,
				void *data),
		   void *data, struct error *error)
{
	struct match_options alone = *options;
	struct match_index_document document;
	struct reading reading = {0};
	struct match *match;

	alone.index = NULL;
	match = match_new(&alone);
	if (!match) {
		error->what = "no such order";
		return false;
	}
	match->to_index = true;
	match->shingling = match_index_shingling(index);
	match->tokens.unit = (enum token_unit)match->shingling.unit;
	for (uint64_t i = 0; i < match_index_documents(index); i++) {
		match_index_document(index, i, &document);
		if (!keep || keep(&document, data))
			add_document(match, index, &document, &reading);
	}
	match_find(match);
	if (match->shingling.version) /* else the index is new */
		replace(match, index);
	match_free(match);
	buf_release(&reading.paragraphs);
	buf_release(&reading.prints);
	buf_release(&reading.words);
	buf_release(&reading.text);
	return true;
}
