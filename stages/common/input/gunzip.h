/*
 * gunzip.h - what a gzip file holds (RFC 1952), as a feed.
 *
 * Members follow each other, their checksums are verified. NUL bytes between
 * them are passed over, and whatever stands behind the last; other bytes
 * before a member are an error, as they may have been one. The feed can
 * locate its members, and resume behind a damaged one. Memory: zlib's
 * window, and the read-ahead of two feeds.
 */
#ifndef GUNZIP_H
#define GUNZIP_H

#include <stdbool.h>
#include <zlib.h>

#include "expansion.h"
#include "feed.h"
#include "offsets.h"

struct gunzip {
	struct feed *from;
	struct feed feed; /* what comes out */
	struct expansion *expansion;
	struct offsets offsets;
	z_stream z;
	bool opened; /* z is */
	bool inside; /* of a member */
	bool begun;  /* the first one was found */
	bool gap;    /* no padding before the next one; still to be told */
};

/* {0} is valid. Begin with what from has left; it and expansion are borrowed
 * until the feed is used no more. May be opened again and again. */
void gunzip_open(struct gunzip *gunzip, struct feed *from,
		 struct expansion *expansion);

/* Pass over what is no member's header; false at the end, if reading failed,
 * or if none begins before the offset to. */
bool gunzip_find(struct feed *from, uint64_t to);

/*
 * The first n bytes of the member that from stands at, into p; fewer if it has
 * no more. -1 if it is damaged, or that is not known when from has read max
 * bytes in all. A member that has none was taken from the feed.
 */
ssize_t gunzip_peek(struct gunzip *gunzip, struct feed *from, char *p, size_t n,
		    uint64_t max);

void gunzip_release(struct gunzip *gunzip);

#endif
