#include "corpus.h"

#include <stdlib.h>

#include "json.h"
#include "mem.h"
#include "msg.h"
#include "shards.h"

struct corpus {
	struct shards *documents;
	struct shards *blocks;
	struct corpus_document document;
	struct record row; /* of blocks/ */
	size_t size;	   /* of document.block */
	struct buf scratch;
};

struct corpus *corpus_open(const char *dir, const char *kind)
{
	struct corpus *corpus = xmalloc(sizeof(*corpus));

	if (!shards_present(dir))
		die("'%s' is not a finished corpus", dir);
	*corpus = (struct corpus){
		.documents = shards_open(dir, kind),
		.blocks = shards_open(dir, "blocks"),
	};
	return corpus;
}

/* The text of a string span, in the document's arena. */
static struct str text_of(struct corpus *corpus, struct str span)
{
	struct buf *scratch = &corpus->scratch;

	buf_reset(scratch);
	if (span.p && json_kind(span) == '"')
		json_unescape(span, scratch);
	return (struct str){arena_copy(&corpus->document.arena,
				       scratch->n ? scratch->p : "",
				       scratch->n),
			    scratch->n};
}

static struct str member_text(struct corpus *corpus, const char *name)
{
	return text_of(corpus, record_find(&corpus->row, name));
}

static size_t number_of(struct str span)
{
	uint64_t n;

	return span.p && json_uint(span, &n) ? (size_t)n : 0;
}

/* The next line of blocks/ that belongs to the document, passing over those
 * of documents of the other kind. */
static void next_block(struct corpus *corpus, struct corpus_block *block)
{
	const struct record *row = &corpus->row;
	const struct str id = corpus->document.id;

	do
		if (!shards_next(corpus->blocks, &corpus->row))
			die("blocks of document %.*s are missing", (int)id.n,
			    id.p);
	while (!str_eq(json_plain(record_find(row, "id")), id));
	*block = (struct corpus_block){
		.removed = str_eq(json_plain(record_find(row, "stage")),
				  STR("dedup")),
		.at = number_of(record_find(row, "at")),
		.rule = member_text(corpus, "rule"),
		.role = member_text(corpus, "role"),
		.text = member_text(corpus, "text"),
		.of = member_text(corpus, "of"),
		.paragraph = number_of(record_find(row, "paragraph")),
		.containment = json_number(record_find(row, "containment")),
		.resemblance = json_number(record_find(row, "resemblance")),
	};
}

static void read_blocks(struct corpus *corpus)
{
	struct corpus_document *document = &corpus->document;
	const struct str metadata = record_find(&document->record, "metadata");
	size_t count;

	document->stripped = number_of(json_member(metadata, STR("stripped")));
	document->removed = number_of(json_member(metadata, STR("removed")));
	count = document->stripped + document->removed;
	if (count > corpus->size) {
		document->block = xreallocarray(document->block, count,
						sizeof(*document->block));
		corpus->size = count;
	}
	for (size_t i = 0; i < count; i++)
		next_block(corpus, &document->block[i]);
}

const struct corpus_document *corpus_next(struct corpus *corpus)
{
	struct corpus_document *document = &corpus->document;

	arena_reset(&document->arena);
	if (!shards_next(corpus->documents, &document->record))
		return NULL;
	document->id = text_of(corpus, record_find(&document->record, "id"));
	document->text =
		text_of(corpus, record_find(&document->record, "text"));
	read_blocks(corpus);
	return document;
}

void corpus_close(struct corpus *corpus)
{
	shards_close(corpus->documents);
	shards_close(corpus->blocks);
	record_release(&corpus->document.record);
	record_release(&corpus->row);
	arena_release(&corpus->document.arena);
	free(corpus->document.block);
	buf_release(&corpus->scratch);
	free(corpus);
}

bool corpus_restore(const struct corpus_document *document,
		    struct paragraphs *paragraphs)
{
	const struct corpus_block *removed =
		document->block + document->stripped;
	bool fits = true;

	paragraphs_begin(paragraphs, document->text);
	for (size_t i = 0; i < document->removed && fits; i++)
		fits = paragraphs_put(paragraphs, removed[i].at,
				      removed[i].text);
	paragraphs_end(paragraphs);
	return fits;
}
