/*
 * inputs.h - the files that a command line means: operands, what is in their
 * folders, and what a list names.
 *
 * One after another they become jobs; what cannot be opened is skipped, and
 * does not stop the rest.
 */
#ifndef INPUTS_H
#define INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "buf.h"
#include "jobs.h"
#include "paths.h"
#include "select.h"

struct inputs {
	struct jobs *jobs;
	const struct select *select;  /* of what is in folders */
	const struct timespec *since; /* no file that is older; NULL: any */
	const char *base; /* paths of files begin below it, and have no ".."
			   * as it has none; NULL: with the file's name */
	size_t older, left_out;
	struct buf below; /* the base and what is below it */
};

void inputs_release(struct inputs *inputs);

/* A file or a folder, which may be a link or a pipe. "-" is standard input. */
void inputs_operand(struct inputs *inputs, const char *path);

/* All that the list names, as operands, "-" a file's name. False with errno
 * set if the list cannot be read to its end. */
bool inputs_list(struct inputs *inputs, struct paths *paths);

#endif
