#include "forest.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Short loops over constants: their counting would cost as much again. */
#ifdef __clang__
#define UNROLLED _Pragma("unroll")
#else
#define UNROLLED _Pragma("GCC unroll 8")
#endif

/* The number of the leaf that each of FEATURES_STEP rows gets to; value: the
 * column of each split, at the first of the rows. */
#ifdef __SSE2__

enum { LANES = sizeof(__m128i) / sizeof(int16_t) };

static void find_leaves(const struct forest_tree *tree,
			const int16_t *const value[FOREST_DEPTH],
			uint16_t number[FEATURES_STEP])
{
	__m128i above[FOREST_DEPTH];

	for (int bit = 0; bit < FOREST_DEPTH; bit++)
		above[bit] = _mm_set1_epi16(tree->split[bit].above);
	for (int i = 0; i < FEATURES_STEP; i += LANES) {
		__m128i leaf = _mm_setzero_si128();

		UNROLLED
		for (int bit = FOREST_DEPTH; bit-- > 0;) {
			const __m128i v = _mm_loadu_si128(
				(const __m128i *)(value[bit] + i));

			/* twice what is there, and one (less minus one) */
			leaf = _mm_sub_epi16(_mm_add_epi16(leaf, leaf),
					     _mm_cmpgt_epi16(v, above[bit]));
		}
		_mm_storeu_si128((__m128i *)(number + i), leaf);
	}
}

#else

static void find_leaves(const struct forest_tree *tree,
			const int16_t *const value[FOREST_DEPTH],
			uint16_t number[FEATURES_STEP])
{
	for (int i = 0; i < FEATURES_STEP; i++) {
		unsigned leaf = 0;

		for (int bit = FOREST_DEPTH; bit-- > 0;)
			leaf = 2 * leaf +
			       (value[bit][i] > tree->split[bit].above);
		number[i] = (uint16_t)leaf;
	}
}

#endif

static void add_tree(const struct forest_tree *tree,
		     const struct features *features, size_t from,
		     int32_t *score)
{
	const int16_t *value[FOREST_DEPTH];
	uint16_t number[FEATURES_STEP];

	for (int bit = 0; bit < FOREST_DEPTH; bit++)
		value[bit] =
			features_column(features, tree->split[bit].column) +
			from + tree->split[bit].row;
	find_leaves(tree, value, number);
	UNROLLED
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
