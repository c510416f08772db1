/*
 * walk.h - the files below a folder, in the byte order of their paths.
 *
 * Names are sorted folder by folder, a folder's as if it ended in '/', which
 * gives whole paths in byte order. One descriptor is open at a time, however
 * deep it goes ("..", checked by device and inode, leads back up), there is
 * no recursion, and no path is handed to the kernel in one piece, so
 * that depth has no limit. Memory grows with the names of the folders that are
 * open. Symbolic links are not followed, and nothing but regular files is
 * opened. What is not selected is passed over, and folders among it are not
 * entered.
 */
#ifndef WALK_H
#define WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "buf.h"
#include "select.h"

struct walk_entry {
	size_t name;	    /* offset in names */
	unsigned char type; /* as d_type, DT_UNKNOWN no more */
};

struct walk_level {
	size_t first, next, end; /* in entries */
	size_t names;		 /* where its names begin */
	size_t path;		 /* length of path for it */
	dev_t dev;
	ino_t ino;
};

struct walk {
	const struct select *select; /* NULL: everything */
	size_t left_out;	     /* by it; grows */
	int fd;			     /* of the deepest folder; -1: over */
	struct stat file;	     /* that walk_next() opened */
	struct buf path;  /* below the folder given, as walk_next() left it */
	struct buf names; /* NUL-terminated, level after level */
	struct walk_entry *entry;
	size_t entries, entry_size;
	struct walk_level *level;
	size_t levels, level_size;
};

enum walk_result {
	WALK_FILE, /* *fd is open, the caller's to close */
	WALK_SKIP, /* *why, static or good until the next call */
	WALK_END,
};

/* {.fd = -1} is a valid empty walk. Takes over fd, an open folder. False with
 * errno set if it cannot be listed. */
bool walk_begin(struct walk *walk, int fd);

enum walk_result walk_next(struct walk *walk, int *fd, const char **why);

void walk_release(struct walk *walk);

#endif
