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
	COPY_SIZE = 256 * 1024,
	KIND_SHIFT = 56,
};

void segment_writer_init(struct segment_writer *writer, size_t memory,
			 const struct segment_shingling *shingling)
{
	*writer = (struct segment_writer){
		.head = {.magic = SEGMENT_MAGIC, .shingling = *shingling},
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

/* The pairs as postings, each once. */
static void end_list(struct segment_writer *writer, struct pairs *pairs,
		     enum segment_section section)
{
	struct postings_writer postings;
	struct pair pair, last = {0};
	bool any = false;

	postings_begin(&postings, &writer->section[section]);
	pairs_rewind(pairs);
	for (; pairs_next(pairs, &pair); any = true, last = pair)
		if (!any || pair.key != last.key || pair.value != last.value)
			postings_add(&postings, pair.key, pair.value);
	postings_end(&postings);
}

static bool write_all(int fd, const char *p, size_t n)
{
	while (n) {
		const ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static bool write_section(struct segment_writer *writer, size_t i, uint64_t at,
			  int fd)
{
	struct tempfile *const file = &writer->section[i];
	XXH3_state_t *const state = XXH3_createState();
	char *const block = xmalloc(COPY_SIZE);
	bool good = true;

	if (!state)
		die("out of memory (wanted a hash)");
	XXH3_64bits_reset(state);
	for (uint64_t from = 0; good && from < file->size; from += COPY_SIZE) {
		const uint64_t left = file->size - from;
		const size_t n = left < COPY_SIZE ? (size_t)left : COPY_SIZE;

		tempfile_read(file, from, block, n);
		XXH3_64bits_update(state, block, n);
		good = write_all(fd, block, n);
	}
	writer->head.section[i].start = at;
	writer->head.section[i].length = file->size;
	writer->head.section[i].check = XXH3_64bits_digest(state);
	XXH3_freeState(state);
	free(block);
	return good;
}

bool segment_writer_end(struct segment_writer *writer, int fd)
{
	struct segment_head *const head = &writer->head;
	uint64_t at = sizeof(*head);

	end_block(writer);
	append_word(writer, SEGMENT_BLOCKS, head->texts);
	append_word(writer, SEGMENT_BLOCKS,
		    writer->section[SEGMENT_TEXTS].size);
	end_list(writer, writer->ids, SEGMENT_IDS);
	end_list(writer, writer->exact, SEGMENT_EXACT);
	end_list(writer, writer->prints, SEGMENT_PRINTS);
	if (!write_all(fd, (const char *)head, sizeof(*head)))
		return false;
	for (size_t i = 0; i < SEGMENT_SECTIONS; i++) {
		if (!write_section(writer, i, at, fd))
			return false;
		at += writer->section[i].size;
	}
	head->check = segment_head_check(head);
	return lseek(fd, 0, SEEK_SET) == 0 &&
	       write_all(fd, (const char *)head, sizeof(*head));
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
