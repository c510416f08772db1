/* A feed looks ahead, gives every byte once, and sees a file change. */
#include "../../stages/common/input/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

enum { SIZE = 200000 };

static char bytes[SIZE];

static int make_file(void)
{
	char name[] = "/tmp/feed-XXXXXX";
	const int fd = mkstemp(name);
	size_t i;

	unlink(name);
	for (i = 0; i < SIZE; i++)
		bytes[i] = (char)('a' + i % 23);
	ok(write(fd, bytes, SIZE) == SIZE && lseek(fd, 0, SEEK_SET) == 0);
	return fd;
}

static void takes(struct feed *feed)
{
	size_t at = 0, wrong = 0;

	while (feed_fill(feed, 777) && feed_rest(feed).n) {
		const struct str rest = feed_rest(feed);
		const size_t n = rest.n < 1000 ? rest.n : 1000;

		wrong += memcmp(rest.p, bytes + at, n) != 0;
		feed_take(feed, n);
		at += n;
	}
	ok(!wrong);
	ok(at == SIZE && feed->end && !feed->error);
	ok(feed->bytes == SIZE);
}

static void open_file(struct feed *feed, int fd)
{
	struct stat st;

	ok(!fstat(fd, &st));
	feed_open_file(feed, fd, &st);
}

static void changes(struct feed *feed, int fd)
{
	ok(feed_seek(feed, 0));
	open_file(feed, fd);
	ok(feed_fill(feed, 1000) && feed_rest(feed).n < SIZE);
	ok(pwrite(fd, "more", 4, SIZE) == 4);
	ok(!feed_fill(feed, 2 * SIZE));
	is_str(feed->error ? feed->error : "none", "changed while it was read");
}

int main(void)
{
	struct feed feed = {0};
	const int fd = make_file();

	ok(feed_rest(&feed).n == 0);
	open_file(&feed, fd);
	takes(&feed);
	changes(&feed, fd);
	feed_release(&feed);
	close(fd);
	return tap_done();
}
