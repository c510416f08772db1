#include "../../stages/cluster/neighbours.h"

#include "tap.h"

enum { DOCUMENTS = 40 };

static struct vector one_term(uint32_t term)
{
	struct vector vector = {.count = 1, .term = {term}, .weight = {65535}};

	return vector;
}

/* Documents 0 to 39; even ones are alike, all share two probes, even ones a
 * third. */
static struct neighbours *make(struct vectors *vectors)
{
	struct neighbours *neighbours;

	vectors_init(vectors, 1 << 20);
	neighbours = neighbours_new(vectors, VECTOR_ONE / 10, 1 << 21);
	for (uint32_t i = 0; i < DOCUMENTS; i++) {
		const struct vector vector = one_term(i % 2 ? 1000 + i : 5);
		const uint32_t probe[] = {7, 8, 9};

		vectors_add(vectors, &vector);
		neighbours_add(neighbours, i, probe,
			       i % 2 ? NEIGHBOURS_SHARED - 1
				     : NEIGHBOURS_SHARED);
	}
	return neighbours;
}

static void test_edges(void)
{
	struct vectors vectors;
	struct neighbours *neighbours = make(&vectors);
	struct edge edge, last = {0};
	size_t edges = 0, wrong = 0, from_zero = 0;

	while (neighbours_next(neighbours, &edge)) {
		edges++;
		wrong += edge.a % 2 || edge.b % 2 || edge.a >= edge.b ||
			 edge.extra || edge.alike < VECTOR_ONE - 2 ||
			 edge.a < last.a || edge.b > edge.a + 32;
		from_zero += edge.a == 0;
		last = edge;
	}
	ok(wrong == 0);
	ok(from_zero == NEIGHBOURS_EDGES);
	ok(edges > DOCUMENTS && last.a == DOCUMENTS - 4);
	ok(!neighbours_next(neighbours, &edge));
	neighbours_free(neighbours);
	vectors_release(&vectors);
}

/* Two probes in common are no candidate; a copy is, and adds to the cosine. */
static void test_copies(void)
{
	struct vectors vectors;
	struct neighbours *neighbours = make(&vectors);
	struct edge edge;
	size_t odd = 0, alike = 0;

	neighbours_copy(neighbours, 1, 3, VECTOR_ONE / 2);
	neighbours_copy(neighbours, 5, 7, VECTOR_ONE / 20); /* below floor */
	neighbours_copy(neighbours, 0, 2, VECTOR_ONE / 2);
	while (neighbours_next(neighbours, &edge)) {
		if (edge.a % 2) {
			odd++;
			ok(edge.a == 1 && edge.b == 3);
			ok(edge.alike == VECTOR_ONE / 2);
			ok(edge.extra == VECTOR_ONE / 2);
		}
		alike += edge.a == 0 && edge.b == 2 && edge.alike <= VECTOR_ONE;
	}
	ok(odd == 1 && alike == 1);
	neighbours_free(neighbours);
	vectors_release(&vectors);
}

static void test_none(void)
{
	struct vectors vectors;
	struct neighbours *neighbours;
	struct edge edge;

	vectors_init(&vectors, 0);
	neighbours = neighbours_new(&vectors, 1, 1 << 20);
	ok(!neighbours_next(neighbours, &edge));
	neighbours_free(neighbours);
	vectors_release(&vectors);
}

int main(void)
{
	test_edges();
	test_copies();
	test_none();
	return tap_done();
}
