#include "segment_write.h"

#include <endian.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xxhash.h>

#include "mem.h"
#include "msg.h"
#include "shingles.h"

enum {
	LEVEL = 3, /* 6 makes a twentieth less, in three times the time */
	KIND_SHIFT = 56,
};

void segment_writer_init(struct segment_writer *writer, size_t memory,
			 const struct segment_shingling *shingling)
{
	*writer = (struct segment_writer){
		.head = {.head.magic = SEGMENT_MAGIC, .shingling = *shingling},
		.ids = pairs_new(memory / 16),
		.exact = pairs_new(memory / 4),
		.prints = pairs_new(memory / 2),
		.zstd = ZSTD_createCCtx(),
	};
	if (!writer->zstd)
		die("out of memory (wanted a compressor)");
	ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_compressionLevel, LEVEL);
	ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_checksumFlag, 1);
	for (size_t i = 0; i < SEGMENT_SECTIONS; i++)
		tempfile_init(&writer->section[i]);
}

static void append_word(struct segment_writer *writer,
			enum segment_section section, uint64_t word)
{
	word = htole64(word);
	tempfile_append(&writer->section[section], &word, sizeof(word));
}

static void end_block(struct segment_writer *writer)
{
	struct tempfile *const texts = &writer->section[SEGMENT_TEXTS];
	const size_t most = ZSTD_compressBound(writer->block.n);
	size_t n;

	if (!writer->block.n)
		return;
	buf_reset(&writer->frame);
	buf_reserve(&writer->frame, most);
	n = ZSTD_compress2(writer->zstd, writer->frame.p, most, writer->block.p,
			   writer->block.n);
	if (ZSTD_isError(n))
		die("cannot compress: %s", ZSTD_getErrorName(n));
	append_word(writer, SEGMENT_BLOCKS, writer->block_text);
	append_word(writer, SEGMENT_BLOCKS, texts->size);
	tempfile_append(texts, writer->frame.p, n);
	writer->block_text = writer->head.texts;
	buf_reset(&writer->block);
}

static uint64_t add_text(struct segment_writer *writer, struct str text)
{
	buf_add_str(&writer->block, text);
	buf_add_char(&writer->block, '\n');
	writer->head.texts++;
	if (writer->block.n >= SEGMENT_BLOCK)
		end_block(writer);
	return writer->head.texts - 1;
}

void segment_writer_document(struct segment_writer *writer, struct str id,
			     struct str source, int64_t created,
			     uint64_t tokens)
{
	struct tempfile *const strings = &writer->section[SEGMENT_STRINGS];
	struct segment_document document;

	memset(&document, 0, sizeof(document));
	document.created = created;
	document.tokens = tokens;
	document.first = writer->head.paragraphs;
	document.strings = strings->size;
	document.id = (uint32_t)id.n;
	document.source = (uint32_t)source.n;
	tempfile_append(&writer->section[SEGMENT_DOCUMENTS], &document,
			sizeof(document));
	tempfile_append(strings, id.p, id.n);
	if (source.n)
		tempfile_append(strings, source.p, source.n);
	pairs_add(writer->ids, XXH3_64bits(id.p, id.n),
		  writer->head.documents++);
}

void segment_writer_paragraph(struct segment_writer *writer,
			      const struct segment_paragraph *paragraph)
{
	const uint64_t p = writer->head.paragraphs++;
	uint64_t number = paragraph->number;

	if (paragraph->kind != SEGMENT_EQUAL)
		number = add_text(writer, paragraph->text);
	append_word(writer, SEGMENT_PARAGRAPHS,
		    (uint64_t)paragraph->kind << KIND_SHIFT | number);
	if (paragraph->kind != SEGMENT_OWN)
		return;
	if (paragraph->listed)
		pairs_add(writer->exact, paragraph->hash, p);
	for (size_t i = 0; i < paragraph->prints; i++)
		pairs_add(writer->prints, sketch_print(paragraph->print, i), p);
}

static bool append_postings(const struct postings *postings, uint64_t offset,
			    struct pairs *to)
{
	struct postings_cursor cursor;

	postings_rewind(&cursor, postings);
	while (postings_next(&cursor))
		pairs_add(to, cursor.key, cursor.value + offset);
	return !cursor.broken;
}

static void append_documents(const struct segment *segment,
			     struct segment_writer *writer)
{
	struct tempfile *const strings = &writer->section[SEGMENT_STRINGS];
	const struct str all = segment->section[SEGMENT_STRINGS];
	struct segment_document document;

	for (size_t i = 0; i < segment->head.documents; i++) {
		segment_document(segment, i, &document);
		document.first += writer->head.paragraphs;
		document.strings += strings->size;
		tempfile_append(&writer->section[SEGMENT_DOCUMENTS], &document,
				sizeof(document));
	}
	if (all.n)
		tempfile_append(strings, all.p, all.n);
}

static void append_paragraphs(const struct segment *segment,
			      struct segment_writer *writer)
{
	uint64_t number;

	for (uint64_t p = 0; p < segment->head.paragraphs; p++) {
		const enum segment_kind kind =
			segment_kind(segment, p, &number);

		if (kind != SEGMENT_EQUAL)
			number += writer->head.texts;
		append_word(writer, SEGMENT_PARAGRAPHS,
			    (uint64_t)kind << KIND_SHIFT | number);
	}
}

static void append_texts(const struct segment *segment,
			 struct segment_writer *writer)
{
	struct tempfile *const texts = &writer->section[SEGMENT_TEXTS];
	const struct str blocks = segment->section[SEGMENT_BLOCKS];
	const struct str all = segment->section[SEGMENT_TEXTS];

	end_block(writer);
	for (size_t i = 0; i + 1 < blocks.n / sizeof(struct segment_block);
	     i++) {
		struct segment_block block;

		memcpy(&block, blocks.p + i * sizeof(block), sizeof(block));
		append_word(writer, SEGMENT_BLOCKS,
			    block.text + writer->head.texts);
		append_word(writer, SEGMENT_BLOCKS, block.start + texts->size);
	}
	if (all.n)
		tempfile_append(texts, all.p, all.n);
	writer->head.texts += segment->head.texts;
	writer->block_text = writer->head.texts;
}

bool segment_writer_append(struct segment_writer *writer,
			   const struct segment *segment)
{
	struct segment_head *const head = &writer->head;

	if (!append_postings(&segment->ids, head->documents, writer->ids) ||
	    !append_postings(&segment->exact, head->paragraphs,
			     writer->exact) ||
	    !append_postings(&segment->prints, head->paragraphs,
			     writer->prints))
		return false;
	append_documents(segment, writer);
	append_paragraphs(segment, writer);
	append_texts(segment, writer);
	head->documents += segment->head.documents;
	head->paragraphs += segment->head.paragraphs;
	return true;
}

bool segment_writer_end(struct segment_writer *writer, int fd)
{
	struct segment_head *const head = &writer->head;

	end_block(writer);
	append_word(writer, SEGMENT_BLOCKS, head->texts);
	append_word(writer, SEGMENT_BLOCKS,
		    writer->section[SEGMENT_TEXTS].size);
	postings_of(writer->ids, &writer->section[SEGMENT_IDS]);
	postings_of(writer->exact, &writer->section[SEGMENT_EXACT]);
	postings_of(writer->prints, &writer->section[SEGMENT_PRINTS]);
	return sections_write(fd, &head->head, sizeof(*head), head->section,
			      writer->section, SEGMENT_SECTIONS);
}

void segment_writer_release(struct segment_writer *writer)
{
	for (size_t i = 0; i < SEGMENT_SECTIONS; i++)
		tempfile_release(&writer->section[i]);
	pairs_free(writer->ids);
	pairs_free(writer->exact);
	pairs_free(writer->prints);
	buf_release(&writer->block);
	buf_release(&writer->frame);
	ZSTD_freeCCtx(writer->zstd);
	*writer = (struct segment_writer){0};
}
