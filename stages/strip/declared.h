/*
 * declared.h - the article's body as the page itself declares it.
 *
 * JSON-LD may carry the whole text (schema.org articleBody). What a block
 * says is looked up in it by its word shingles (Broder, 1997), so that
 * neither markup nor paragraphs need to agree.
 */
#ifndef DECLARED_H
#define DECLARED_H

#include <stddef.h>
#include <stdint.h>

#include "token.h"

struct declared {
	uint64_t *slot; /* open addressing; 0: free */
	size_t size;	/* a power of two; 0: nothing is declared */
	size_t room;
	struct tokens tokens;
};

/* {0} is valid. Forget the last body and take this one, of which the first
 * MiB is looked at. UTF-8; may be empty. Linear. */
void declared_set(struct declared *declared, struct str body);

/* Percent of the shingles of a block that the body has; -1 if there is no
 * body or the block has too few words. */
int declared_share(const struct declared *declared,
		   const struct tokens *tokens);

void declared_release(struct declared *declared);

#endif
