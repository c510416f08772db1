/*
 * sections.h - an immutable file of parts, each with a checksum.
 *
 * Behind a head, which its owner defines and which names the parts, they stand
 * without a gap. The head begins with a magic number and a checksum
 * (XXH3-64) of what of the head follows, so that no byte goes unchecked.
 */
#ifndef SECTIONS_H
#define SECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"
#include "tempfile.h"

struct section {
	uint64_t start, length, check;
};

/* With this every head begins. */
struct sections_head {
	uint64_t magic, check;
};

/*
 * Write a file: head, of `size` bytes, in which `section` is, and what the
 * n temporary files hold; sets the sections and the check. fd: an empty file.
 * False with errno set.
 */
bool sections_write(int fd, struct sections_head *head, size_t size,
		    struct section *section, struct tempfile *file, size_t n);

/*
 * Look at a file's bytes: copy its head of `size` bytes, in which section is,
 * and let part[] be its n parts, which live as long as the bytes. lazy: the
 * one whose checksum the caller looks after, n if there is none; check: compare
 * checksums at all. NULL, or what is wrong (static text).
 */
const char *sections_open(struct str bytes, uint64_t magic,
			  struct sections_head *head, size_t size,
			  const struct section *section, struct str *part,
			  size_t n, size_t lazy, bool check);

#endif
