/*
 * catalog.h - all documents and paragraphs, numbered in canonical order.
 *
 * Memory: that of the numbering, and caches of 1 MiB for ids and where they
 * are, which stand on disk.
 */
#ifndef CATALOG_H
#define CATALOG_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "numbering.h"
#include "str.h"
#include "tempfile.h"

struct catalog {
	struct numbering numbers;
	struct tempfile ids, places;
};

/* first: the number of the first paragraph. */
void catalog_init(struct catalog *catalog, uint64_t first);

/* The next document, with this many paragraphs. */
void catalog_add(struct catalog *catalog, struct str id, size_t paragraphs);

static inline uint64_t catalog_paragraphs(const struct catalog *catalog)
{
	return numbering_all(&catalog->numbers);
}

/* The document that has the paragraph (less than catalog_paragraphs()). */
static inline size_t catalog_document(const struct catalog *catalog,
				      uint64_t paragraph)
{
	return numbering_document(&catalog->numbers, paragraph);
}

/* Append the document's id, as it was given. */
void catalog_id(struct catalog *catalog, size_t document, struct buf *out);

void catalog_release(struct catalog *catalog);

#endif
