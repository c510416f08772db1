/*
 * jsonl_lines.h - JSONL: a record of each line, or of one object over several.
 */
#ifndef JSONL_LINES_H
#define JSONL_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "feed.h"
#include "intake.h"
#include "origin.h"
#include "str.h"

/*
 * Read JSONL or one object, if the feed is such: a line that is no document
 * is skipped by itself, and all of it if it is one array. head: its first
 * bytes, from lead on, where white space before them ends. False: it is
 * neither, and nothing was taken.
 *
 * The first lines may be damaged: it is JSONL still if they begin or end as
 * an object does and one that is whole stands behind them, or if its name
 * says so.
 */
bool lines_read(struct intake *intake, struct feed *feed, struct str head,
		size_t lead, const struct place *place);

#endif
