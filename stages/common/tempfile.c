#include "tempfile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mem.h"
#include "msg.h"

enum {
	TAIL_SIZE = 256 * 1024, /* written at once */
	PAGE = 4096,		/* read at least */
	PAGES_MIN = 4,
	PAGES = 16,
};

struct cached_page {
	uint64_t at; /* offset of the page */
	size_t n;    /* bytes of it that are there */
	char data[PAGE];
};

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
	*file = (struct tempfile){
		.fd = -1, .pages = PAGES, .memory = TAIL_SIZE};
}

void tempfile_cache(struct tempfile *file, size_t bytes)
{
	assert(!file->cache);
	file->pages = PAGES_MIN;
	while (2 * file->pages * PAGE <= bytes)
		file->pages *= 2;
}

void tempfile_memory(struct tempfile *file, size_t bytes)
{
	assert(!file->size);
	file->memory = bytes < TAIL_SIZE ? TAIL_SIZE : bytes;
}

uint64_t tempfile_append(struct tempfile *file, const void *p, size_t n)
{
	const uint64_t offset = file->size;

	file->size += n;
	if (file->tail.n + n > file->memory) {
		write_all(file, file->tail.p, file->tail.n);
		if (file->memory > TAIL_SIZE)
			buf_release(&file->tail);
		buf_reset(&file->tail);
		file->memory = TAIL_SIZE;
	}
	if (n > file->memory)
		write_all(file, p, n);
	else
		buf_add(&file->tail, p, n);
	return offset;
}

/* The page at this offset, of which at least n bytes are written. */
static const char *get_page(struct tempfile *file, uint64_t at, size_t n)
{
	struct cached_page *page;

	if (!file->cache) {
		file->cache = xreallocarray(NULL, file->pages, sizeof(*page));
		for (size_t i = 0; i < file->pages; i++)
			file->cache[i].n = 0;
	}
	page = &file->cache[at / PAGE & (file->pages - 1)];
	if (page->at != at || page->n < n) {
		page->n = read_some(file, at, page->data, PAGE, n);
		page->at = at;
	}
	return page->data;
}

/* n written bytes at offset, by way of the cache. */
static void read_small(struct tempfile *file, uint64_t offset, char *p,
		       size_t n)
{
	while (n) {
		const size_t from = offset % PAGE;
		const size_t here = n < PAGE - from ? n : PAGE - from;

		memcpy(p, get_page(file, offset - from, from + here) + from,
		       here);
		offset += here;
		p += here;
		n -= here;
	}
}

void tempfile_read(struct tempfile *file, uint64_t offset, void *p, size_t n)
{
	const uint64_t written = file->size - file->tail.n;
	size_t early = 0;

	assert(offset <= file->size && n <= file->size - offset);
	if (offset < written)
		early = written - offset < n ? (size_t)(written - offset) : n;
	if (early && early < PAGE)
		read_small(file, offset, p, early);
	else if (early)
		read_some(file, offset, p, early, early);
	if (early < n)
		memcpy((char *)p + early,
		       file->tail.p + (offset + early - written), n - early);
}

const void *tempfile_view(const struct tempfile *file, uint64_t offset,
			  size_t n)
{
	const uint64_t written = file->size - file->tail.n;

	assert(offset <= file->size && n <= file->size - offset);
	return offset < written ? NULL : file->tail.p + (offset - written);
}

void tempfile_reset(struct tempfile *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
	file->size = 0;
	buf_reset(&file->tail);
	free(file->cache);
	file->cache = NULL;
}

void tempfile_release(struct tempfile *file)
{
	tempfile_reset(file);
	buf_release(&file->tail);
}
