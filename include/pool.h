/*
 * pool.h - jobs on N threads, results in the order of submission.
 *
 * With one thread every job runs inside pool_submit(). Otherwise at most
 * 4 jobs a thread wait or run at once; pool_submit() blocks beyond that.
 * Jobs must not depend on which thread runs them.
 */
#ifndef POOL_H
#define POOL_H

#include <stdbool.h>
#include <stddef.h>

struct pool;

enum { POOL_THREADS_MAX = 256 }; /* more than that is a slip of the hand */

/* How many threads -j means: 0 is one for each processor that this process
 * may use; never more than POOL_THREADS_MAX. */
size_t pool_threads(size_t wanted);

/*
 * run(job, state) is called on a worker with that worker's state;
 * done(job, config) on the thread that submits, in submission order; it
 * owns the job from then on. states: one pointer a thread, borrowed.
 */
struct pool *pool_new(size_t threads, void **states,
		      void (*run)(void *job, void *state),
		      void (*done)(void *job, void *config), void *config);

void pool_submit(struct pool *pool, void *job);

/*
 * Called by run() of a job that would give a part of its result early: is it
 * the oldest whose done() is not over, so that nothing that comes before it
 * is still to be given? wait: until it is.
 */
bool pool_turn(struct pool *pool, const void *job, bool wait);

/* Wait for all jobs, call done() for each, end the threads. */
void pool_free(struct pool *pool);

#endif
