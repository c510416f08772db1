/*
 * feed.h - bytes from an open file or a member of an archive, looked at
 * before they are used.
 *
 * What was read and not yet taken stands in feed_rest(); it is good until the
 * next feed_fill(), which reads more behind it. Memory grows with the
 * largest `want` that was asked for, and is kept for the next input. A feed
 * never prints: `error` says why reading stopped.
 *
 * A source is read(), and two things that not every one has: resume(), which
 * after an error finds the next place to go on from, and locate(), which
 * tells where a byte stands in the file that holds it compressed.
 */
#ifndef FEED_H
#define FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "buf.h"
#include "str.h"

/* A byte of a feed in the bytes that it was made of. */
struct locus {
	uint64_t at;	 /* where its member begins; without members: its own */
	uint64_t within; /* how far behind the member's first byte it is */
};

struct feed {
	/* Up to n bytes into p: how many, 0 at the end, -1 with feed->error
	 * set. */
	ssize_t (*read)(struct feed *feed, char *p, size_t n);
	bool (*resume)(struct feed *feed); /* may be NULL, as the next */
	struct locus (*locate)(struct feed *feed, uint64_t at);
	void *from; /* whose bytes they are: the source's own */
	int fd;	    /* for a file */
	struct stat before;
	bool positioned; /* the descriptor's own offset is not used */
	struct buf data;
	size_t start;	   /* of what is not yet taken, in data */
	uint64_t bytes;	   /* read so far */
	uint64_t offset;   /* of the byte behind data */
	bool end;	   /* nothing more will come */
	const char *error; /* NULL: none; good until the feed is used again */
};

/* Read from fd (borrowed); before: what fstat() says of it. A regular file
 * that changes from then on is an error at its end. */
void feed_open_file(struct feed *feed, int fd, const struct stat *before);

/* The same from an offset on, without use of the descriptor's own, so that
 * several can read one file. */
void feed_open_at(struct feed *feed, int fd, const struct stat *before,
		  uint64_t offset);

/* Read through another function; from and error are that function's own,
 * and it may set resume and locate. */
void feed_open(struct feed *feed, void *from,
	       ssize_t (*read)(struct feed *feed, char *p, size_t n));

/* Read until feed_rest() has at least want bytes or the end is reached;
 * false if reading failed (what came before stands there all the same). */
bool feed_fill(struct feed *feed, size_t want);

static inline struct str feed_rest(const struct feed *feed)
{
	if (!feed->data.p)
		return (struct str){"", 0};
	return (struct str){feed->data.p + feed->start,
			    feed->data.n - feed->start};
}

static inline void feed_take(struct feed *feed, size_t n)
{
	feed->start += n;
}

/* The offset of the first byte of feed_rest(). */
static inline uint64_t feed_at(const struct feed *feed)
{
	return feed->offset - feed_rest(feed).n;
}

/* Where the byte at this offset stands; offsets must not go down from call
 * to call, nor before what was taken. */
struct locus feed_locate(struct feed *feed, uint64_t at);

/* Nobody will ask where a byte stands: its source need not keep that. */
static inline void feed_drop_loci(struct feed *feed)
{
	feed->locate = NULL;
}

/* After an error: may reading go on? What is read from now on comes from
 * behind a gap. */
bool feed_resume(struct feed *feed);

/* Back to the byte at this offset; only for a file on which lseek works. */
bool feed_seek(struct feed *feed, int64_t offset);

void feed_release(struct feed *feed);

#endif
