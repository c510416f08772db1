/*
 * tempfile.h - an unlinked file in $TMPDIR: gone with the process.
 *
 * Failures (no space, no folder) are fatal and name the folder. Reads are
 * by offset (pread), so that memory does not grow with the file; reads that
 * follow each other closely are served from one window of it.
 */
#ifndef TEMPFILE_H
#define TEMPFILE_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

struct tempfile {
	int fd;		    /* -1: none yet */
	uint64_t size;	    /* bytes appended so far */
	struct buf tail;    /* appended, not yet written */
	struct buf window;  /* written bytes that were read last */
	uint64_t window_at; /* where they stand */
};

/* {.fd = -1} is a valid empty file; it is made at the first write. */
void tempfile_init(struct tempfile *file);
/* Append; returns the offset at which the bytes will stand. */
uint64_t tempfile_append(struct tempfile *file, const void *p, size_t n);
/* Read n bytes at offset; they must have been appended before. */
void tempfile_read(struct tempfile *file, uint64_t offset, void *p, size_t n);
/* Forget all contents and give the disk space back; usable again. */
void tempfile_reset(struct tempfile *file);
void tempfile_release(struct tempfile *file);

#endif
