/*
 * spool.h - what a global stage holds until it has seen all its input.
 *
 * Records go in with a sort key and come out in key order, equal keys in
 * order of arrival, as often as wanted. As in sort(1), up to `memory` bytes
 * are held in memory; beyond that, sorted runs go to an unlinked file in
 * $TMPDIR (else /tmp), compressed (see runs.h), and are merged on reading
 * (several passes if there are very many runs). A full or unwritable
 * temporary folder is fatal, and the message names the folder.
 */
#ifndef SPOOL_H
#define SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

struct spool;

/* memory: bytes for records and their bookkeeping, at least 1 MiB. */
struct spool *spool_new(size_t memory);

/* Copies both. Keys compare as bytes (memcmp), a prefix before the longer.
 * An empty key everywhere keeps the order of arrival. */
void spool_add(struct spool *spool, struct str key, struct str record);

/*
 * The same in two steps, without a copy: append the record to the buffer
 * given, and then end it; nothing else of the spool is to be used between.
 */
struct buf *spool_begin(struct spool *spool, struct str key);
void spool_end(struct spool *spool);

/*
 * Or without any: take over a block of keys and records, so that *block is
 * empty, and name what of it is a key and, behind it, a record of so many
 * bytes, before anything else is added.
 */
void spool_adopt(struct spool *spool, struct buf *block);
void spool_add_adopted(struct spool *spool, struct str key, size_t record);

/* No more spool_add() from now on; if there is more than fits into memory,
 * none of it stays there. */
void spool_close(struct spool *spool);

/* Close, and start (again) at the first record. */
void spool_rewind(struct spool *spool);

/* False after the last. Both belong to the spool until the next call. */
bool spool_next(struct spool *spool, struct str *key, struct str *record);

/* NULL is nothing to free. */
void spool_free(struct spool *spool);

#endif
