/*
 * numbers.h - the number of each document, by its id.
 *
 * Open addressing, 16 bytes a slot, half of them in use at most. Ids are
 * known by 64 bits of a hash (kept_hash()).
 */
#ifndef NUMBERS_H
#define NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct numbers {
	struct numbers_slot *slot;
	size_t size; /* power of two, or 0 */
	size_t count;
};

/* An id that is there already gets the new number. */
void numbers_add(struct numbers *numbers, uint64_t key, uint32_t number);

bool numbers_find(const struct numbers *numbers, uint64_t key,
		  uint32_t *number);

void numbers_release(struct numbers *numbers);

#endif
