#include "sections.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xxhash.h>

#include "mem.h"
#include "msg.h"

enum { COPY_SIZE = 256 * 1024 };

static bool write_all(int fd, const char *p, size_t n)
{
	while (n) {
		const ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static bool write_section(struct section *section, struct tempfile *file,
			  uint64_t at, int fd)
{
	XXH3_state_t *const state = XXH3_createState();
	char *const block = xmalloc(COPY_SIZE);
	bool good = true;

	if (!state)
		die("out of memory (wanted a hash)");
	XXH3_64bits_reset(state);
	for (uint64_t from = 0; good && from < file->size; from += COPY_SIZE) {
		const uint64_t left = file->size - from;
		const size_t n = left < COPY_SIZE ? (size_t)left : COPY_SIZE;

		tempfile_read(file, from, block, n);
		XXH3_64bits_update(state, block, n);
		good = write_all(fd, block, n);
	}
	*section = (struct section){at, file->size, XXH3_64bits_digest(state)};
	XXH3_freeState(state);
	free(block);
	return good;
}

/* Of all of a head behind its check. */
static uint64_t check_of(const struct sections_head *head, size_t size)
{
	return XXH3_64bits(head + 1, size - sizeof(*head));
}

bool sections_write(int fd, struct sections_head *head, size_t size,
		    struct section *section, struct tempfile *file, size_t n)
{
	uint64_t at = size;

	if (!write_all(fd, (const char *)head, size))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!write_section(&section[i], &file[i], at, fd))
			return false;
		at += file[i].size;
	}
	head->check = check_of(head, size);
	return lseek(fd, 0, SEEK_SET) == 0 &&
	       write_all(fd, (const char *)head, size);
}

const char *sections_open(struct str bytes, uint64_t magic,
			  struct sections_head *head, size_t size,
			  const struct section *section, struct str *part,
			  size_t n, size_t lazy, bool check)
{
	uint64_t at = size;

	if (bytes.n < size)
		return "it is cut short";
	memcpy(head, bytes.p, size);
	if (head->magic != magic)
		return "it is no segment";
	if (check && check_of(head, size) != head->check)
		return "a checksum is wrong";
	for (size_t i = 0; i < n; i++) {
		const uint64_t length = section[i].length;

		if (section[i].start != at || length > bytes.n - at)
			return "it is cut short";
		part[i] = (struct str){bytes.p + at, (size_t)length};
		at += length;
		if (check && i != lazy &&
		    XXH3_64bits(part[i].p, (size_t)length) != section[i].check)
			return "a checksum is wrong";
	}
	return at == bytes.n ? NULL : "it is too long";
}
