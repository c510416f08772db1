/*
 * pairs.h - sorted runs of (key, value), larger than memory if need be.
 *
 * Pairs are sorted by key, then value, by LSD radix sort in memory of at
 * most `memory` bytes; full memory becomes a run in an unlinked file in
 * $TMPDIR, and runs are merged on reading (several passes if there are very
 * many). Equal pairs are all kept. Linear time (times the passes of the
 * merge), sequential disk. Memory is taken as it is needed; at least
 * PAIRS_MEMORY_MIN whatever is asked for.
 */
#ifndef PAIRS_H
#define PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PAIRS_MEMORY_MIN = 64 * 1024 };

struct pair {
	uint64_t key;
	uint64_t value;
};

struct pairs;

struct pairs *pairs_new(size_t memory);

/* How many threads may sort; 1 unless told. */
void pairs_threads(struct pairs *pairs, size_t threads);

void pairs_add(struct pairs *pairs, uint64_t key, uint64_t value);

/* Start (again) at the smallest; no more pairs_add() from then on. */
void pairs_rewind(struct pairs *pairs);

/* False after the last. */
bool pairs_next(struct pairs *pairs, struct pair *pair);

/*
 * The next run of equal keys, up to max values into value[] in ascending
 * order; *count says how many there were in all (more than max: the rest
 * are passed over). Returns how many were stored; 0 after the last.
 */
size_t pairs_next_group(struct pairs *pairs, uint64_t *key, uint64_t *value,
			size_t max, size_t *count);

/* NULL is nothing to free. */
void pairs_free(struct pairs *pairs);

#endif
