/*
 * tinted.h - pages as one HTML file, each line tinted by what became of it.
 *
 * The file needs nothing else: no script, no font, no picture. Rule, role
 * and score stand in the title of each line, which browsers show on hover.
 */
#ifndef TINTED_H
#define TINTED_H

#include "shown.h"

void tinted_begin(struct buf *out);
/* Append a page: its path and title, a legend with counts, its lines. */
void tinted_put(const struct shown *shown, struct buf *out);
void tinted_end(struct buf *out);

#endif
