#include "../../stages/cluster/index/frequency_file.h"

#include <stdlib.h>
#include <unistd.h>

#include <xxhash.h>

#include "random.h"
#include "sections.h"
#include "tap.h"

enum { TERMS = 3000, OUTGROWN = 70000 };

/* Spread by chance, so that some fall into one place. */
static uint32_t term(uint64_t n)
{
	return (uint32_t)random_next(&n);
}

/* Some terms a few times, two more often than a cell counts, and many that
 * are said to be so. */
static void count(struct frequency *frequency, bool backwards)
{
	frequency_init(frequency);
	for (uint64_t k = 0; k < OUTGROWN; k++) {
		frequency_count(frequency, term(backwards));
		frequency_count(frequency, term(!backwards));
	}
	for (uint64_t k = 0; k < TERMS; k++) {
		const uint64_t i = backwards ? TERMS - 1 - k : k;

		frequency_count(frequency, term(10 + i));
		frequency_add_large(frequency, term(9000 + i), 1 + i);
	}
}

static char *written(const struct frequency *frequency, size_t *n)
{
	FILE *const file = tmpfile();
	char *bytes = NULL;

	*n = 0;
	if (file && frequency_file_write(frequency, 77, fileno(file))) {
		*n = (size_t)lseek(fileno(file), 0, SEEK_END);
		bytes = malloc(*n);
		if (pread(fileno(file), bytes, *n, 0) != (ssize_t)*n)
			*n = 0;
	}
	if (file)
		fclose(file);
	return bytes;
}

static const char *read_back(const char *p, size_t n,
			     struct frequency *frequency, uint64_t *documents)
{
	frequency_init(frequency);
	return frequency_file_read((struct str){p, n}, frequency, documents);
}

static void test_round_trip(const struct frequency *want, const char *p,
			    size_t n)
{
	struct frequency got;
	uint64_t documents = 0;
	bool good = true;
	size_t size;
	char *again;

	ok(!read_back(p, n, &got, &documents));
	ok(documents == 77);
	ok(frequency_of(&got, term(0)) == OUTGROWN);
	ok(frequency_of(&got, term(1)) == OUTGROWN);
	for (uint64_t i = 0; i < 20000; i++)
		good &= frequency_of(&got, term(i)) ==
			frequency_of(want, term(i));
	ok(good);
	ok(got.large_count == want->large_count);
	again = written(&got, &size);
	ok(size == n && !memcmp(again, p, n));
	free(again);
	/* and one can go on counting */
	frequency_count(&got, term(0));
	ok(frequency_of(&got, term(0)) == OUTGROWN + 1);
	frequency_release(&got);
}

static void test_order(const char *p, size_t n)
{
	struct frequency frequency;
	size_t size;
	char *other;

	count(&frequency, true);
	other = written(&frequency, &size);
	ok(size == n && !memcmp(other, p, n));
	free(other);
	frequency_release(&frequency);
}

static void test_empty(void)
{
	struct frequency frequency, got;
	uint64_t documents = 0;
	size_t n;
	char *bytes;

	frequency_init(&frequency);
	bytes = written(&frequency, &n);
	ok(n && n < 1 << 16);
	ok(!read_back(bytes, n, &got, &documents));
	ok(!got.large_count && !frequency_of(&got, term(0)));
	frequency_release(&got);
	frequency_release(&frequency);
	free(bytes);
}

static bool is_told(const char *p, size_t n)
{
	struct frequency frequency;
	uint64_t documents = 0;
	const bool told = read_back(p, n, &frequency, &documents);

	frequency_release(&frequency);
	return told;
}

/* The file has a head with two sections: terms that outgrew, and cells. */
struct head {
	struct sections_head head;
	uint64_t documents;
	struct section section[2];
};

/* With right checksums. */
static void repair(char *p)
{
	struct head head;

	memcpy(&head, p, sizeof(head));
	for (size_t i = 0; i < 2; i++)
		head.section[i].check = XXH3_64bits(p + head.section[i].start,
						    head.section[i].length);
	head.head.check =
		XXH3_64bits(&head.head + 1, sizeof(head) - sizeof(head.head));
	memcpy(p, &head, sizeof(head));
}

static void test_damage(char *p, size_t n)
{
	struct head head;
	bool told = true;

	memcpy(&head, p, sizeof(head));
	for (size_t i = 0; i < 60; i++) {
		const size_t at = i < 40 ? i : n * (i - 39) / 21;

		p[at] ^= 4;
		told &= is_told(p, n);
		p[at] ^= 4;
		told &= is_told(p, at);
	}
	ok(told);
	/* no frame of cells, and one that ends too early */
	p[head.section[1].start] ^= 4;
	repair(p);
	ok(is_told(p, n));
	p[head.section[1].start] ^= 4;
	head.section[1].length -= 1;
	memcpy(p, &head, sizeof(head));
	repair(p);
	ok(is_told(p, n - 1));
	head.section[1].length = 0;
	memcpy(p, &head, sizeof(head));
	repair(p);
	ok(is_told(p, head.section[1].start));
}

int main(void)
{
	struct frequency frequency;
	size_t n;
	char *bytes;

	count(&frequency, false);
	bytes = written(&frequency, &n);
	if (ok(bytes && n)) {
		test_round_trip(&frequency, bytes, n);
		test_order(bytes, n);
		test_damage(bytes, n);
	}
	frequency_release(&frequency);
	free(bytes);
	test_empty();
	return tap_done();
}
