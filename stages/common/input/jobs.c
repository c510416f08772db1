#include "jobs.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "levels.h"
#include "mem.h"
#include "parts.h"
#include "pool.h"

enum {
	BATCH_BYTES = 1 << 20,
	BATCH_FILES = 64,
	JOBS_A_THREAD = 5,     /* that hold files open: see pool.h */
	DESCRIPTORS_REST = 64, /* for all else */
};

/* A file, or what to say instead. */
struct item {
	int fd; /* -1: none */
	struct stat st;
	size_t prefix, path, label; /* lengths; they stand in names, in order */
	size_t why;
};

/* A file that is divided into parts. */
struct whole {
	int fd;
	uint64_t end; /* of the part that was written last */
};

struct job {
	struct jobs *jobs;
	struct item *item;
	struct whole *whole; /* NULL: the items are files */
	struct part part;
	bool in_place; /* the part begins where the one before ends */
	bool is_last;  /* of the whole */
	struct intake_counts counts;
	size_t count;
	uint64_t bytes;
	struct buf names;
	struct outbox outbox;
};

struct jobs {
	struct jobs_config config;
	struct pool *pool;
	struct intake *intake; /* one a thread, and one for who submits */
	struct intake_counts counts;
	struct job *open; /* not yet submitted */
	struct job **spare;
	size_t spares, spares_size;
	size_t batch; /* files in one job, at most */
	size_t skipped;
};

/*
 * All before the job is written: does its part begin where the one before
 * ends? If not, what looked like a record was none.
 */
static bool is_in_place(struct job *job)
{
	if (!job->whole || job->in_place)
		return true;
	job->in_place = job->part.start == job->whole->end;
	job->part.abandoned = !job->in_place;
	return job->in_place;
}

static bool has_turn(void *owner, bool wait)
{
	struct job *job = owner;

	return !job->part.abandoned && pool_turn(job->jobs->pool, job, wait) &&
	       is_in_place(job);
}

static struct str cut(struct str *rest, size_t n)
{
	const struct str piece = {rest->p, n};

	*rest = str_skip(*rest, n);
	return piece;
}

static void read_item(struct intake *intake, struct job *job,
		      const struct item *item, struct str *names)
{
	struct place place;
	struct str why;

	place.prefix = cut(names, item->prefix);
	place.path = cut(names, item->path);
	place.label = cut(names, item->label);
	why = cut(names, item->why);
	if (item->fd < 0) {
		intake_skip(intake, &place, why.p);
	} else if (job->whole) {
		parts_read(intake, item->fd, &item->st, &place, &job->part);
	} else {
		levels_read(intake, item->fd, &item->st, &place);
		if (item->fd != STDIN_FILENO)
			close(item->fd);
	}
}

static void run(void *arg, void *state)
{
	struct job *job = arg;
	struct intake *intake = state;
	struct str names = buf_str(&job->names);
	size_t i;

	intake->outbox = &job->outbox;
	intake->counts = intake->told = (struct intake_counts){0};
	for (i = 0; i < job->count; i++)
		read_item(intake, job, &job->item[i], &names);
	job->counts = intake->counts;
}

/* Read a part again that did not begin where the one before ends; nothing of
 * it if that one went on beyond its end. */
static void read_again(struct jobs *jobs, struct job *job)
{
	outbox_drop(&job->outbox);
	job->counts = (struct intake_counts){0};
	if (job->whole->end >= job->part.to)
		return;
	job->part.from = job->whole->end;
	job->part.exact = job->in_place = true;
	job->part.abandoned = false;
	run(job, &jobs->intake[jobs->config.threads]);
}

static void finish_part(struct jobs *jobs, struct job *job)
{
	if (!is_in_place(job))
		read_again(jobs, job);
	if (job->in_place)
		job->whole->end = job->part.end;
	job->counts.bytes = job->bytes;
	if (!job->is_last)
		return;
	close(job->whole->fd);
	free(job->whole);
}

static void recycle(struct jobs *jobs, struct job *job)
{
	if (jobs->spares == jobs->spares_size) {
		jobs->spares_size = jobs->spares_size * 2 + 8;
		jobs->spare = xreallocarray(jobs->spare, jobs->spares_size,
					    sizeof(*jobs->spare));
	}
	job->outbox.skips.count = 0;
	job->count = 0;
	job->bytes = 0;
	job->whole = NULL;
	job->part = (struct part){0};
	job->in_place = job->is_last = false;
	buf_reset(&job->names);
	jobs->spare[jobs->spares++] = job;
}

static void done(void *arg, void *config)
{
	struct job *job = arg;
	struct jobs *jobs = config;

	if (job->whole)
		finish_part(jobs, job);
	outbox_flush(&job->outbox);
	jobs->skipped += job->outbox.skips.count;
	intake_add_counts(&jobs->counts, &job->counts);
	recycle(jobs, job);
}

static struct job *job_new(struct jobs *jobs)
{
	struct job *job;

	if (jobs->spares)
		return jobs->spare[--jobs->spares];
	job = xmalloc(sizeof(*job));
	*job = (struct job){.jobs = jobs};
	job->item = xreallocarray(NULL, jobs->batch, sizeof(*job->item));
	job->outbox = (struct outbox){
		.log = jobs->config.log,
		.turn = has_turn,
		.owner = job,
	};
	return job;
}

static void job_free(struct job *job)
{
	outbox_release(&job->outbox);
	buf_release(&job->names);
	free(job->item);
	free(job);
}

/* So many files that those of all jobs under way can be open at once. */
static size_t batch_size(size_t threads)
{
	struct rlimit limit;
	size_t share;

	if (getrlimit(RLIMIT_NOFILE, &limit) ||
	    limit.rlim_cur <= DESCRIPTORS_REST)
		return 1;
	share = ((size_t)limit.rlim_cur - DESCRIPTORS_REST) /
		(threads * JOBS_A_THREAD);
	share = share < BATCH_FILES ? share : BATCH_FILES;
	return share ? share : 1;
}

static struct intake intake_new(const struct jobs_config *config)
{
	const struct input_sink *sink = config->sink;

	return (struct intake){
		.limits = config->limits,
		.verify = config->verify,
		.select = config->select,
		.sink = sink,
		.state = sink->state_new ? sink->state_new(sink->config) : NULL,
		.jsonl = {.keys = config->keys},
	};
}

struct jobs *jobs_new(const struct jobs_config *config)
{
	struct jobs *jobs = xmalloc(sizeof(*jobs));
	void **states = xreallocarray(NULL, config->threads, sizeof(*states));
	size_t i;

	*jobs = (struct jobs){
		.config = *config,
		.batch = batch_size(config->threads),
	};
	jobs->intake =
		xreallocarray(NULL, config->threads + 1, sizeof(*jobs->intake));
	for (i = 0; i <= config->threads; i++)
		jobs->intake[i] = intake_new(config);
	for (i = 0; i < config->threads; i++)
		states[i] = &jobs->intake[i];
	jobs->pool = pool_new(config->threads, states, run, done, jobs);
	free(states);
	return jobs;
}

static void submit(struct jobs *jobs)
{
	struct job *job = jobs->open;

	jobs->open = NULL;
	if (job)
		pool_submit(jobs->pool, job);
}

/* bytes: how many of the item are read. */
static void add(struct jobs *jobs, const struct item *item,
		const struct place *place, const char *why, uint64_t bytes)
{
	struct job *job = jobs->open;
	struct item *own;

	if (!job)
		job = jobs->open = job_new(jobs);
	own = &job->item[job->count++];
	*own = *item;
	own->prefix = place->prefix.n;
	own->path = place->path.n;
	own->label = place->label.n;
	own->why = strlen(why) + 1;
	buf_add_str(&job->names, place->prefix);
	buf_add_str(&job->names, place->path);
	buf_add_str(&job->names, place->label);
	buf_add(&job->names, why, own->why);
	job->bytes += bytes;
	if (job->count == jobs->batch || job->bytes >= BATCH_BYTES)
		submit(jobs);
}

static void add_parts(struct jobs *jobs, const struct item *item,
		      const struct place *place, uint64_t step, bool zipped)
{
	const uint64_t size = (uint64_t)item->st.st_size;
	struct whole *whole = xmalloc(sizeof(*whole));
	uint64_t from;

	*whole = (struct whole){.fd = item->fd};
	for (from = 0; from < size; from += step) {
		struct job *job = jobs->open = job_new(jobs);

		job->whole = whole;
		job->is_last = size - from <= step;
		job->part = (struct part){
			.zipped = zipped,
			.exact = !from,
			.from = from,
			.to = job->is_last ? PARTS_NONE : from + step,
		};
		add(jobs, item, place, "", job->is_last ? size - from : step);
		submit(jobs);
	}
}

/* A large WARC is divided; where, does not depend on the threads. */
static bool divide(struct jobs *jobs, const struct item *item,
		   const struct place *place)
{
	const uint64_t size = (uint64_t)item->st.st_size;
	uint64_t step;
	bool zipped;

	if (size < 2 * PARTS_SIZE_ZIPPED || item->fd == STDIN_FILENO ||
	    !parts_can_divide(&jobs->intake[jobs->config.threads], item->fd,
			      &item->st, &zipped))
		return false;
	step = zipped ? PARTS_SIZE_ZIPPED : PARTS_SIZE_PLAIN;
	if (size >= 2 * step)
		add_parts(jobs, item, place, step, zipped);
	return size >= 2 * step;
}

void jobs_file(struct jobs *jobs, int fd, const struct stat *st,
	       const struct place *place)
{
	const struct item item = {.fd = fd, .st = *st};

	/* a large file, or a pipe, does not wait for others nor they for it */
	if (!S_ISREG(st->st_mode) || st->st_size >= BATCH_BYTES)
		submit(jobs);
	if (S_ISREG(st->st_mode) && divide(jobs, &item, place))
		return;
	add(jobs, &item, place, "", (uint64_t)st->st_size);
	if (!S_ISREG(st->st_mode))
		submit(jobs);
}

void jobs_skip(struct jobs *jobs, const struct place *place, const char *why)
{
	add(jobs, &(struct item){.fd = -1}, place, why, 0);
}

size_t jobs_end(struct jobs *jobs, struct intake_counts *counts)
{
	size_t skipped, i;

	submit(jobs);
	pool_free(jobs->pool);
	*counts = jobs->counts;
	for (i = 0; i <= jobs->config.threads; i++)
		intake_release(&jobs->intake[i]);
	for (i = 0; i < jobs->spares; i++)
		job_free(jobs->spare[i]);
	skipped = jobs->skipped;
	free(jobs->spare);
	free(jobs->intake);
	free(jobs);
	return skipped;
}
