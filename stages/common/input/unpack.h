/*
 * unpack.h - what is inside a compressed file or an archive, as feeds.
 *
 * One level: what comes out may again be compressed or an archive, and is
 * then given to another level. gzip and zstd are opened by their own
 * libraries (gunzip.h, unzstd.h), all else by libarchive (entries.h).
 */
#ifndef UNPACK_H
#define UNPACK_H

#include <stdbool.h>
#include <stddef.h>

#include "expansion.h"
#include "feed.h"
#include "sniff.h"

enum unpack_result {
	UNPACK_MEMBER, /* a file of an archive: unpack_feed(), unpack_name() */
	UNPACK_WHOLE,  /* what a compressed file holds: unpack_feed() */
	UNPACK_SKIP,   /* a member that is no file, or cannot be read: *why */
	UNPACK_FAILED, /* the archive cannot be read on: *why; the last */
	UNPACK_END,
};

struct unpack;

/* Does the kind of file hold others? */
bool unpack_opens(enum sniff_kind kind);

struct unpack *unpack_new(void);

/* Begin with what from has left; entries: how many members of an archive are
 * read, 0: any number. from and expansion are borrowed until unpack_close().
 * False: *why. */
bool unpack_open(struct unpack *unpack, struct feed *from, enum sniff_kind kind,
		 size_t entries, struct expansion *expansion, const char **why);

/* *why is good until the next call. */
enum unpack_result unpack_next(struct unpack *unpack, const char **why);

struct feed *unpack_feed(struct unpack *unpack);
/* The member's path in its archive; valid UTF-8 not required. */
struct str unpack_name(const struct unpack *unpack);

/* May be opened again. */
void unpack_close(struct unpack *unpack);
void unpack_free(struct unpack *unpack);

#endif
