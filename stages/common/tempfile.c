#include "tempfile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "msg.h"

/* TAIL: what is written at once. WINDOW: what is read at least, a page, so
 * that reads here and there cost no more than one page each. */
enum { TAIL_SIZE = 256 * 1024, WINDOW_SIZE = 4096 };

static const char *folder(void)
{
	const char *const dir = getenv("TMPDIR");

	return dir && *dir ? dir : "/tmp";
}

/* For file systems without O_TMPFILE. */
static int open_and_unlink(void)
{
	struct buf path = {0};
	int fd;

	buf_addf(&path, "%s/winnow-XXXXXX", folder());
	fd = mkostemp(path.p, O_CLOEXEC);
	if (fd >= 0)
		unlink(path.p);
	buf_release(&path);
	return fd;
}

static void open_file(struct tempfile *file)
{
	file->fd = open(folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (file->fd < 0)
		file->fd = open_and_unlink();
	if (file->fd < 0)
		die_errno("cannot make a temporary file in '%s'", folder());
}

static void write_all(struct tempfile *file, const char *p, size_t n)
{
	if (file->fd < 0)
		open_file(file);
	while (n) {
		const ssize_t done = write(file->fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			die_errno("cannot write a temporary file in '%s'",
				  folder());
		p += done;
		n -= (size_t)done;
	}
}

/* Up to n written bytes at offset; at least `least` must be there. */
static size_t read_some(const struct tempfile *file, uint64_t offset, char *p,
			size_t n, size_t least)
{
	size_t have = 0;

	while (have < least) {
		const ssize_t done = pread(file->fd, p + have, n - have,
					   (off_t)(offset + have));

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			die_errno("cannot read a temporary file in '%s'",
				  folder());
		if (!done)
			die("a temporary file in '%s' became shorter",
			    folder());
		have += (size_t)done;
	}
	return have;
}

void tempfile_init(struct tempfile *file)
{
	*file = (struct tempfile){.fd = -1};
}

uint64_t tempfile_append(struct tempfile *file, const void *p, size_t n)
{
	const uint64_t offset = file->size;

	file->size += n;
	if (file->tail.n + n > TAIL_SIZE) {
		write_all(file, file->tail.p, file->tail.n);
		buf_reset(&file->tail);
	}
	if (n > TAIL_SIZE)
		write_all(file, p, n);
	else
		buf_add(&file->tail, p, n);
	return offset;
}

/* n written bytes at offset, by way of the window. */
static void read_small(struct tempfile *file, uint64_t offset, char *p,
		       size_t n)
{
	struct buf *const window = &file->window;

	if (offset < file->window_at ||
	    offset + n > file->window_at + window->n) {
		buf_reset(window);
		buf_reserve(window, WINDOW_SIZE);
		window->n = read_some(file, offset, window->p, WINDOW_SIZE, n);
		file->window_at = offset;
	}
	memcpy(p, window->p + (offset - file->window_at), n);
}

void tempfile_read(struct tempfile *file, uint64_t offset, void *p, size_t n)
{
	const uint64_t written = file->size - file->tail.n;
	size_t early = 0;

	assert(offset <= file->size && n <= file->size - offset);
	if (offset < written)
		early = written - offset < n ? (size_t)(written - offset) : n;
	if (early && early < WINDOW_SIZE)
		read_small(file, offset, p, early);
	else if (early)
		read_some(file, offset, p, early, early);
	if (early < n)
		memcpy((char *)p + early,
		       file->tail.p + (offset + early - written), n - early);
}

void tempfile_reset(struct tempfile *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
	file->size = 0;
	buf_reset(&file->tail);
	buf_reset(&file->window);
}

void tempfile_release(struct tempfile *file)
{
	tempfile_reset(file);
	buf_release(&file->tail);
	buf_release(&file->window);
}
