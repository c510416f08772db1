#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mem.h"

enum { FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

static unsigned char type_of(int folder, const struct dirent *dirent)
{
	struct stat st;

	if (dirent->d_type != DT_UNKNOWN)
		return dirent->d_type;
	if (fstatat(folder, dirent->d_name, &st, AT_SYMLINK_NOFOLLOW))
		return DT_REG; /* opening it will say what is wrong */
	return (unsigned char)IFTODT(st.st_mode);
}

static void add_entry(struct walk *walk, const char *name, unsigned char type)
{
	if (walk->entries == walk->entry_size) {
		walk->entry_size = walk->entry_size ? walk->entry_size * 2 : 64;
		walk->entry = xreallocarray(walk->entry, walk->entry_size,
					    sizeof(*walk->entry));
	}
	walk->entry[walk->entries++] = (struct walk_entry){walk->names.n, type};
	buf_add_text(&walk->names, name);
	if (type == DT_DIR)
		buf_add_char(&walk->names, '/');
	buf_add_char(&walk->names, '\0');
}

static int by_name(const void *a, const void *b, void *names)
{
	const struct walk_entry *x = a, *y = b;
	const char *base = names;

	return strcmp(base + x->name, base + y->name);
}

/* All names of the folder, as one more level. False with errno set. */
static bool list(struct walk *walk, struct walk_level *level)
{
	const int copy = openat(walk->fd, ".", FOLDER_FLAGS);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	struct dirent *dirent;

	if (!dir) {
		if (copy >= 0)
			close(copy);
		return false;
	}
	while (errno = 0, (dirent = readdir(dir))) {
		const char *name = dirent->d_name;

		if (strcmp(name, ".") && strcmp(name, ".."))
			add_entry(walk, name, type_of(walk->fd, dirent));
	}
	level->end = walk->entries;
	if (errno) {
		const int error = errno;

		closedir(dir);
		errno = error;
		return false;
	}
	closedir(dir);
	if (level->first < level->end)
		qsort_r(walk->entry + level->first, level->end - level->first,
			sizeof(*walk->entry), by_name, walk->names.p);
	return true;
}

static void drop_level(struct walk *walk)
{
	const struct walk_level *level = &walk->level[--walk->levels];

	walk->entries = level->first;
	walk->names.n = level->names;
}

/* The folder in walk->fd becomes the deepest level. */
static bool push(struct walk *walk)
{
	struct walk_level *level;
	struct stat st;

	if (fstat(walk->fd, &st))
		return false;
	if (walk->levels == walk->level_size) {
		walk->level_size = walk->level_size ? walk->level_size * 2 : 16;
		walk->level = xreallocarray(walk->level, walk->level_size,
					    sizeof(*walk->level));
	}
	level = &walk->level[walk->levels++];
	*level = (struct walk_level){
		.first = walk->entries,
		.next = walk->entries,
		.names = walk->names.n,
		.path = walk->path.n,
		.dev = st.st_dev,
		.ino = st.st_ino,
	};
	if (list(walk, level))
		return true;
	drop_level(walk);
	return false;
}

bool walk_begin(struct walk *walk, int fd)
{
	walk->fd = fd;
	walk->entries = walk->levels = 0;
	buf_reset(&walk->path);
	buf_reset(&walk->names);
	return push(walk);
}

/* Make the level's folder the open one again: it is .. of the one open. */
static bool go_up(struct walk *walk, const struct walk_level *level)
{
	const int up = openat(walk->fd, "..", FOLDER_FLAGS);
	struct stat st;

	close(walk->fd);
	walk->fd = up;
	return up >= 0 && !fstat(up, &st) && st.st_dev == level->dev &&
	       st.st_ino == level->ino;
}

/* Leave levels that are done; false if the way back up is gone. */
static bool leave_done(struct walk *walk)
{
	while (walk->levels) {
		const struct walk_level *level = &walk->level[walk->levels - 1];

		if (level->next < level->end)
			return true;
		walk->path.n = level->path;
		drop_level(walk);
		if (walk->levels && !go_up(walk, level - 1))
			return false;
	}
	return true;
}

/* False: *why. The folder that was open stays so if this one cannot be. */
static bool enter(struct walk *walk, const char *name, const char **why)
{
	const int parent = walk->fd;

	walk->fd = openat(parent, name, FOLDER_FLAGS);
	if (walk->fd >= 0 && push(walk)) {
		close(parent);
		return true;
	}
	*why = strerror(errno);
	if (walk->fd >= 0)
		close(walk->fd);
	walk->fd = parent;
	return false;
}

static const char *refuse(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return NULL;
	case S_IFLNK:
		return "symbolic link";
	case S_IFIFO:
		return "FIFO";
	case S_IFSOCK:
		return "socket";
	case S_IFCHR:
	case S_IFBLK:
		return "device";
	default:
		return "not a file";
	}
}

/* It may have become another kind of thing since it was listed. */
static const char *open_file(struct walk *walk, const char *name, int *fd)
{
	const char *why;

	*fd = openat(walk->fd, name,
		     O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
	if (*fd < 0)
		return errno == ELOOP	 ? "symbolic link"
		       : errno == ENOENT ? "vanished"
					 : strerror(errno);
	why = fstat(*fd, &walk->file) ? strerror(errno)
				      : refuse(walk->file.st_mode);
	if (why)
		close(*fd);
	return why;
}

/* Is what walk->path names, now, to be read? */
static bool is_wanted(const struct walk *walk, bool folder)
{
	struct str path = buf_str(&walk->path);

	path.n -= folder; /* its slash */
	return !walk->select || select_wants(walk->select, path, folder);
}

enum walk_result walk_next(struct walk *walk, int *fd, const char **why)
{
	for (;;) {
		struct walk_level *level;
		const struct walk_entry *entry;
		const char *name;

		if (!leave_done(walk)) {
			walk->levels = 0;
			*why = "moved while it was read, with all behind it";
			return WALK_SKIP;
		}
		if (!walk->levels)
			return WALK_END;
		level = &walk->level[walk->levels - 1];
		entry = &walk->entry[level->next++];
		name = walk->names.p + entry->name;
		walk->path.n = level->path;
		buf_add_text(&walk->path, name);
		if (!is_wanted(walk, entry->type == DT_DIR)) {
			walk->left_out++;
			continue;
		}
		if (entry->type == DT_DIR) {
			if (!enter(walk, name, why))
				return WALK_SKIP;
			continue;
		}
		*why = refuse(DTTOIF(entry->type));
		if (!*why)
			*why = open_file(walk, name, fd);
		return *why ? WALK_SKIP : WALK_FILE;
	}
}

void walk_release(struct walk *walk)
{
	if (walk->fd >= 0)
		close(walk->fd);
	walk->fd = -1;
	free(walk->entry);
	free(walk->level);
	walk->entry = NULL;
	walk->level = NULL;
	walk->entry_size = walk->level_size = 0;
	buf_release(&walk->path);
	buf_release(&walk->names);
}
