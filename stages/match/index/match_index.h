/*
 * match_index.h - what earlier batches held, so that later ones are matched
 * against it.
 *
 * A folder with a MANIFEST, which names the segments (segment.h) in order,
 * and their files. Files never change; a new manifest replaces the old one by
 * rename(2) when all that it names is on disk, so that there is a whole index
 * at any moment. One process at a time: `lock` is locked. What cannot be
 * read or written is fatal, and the message says what to do.
 *
 * All paragraphs are numbered from 0 in the order of the segments; the
 * batch's own follow.
 */
#ifndef MATCH_INDEX_H
#define MATCH_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "segment.h"
#include "segment_write.h"
#include "str.h"

#define MATCH_INDEX_NONE UINT64_MAX

struct match_index;

/* Open the index in a folder, which is made if need be. */
struct match_index *match_index_open(const char *folder);

/* What its fingerprints depend on; all zero if it has no segment yet. */
struct segment_shingling match_index_shingling(const struct match_index *index);

uint64_t match_index_paragraphs(const struct match_index *index);
uint64_t match_index_documents(const struct match_index *index);

/*
 * Looking up, with keys that ascend from one call to the next until
 * match_index_rewind(): the first paragraph with this hash, or
 * MATCH_INDEX_NONE; and the first max with this fingerprint, ascending, how
 * many.
 */
void match_index_rewind(struct match_index *index);
uint64_t match_index_equal(struct match_index *index, uint64_t hash);
size_t match_index_prints(struct match_index *index, uint64_t print,
			  uint64_t *paragraph, size_t max);

/* The normal form of a paragraph. Ascending numbers cost least. Good until
 * the next call. */
struct str match_index_text(struct match_index *index, uint64_t paragraph);

struct match_index_document {
	struct str id; /* with its quotes */
	struct str source;
	int64_t created;
	uint64_t first, end; /* paragraphs */
};

/* A document by number; and that which has a paragraph. */
void match_index_document(const struct match_index *index, uint64_t document,
			  struct match_index_document *out);
void match_index_document_of(const struct match_index *index,
			     uint64_t paragraph,
			     struct match_index_document *out);

/* The first paragraph of the document with this id; MATCH_INDEX_NONE if there
 * is none. */
uint64_t match_index_find(const struct match_index *index, struct str id);

/* Add a segment behind all others, and then merge small ones. memory: bytes
 * to do that in. The index is not to be used but closed after it. */
void match_index_add(struct match_index *index, struct segment_writer *writer,
		     size_t memory);

/* Put one segment in the place of all. */
void match_index_replace(struct match_index *index,
			 struct segment_writer *writer);

void match_index_close(struct match_index *index);

#endif
