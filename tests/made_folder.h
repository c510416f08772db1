/* made_folder.h - a temporary folder, and the files in it, for tests. */
#ifndef MADE_FOLDER_H
#define MADE_FOLDER_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "str.h"

static char folder[] = "/tmp/winnow-test-XXXXXX";

enum { MADE_PATH = sizeof(folder) + 300 };

static inline const char *in_folder(const char *name)
{
	static char path[MADE_PATH];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static inline bool has_file(const char *name)
{
	struct stat status;

	return !stat(in_folder(name), &status);
}

/* How many names end so; removes what does, if told. */
static inline size_t count_files(const char *end, bool remove)
{
	DIR *const dir = opendir(folder);
	struct dirent *entry;
	size_t n = 0;

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.' ||
		    !str_ends(str_from(entry->d_name), str_from(end)))
			continue;
		n++;
		if (remove)
			unlink(in_folder(entry->d_name));
	}
	if (dir)
		closedir(dir);
	return n;
}

/* Give it a name that no folder has, for the next that is made there. */
static inline bool make_folder(void)
{
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
	return mkdtemp(folder) != NULL;
}

static inline bool remove_folder(void)
{
	count_files("", true);
	return !rmdir(folder);
}

#endif
