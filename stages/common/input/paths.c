#include "paths.h"

#include <errno.h>
#include <sys/stat.h>

bool paths_open(struct paths *paths, const char *name, bool null)
{
	struct stat st;

	paths->end = null ? '\0' : '\n';
	buf_reset(&paths->path);
	paths->in = strcmp(name, "-") ? fopen(name, "re") : stdin;
	if (!paths->in)
		return false;
	if (fstat(fileno(paths->in), &st))
		return false;
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return false;
	}
	return true;
}

/* The next path, if it is empty too; false at the end of the list. */
static bool next_path(struct paths *paths, const char **why)
{
	int c = getc_unlocked(paths->in);

	buf_reset(&paths->path);
	*why = NULL;
	if (c == EOF)
		return false;
	for (; c != EOF && c != paths->end; c = getc_unlocked(paths->in)) {
		if (!c)
			*why = "a zero byte in its name (see --null)";
		else if (paths->path.n == PATHS_BYTES_MAX - 1)
			*why = "a path of more than 4095 bytes";
		else
			buf_add_char(&paths->path, (char)c);
	}
	return true;
}

enum paths_result paths_next(struct paths *paths, const char **why)
{
	while (next_path(paths, why)) {
		if (*why)
			return PATHS_BAD;
		if (paths->path.n)
			return ferror(paths->in) ? PATHS_FAILED : PATHS_NEXT;
	}
	return ferror(paths->in) ? PATHS_FAILED : PATHS_END;
}

void paths_close(struct paths *paths)
{
	if (paths->in && paths->in != stdin)
		fclose(paths->in);
	paths->in = NULL;
	buf_release(&paths->path);
}
