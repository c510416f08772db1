#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "buf.h"
#include "mem.h"
#include "msg.h"

enum { NAME_SIZE = 32, MANIFEST_MAX = 1 << 20 };

static void file_name(char name[NAME_SIZE], uint64_t number, const char *end)
{
	snprintf(name, NAME_SIZE, "%08" PRIu64 ".seg%s", number, end);
}

static void lock_folder(struct folder *folder)
{
	folder->lock =
		openat(folder->fd, "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (folder->lock < 0)
		die_errno("cannot open '%s/lock'", folder->name);
	if (!flock(folder->lock, LOCK_EX | LOCK_NB))
		return;
	if (errno == EWOULDBLOCK)
		die("another run uses the index '%s'", folder->name);
	die_errno("cannot lock '%s/lock'", folder->name);
}

static _Noreturn void die_damaged(const struct folder *folder)
{
	die("'%s/MANIFEST' is damaged: restore the index, or remove it and "
	    "index everything again",
	    folder->name);
}

/* The manifest's text; false if there is none. */
static bool read_manifest(const struct folder *folder, struct buf *text)
{
	const int fd = openat(folder->fd, "MANIFEST", O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0 && errno == ENOENT)
		return false;
	if (fd < 0)
		die_errno("cannot open '%s/MANIFEST'", folder->name);
	buf_reserve(text, MANIFEST_MAX);
	do {
		n = read(fd, text->p + text->n, MANIFEST_MAX - text->n);
		if (n < 0 && errno != EINTR)
			die_errno("cannot read '%s/MANIFEST'", folder->name);
		text->n += n > 0 ? (size_t)n : 0;
	} while (n);
	text->p[text->n] = '\0';
	close(fd);
	return true;
}

static void add_file(struct folder *folder, struct folder_file file)
{
	folder->file = xreallocarray(folder->file, folder->files + 1,
				     sizeof(*folder->file));
	folder->file[folder->files++] = file;
	if (file.number > folder->last)
		folder->last = file.number;
}

static void put_check(struct buf *text)
{
	buf_addf(text, "end %016" PRIx64 "\n",
		 (uint64_t)XXH3_64bits(text->p, text->n));
}

static void put_first_line(const struct folder *folder, struct buf *text)
{
	buf_addf(text, "%s index 1\n", folder->maker);
}

/* A first line that is another one than ours. */
static _Noreturn void die_other(const struct folder *folder, struct str line)
{
	const struct str program = STR("winnow-"), index = STR(" index ");
	struct str rest = line, maker;

	if (!str_starts(line, program) || !str_cut(&rest, ' ', &maker) ||
	    !str_starts(str_skip(line, maker.n), index))
		die_damaged(folder);
	if (str_eq(maker, str_from(folder->maker)))
		die("'%s/MANIFEST' is of another version of %s: "
		    "index everything again in another folder",
		    folder->name, folder->maker);
	die("'%s' is an index of %.*s, not of %s: choose another folder",
	    folder->name, (int)maker.n, maker.p, folder->maker);
}

static void parse_manifest(struct folder *folder, struct str text)
{
	struct folder_file file;
	struct str rest = text, line;
	struct buf whole = {0};

	put_first_line(folder, &whole);
	if (!str_cut(&rest, '\n', &line))
		die_damaged(folder);
	if (!str_starts(text, buf_str(&whole)))
		die_other(folder, line);
	while (str_cut(&rest, '\n', &line) &&
	       sscanf(line.p, "segment %" SCNu64 " %" SCNu64 " %" SCNx64,
		      &file.number, &file.bytes, &file.check) == 3) {
		add_file(folder, file);
		buf_add(&whole, line.p, line.n + 1);
	}
	put_check(&whole);
	if (!str_eq(buf_str(&whole), text))
		die_damaged(folder);
	buf_release(&whole);
}

static void sync_and_close(const struct folder *folder, int fd,
			   const char *name)
{
	if (fsync(fd))
		die_errno("cannot write '%s/%s'", folder->name, name);
	if (close(fd))
		die_errno("cannot close '%s/%s'", folder->name, name);
}

static void rename_in(const struct folder *folder, const char *from,
		      const char *to)
{
	if (renameat(folder->fd, from, folder->fd, to))
		die_errno("cannot rename '%s/%s'", folder->name, from);
	if (fsync(folder->fd))
		die_errno("cannot sync the folder '%s'", folder->name);
}

static bool is_named(const struct folder *folder, const char *name)
{
	char own[NAME_SIZE];

	for (size_t i = 0; i < folder->files; i++) {
		file_name(own, folder->file[i].number, "");
		if (!strcmp(own, name))
			return true;
	}
	return false;
}

/* Is it the name of a segment, or of one that was being written? */
static bool is_segment(const char *name)
{
	const size_t n = strspn(name, "0123456789");

	return n == 8 && str_starts(str_from(name + n), STR(".seg"));
}

/* Call use(), if it is not NULL, with the names of all segments that the list
 * does not have; returns how many. What cannot be read has none. */
static size_t others(const struct folder *folder,
		     void (*use)(const struct folder *folder, const char *name))
{
	const int fd =
		openat(folder->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *const dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	size_t n = 0;

	while (dir && (entry = readdir(dir))) {
		if (!is_segment(entry->d_name) ||
		    is_named(folder, entry->d_name))
			continue;
		if (use)
			use(folder, entry->d_name);
		n++;
	}
	if (dir)
		closedir(dir);
	return n;
}

/* Where a file is in the way of nothing it is no error if it stays. */
static void remove_file(const struct folder *folder, const char *name)
{
	unlinkat(folder->fd, name, 0);
}

static void write_manifest(const struct folder *folder)
{
	const char *const name = "MANIFEST.tmp";
	const int fd = openat(folder->fd, name,
			      O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	struct buf text = {0};
	size_t at = 0;

	if (fd < 0)
		die_errno("cannot make '%s/%s'", folder->name, name);
	put_first_line(folder, &text);
	for (size_t i = 0; i < folder->files; i++)
		buf_addf(&text,
			 "segment %" PRIu64 " %" PRIu64 " %016" PRIx64 "\n",
			 folder->file[i].number, folder->file[i].bytes,
			 folder->file[i].check);
	put_check(&text);
	while (at < text.n) {
		const ssize_t n = write(fd, text.p + at, text.n - at);

		if (n < 0 && errno != EINTR)
			die_errno("cannot write '%s/%s'", folder->name, name);
		at += n > 0 ? (size_t)n : 0;
	}
	buf_release(&text);
	sync_and_close(folder, fd, name);
	rename_in(folder, name, "MANIFEST");
}

/* From the first moment on there is a manifest, so that none is damage. */
static void make_manifest(const struct folder *folder)
{
	if (others(folder, NULL))
		die("'%s/MANIFEST' is missing: restore the index, or remove it "
		    "and index everything again",
		    folder->name);
	write_manifest(folder);
}

void folder_open(struct folder *folder, const char *name, const char *maker)
{
	struct buf text = {0};

	*folder = (struct folder){.maker = maker, .fd = -1, .lock = -1};
	folder->name = strdup(name);
	if (!folder->name)
		die("out of memory (wanted a name)");
	if (mkdir(name, 0777) && errno != EEXIST)
		die_errno("cannot make the folder '%s'", name);
	folder->fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder->fd < 0)
		die_errno("cannot open the folder '%s'", name);
	lock_folder(folder);
	if (read_manifest(folder, &text))
		parse_manifest(folder, buf_str(&text));
	else
		make_manifest(folder);
	buf_release(&text);
}

static const struct folder_file *find(const struct folder *folder,
				      uint64_t number)
{
	size_t i = folder->files;

	while (folder->file[--i].number != number && i)
		;
	return &folder->file[i];
}

struct str folder_map(const struct folder *folder, uint64_t number)
{
	const struct folder_file *const file = find(folder, number);
	char name[NAME_SIZE];
	struct stat status;
	void *p;
	int fd;

	file_name(name, number, "");
	fd = openat(folder->fd, name, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		die("'%s/%s' is missing: restore the index, or remove it and "
		    "index everything again",
		    folder->name, name);
	if (fd < 0 || fstat(fd, &status))
		die_errno("cannot open '%s/%s'", folder->name, name);
	if ((uint64_t)status.st_size != file->bytes || !file->bytes)
		die("'%s/%s' is damaged (it has %jd bytes, not %" PRIu64
		    "): restore the index, or remove it and index everything "
		    "again",
		    folder->name, name, (intmax_t)status.st_size, file->bytes);
	p = mmap(NULL, file->bytes, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		die_errno("cannot map '%s/%s'", folder->name, name);
	close(fd);
	if (file->bytes < FOLDER_CHECK_AT + sizeof(file->check) ||
	    memcmp((const char *)p + FOLDER_CHECK_AT, &file->check,
		   sizeof(file->check)) != 0)
		die("'%s/%s' is not the file that the manifest means: "
		    "restore the index, or remove it and index everything "
		    "again",
		    folder->name, name);
	return (struct str){p, file->bytes};
}

uint64_t folder_next(const struct folder *folder)
{
	return folder->last + 1;
}

int folder_create(const struct folder *folder, uint64_t number)
{
	char name[NAME_SIZE];
	int fd;

	file_name(name, number, ".tmp");
	fd = openat(folder->fd, name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC,
		    0666);
	if (fd < 0)
		die_errno("cannot make '%s/%s'", folder->name, name);
	return fd;
}

void folder_keep(struct folder *folder, uint64_t number, int fd)
{
	char from[NAME_SIZE], to[NAME_SIZE];
	struct stat status;
	uint64_t check = 0;

	if (fstat(fd, &status) ||
	    pread(fd, &check, sizeof(check), FOLDER_CHECK_AT) !=
		    (ssize_t)sizeof(check))
		die_errno("cannot read back a segment in '%s'", folder->name);
	file_name(from, number, ".tmp");
	file_name(to, number, "");
	sync_and_close(folder, fd, from);
	rename_in(folder, from, to);
	add_file(folder,
		 (struct folder_file){number, (uint64_t)status.st_size, check});
}

void folder_forget(struct folder *folder, uint64_t number)
{
	size_t n = 0;

	for (size_t i = 0; i < folder->files; i++)
		if (folder->file[i].number != number)
			folder->file[n++] = folder->file[i];
	folder->files = n;
}

void folder_commit(struct folder *folder)
{
	write_manifest(folder);
	others(folder, remove_file);
}

void folder_close(struct folder *folder)
{
	if (folder->lock >= 0)
		close(folder->lock);
	if (folder->fd >= 0)
		close(folder->fd);
	free(folder->name);
	free(folder->file);
}
