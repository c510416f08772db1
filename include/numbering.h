/*
 * numbering.h - the paragraphs of all documents, numbered from 0, or from
 * behind those that came before.
 *
 * A paragraph's number less the first of its document is its number within
 * it. Memory: 8 bytes a document; looking one up takes the logarithm of them.
 */
#ifndef NUMBERING_H
#define NUMBERING_H

#include <stddef.h>
#include <stdint.h>

struct numbering {
	uint64_t *first; /* paragraph of each document, and one more: all */
	size_t documents;
	size_t size; /* of first */
};

/* first: the number of the first paragraph of all. */
void numbering_init(struct numbering *numbering, uint64_t first);

/* The next document has this many paragraphs. */
void numbering_add(struct numbering *numbering, size_t paragraphs);

static inline uint64_t numbering_all(const struct numbering *numbering)
{
	return numbering->first[numbering->documents];
}

/* The document that has the paragraph (less than numbering_all()). */
size_t numbering_document(const struct numbering *numbering,
			  uint64_t paragraph);

void numbering_release(struct numbering *numbering);

#endif
