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
	uint64_t last; /* the highest number of all there were */
};

/* Open it, or make it, and lock it for as long as it is open. maker: the
 * program whose index it is, such as "winnow-match"; borrowed. */
void folder_open(struct folder *folder, const char *name, const char *maker);

/* The bytes of a file of the list; to be given back by munmap(). */
struct str folder_map(const struct folder *folder, uint64_t number);

/* A number that no file has, and a file to write for it. */
uint64_t folder_next(const struct folder *folder);
int folder_create(const struct folder *folder, uint64_t number);

/* The file is written: sync it, close it, give it its name, and put it at the
 * end of the list. */
void folder_keep(struct folder *folder, uint64_t number, int fd);

/* Take a file out of the list. */
void folder_forget(struct folder *folder, uint64_t number);

/* From now on the list is what counts: write it, and remove other files. */
void folder_commit(struct folder *folder);

void folder_close(struct folder *folder);

#endif
