/*
 * shingler.h - the `shingles` of a record: what winnow-match compares.
 *
 * One object a paragraph of `text`, in order: the exact hash of its normal
 * form, its number of tokens, and its sketch (see shingles.h and token.h);
 * and `shingling`, which says of what the shingles are: sketches of another
 * unit or width have nothing in common. Memory grows with the longest text. {0}
 * is a valid shingler; one for each thread.
 */
#ifndef SHINGLER_H
#define SHINGLER_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "error.h"
#include "paragraphs.h"
#include "record.h"
#include "token.h"

struct shingler {
	size_t width; /* of a shingle, 1 to SHINGLE_WIDTH_MAX; 0: the default */
	uint64_t documents, all_paragraphs, all_tokens; /* so far */
	struct tokens tokens; /* the unit of tokens is set here; scratch */
	/* scratch */
	struct buf text;
	struct paragraphs paragraphs;
	uint64_t *shingle; /* size words, and as many behind them */
	size_t size;
	struct buf prints;
};

/*
 * Append the record, with `shingles` and `shingling` for its `text` in place of
 * any that it had, and a newline. False, with nothing appended and the reason
 * in error->what, if it has no text. Linear.
 */
bool shingler_put(struct shingler *shingler, const struct record *record,
		  struct buf *out, struct error *error);

void shingler_release(struct shingler *shingler);

#endif
