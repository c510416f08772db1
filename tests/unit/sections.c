#include "sections.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

enum { PARTS = 4, LARGE = 600000 }; /* written in blocks of 256 KiB */

#define MAGIC UINT64_C(0x0A31545345544E57)

struct head {
	struct sections_head head;
	uint64_t more;
	struct section section[PARTS];
};

/* The parts of the file: "one", nothing, many bytes, "four". */
static void fill(struct tempfile *file)
{
	for (size_t i = 0; i < PARTS; i++)
		tempfile_init(&file[i]);
	tempfile_append(&file[0], "one", 3);
	for (uint32_t i = 0; i < LARGE / sizeof(i); i++)
		tempfile_append(&file[2], &i, sizeof(i));
	tempfile_append(&file[3], "four", 4);
}

static bool write_to(int fd)
{
	struct head head = {.head.magic = MAGIC, .more = 7};
	struct tempfile file[PARTS];
	bool good;

	fill(file);
	good = sections_write(fd, &head.head, sizeof(head), head.section, file,
			      PARTS);
	for (size_t i = 0; i < PARTS; i++)
		tempfile_release(&file[i]);
	return good;
}

static char *written(size_t *n)
{
	FILE *const file = tmpfile();
	char *bytes = NULL;

	if (file && write_to(fileno(file))) {
		*n = (size_t)lseek(fileno(file), 0, SEEK_END);
		bytes = malloc(*n + 1);
		if (pread(fileno(file), bytes, *n, 0) != (ssize_t)*n)
			*n = 0;
		bytes[*n] = 0;
	}
	if (file)
		fclose(file);
	return bytes;
}

static const char *open_parts(const char *p, size_t n, size_t lazy, bool check,
			      struct head *head, struct str part[PARTS])
{
	return sections_open((struct str){p, n}, MAGIC, &head->head,
			     sizeof(*head), head->section, part, PARTS, lazy,
			     check);
}

static void test_round_trip(const char *p, size_t n)
{
	struct head head = {0};
	struct str part[PARTS];
	bool good = true;

	ok(!open_parts(p, n, PARTS, true, &head, part));
	ok(head.more == 7 && n == sizeof(head) + LARGE + 7);
	ok(str_eq(part[0], STR("one")) && !part[1].n);
	ok(str_eq(part[3], STR("four")) && part[3].p == p + n - 4);
	ok(part[2].n == LARGE);
	for (uint32_t i = 0; i < LARGE / sizeof(i); i++)
		good &= !memcmp(part[2].p + i * sizeof(i), &i, sizeof(i));
	ok(good);
}

/* What a byte that has changed at this offset is. */
static bool is_told(char *p, size_t n, size_t at, size_t lazy, bool check)
{
	struct head head = {0};
	struct str part[PARTS];
	bool told;

	p[at] ^= 0x10;
	told = open_parts(p, n, lazy, check, &head, part);
	p[at] ^= 0x10;
	return told;
}

static void test_damage(char *p, size_t n)
{
	const size_t parts = sizeof(struct head), last = n - 1;
	bool told = true, cut = true;
	struct head head = {0};
	struct str part[PARTS];

	for (size_t i = 0; i < parts; i++)
		told &= is_told(p, n, i, PARTS, true);
	ok(told);
	ok(is_told(p, n, parts, PARTS, true));
	ok(is_told(p, n, parts + 3, PARTS, true));
	ok(is_told(p, n, parts + 3 + LARGE - 1, PARTS, true));
	ok(is_told(p, n, last, PARTS, true));
	/* the lazy one is looked at by others */
	ok(!is_told(p, n, parts + 100, 2, true));
	ok(is_told(p, n, last, 2, true) && is_told(p, n, parts, 2, true));
	ok(!is_told(p, n, last, 3, true));
	/* and nothing, where nobody asks, but lengths */
	ok(!is_told(p, n, parts, PARTS, false));
	ok(!is_told(p, n, 16, PARTS, false)); /* head->more */
	ok(is_told(p, n, 0, PARTS, false));   /* magic */
	ok(is_told(p, n, 24, PARTS, false));  /* start of the first */
	ok(is_told(p, n, 32, PARTS, false));  /* its length */
	for (size_t i = 0; i < parts + 10; i++)
		cut &= open_parts(p, i, PARTS, false, &head, part) != NULL;
	ok(cut);
	is_str(open_parts(p, n - 1, PARTS, true, &head, part),
	       "it is cut short");
	is_str(open_parts(p, n + 1, PARTS, true, &head, part),
	       "it is too long");
	is_str(open_parts(p + 8, n - 8, PARTS, true, &head, part),
	       "it is no segment");
}

int main(void)
{
	const int closed = open("/dev/null", O_RDONLY);
	const int full = open("/dev/full", O_WRONLY);
	size_t n = 0;
	char *const bytes = written(&n);

	ok(bytes && n);
	test_round_trip(bytes, n);
	test_damage(bytes, n);
	free(bytes);
	ok(!write_to(closed));
	ok(!write_to(full));
	close(closed);
	close(full);
	return tap_done();
}
