/*
 * draft.h - a block of a page while its text comes in, piece by piece.
 *
 * A block has the flags of an element if all of its text stands in that
 * element. Bylines and stamps are the exception: half of the text is
 * enough ("By <a rel=author>...").
 */
#ifndef DRAFT_H
#define DRAFT_H

#include <stdint.h>

#include "../blocks.h"
#include "element_stack.h"
#include "squeeze.h"

struct draft {
	struct squeezer text;
	struct element first; /* the element that its first piece stands in */
	uint32_t chars;
	uint32_t link_chars;
	uint32_t time_chars;
	uint32_t named_chars; /* in elements called byline or stamp */
	uint32_t links;
	uint32_t last_link; /* number of the last <a href> */
	uint32_t all_flags; /* of all pieces */
	uint32_t any_flags; /* of some piece */
	uint32_t wrapper;   /* for its owner: the wrapper it stands in */
};

/* {0} is a valid empty draft. The next piece of text stands in element;
 * returns false if it was white space alone. */
bool draft_add(struct draft *draft, const struct element *element,
	       struct str raw, enum squeeze_refs refs);

/* Make it a block of the page and empty it; NULL if it has no text. */
struct block *draft_end(struct draft *draft, struct page *page);

void draft_release(struct draft *draft);

#endif
