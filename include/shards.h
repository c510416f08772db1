/*
 * shards.h - the lines of a finished corpus: DIR/KIND/part-NNNNN.jsonl.zst.
 *
 * Shards are read in the order of their names, as a stream; memory grows
 * with the longest line alone. Anything that cannot be read, or that zstd
 * finds damaged, is fatal and names the file.
 */
#ifndef SHARDS_H
#define SHARDS_H

#include <stdbool.h>
#include <stddef.h>

#include "record.h"
#include "str.h"

struct shards;

/* Is there a finished corpus in dir (its MANIFEST.json)? */
bool shards_present(const char *dir);

/* kind: "documents", "removed", "blocks" or "events". */
struct shards *shards_open(const char *dir, const char *kind);

/* The next line, scanned; false after the last. The record is the caller's,
 * its spans are good until the next call. */
bool shards_next(struct shards *shards, struct record *record);

void shards_close(struct shards *shards);

#endif
