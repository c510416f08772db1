/*
 * bags.h - the bags of all documents, in a temporary file: 6 bytes a term.
 */
#ifndef BAGS_H
#define BAGS_H

#include <stdbool.h>
#include <stdint.h>

#include "bag.h"
#include "tempfile.h"

struct bags {
	struct tempfile file;
	uint64_t next; /* where the bag stands that comes next */
};

void bags_init(struct bags *bags);
void bags_add(struct bags *bags, const struct bag *bag);

/* Count, terms and times of the next bag, in the order of addition; false
 * after the last. */
bool bags_next(struct bags *bags, struct bag *bag);

void bags_release(struct bags *bags);

#endif
