#include "forest.h"

/* Fixed counts, so that compilers use whole vectors. */
static void answer(const int16_t *value, int16_t above, int bit,
		   uint16_t number[FEATURES_STEP])
{
	for (int i = 0; i < FEATURES_STEP; i++)
		number[i] |= (uint16_t)((value[i] > above) << bit);
}

static void add_tree(const struct forest_tree *tree,
		     const struct features *features, size_t from,
		     int32_t *score)
{
	uint16_t number[FEATURES_STEP] = {0};

	for (int bit = 0; bit < FOREST_DEPTH; bit++) {
		const struct forest_split *split = &tree->split[bit];

		answer(features_column(features, split->column) + from +
			       split->row,
		       split->above, bit, number);
	}
	for (int i = 0; i < FEATURES_STEP; i++)
		score[i] += tree->leaf[number[i]];
}

void forest_score(const struct forest *forest, const struct features *features,
		  int32_t *score)
{
	size_t from, i;

	for (from = 0; from < features->rows; from += FEATURES_STEP) {
		for (i = 0; i < FEATURES_STEP; i++)
			score[from + i] = forest->bias;
		for (i = 0; i < forest->trees; i++)
			add_tree(&forest->tree[i], features, from,
				 score + from);
	}
}
