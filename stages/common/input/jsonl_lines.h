/*
 * jsonl_lines.h - JSONL: a record of each line, or of one object over several.
 */
#ifndef JSONL_LINES_H
#define JSONL_LINES_H

#include <stddef.h>

#include "feed.h"
#include "intake.h"
#include "origin.h"

/* There is a '{' at lead, in the feed's first bytes: read JSONL, one object,
 * or, if it is neither, a text (pages.h). A line that is no document is
 * skipped by itself. */
void lines_read_braces(struct intake *intake, struct feed *feed, size_t lead,
		       const struct place *place);

#endif
