/*
 * name_slots.h - a table of short names, found by their hash.
 *
 * Open addressing: a slot holds the number of a name, 0 if none. Names are
 * of at most 15 bytes, NULs up to the end, so that two
 * numbers say all of them. Filled before main(), not written to after that.
 */
#ifndef NAME_SLOTS_H
#define NAME_SLOTS_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "str.h"

enum { NAME_SIZE = 16, NAME_SLOTS = 512, NAMES_MAX = NAME_SLOTS / 2 - 1 };

/* The name in lower case (ASCII); false if it is empty or too long. */
static inline bool name_lower(struct str name, char lower[NAME_SIZE])
{
	memset(lower, 0, NAME_SIZE);
	if (!name.n || name.n >= NAME_SIZE)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		const char c = name.p[i];

		lower[i] = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
	}
	return true;
}

struct name_slots {
	uint8_t number[NAME_SLOTS];
};

/* Multiplicative hashing (Knuth 1973). */
static inline size_t name_slot(const char name[NAME_SIZE])
{
	uint64_t half[2];

	memcpy(half, name, sizeof(half));
	half[0] = le64toh(half[0]) + le64toh(half[1]) * 31;
	return (half[0] * UINT64_C(0x9e3779b97f4a7c15)) >> 55;
}

static inline size_t name_next_slot(size_t slot)
{
	return (slot + 1) % NAME_SLOTS;
}

/* number: 1 to NAMES_MAX. */
static inline void name_slots_add(struct name_slots *slots,
				  const char name[NAME_SIZE], unsigned number)
{
	size_t slot = name_slot(name);

	while (slots->number[slot])
		slot = name_next_slot(slot);
	slots->number[slot] = (uint8_t)number;
}

#endif
