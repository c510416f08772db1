#include "feed.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A page fits in one read; large files are read in larger steps. */
enum { STEP_MIN = 64 << 10, STEP_MAX = 1 << 20 };

static bool is_changed(const struct feed *feed)
{
	const struct stat *before = &feed->before;
	struct stat now;

	if (!S_ISREG(before->st_mode))
		return false;
	return fstat(feed->fd, &now) || now.st_size != before->st_size ||
	       now.st_mtim.tv_sec != before->st_mtim.tv_sec ||
	       now.st_mtim.tv_nsec != before->st_mtim.tv_nsec;
}

/* All that fstat() said there is; a file of size 0 may be one of /proc. */
static bool is_read_whole(const struct feed *feed)
{
	return S_ISREG(feed->before.st_mode) && feed->before.st_size &&
	       feed->offset == (uint64_t)feed->before.st_size;
}

static ssize_t read_file(struct feed *feed, char *p, size_t n)
{
	ssize_t got = 0;

	while (!is_read_whole(feed)) {
		got = feed->positioned
			      ? pread(feed->fd, p, n, (off_t)feed->offset)
			      : read(feed->fd, p, n);
		if (got >= 0 || errno != EINTR)
			break;
	}
	if (got < 0)
		feed->error = strerror(errno);
	if (!got && is_changed(feed)) {
		feed->error = "changed while it was read";
		return -1;
	}
	return got;
}

void feed_open(struct feed *feed, void *from,
	       ssize_t (*read)(struct feed *feed, char *p, size_t n))
{
	feed->read = read;
	feed->resume = NULL;
	feed->locate = NULL;
	feed->from = from;
	feed->fd = -1;
	feed->positioned = false;
	buf_reset(&feed->data);
	feed->start = 0;
	feed->bytes = 0;
	feed->offset = 0;
	feed->end = false;
	feed->error = NULL;
}

void feed_open_file(struct feed *feed, int fd, const struct stat *before)
{
	feed_open(feed, NULL, read_file);
	feed->fd = fd;
	feed->before = *before;
}

void feed_open_at(struct feed *feed, int fd, const struct stat *before,
		  uint64_t offset)
{
	feed_open_file(feed, fd, before);
	feed->positioned = true;
	feed->offset = offset;
}

/* Move what is left to the front once that costs less than it frees. */
static void drop_taken(struct feed *feed)
{
	const size_t rest = feed->data.n - feed->start;

	if (feed->start < rest || !feed->start)
		return;
	memmove(feed->data.p, feed->data.p + feed->start, rest);
	feed->data.n = rest;
	feed->start = 0;
}

bool feed_fill(struct feed *feed, size_t want)
{
	drop_taken(feed);
	while (!feed->end && !feed->error && feed_rest(feed).n < want) {
		const size_t have = feed->data.n;
		size_t step = want - feed_rest(feed).n;
		ssize_t got;

		step = step < STEP_MIN ? STEP_MIN : step;
		step = step > STEP_MAX ? STEP_MAX : step;
		buf_reserve(&feed->data, step);
		got = feed->read(feed, feed->data.p + have, step);
		feed->end = got == 0;
		if (got > 0) {
			feed->data.n += (size_t)got;
			feed->bytes += (uint64_t)got;
			feed->offset += (uint64_t)got;
		}
	}
	return !feed->error;
}

struct locus feed_locate(struct feed *feed, uint64_t at)
{
	if (!feed->locate)
		return (struct locus){.at = at};
	return feed->locate(feed, at);
}

bool feed_resume(struct feed *feed)
{
	if (!feed->error || !feed->resume || !feed->resume(feed))
		return false;
	feed->error = NULL;
	feed->end = false;
	return true;
}

bool feed_seek(struct feed *feed, int64_t offset)
{
	buf_reset(&feed->data);
	feed->start = 0;
	feed->end = false;
	feed->offset = (uint64_t)offset;
	return feed->positioned ||
	       (feed->fd >= 0 && lseek(feed->fd, offset, SEEK_SET) == offset);
}

void feed_release(struct feed *feed)
{
	buf_release(&feed->data);
	feed->start = 0;
}
