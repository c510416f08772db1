/*
 * heavy.h - terms with weights, and the heaviest of them.
 */
#ifndef HEAVY_H
#define HEAVY_H

#include <stddef.h>
#include <stdint.h>

enum { HEAVY_BITS = 24 }; /* of a weight, at most */

struct heavy {
	uint32_t term;
	uint32_t weight;
};

/* Move the k heaviest of n to the front, in their order; of equals the first
 * stay. Returns how many there are: k, or n if that is less. Linear. */
size_t heavy_keep(struct heavy *heavy, size_t n, size_t k);

#endif
