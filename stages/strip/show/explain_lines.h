/*
 * explain_lines.h - a page as a table: what became of each line, and why.
 */
#ifndef EXPLAIN_LINES_H
#define EXPLAIN_LINES_H

#include "shown.h"

/* Append "# path title", then for each line keep or out, rule, role, score
 * (log-odds, two decimals; - if unknown) and text, parted by tabs. */
void explain_lines(const struct shown *shown, struct buf *out);

/* A score, or - if unknown, as it stands there. */
void explain_put_score(const struct shown_line *line, struct buf *out);

#endif
