#include "stream.h"

#include <stdlib.h>

#include "mem.h"
#include "msg.h"
#include "output.h"
#include "pool.h"
#include "reader.h"

/* What one worker has for itself. */
struct worker {
	const struct stream *stream;
	void *state;
	struct record record;
};

/* Whole lines of one file, and what became of them. */
struct batch {
	struct batch *next; /* in the list of free ones */
	const char *name;   /* of the file */
	size_t line;	    /* of the last record looked at, in the file */
	struct buf in;
	struct str given; /* what of it is read */
	struct buf out;
	size_t records;
	size_t *lines; /* of each record, if they are taken */
	size_t taken, lines_size;
	bool broken;	    /* the last one was no record */
	struct error error; /* what is NULL: none */
};

struct run {
	const struct stream *stream;
	struct batch *unused;
	size_t records;
	/* The first record of all that failed. */
	struct reader failed_at;
	bool broken;
	struct error error;
};

static struct worker *worker_new(const struct stream *stream)
{
	struct worker *const worker = xmalloc(sizeof(*worker));

	*worker = (struct worker){.stream = stream};
	if (stream->state_new)
		worker->state = stream->state_new(stream->config);
	return worker;
}

static void worker_free(struct worker *worker)
{
	const struct stream *const stream = worker->stream;

	if (stream->state_free)
		stream->state_free(worker->state, stream->config);
	record_release(&worker->record);
	free(worker);
}

static void note_line(struct batch *batch)
{
	if (batch->taken == batch->lines_size) {
		batch->lines_size =
			batch->lines_size ? 2 * batch->lines_size : 64;
		batch->lines = xreallocarray(batch->lines, batch->lines_size,
					     sizeof(*batch->lines));
	}
	batch->lines[batch->taken++] = batch->line;
}

static void run_batch(void *job, void *state)
{
	struct batch *const batch = job;
	struct worker *const worker = state;
	struct str rest = batch->given, line;

	if (worker->stream->take)
		buf_reserve(&batch->out, rest.n);
	while (!batch->error.what && str_cut(&rest, '\n', &line)) {
		batch->line++;
		if (!line.n)
			continue;
		batch->records++;
		batch->broken =
			!record_scan(&worker->record, line, &batch->error);
		if (!batch->broken &&
		    worker->stream->work(worker->state, &worker->record,
					 &batch->out, &batch->error))
			batch->error.what = NULL;
		if (!batch->error.what && worker->stream->take)
			note_line(batch);
	}
}

/* Give away what came of a batch. */
static void take_batch(struct run *run, struct batch *batch)
{
	const struct stream *const stream = run->stream;
	size_t taken = 0;

	if (stream->take(&batch->out, stream->config, &taken, &run->error))
		run->error.what = NULL;
	else
		run->failed_at.line = batch->lines[taken];
}

static void finish_batch(void *job, void *config)
{
	struct batch *const batch = job;
	struct run *const run = config;

	if (!run->error.what) {
		run->failed_at.name = batch->name;
		if (run->stream->take) {
			take_batch(run, batch);
		} else {
			buf_add_str(output_buf(), buf_str(&batch->out));
			output_flush_if_full();
		}
		run->records += batch->records;
	}
	if (!run->error.what) {
		run->failed_at.line = batch->line;
		run->broken = batch->broken;
		run->error = batch->error;
	}
	batch->next = run->unused;
	run->unused = batch;
}

static struct batch *batch_new(struct run *run)
{
	struct batch *batch = run->unused;

	if (batch) {
		run->unused = batch->next;
	} else {
		batch = xmalloc(sizeof(*batch));
		*batch = (struct batch){0};
	}
	buf_reset(&batch->in);
	buf_reset(&batch->out);
	*batch = (struct batch){.in = batch->in,
				.out = batch->out,
				.lines = batch->lines,
				.lines_size = batch->lines_size};
	return batch;
}

static void free_batches(struct batch *batch)
{
	struct batch *next;

	for (; batch; batch = next) {
		next = batch->next;
		buf_release(&batch->in);
		buf_release(&batch->out);
		free(batch->lines);
		free(batch);
	}
}

static void fail_if_broken(const struct run *run)
{
	if (run->error.what && run->broken)
		reader_fail_at(&run->failed_at, &run->error);
	if (run->error.what)
		reader_fail(&run->failed_at, run->error.what);
}

static void submit_all(struct pool *pool, struct run *run, char **files)
{
	struct reader reader;
	struct batch *batch;
	struct str lines;
	size_t before;

	reader_init(&reader, files);
	while (!run->error.what && reader_block(&reader, &lines, &before)) {
		batch = batch_new(run);
		batch->name = reader.name;
		batch->line = before;
		batch->given = lines;
		reader_give(&reader, &batch->in);
		pool_submit(pool, batch);
	}
	reader_release(&reader);
}

static size_t run_threads(const struct stream *stream, size_t threads,
			  char **files)
{
	struct run run = {.stream = stream};
	void *state[POOL_THREADS_MAX];
	struct pool *pool;
	size_t i;

	for (i = 0; i < threads; i++)
		state[i] = worker_new(stream);
	pool = pool_new(threads, state, run_batch, finish_batch, &run);
	submit_all(pool, &run, files);
	pool_free(pool);
	for (i = 0; i < threads; i++)
		worker_free(state[i]);
	free_batches(run.unused);
	fail_if_broken(&run);
	return run.records;
}

static size_t run_alone(const struct stream *stream, char **files)
{
	struct worker *const worker = worker_new(stream);
	struct error error = {0};
	struct reader reader;
	size_t records;

	reader_init(&reader, files);
	while (reader_record(&reader, &worker->record)) {
		if (!stream->work(worker->state, &worker->record, output_buf(),
				  &error))
			reader_fail(&reader, error.what);
		output_flush_if_full();
	}
	records = reader.records;
	reader_release(&reader);
	worker_free(worker);
	return records;
}

size_t stream_run(const struct stream *stream, char **files)
{
	const size_t threads = pool_threads(stream->threads);

	if (threads == 1 && !stream->take)
		return run_alone(stream, files);
	return run_threads(stream, threads, files);
}
