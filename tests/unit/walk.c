/* A folder that changes under the walk is told of, and ends it cleanly. */
#include "../../stages/common/input/walk.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

static void touch(const char *name)
{
	close(open(name, O_CREAT | O_WRONLY, 0600));
}

static void make_tree(void)
{
	ok(!mkdir("raw", 0700) && !mkdir("raw/a", 0700) &&
	   !mkdir("raw/a/b", 0700) && !mkdir("raw/c", 0700));
	touch("raw/a/b/1");
	touch("raw/a/b/2");
	touch("raw/a/z");
	touch("raw/a-");
	touch("raw/a0");
	touch("raw/c/3");
}

static void remove_tree(void)
{
	static const char *const names[] = {
		"raw/c/b/1", "raw/c/b/2", "raw/c/b", "raw/a/z", "raw/a",
		"raw/a-",    "raw/a0",	  "raw/c/3", "raw/c",	"raw",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ok(!remove(names[i]));
}

static void begin(struct walk *walk)
{
	ok(walk_begin(walk, open("raw", O_RDONLY | O_DIRECTORY)));
}

/* The path of the next file, or why there is none. */
static const char *next(struct walk *walk)
{
	const char *why;
	int fd;

	switch (walk_next(walk, &fd, &why)) {
	case WALK_FILE:
		close(fd);
		return walk->path.p;
	case WALK_SKIP:
		return why;
	default:
		return "the end";
	}
}

static void in_order(struct walk *walk)
{
	begin(walk);
	is_str(next(walk), "a-");
	is_str(next(walk), "a/b/1");
	is_str(next(walk), "a/b/2");
	is_str(next(walk), "a/z");
	is_str(next(walk), "a0");
	is_str(next(walk), "c/3");
	is_str(next(walk), "the end");
	is_str(next(walk), "the end");
	walk_release(walk);
}

static void vanished(struct walk *walk)
{
	begin(walk);
	is_str(next(walk), "a-");
	is_str(next(walk), "a/b/1");
	ok(!unlink("raw/a/b/2"));
	is_str(next(walk), "vanished");
	is_str(next(walk), "a/z");
	walk_release(walk);
	touch("raw/a/b/2");
}

/* From a folder that was moved, ".." leads elsewhere. */
static void moved(struct walk *walk)
{
	begin(walk);
	is_str(next(walk), "a-");
	is_str(next(walk), "a/b/1");
	ok(!rename("raw/a/b", "raw/c/b"));
	is_str(next(walk), "a/b/2");
	is_str(next(walk), "moved while it was read, with all behind it");
	is_str(next(walk), "the end");
	walk_release(walk);
}

int main(void)
{
	char folder[] = "/tmp/walk-XXXXXX";
	struct walk walk = {.fd = -1};

	ok(mkdtemp(folder) && !chdir(folder));
	make_tree();
	in_order(&walk);
	vanished(&walk);
	moved(&walk);
	remove_tree();
	ok(!chdir("/") && !rmdir(folder));
	return tap_done();
}
