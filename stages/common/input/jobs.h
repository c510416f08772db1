/*
 * jobs.h - files are read on N threads, what becomes of them written in order.
 *
 * A thread gets small files by the batch and large ones alone; a large WARC
 * is divided into parts. Records, and
 * what is said of files that are none, come out in the order in which files
 * were given, whatever N. Memory: for each thread an intake, and what up to
 * four batches a thread hold back (outbox.h). With one thread a file is read
 * as it is given.
 */
#ifndef JOBS_H
#define JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "intake.h"
#include "origin.h"
#include "skips.h"

struct jobs;

/* How every file is read; threads: as in pool.h, 1 at least. */
struct jobs_config {
	struct intake_limits limits;
	struct keys keys;	     /* of JSONL */
	const struct select *select; /* of members of archives; borrowed */
	bool verify;
	size_t threads;
	struct skip_log *log; /* borrowed, as the next */
	const struct input_sink *sink;
};

struct jobs *jobs_new(const struct jobs_config *config);

/* Read this file; jobs closes it. */
void jobs_file(struct jobs *jobs, int fd, const struct stat *st,
	       const struct place *place);

/* Here something stands that cannot be read. */
void jobs_skip(struct jobs *jobs, const struct place *place, const char *why);

/* Wait for all that is under way; adds up what was read. Returns how much was
 * skipped. */
size_t jobs_end(struct jobs *jobs, struct intake_counts *counts);

#endif
