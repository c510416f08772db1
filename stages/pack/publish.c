#include "publish.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "msg.h"

static const char *const folders[] = {"documents", "removed", "blocks",
				      "events"};
static const char *const files[] = {"MANIFEST.json", "SHA256SUMS", "README.md",
				    "stats.json"};

enum {
	FOLDERS = sizeof(folders) / sizeof(*folders),
	FILES = sizeof(files) / sizeof(*files)
};

static char *join(const char *dir, const char *name)
{
	struct buf path = {0};

	buf_addf(&path, "%s/%s", dir, name);
	return path.p;
}

static bool is_own(const char *name)
{
	for (size_t i = 0; i < FOLDERS; i++)
		if (!strcmp(name, folders[i]))
			return true;
	for (size_t i = 0; i < FILES; i++)
		if (!strcmp(name, files[i]))
			return true;
	return false;
}

static bool is_shard(const char *name)
{
	return str_ends(str_from(name), STR(".jsonl.zst"));
}

static bool is_dots(const char *name)
{
	return !strcmp(name, ".") || !strcmp(name, "..");
}

/* Every entry of dir must pass; a missing dir has none. */
static void check_entries(const char *dir, bool (*own)(const char *name))
{
	DIR *stream = opendir(dir);
	struct dirent *entry;

	if (!stream && errno == ENOENT)
		return;
	if (!stream)
		die_errno("cannot open '%s'", dir);
	while ((entry = readdir(stream)))
		if (!is_dots(entry->d_name) && !own(entry->d_name))
			die("'%s/%s' is not part of a corpus and would be "
			    "deleted: move it away",
			    dir, entry->d_name);
	closedir(stream);
}

void publish_check(const char *dir)
{
	check_entries(dir, is_own);
	for (size_t i = 0; i < FOLDERS; i++) {
		char *path = join(dir, folders[i]);

		check_entries(path, is_shard);
		free(path);
	}
}

/* Delete the shards in a folder of a corpus, and the folder. */
static void delete_folder(const char *dir)
{
	DIR *stream = opendir(dir);
	struct dirent *entry;

	if (!stream)
		return;
	while ((entry = readdir(stream)))
		if (is_shard(entry->d_name))
			unlinkat(dirfd(stream), entry->d_name, 0);
	closedir(stream);
	rmdir(dir);
}

/* Delete what a corpus consists of; publish_check() saw nothing else. */
static void delete_corpus(const char *dir)
{
	char *path;

	for (size_t i = 0; i < FILES; i++) {
		path = join(dir, files[i]);
		unlink(path);
		free(path);
	}
	for (size_t i = 0; i < FOLDERS; i++) {
		path = join(dir, folders[i]);
		delete_folder(path);
		free(path);
	}
	if (rmdir(dir))
		warn("cannot delete '%s': %s", dir, strerror(errno));
}

/* The folder under way: gone should the process end early. */
static const char *unfinished;

static void discard_unfinished(void)
{
	if (unfinished)
		delete_corpus(unfinished);
}

char *publish_begin(const char *dir)
{
	struct buf path = {0};

	buf_add_text(&path, dir);
	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.p[--path.n] = '\0';
	buf_add_text(&path, ".tmp-XXXXXX");
	if (!mkdtemp(path.p) || chmod(path.p, 0755))
		die_errno("cannot create a folder beside '%s'", dir);
	unfinished = path.p;
	atexit(discard_unfinished);
	for (size_t i = 0; i < FOLDERS; i++) {
		char *folder = join(path.p, folders[i]);

		if (mkdir(folder, 0777))
			die_errno("cannot create '%s'", folder);
		free(folder);
	}
	return path.p;
}

static void sync_folder(const char *path)
{
	const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || fsync(fd))
		die_errno("cannot flush '%s'", path);
	close(fd);
}

static void sync_tree(const char *dir)
{
	for (size_t i = 0; i < FOLDERS; i++) {
		char *path = join(dir, folders[i]);

		sync_folder(path);
		free(path);
	}
	sync_folder(dir);
}

static void sync_parent(const char *dir)
{
	struct buf path = {0};
	char *slash;

	buf_add_text(&path, dir);
	slash = strrchr(path.p, '/');
	if (slash == path.p)
		slash[1] = '\0';
	else if (slash)
		*slash = '\0';
	sync_folder(slash ? path.p : ".");
	buf_release(&path);
}

/* Where two folders cannot be exchanged: the old one steps aside first. */
static void replace_by_renames(const char *from, const char *dir)
{
	struct buf old = {0};

	buf_addf(&old, "%s.old", from);
	if (rename(dir, old.p))
		die_errno("cannot move '%s' aside", dir);
	if (rename(from, dir)) {
		const int failed = errno;

		if (rename(old.p, dir))
			warn("cannot move '%s' back", old.p);
		errno = failed;
		die_errno("cannot rename '%s' to '%s'", from, dir);
	}
	delete_corpus(old.p);
	buf_release(&old);
}

void publish_end(const char *from, const char *dir)
{
	struct stat there;

	sync_tree(from);
	if (lstat(dir, &there) && errno == ENOENT) {
		if (rename(from, dir))
			die_errno("cannot rename '%s' to '%s'", from, dir);
	} else if (!renameat2(AT_FDCWD, from, AT_FDCWD, dir, RENAME_EXCHANGE)) {
		delete_corpus(from);
	} else if (errno == EINVAL || errno == ENOSYS) {
		replace_by_renames(from, dir);
	} else {
		die_errno("cannot exchange '%s' and '%s'", from, dir);
	}
	unfinished = NULL;
	sync_parent(dir);
}
