/*
 * unzstd.h - what a zstd file holds (RFC 8878), as a feed.
 *
 * Frames follow each other; skippable ones and NUL bytes are passed over, and
 * other bytes are an error, as they may have been a frame. A file may begin
 * with the dictionary of its frames in a skippable frame of its own kind, as
 * the IIPC's proposal for .warc.zst has it: as it is, or as a zstd frame.
 * The feed can locate its frames, and resume behind a damaged one. Memory:
 * the window (at most 128 MiB, as zstd's own limit is), the dictionary (at
 * most 8 MiB, the proposal's) and the read-ahead of two feeds.
 */
#ifndef UNZSTD_H
#define UNZSTD_H

#include <stdbool.h>

#include "buf.h"
#include "expansion.h"
#include "feed.h"
#include "offsets.h"

struct unzstd {
	struct feed *from;
	struct feed feed; /* what comes out */
	struct expansion *expansion;
	struct offsets offsets;
	struct ZSTD_DCtx_s *context;
	struct buf dictionary;
	uint64_t frame_at;  /* where the current one begins, in from */
	bool inside;	    /* of a frame */
	bool begun;	    /* the first frame was looked at */
	const char *failed; /* an error that is still to be told */
};

/* {0} is valid. As gunzip_open(). */
void unzstd_open(struct unzstd *unzstd, struct feed *from,
		 struct expansion *expansion);

void unzstd_release(struct unzstd *unzstd);

#endif
