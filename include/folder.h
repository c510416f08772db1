/*
 * folder.h - the folder of an index: which files count, and how that changes.
 *
 * MANIFEST is text: a first line that says whose index it is; a line for each
 * segment, in order, with its file's number, bytes and the checksum of its
 * head, which stands at byte FOLDER_CHECK_AT; and a last line with a checksum
 * of those above. It is replaced by rename(2) after what it names was written
 * and synced, and the folder with it. Files that no manifest names are left
 * over from a run that was killed; the next run that commits removes them.
 * Errors are fatal, and name the file.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include <stddef.h>
#include <stdint.h>

#include "str.h"

enum { FOLDER_CHECK_AT = 8 };

struct folder {
	char *name;
	const char *maker;
	int fd, lock;
	struct folder_file {
		uint64_t number, bytes, check;
	} * file;
	size_t files;
	size_t made; /* behind them: by folder_keep(), in no manifest yet */
};

/* Open it, or make it, and lock it for as long as it is open. maker: the
 * program whose index it is, such as "winnow-match"; borrowed. */
void folder_open(struct folder *folder, const char *name, const char *maker);

/* The bytes of a file that the manifest names, or folder_keep() was told of;
 * to be given back by munmap(). */
struct str folder_map(const struct folder *folder, uint64_t number);

/* A number that no file has, and a file to write for it. */
uint64_t folder_next(const struct folder *folder);
int folder_create(const struct folder *folder, uint64_t number);

/* The file is written: sync it, close it, and give it its name. */
void folder_keep(struct folder *folder, uint64_t number, int fd);

/* From now on the files are the first `keep` and those made since the last
 * time, in that order; what is not named any more is removed. */
void folder_commit(struct folder *folder, size_t keep);

void folder_close(struct folder *folder);

#endif
