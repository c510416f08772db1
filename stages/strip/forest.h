/*
 * forest.h - how sure is it that a block belongs to the main content?
 *
 * Boosted oblivious decision trees (Friedman, 2001; Kohavi, 1994; as CatBoost
 * learns them: Prokhorenkova et al., 2018). All nodes of one depth ask the
 * same question, so that a leaf's number is made of six answers and many
 * blocks are looked at side by side. Only integers are used: the sum is the
 * same on every machine. The trees stand in forest_table.c, which
 * tests/train/train.py wrote; it says what they were learned from.
 */
#ifndef FOREST_H
#define FOREST_H

#include <stddef.h>
#include <stdint.h>

#include "features.h"

enum {
	FOREST_DEPTH = 6,
	FOREST_LEAVES = 1 << FOREST_DEPTH,
	FOREST_ONE = 1024, /* scores are log-odds times this */
};

struct forest_split {
	uint8_t column; /* enum feature */
	int8_t row;	/* 0: of the block itself; -1: of the one before... */
	int16_t above;	/* the answer is yes for larger values */
};

struct forest_tree {
	struct forest_split split[FOREST_DEPTH];
	int16_t leaf[FOREST_LEAVES]; /* answer i is bit i of its number */
};

struct forest {
	const struct forest_tree *tree;
	size_t trees;
	int32_t bias;
};

extern const struct forest forest_html; /* for pages that are HTML */
extern const struct forest forest_text; /* for saved text */

/* Fill score[0..features->rows), which has room for FEATURES_STEP more. */
void forest_score(const struct forest *forest, const struct features *features,
		  int32_t *score);

#endif
