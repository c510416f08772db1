/*
 * tempfile.h - an unlinked file in $TMPDIR: gone with the process.
 *
 * Failures (no space, no folder) are fatal and name the folder. Reads are
 * by offset (pread), so that memory does not grow with the file; small ones
 * go by way of a cache of pages. What fits in the memory given stays there
 * and never sees the disk.
 */
#ifndef TEMPFILE_H
#define TEMPFILE_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

struct tempfile {
	int fd;			   /* -1: none yet */
	uint64_t size;		   /* bytes appended so far */
	struct buf tail;	   /* appended, not yet written */
	size_t memory;		   /* bytes that may wait in tail */
	struct cached_page *cache; /* direct-mapped */
	size_t pages;		   /* power of two */
};

/* The file is made at the first write. */
void tempfile_init(struct tempfile *file);
/* Bytes of memory for the cache, before the first read; 64 KiB unless told,
 * and never less than 16 KiB. */
void tempfile_cache(struct tempfile *file, size_t bytes);
/* Bytes that may stay in memory before the first goes to disk, which is to be
 * told before anything is appended; 256 KiB unless told, and never less. */
void tempfile_memory(struct tempfile *file, size_t bytes);
/* Append; returns the offset at which the bytes will stand. */
uint64_t tempfile_append(struct tempfile *file, const void *p, size_t n);
/* Read n bytes at offset; they must have been appended before. */
void tempfile_read(struct tempfile *file, uint64_t offset, void *p, size_t n);
/* The same n bytes where they stand, if all are in memory; else NULL. Good
 * until the next call that appends. */
const void *tempfile_view(const struct tempfile *file, uint64_t offset,
			  size_t n);
/* Forget all contents and give the disk space back; usable again. */
void tempfile_reset(struct tempfile *file);
void tempfile_release(struct tempfile *file);

#endif
