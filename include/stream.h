/*
 * stream.h - a stage that looks at one record at a time, on N threads.
 *
 * The main thread reads batches of whole lines (about 1 MiB), workers
 * handle them, and the main thread writes the results in input order, so
 * that threads change no byte. At most 4 batches a thread are under way.
 */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"
#include "record.h"

struct stream {
	/* A worker's own state (arena, buffers, counters), made by the main
	 * thread, one per worker; may return NULL if there is none. */
	void *(*state_new)(const void *config);
	/* Handle one record: append what goes out to out, with its newline.
	 * False: the record lacks what the stage needs; error says why, and
	 * the run ends with the line's number (see reader_fail()). */
	bool (*work)(void *state, const struct record *record, struct buf *out,
		     struct error *error);
	/* Called in worker order after the last record; adds up counters. */
	void (*state_free)(void *state, void *config);
	void *config;
	size_t threads; /* 1: all on the main thread; see pool_threads() */
	/* NULL: what goes out is written to standard output. Otherwise it is
	 * given to this, on the main thread, in the order of the input: what
	 * work() appended for some records, to keep or to leave. False as for
	 * work(), of the record behind so many that were *taken. */
	bool (*take)(struct buf *out, void *config, size_t *taken,
		     struct error *error);
};

/* Read all files (see reader_init()) through the stage to standard output.
 * Returns the number of records. */
size_t stream_run(const struct stream *stream, char **files);

#endif
