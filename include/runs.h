/*
 * runs.h - sorted runs of (key, record) in a temporary file, compressed.
 *
 * A run is one zstd frame (a fast level, window of 2^RUN_WINDOW_LOG) at a place
 * in a file that holds several. Reading needs a window and two blocks for
 * each open run, RUN_MEMORY in all, and a record as long as it is in use. What
 * cannot be read back is fatal.
 */
#ifndef RUNS_H
#define RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"
#include "tempfile.h"

enum {
	RUN_WINDOW_LOG = 16,
	RUN_MEMORY = 512 * 1024,
};

struct run_place {
	uint64_t start, end; /* byte offsets in the file */
};

/* Writing. One run at a time is written into a file. */
struct run_writer;

struct run_writer *run_writer_new(struct tempfile *file);
void run_writer_add(struct run_writer *writer, struct str key,
		    struct str record);

/* End the run begun with the first run_writer_add(); the next starts one. */
struct run_place run_writer_end(struct run_writer *writer);
void run_writer_free(struct run_writer *writer);

/* Reading. */
struct run_reader;

/* Nothing may be appended to file as long as a reader is open. */
struct run_reader *run_reader_new(struct tempfile *file,
				  struct run_place place);

/* The next key; false after the last. It belongs to the reader until the next
 * call of either. */
bool run_reader_next(struct run_reader *reader, struct str *key);

/* The record behind it, and the key again; both belong to the reader until the
 * next call. Asked for when it is wanted, so that many runs that are merged
 * hold one long record, and not one each. */
void run_reader_record(struct run_reader *reader, struct str *key,
		       struct str *record);
void run_reader_free(struct run_reader *reader);

#endif
