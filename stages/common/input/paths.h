/*
 * paths.h - a list of paths, one a line or each with a NUL behind it.
 *
 * It is read as it is used, and may be of any length, on a pipe too. Memory is
 * that of one path.
 */
#ifndef PATHS_H
#define PATHS_H

#include <stdbool.h>
#include <stdio.h>

#include "buf.h"

/* What the kernel opens, Linux' PATH_MAX; longer ones are bad. */
enum { PATHS_BYTES_MAX = 4096 };

enum paths_result {
	PATHS_NEXT, /* in paths->path */
	PATHS_BAD,  /* as much of it as there may be, *why: static */
	PATHS_END,
	PATHS_FAILED, /* the list cannot be read on: errno */
};

struct paths {
	FILE *in; /* NULL: none is open */
	char end; /* of a path */
	struct buf path;
};

/* {0} is valid. "-" is standard input; null: NUL, not newline, ends a path.
 * False with errno set if it cannot be opened. */
bool paths_open(struct paths *paths, const char *name, bool null);

/* The next path that is not empty. */
enum paths_result paths_next(struct paths *paths, const char **why);

void paths_close(struct paths *paths);

#endif
