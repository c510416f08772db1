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
	struct buf out;
	size_t records;
	struct record_end {
		size_t out, line;
	} * end; /* of each record, if they are to be taken one by one */
	size_t ends, ends_size;
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

static void note_end(struct batch *batch)
{
	if (batch->ends == batch->ends_size) {
		batch->ends_size = batch->ends_size ? 2 * batch->ends_size : 64;
		batch->end = xreallocarray(batch->end, batch->ends_size,
					   sizeof(*batch->end));
	}
	batch->end[batch->ends++] =
		(struct record_end){batch->out.n, batch->line};
}

static void run_batch(void *job, void *state)
{
	struct batch *const batch = job;
	struct worker *const worker = state;
	struct str rest = buf_str(&batch->in), line;

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
			note_end(batch);
	}
}

/* Give away what came of a batch, record by record. */
static void take_batch(struct run *run, const struct batch *batch)
{
	const struct stream *const stream = run->stream;
	size_t from = 0;

	for (size_t i = 0; i < batch->ends && !run->error.what; i++) {
		const struct str out = {batch->out.p + from,
					batch->end[i].out - from};

		run->failed_at.line = batch->end[i].line;
		if (stream->take(out, stream->config, &run->error))
			run->error.what = NULL;
		from = batch->end[i].out;
	}
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
				.end = batch->end,
				.ends_size = batch->ends_size};
	return batch;
}

static void free_batches(struct batch *batch)
{
	struct batch *next;

	for (; batch; batch = next) {
		next = batch->next;
		buf_release(&batch->in);
		buf_release(&batch->out);
		free(batch->end);
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
		buf_add_str(&batch->in, lines);
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
	struct buf out = {0};
	struct reader reader;
	size_t records;

	reader_init(&reader, files);
	while (reader_record(&reader, &worker->record)) {
		struct buf *const to = stream->take ? &out : output_buf();

		if (!stream->work(worker->state, &worker->record, to, &error))
			reader_fail(&reader, error.what);
		if (stream->take &&
		    !stream->take(buf_str(&out), stream->config, &error))
			reader_fail(&reader, error.what);
		buf_reset(&out);
		output_flush_if_full();
	}
	records = reader.records;
	buf_release(&out);
	reader_release(&reader);
	worker_free(worker);
	return records;
}

size_t stream_run(const struct stream *stream, char **files)
{
	const size_t threads = pool_threads(stream->threads);

	if (threads == 1)
		return run_alone(stream, files);
	return run_threads(stream, threads, files);
}
