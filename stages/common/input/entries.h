/*
 * entries.h - the files in an archive, or in a file that is compressed, by
 * libarchive.
 *
 * Allowed are the formats tar, zip, and raw (one compressed file), the last
 * with the filters xz, bzip2 and lz4, in this process alone: a libarchive
 * that would call a program for one of them does without it. Nothing is ever
 * written to disk; a member's name is but a label. Sizes that headers claim
 * are not believed.
 */
#ifndef ENTRIES_H
#define ENTRIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "expansion.h"
#include "feed.h"
#include "sniff.h"
#include "unpack.h"

struct entries {
	struct archive *archive; /* NULL: none is open */
	struct feed *from;
	struct feed member; /* bytes of the current one */
	struct expansion *expansion;
	size_t given; /* bytes of from that libarchive holds */
	size_t max;   /* members that are read; 0: any number */
	size_t count;
	uint64_t begin;	  /* of the archive, in from */
	uint64_t filled;  /* in it, behind the last byte that is not NUL */
	bool gap;	  /* what was read last is no header */
	bool stopped;	  /* nothing more can be read */
	struct buf name;  /* of the member */
	struct buf error; /* what libarchive said */
};

/* {0} is valid. Begin with what from has left. kind: SNIFF_COMPRESSED, _TAR
 * or _ZIP. from and expansion are borrowed until entries_close(). False:
 * *why. */
bool entries_open(struct entries *entries, struct feed *from,
		  enum sniff_kind kind, size_t max, struct expansion *expansion,
		  const char **why);

/* The next member; its name is in entries->name (valid UTF-8 not required).
 * *why is good until the next call. */
enum unpack_result entries_next(struct entries *entries, const char **why);

void entries_close(struct entries *entries);
void entries_release(struct entries *entries);

#endif
