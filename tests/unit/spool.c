#include "spool.h"

#include <stdlib.h>

#include "buf.h"
#include "tap.h"

static uint64_t state = 1;

static uint64_t random_word(void)
{
	state = state * 6364136223846793005U + 1442695040888963407U;
	return state >> 33;
}

/* n records "KEY#i...", keys of 0 to 11 bytes out of few, so that many are
 * equal or begin with one another; incompressible rest of up to `rest`. */
static struct spool *make(size_t n, size_t memory, size_t rest)
{
	struct spool *const spool = spool_new(memory);
	struct buf key = {0}, record = {0};

	state = 7;
	for (size_t i = 0; i < n; i++) {
		buf_reset(&key);
		buf_reset(&record);
		for (size_t k = random_word() % 12; k > 0; k--)
			buf_add_char(&key, "aA\0\xff"[random_word() % 4]);
		buf_add_str(&record, buf_str(&key));
		buf_addf(&record, "#%08zu ", i);
		for (size_t k = rest ? random_word() % rest : 0; k > 0; k--)
			buf_add_char(&record, (char)random_word());
		spool_add(spool, buf_str(&key), buf_str(&record));
	}
	buf_release(&key);
	buf_release(&record);
	return spool;
}

static bool in_order(struct str a, struct str b)
{
	const size_t n = a.n < b.n ? a.n : b.n;
	const int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order < 0 : a.n <= b.n;
}

/* All n, keys ascending, equal keys as they came, each with its record. */
static bool ordered(struct spool *spool, size_t n)
{
	struct buf last = {0};
	struct str key, record;
	unsigned long number, before = 0;
	bool good = true;
	size_t i;

	spool_rewind(spool);
	for (i = 0; spool_next(spool, &key, &record); i++) {
		good &= str_starts(record, key) && record.p[key.n] == '#';
		number = strtoul(record.p + key.n + 1, NULL, 10);
		good &= in_order(buf_str(&last), key);
		good &= !i || !str_eq(buf_str(&last), key) || before < number;
		before = number;
		buf_reset(&last);
		buf_add_str(&last, key);
	}
	buf_release(&last);
	return good && i == n;
}

/* The same bytes whatever the memory? */
static bool same(struct spool *a, struct spool *b)
{
	struct str key[2], record[2];

	spool_close(a);
	spool_rewind(a);
	spool_rewind(b);
	while (spool_next(a, &key[0], &record[0]))
		if (!spool_next(b, &key[1], &record[1]) ||
		    !str_eq(key[0], key[1]) || !str_eq(record[0], record[1]))
			return false;
	return !spool_next(b, &key[1], &record[1]);
}

static void test_sizes(void)
{
	/* 1 MiB of memory: none, one and many runs, several passes. */
	static const size_t counts[] = {0, 1, 100, 8000, 20000};
	static const size_t rests[] = {0, 0, 100, 100, 1000};

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		struct spool *small = make(counts[i], 0, rests[i]);
		struct spool *large = make(counts[i], 64 << 20, rests[i]);

		ok(ordered(small, counts[i]) && ordered(small, counts[i]));
		ok(ordered(large, counts[i]));
		ok(same(small, large));
		spool_free(small);
		spool_free(large);
	}
}

/* Records larger than all memory, and a rewind in the middle. */
static void test_large_records(void)
{
	struct spool *const spool = spool_new(0);
	const size_t n = 3 << 20;
	char *const big = malloc(n);
	struct str key, record;

	for (size_t i = 0; i < n; i++)
		big[i] = (char)random_word();
	spool_add(spool, STR("b"), (struct str){big, n});
	spool_add(spool, STR("a"), (struct str){big, n - 1});
	spool_add(spool, STR("c"), STR(""));
	spool_rewind(spool);
	ok(spool_next(spool, &key, &record) && record.n == n - 1 &&
	   !memcmp(record.p, big, record.n));
	spool_rewind(spool);
	ok(spool_next(spool, &key, &record) && record.n == n - 1);
	ok(spool_next(spool, &key, &record) && record.n == n &&
	   !memcmp(record.p, big, record.n));
	ok(spool_next(spool, &key, &record) && record.n == 0);
	ok(str_eq(key, STR("c")) && !spool_next(spool, &key, &record));
	spool_free(spool);
	free(big);
}

int main(void)
{
	test_sizes();
	test_large_records();
	spool_free(NULL);
	return tap_done();
}
