/* The trees, against a walk down each of them; and that the table is whole. */
#include "../../stages/strip/forest.h"

#include <stdbool.h>
#include <stddef.h>

#include "mem.h"
#include "random.h"
#include "tap.h"

enum { ROWS_MAX = 70 };

static int32_t walk(const struct forest *forest,
		    const struct features *features, size_t row)
{
	int32_t sum = forest->bias;

	for (size_t t = 0; t < forest->trees; t++) {
		const struct forest_tree *tree = &forest->tree[t];
		int leaf = 0;

		for (int bit = 0; bit < FOREST_DEPTH; bit++) {
			const struct forest_split *split = &tree->split[bit];
			const int16_t *column =
				features_column(features, split->column);

			if (column[(ptrdiff_t)row + split->row] > split->above)
				leaf += 1 << bit;
		}
		sum += tree->leaf[leaf];
	}
	return sum;
}

static void agree(const struct forest *forest, size_t rows)
{
	const size_t steps = (rows + FEATURES_STEP - 1) / FEATURES_STEP;
	struct features features = {
		.rows = rows,
		.stride = steps * FEATURES_STEP + 2 * FEATURES_PAD,
	};
	int32_t score[ROWS_MAX + FEATURES_STEP];
	uint64_t state = rows;
	size_t i, wrong = 0;

	features.value = xreallocarray(NULL, features.stride * FEATURE_COUNT,
				       sizeof(*features.value));
	for (i = 0; i < features.stride * FEATURE_COUNT; i++)
		features.value[i] = (int16_t)(random_next(&state) % 400) - 1;
	forest_score(forest, &features, score);
	for (i = 0; i < rows; i++)
		wrong += score[i] != walk(forest, &features, i);
	ok(!wrong);
	features_release(&features);
}

static void whole(const struct forest *forest)
{
	bool valid = forest->trees > 0;

	for (size_t t = 0; t < forest->trees; t++)
		for (int bit = 0; bit < FOREST_DEPTH; bit++) {
			const struct forest_split *split =
				&forest->tree[t].split[bit];

			valid &= split->column < FEATURE_COUNT &&
				 split->row >= -FEATURES_PAD &&
				 split->row <= FEATURES_PAD;
		}
	ok(valid);
}

int main(void)
{
	static const size_t rows[] = {0, 1, 31, 32, 33, 64, ROWS_MAX};

	whole(&forest_html);
	whole(&forest_text);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		agree(&forest_html, rows[i]);
		agree(&forest_text, rows[i]);
	}
	return tap_done();
}
