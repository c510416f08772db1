/*
 * index.h - the number of each document, by its id.
 *
 * Open addressing, 16 bytes a slot, half of them in use at most. Ids are
 * known by 64 bits of a hash (kept_hash()).
 */
#ifndef INDEX_H
#define INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct index {
	struct index_slot *slot;
	size_t size; /* power of two, or 0 */
	size_t count;
};

/* An id that is there already gets the new number. */
void index_add(struct index *index, uint64_t key, uint32_t number);

bool index_find(const struct index *index, uint64_t key, uint32_t *number);

void index_release(struct index *index);

#endif
