/*
 * paragraphs.h - the numbered paragraphs of a text, also of one from which
 * some were taken out.
 *
 * Paragraphs are the lines of a text, numbered from 0; the empty text has
 * none. winnow-dedup moves some of them from `text` to `removed`, each with
 * its number; given both, this puts every paragraph back at its number, so
 * that paragraphs_join() gives the text of winnow-strip byte for byte.
 *
 *	paragraphs_begin(&p, text);
 *	paragraphs_put(&p, 3, removed_text);	ascending numbers
 *	paragraphs_put(&p, 7, removed_text);
 *	paragraphs_end(&p);
 *
 * Texts given are borrowed, unless said otherwise, and must live as long as
 * the result is used. {0} is valid; memory is kept between documents and
 * grows with the one that has most paragraphs.
 */
#ifndef PARAGRAPHS_H
#define PARAGRAPHS_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "buf.h"
#include "error.h"
#include "str.h"

struct paragraph {
	struct str text;
	bool removed; /* it came by paragraphs_put() */
};

struct paragraphs {
	struct paragraph *item; /* item[n] is paragraph n */
	size_t count;
	size_t size;
	struct str rest;    /* of the text, not yet numbered */
	bool open;	    /* rest has at least one more paragraph */
	struct arena arena; /* texts of paragraphs_put_removed() */
	struct buf scratch;
};

/* Forget all paragraphs and begin with a text that some may lack. */
void paragraphs_begin(struct paragraphs *paragraphs, struct str text);

/* Number `at` is this text, which is not in the text begun with. False if
 * the numbers do not ascend or the text has too few paragraphs before. */
bool paragraphs_put(struct paragraphs *paragraphs, size_t at, struct str text);

/*
 * paragraphs_put() for each object of the array `removed` of a record (a
 * checked span); its texts are copied. False, with the reason in
 * error->what, if an object lacks "at" or "text" or does not fit.
 */
bool paragraphs_put_removed(struct paragraphs *paragraphs, struct str removed,
			    struct error *error);

/* All others follow. */
void paragraphs_end(struct paragraphs *paragraphs);

/* A text with nothing taken out: begin and end. */
void paragraphs_split(struct paragraphs *paragraphs, struct str text);

/* Append all paragraphs, a newline between two. */
void paragraphs_join(const struct paragraphs *paragraphs, struct buf *out);

void paragraphs_release(struct paragraphs *paragraphs);

#endif
