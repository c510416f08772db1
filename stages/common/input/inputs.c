#include "inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "skips.h"
#include "walk.h"

static bool is_older(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec
				      : a->tv_nsec < b->tv_nsec;
}

/* A pipe has no time that would say anything. */
static void read_file(struct inputs *inputs, int fd, const struct stat *st,
		      const struct place *place)
{
	if (!inputs->since || !S_ISREG(st->st_mode) ||
	    !is_older(&st->st_mtim, inputs->since)) {
		jobs_file(inputs->jobs, fd, st, place);
		return;
	}
	inputs->older++;
	close(fd);
}

/* Takes over fd. */
static void read_folder(struct inputs *inputs, int folder, const char *operand)
{
	struct walk walk = {.fd = -1, .select = inputs->select};
	struct buf prefix = {0};
	struct place place;
	enum walk_result result;
	const char *why;
	int fd;

	buf_add_text(&prefix, operand);
	if (prefix.p[prefix.n - 1] != '/')
		buf_add_char(&prefix, '/');
	place = (struct place){.prefix = buf_str(&prefix), .path = {"", 0}};
	if (!walk_begin(&walk, folder))
		jobs_skip(inputs->jobs, &place, strerror(errno));
	while ((result = walk_next(&walk, &fd, &why)) != WALK_END) {
		place.path = place.label = buf_str(&walk.path);
		if (result == WALK_SKIP)
			jobs_skip(inputs->jobs, &place, why);
		else
			read_file(inputs, fd, &walk.file, &place);
	}
	inputs->left_out += walk.left_out;
	walk_release(&walk);
	buf_release(&prefix);
}

/* If path is below the base, *place in it, as when the base is read. */
static bool place_below(struct inputs *inputs, const char *path,
			struct place *place)
{
	struct buf *both = &inputs->below;
	size_t prefix;

	if (!inputs->base || origin_climbs(str_from(path)))
		return false;
	buf_reset(both);
	buf_add_text(both, inputs->base);
	if (!str_ends(buf_str(both), STR("/")))
		buf_add_char(both, '/');
	prefix = both->n;
	if (!origin_below(str_from(path), str_from(inputs->base), both))
		return false;
	place->prefix = (struct str){both->p, prefix};
	place->path = place->label = str_skip(buf_str(both), prefix);
	return true;
}

/* The path of a file that is named is its name, or what is below the base. */
static struct place place_of(struct inputs *inputs, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash && slash[1] ? slash + 1 : path;
	struct place place = {
		.prefix = {path, (size_t)(name - path)},
		.path = str_from(name),
		.label = str_from(name),
	};

	place_below(inputs, path, &place);
	return place;
}

/* Takes over fd. */
static void read_named(struct inputs *inputs, int fd, const struct stat *st,
		       const char *path)
{
	const struct place place = place_of(inputs, path);

	if (!inputs->base || !origin_climbs(str_from(path))) {
		read_file(inputs, fd, st, &place);
		return;
	}
	jobs_skip(inputs->jobs, &place, "a path with '..' (see --base)");
	close(fd);
}

static void read_path(struct inputs *inputs, const char *path)
{
	const int fd = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st)) {
		const int error = errno;
		const struct place place = place_of(inputs, path);

		jobs_skip(inputs->jobs, &place, strerror(error));
		if (fd >= 0)
			close(fd);
	} else if (S_ISDIR(st.st_mode)) {
		read_folder(inputs, fd, path);
	} else {
		read_named(inputs, fd, &st, path);
	}
}

static void read_stdin(struct inputs *inputs)
{
	const struct place place = place_of(inputs, "-");
	struct stat st;

	if (fstat(STDIN_FILENO, &st))
		jobs_skip(inputs->jobs, &place, strerror(errno));
	else
		jobs_file(inputs->jobs, STDIN_FILENO, &st, &place);
}

void inputs_operand(struct inputs *inputs, const char *path)
{
	if (strcmp(path, "-"))
		read_path(inputs, path);
	else
		read_stdin(inputs);
}

void inputs_release(struct inputs *inputs)
{
	buf_release(&inputs->below);
}

bool inputs_list(struct inputs *inputs, struct paths *paths)
{
	enum paths_result result;
	const char *why;

	while ((result = paths_next(paths, &why)) == PATHS_NEXT ||
	       result == PATHS_BAD) {
		const struct place place = {.path = buf_str(&paths->path)};

		if (result == PATHS_NEXT)
			read_path(inputs, paths->path.p);
		else
			jobs_skip(inputs->jobs, &place, why);
	}
	return result == PATHS_END;
}
