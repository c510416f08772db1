#include "../../stages/cluster/blend.h"

#include <string.h>

#include "tap.h"

enum { ONE = VECTOR_ONE, DOCUMENTS = 8 };

/* Document i has term i + 1 alone. */
static void fill(struct vectors *vectors)
{
	vectors_init(vectors, 1 << 20);
	for (uint32_t i = 0; i < DOCUMENTS; i++) {
		const struct vector vector = {
			.count = 1, .term = {i + 1}, .weight = {ONE}};

		vectors_add(vectors, &vector);
	}
}

/* The weight of a term, 0 if it is not there. */
static unsigned weight(const struct vector *vector, uint32_t term)
{
	for (uint32_t i = 0; i < vector->count; i++)
		if (vector->term[i] == term)
			return vector->weight[i];
	return 0;
}

static bool are_same(const struct vector *a, const struct vector *b)
{
	return a->count == b->count &&
	       !memcmp(a->term, b->term, a->count * sizeof(*a->term)) &&
	       !memcmp(a->weight, b->weight, a->count * sizeof(*a->weight));
}

int main(void)
{
	struct vectors vectors;
	struct blend blend;
	struct vector vector = {0}, other = {0};
	static struct vector alone[DOCUMENTS];
	size_t differ = 0;

	fill(&vectors);
	blend_init(&blend, DOCUMENTS);
	blend.doubt = ONE / 32;
	blend_make(&blend, &vectors, 0, &vector); /* alone: as it was */
	ok(vector.count == 1 && weight(&vector, 1) > ONE - 600);

	blend_offer(&blend, 0, 1, ONE);
	blend_make(&blend, &vectors, 0, &vector);
	blend_make(&blend, &vectors, 1, &other); /* both ways */
	ok(vector.count == 2 && weight(&vector, 1) > weight(&vector, 2));
	ok(weight(&vector, 2) > ONE * 2 / 3 && weight(&other, 1) > ONE * 2 / 3);
	ok(vector.term[0] == 1 && vector.term[1] == 2); /* ascending */

	/* alike by chance: it hardly counts */
	blend_offer(&blend, 2, 3, ONE / 20);
	blend_make(&blend, &vectors, 2, &vector);
	ok(weight(&vector, 4) < ONE / 10);

	/* the best stay, whatever the order; of equals the first document */
	for (uint32_t i = 7; i > 0; i--)
		if (i != 1)
			blend_offer(&blend, i, 0, i == 4 ? ONE / 4 : ONE / 2);
	blend_make(&blend, &vectors, 0, &vector);
	ok(vector.count == 1 + BLEND_LENDERS);
	ok(weight(&vector, 3) && weight(&vector, 4) && weight(&vector, 6));
	ok(!weight(&vector, 5) && !weight(&vector, 7) && !weight(&vector, 8));
	ok(weight(&vector, 2) > 2 * weight(&vector, 3)); /* squared */

	/* squared twice: the farther lend still less */
	blend.squarings = 2;
	blend_make(&blend, &vectors, 0, &vector);
	ok(weight(&vector, 2) > 8 * weight(&vector, 3));
	blend.squarings = 1;

	/* all at once, by any threads: each as by itself */
	for (uint32_t i = 0; i < DOCUMENTS; i++)
		blend_make(&blend, &vectors, i, &alone[i]);
	blend_all(&blend, &vectors, (size_t)1 << 20, 3);
	for (uint32_t i = 0; i < DOCUMENTS; i++)
		differ += !are_same(&alone[i], vectors_get(&vectors, i));
	ok(vectors.count == DOCUMENTS && !differ);

	vectors_release(&vectors);
	fill(&vectors);
	blend_reset(&blend, DOCUMENTS); /* all is forgotten */
	blend_make(&blend, &vectors, 0, &vector);
	ok(vector.count == 1);
	blend_release(&blend);
	vectors_release(&vectors);
	return tap_done();
}
