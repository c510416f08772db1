#include "jobs.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "mem.h"
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

struct job {
	struct jobs *jobs;
	struct item *item;
	size_t count;
	uint64_t bytes;
	struct buf names;
	struct outbox outbox;
};

struct jobs {
	struct jobs_config config;
	struct pool *pool;
	struct intake *intake; /* one a thread */
	struct job *open;      /* not yet submitted */
	struct job **spare;
	size_t spares, spares_size;
	size_t batch; /* files in one job, at most */
	size_t skipped;
};

static bool has_turn(void *owner, bool wait)
{
	struct job *job = owner;

	return pool_turn(job->jobs->pool, job, wait);
}

static struct str cut(struct str *rest, size_t n)
{
	const struct str piece = {rest->p, n};

	*rest = str_skip(*rest, n);
	return piece;
}

static void run(void *arg, void *state)
{
	struct job *job = arg;
	struct intake *intake = state;
	struct str names = buf_str(&job->names);
	size_t i;

	intake->outbox = &job->outbox;
	for (i = 0; i < job->count; i++) {
		const struct item *item = &job->item[i];
		struct place place;
		struct str why;

		place.prefix = cut(&names, item->prefix);
		place.path = cut(&names, item->path);
		place.label = cut(&names, item->label);
		why = cut(&names, item->why);
		if (item->fd < 0) {
			intake_skip(intake, &place, why.p);
			continue;
		}
		intake_file(intake, item->fd, &item->st, &place);
		if (item->fd != STDIN_FILENO)
			close(item->fd);
	}
}

static void done(void *arg, void *config)
{
	struct job *job = arg;
	struct jobs *jobs = config;

	outbox_flush(&job->outbox);
	jobs->skipped += job->outbox.skips.count;
	job->outbox.skips.count = 0;
	job->count = 0;
	job->bytes = 0;
	buf_reset(&job->names);
	if (jobs->spares == jobs->spares_size) {
		jobs->spares_size = jobs->spares_size * 2 + 8;
		jobs->spare = xreallocarray(jobs->spare, jobs->spares_size,
					    sizeof(*jobs->spare));
	}
	jobs->spare[jobs->spares++] = job;
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
		xreallocarray(NULL, config->threads, sizeof(*jobs->intake));
	for (i = 0; i < config->threads; i++) {
		jobs->intake[i] = (struct intake){
			.limits = config->limits,
			.verify = config->verify,
		};
		states[i] = &jobs->intake[i];
	}
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

static void add(struct jobs *jobs, const struct item *item,
		const struct place *place, const char *why)
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
	if (item->fd >= 0)
		job->bytes += (uint64_t)item->st.st_size;
	if (job->count == jobs->batch || job->bytes >= BATCH_BYTES)
		submit(jobs);
}

void jobs_file(struct jobs *jobs, int fd, const struct stat *st,
	       const struct place *place)
{
	/* a large file, or a pipe, does not wait for others nor they for it */
	if (!S_ISREG(st->st_mode) || st->st_size >= BATCH_BYTES)
		submit(jobs);
	add(jobs, &(struct item){.fd = fd, .st = *st}, place, "");
	if (!S_ISREG(st->st_mode))
		submit(jobs);
}

void jobs_skip(struct jobs *jobs, const struct place *place, const char *why)
{
	add(jobs, &(struct item){.fd = -1}, place, why);
}

static void add_counts(struct intake_counts *sum,
		       const struct intake_counts *counts)
{
	size_t i;

	sum->files += counts->files;
	sum->records += counts->records;
	sum->empty += counts->empty;
	sum->aside += counts->aside;
	sum->bytes += counts->bytes;
	for (i = 0; i < WARC_TYPES; i++)
		sum->warc[i] += counts->warc[i];
}

size_t jobs_end(struct jobs *jobs, struct intake_counts *counts)
{
	size_t skipped, i;

	submit(jobs);
	pool_free(jobs->pool);
	*counts = (struct intake_counts){0};
	for (i = 0; i < jobs->config.threads; i++) {
		add_counts(counts, &jobs->intake[i].counts);
		intake_release(&jobs->intake[i]);
	}
	for (i = 0; i < jobs->spares; i++)
		job_free(jobs->spare[i]);
	skipped = jobs->skipped;
	free(jobs->spare);
	free(jobs->intake);
	free(jobs);
	return skipped;
}
