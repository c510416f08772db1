/*
 * unpack.h - the files inside a compressed file or an archive, by libarchive.
 *
 * Allowed are the formats tar, zip, and raw (one compressed file), and the
 * filters gzip, zstd, xz, bzip2 and lz4, in this process alone: a libarchive
 * that would call a program for one of them does without it. One compression
 * around one archive is opened, no more. Nothing is ever written to disk; a
 * member's name is but a label. Sizes that headers claim are not believed.
 */
#ifndef UNPACK_H
#define UNPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "feed.h"
#include "sniff.h"

struct unpack_limits {
	size_t ratio;	/* of bytes out to bytes in, past 16 MiB; 0: any */
	size_t entries; /* of an archive; 0: any number */
};

struct unpack {
	struct archive *archive; /* NULL: none is open */
	struct feed *from;
	struct feed member; /* bytes of the current member */
	struct unpack_limits limits;
	size_t given; /* bytes of from that libarchive holds */
	int64_t at;   /* offset in from behind those */
	uint64_t in, out;
	size_t entries;
	bool stopped;	  /* nothing more can be read */
	struct buf name;  /* of the member */
	struct buf error; /* what libarchive said */
};

enum unpack_result {
	UNPACK_MEMBER, /* unpack->member is ready */
	UNPACK_WHOLE,  /* the same, of a file that was only compressed */
	UNPACK_SKIP,   /* a member that is no file, or cannot be read: *why */
	UNPACK_FAILED, /* the archive cannot be read on: *why; the last */
	UNPACK_EMPTY,  /* a compressed file with nothing in it; the last */
	UNPACK_END,
};

/* Begin with what from has left. kind: SNIFF_COMPRESSED, _TAR or _ZIP. from
 * is borrowed until unpack_close(). False: *why. */
bool unpack_open(struct unpack *unpack, struct feed *from, enum sniff_kind kind,
		 const struct unpack_limits *limits, const char **why);

/* The next member; its name is in unpack->name (valid UTF-8 not required).
 * *why is good until the next call. */
enum unpack_result unpack_next(struct unpack *unpack, const char **why);

void unpack_close(struct unpack *unpack);
void unpack_release(struct unpack *unpack);

#endif
