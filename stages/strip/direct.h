/*
 * direct.h - pages that are stripped as they are read, without being JSON in
 * between.
 *
 * For a struct input_sink whose state is a struct stripper: what comes out is
 * what strip_record() makes of the records of winnow-read. counts are pages,
 * those without an article, lines kept, lines taken out.
 */
#ifndef DIRECT_H
#define DIRECT_H

#include <stdint.h>

#include "buf.h"
#include "input.h"

void direct_put(void *state, const struct input_document *document,
		struct buf *out, uint64_t *counts);

/* The same in a form for people: the state is a struct printer. */
void direct_print(void *state, const struct input_document *document,
		  struct buf *out, uint64_t *counts);

#endif
