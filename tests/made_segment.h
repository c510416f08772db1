/*
 * made_segment.h - segments out of short descriptions, for tests.
 *
 * A document is "ID OUTLET|PARAGRAPH|PARAGRAPH...": a paragraph is the text of
 * one that stays, "-TEXT" a copy, and "=NUMBER" is equal to one of the index.
 * The hash of a text is that of its bytes, and each of its words is one of its
 * fingerprints.
 */
#ifndef MADE_SEGMENT_H
#define MADE_SEGMENT_H

#include <stdlib.h>
#include <unistd.h>

#include <xxhash.h>

#include "../stages/match/index/segment_write.h"
#include "made_file.h"
#include "shingles.h"

static const struct segment_shingling made_shingling = {
	.version = SEGMENT_VERSION,
	.width = SHINGLE_TOKENS,
	.window = SKETCH_WINDOW,
};

static inline uint64_t made_hash(struct str text)
{
	return XXH3_64bits(text.p, text.n);
}

/* As much of a hash as a fingerprint has. */
static inline uint64_t made_print(struct str word)
{
	return made_hash(word) & ((UINT64_C(1) << 8 * SKETCH_PRINT) - 1);
}

static inline void made_paragraph(struct segment_writer *writer,
				  struct str text)
{
	struct segment_paragraph paragraph = {.text = text, .listed = true};
	struct str rest = text, word;
	struct buf prints = {0};
	uint64_t print;

	if (str_starts(text, STR("="))) {
		paragraph.kind = SEGMENT_EQUAL;
		paragraph.number = strtoull(text.p + 1, NULL, 10);
	} else if (str_starts(text, STR("-"))) {
		paragraph.kind = SEGMENT_OTHER;
		paragraph.text = str_skip(text, 1);
	}
	while (str_cut(&rest, ' ', &word)) {
		print = made_print(word);
		buf_reserve(&prints, SKETCH_PRINT);
		sketch_pack(&print, 1, (unsigned char *)prints.p + prints.n);
		prints.n += SKETCH_PRINT;
		paragraph.prints++;
	}
	paragraph.hash = made_hash(text);
	paragraph.print = (const unsigned char *)prints.p;
	segment_writer_paragraph(writer, &paragraph);
	buf_release(&prints);
}

/* The date of a document is the length of its description. */
static inline void made_document(struct segment_writer *writer,
				 struct str document)
{
	struct str rest = document, head, id, text;

	str_cut(&rest, '|', &head);
	str_cut(&head, ' ', &id);
	segment_writer_document(writer, id, head, (int64_t)document.n, 1);
	while (str_cut(&rest, '|', &text))
		made_paragraph(writer, text);
}

/* The bytes that the writer writes; *out is to be freed by free(). */
static inline struct str made_end(struct segment_writer *writer, char **out)
{
	FILE *const file = tmpfile();
	const bool written = file && segment_writer_end(writer, fileno(file));
	const struct str bytes = made_bytes(file, written, out);

	segment_writer_release(writer);
	return bytes;
}

#endif
