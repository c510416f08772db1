#include "pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "tap.h"

enum { JOBS = 1000, THREADS = 4 };

struct job {
	size_t number;
	uint64_t result;
};

struct sums {
	size_t next;
	bool ordered;
	bool same_thread;
	uint64_t result;
	pthread_t thread;
};

static atomic_size_t under_way, most_under_way;

/* Jobs of very unequal length. */
static void run(void *arg, void *state)
{
	struct job *const job = arg;
	const size_t turns = job->number % 7 ? 10 : 100000;
	uint64_t x = job->number;

	for (size_t i = 0; i < turns; i++)
		x = x * 6364136223846793005U + 1442695040888963407U;
	job->result = x;
	++*(size_t *)state;
}

static void done(void *arg, void *config)
{
	struct job *const job = arg;
	struct sums *const sums = config;

	sums->ordered &= job->number == sums->next++;
	sums->same_thread &= pthread_equal(pthread_self(), sums->thread) != 0;
	sums->result = sums->result * 31 + job->result;
	under_way--;
	free(job);
}

static uint64_t run_all(size_t threads)
{
	struct sums sums = {0, true, true, 0, pthread_self()};
	size_t count[THREADS] = {0}, total = 0;
	void *state[THREADS];
	struct pool *pool;

	for (size_t i = 0; i < THREADS; i++)
		state[i] = &count[i];
	most_under_way = 0;
	pool = pool_new(threads, state, run, done, &sums);
	for (size_t i = 0; i < JOBS; i++) {
		struct job *const job = malloc(sizeof(*job));

		*job = (struct job){.number = i};
		if (++under_way > most_under_way)
			most_under_way = under_way;
		pool_submit(pool, job);
	}
	pool_free(pool);
	for (size_t i = 0; i < THREADS; i++)
		total += count[i];
	ok(sums.ordered && sums.same_thread);
	ok(sums.next == JOBS && total == JOBS);
	ok(most_under_way <= 4 * threads + 1);
	ok(threads == 1 || most_under_way > 2);
	return sums.result;
}

struct turn {
	struct pool *const *pool;
	size_t number;
	atomic_size_t *given;
	bool in_order;
};

/* Give a part of the result in turn, twice. */
static void run_in_turn(void *arg, void *state)
{
	struct turn *const turn = arg;

	(void)state;
	if (pool_turn(*turn->pool, turn, turn->number % 3 != 0))
		turn->in_order = *turn->given == turn->number;
	if (pool_turn(*turn->pool, turn, true))
		turn->in_order &= *turn->given == turn->number;
}

static void done_in_turn(void *arg, void *config)
{
	struct turn *const turn = arg;
	bool *const ordered = config;

	*ordered &= turn->in_order;
	++*turn->given;
	free(turn);
}

static bool turns(size_t threads)
{
	static struct pool *pool;
	atomic_size_t given = 0;
	void *state[THREADS] = {NULL};
	bool ordered = true;

	pool = pool_new(threads, state, run_in_turn, done_in_turn, &ordered);
	for (size_t i = 0; i < JOBS; i++) {
		struct turn *const turn = malloc(sizeof(*turn));

		*turn = (struct turn){&pool, i, &given, true};
		pool_submit(pool, turn);
	}
	pool_free(pool);
	return ordered && given == JOBS;
}

int main(void)
{
	const uint64_t alone = run_all(1);
	struct sums sums = {0};
	void *state[2] = {NULL, NULL};

	ok(run_all(2) == alone);
	ok(run_all(THREADS) == alone);
	pool_free(pool_new(2, state, run, done, &sums)); /* no job at all */
	ok(sums.next == 0);
	ok(turns(1) && turns(2) && turns(THREADS));
	ok(pool_threads(3) == 3 && pool_threads(0) >= 1);
	ok(pool_threads(SIZE_MAX) == POOL_THREADS_MAX);
	return tap_done();
}
