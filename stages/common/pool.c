#include "pool.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

#include "mem.h"
#include "msg.h"

enum { JOBS_A_THREAD = 4 };

struct slot {
	void *job;
	bool finished;
};

struct worker {
	struct pool *pool;
	void *state;
	pthread_t thread;
};

struct pool {
	void (*run)(void *job, void *state);
	void (*done)(void *job, void *config);
	void *config;
	size_t threads;
	struct worker *worker;

	/* A ring: jobs are counted from 0, job n is in slot n % size. */
	struct slot *slot;
	size_t size;
	size_t head; /* the oldest whose done() is not over; as the next: */
	size_t tail; /* the next to be submitted; both written under lock,
		      * by the main thread alone */

	pthread_mutex_t lock; /* over all that follows, slot and tail */
	pthread_cond_t submitted;
	pthread_cond_t finished;
	pthread_cond_t turned; /* head went on */
	size_t next;	       /* the next that a worker takes */
	bool ended;	       /* no more will be submitted */
};

size_t pool_threads(size_t wanted)
{
	cpu_set_t cpus;

	if (!wanted)
		wanted = sched_getaffinity(0, sizeof(cpus), &cpus)
				 ? 1
				 : (size_t)CPU_COUNT(&cpus);
	return wanted < POOL_THREADS_MAX ? wanted : POOL_THREADS_MAX;
}

static void *work(void *arg)
{
	const struct worker *const worker = arg;
	struct pool *const pool = worker->pool;
	struct slot *slot;

	pthread_mutex_lock(&pool->lock);
	for (;;) {
		while (pool->next == pool->tail && !pool->ended)
			pthread_cond_wait(&pool->submitted, &pool->lock);
		if (pool->next == pool->tail)
			break;
		slot = &pool->slot[pool->next++ % pool->size];
		pthread_mutex_unlock(&pool->lock);
		pool->run(slot->job, worker->state);
		pthread_mutex_lock(&pool->lock);
		slot->finished = true;
		pthread_cond_signal(&pool->finished);
	}
	pthread_mutex_unlock(&pool->lock);
	return NULL;
}

static void start_worker(struct pool *pool, size_t i, void *state)
{
	struct worker *const worker = &pool->worker[i];

	*worker = (struct worker){.pool = pool, .state = state};
	errno = pthread_create(&worker->thread, NULL, work, worker);
	if (errno)
		die_errno("cannot start a thread");
}

struct pool *pool_new(size_t threads, void **states,
		      void (*run)(void *job, void *state),
		      void (*done)(void *job, void *config), void *config)
{
	struct pool *const pool = xmalloc(sizeof(*pool));

	*pool = (struct pool){
		.run = run,
		.done = done,
		.config = config,
		.threads = threads > 1 ? threads : 1,
	};
	pool->size = pool->threads * JOBS_A_THREAD;
	pool->slot = xreallocarray(NULL, pool->size, sizeof(*pool->slot));
	pool->worker =
		xreallocarray(NULL, pool->threads, sizeof(*pool->worker));
	if (pool->threads == 1) {
		pool->worker[0] = (struct worker){.state = states[0]};
		return pool;
	}
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->submitted, NULL);
	pthread_cond_init(&pool->finished, NULL);
	pthread_cond_init(&pool->turned, NULL);
	for (size_t i = 0; i < pool->threads; i++)
		start_worker(pool, i, states[i]);
	return pool;
}

/* Call done() for the oldest job if it is finished; wait: until it is. */
static bool finish_oldest(struct pool *pool, bool wait)
{
	struct slot *const slot = &pool->slot[pool->head % pool->size];
	bool finished;

	if (pool->head == pool->tail)
		return false;
	pthread_mutex_lock(&pool->lock);
	while (wait && !slot->finished)
		pthread_cond_wait(&pool->finished, &pool->lock);
	finished = slot->finished;
	pthread_mutex_unlock(&pool->lock);
	if (!finished)
		return false;
	pool->done(slot->job, pool->config);
	pthread_mutex_lock(&pool->lock);
	pool->head++;
	pthread_cond_broadcast(&pool->turned);
	pthread_mutex_unlock(&pool->lock);
	return true;
}

bool pool_turn(struct pool *pool, const void *job, bool wait)
{
	bool turn;

	if (pool->threads == 1)
		return true;
	pthread_mutex_lock(&pool->lock);
	while (!(turn = pool->slot[pool->head % pool->size].job == job) && wait)
		pthread_cond_wait(&pool->turned, &pool->lock);
	pthread_mutex_unlock(&pool->lock);
	return turn;
}

void pool_submit(struct pool *pool, void *job)
{
	if (pool->threads == 1) {
		pool->run(job, pool->worker[0].state);
		pool->done(job, pool->config);
		return;
	}
	while (finish_oldest(pool, pool->tail - pool->head == pool->size))
		;
	pthread_mutex_lock(&pool->lock);
	pool->slot[pool->tail++ % pool->size] = (struct slot){.job = job};
	pthread_cond_signal(&pool->submitted);
	pthread_mutex_unlock(&pool->lock);
}

static void end_threads(struct pool *pool)
{
	pthread_mutex_lock(&pool->lock);
	pool->ended = true;
	pthread_cond_broadcast(&pool->submitted);
	pthread_mutex_unlock(&pool->lock);
	for (size_t i = 0; i < pool->threads; i++)
		pthread_join(pool->worker[i].thread, NULL);
	pthread_cond_destroy(&pool->turned);
	pthread_cond_destroy(&pool->finished);
	pthread_cond_destroy(&pool->submitted);
	pthread_mutex_destroy(&pool->lock);
}

void pool_free(struct pool *pool)
{
	if (pool->threads > 1) {
		while (finish_oldest(pool, true))
			;
		end_threads(pool);
	}
	free(pool->worker);
	free(pool->slot);
	free(pool);
}
