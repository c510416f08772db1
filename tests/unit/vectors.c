#include "../../stages/cluster/vectors.h"

#include "tap.h"

enum { DOCUMENTS = 200 };

/* Room for so many bytes: all that was added comes back, in any order. */
static void test(size_t memory, bool file)
{
	struct vectors vectors;
	size_t wrong = 0;

	vectors_init(&vectors, memory);
	for (uint32_t i = 0; i < DOCUMENTS; i++) {
		const struct vector vector = {
			.count = 1, .term = {i}, .weight = {(uint16_t)i}};

		vectors_add(&vectors, &vector);
	}
	ok(vectors.count == DOCUMENTS);
	ok((vectors.file.size > 0) == file);
	for (uint32_t i = 0; i < 2 * DOCUMENTS; i++) {
		const uint32_t n = i * 77 % DOCUMENTS;
		const struct vector *vector = vectors_get(&vectors, n);

		wrong += vector->count != 1 || vector->term[0] != n ||
			 vector->weight[0] != n;
	}
	ok(wrong == 0);
	vectors_release(&vectors);
}

int main(void)
{
	test(0, true);
	test(32 * sizeof(struct vector), true);
	test(1000 * sizeof(struct vector), false);
	return tap_done();
}
