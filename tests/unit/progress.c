#include "progress.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "child.h"
#include "msg.h"
#include "tap.h"

struct scene {
	enum msg_level level;
	const char *term;
	bool terminal;
	bool adds; /* as threads do, and takes its time */
};

/* A quarter of what is expected, after a second and a bit. */
static void add_up(void)
{
	progress_begin(0);
	progress_expect(3000000);
	progress_expect(1000000);
	progress_expect_no_more();
	usleep(1100000);
	progress_add(1, 400000, 2);
	usleep(200000);
	progress_add(1, 600000, 3);
	progress_end();
}

/* Standard error becomes a terminal; what reached it goes to stdout. */
static void count(void *arg)
{
	const struct scene *const scene = arg;
	const int master = posix_openpt(O_RDWR | O_NOCTTY);
	struct pollfd ready = {.fd = master, .events = POLLIN};
	char seen[1000];
	ssize_t n;

	grantpt(master);
	unlockpt(master);
	if (scene->terminal)
		dup2(open(ptsname(master), O_RDWR | O_NOCTTY), STDERR_FILENO);
	setenv("TERM", scene->term, 1);
	msg_set_level(scene->level);
	if (scene->adds)
		add_up();
	progress_begin(4000000);
	for (size_t i = 0; i < 1000; i++)
		progress_update(1, 1000000 + i, i);
	progress_end();
	if (!scene->terminal)
		return;
	/* the kernel hands it over when it likes; nothing for a while: end */
	while (poll(&ready, 1, 200) > 0) {
		n = read(master, seen, sizeof(seen));
		if (n > 0)
			fwrite(seen, 1, (size_t)n, stdout);
	}
	close(master);
}

/* A container may have no pseudo-terminals. */
static bool has_terminals(void)
{
	const int master = posix_openpt(O_RDWR | O_NOCTTY);
	const int slave = master < 0 || grantpt(master) || unlockpt(master)
				  ? -1
				  : open(ptsname(master), O_RDWR | O_NOCTTY);

	close(master);
	close(slave);
	return slave >= 0;
}

int main(void)
{
	struct scene scene = {MSG_NORMAL, "xterm", true, false};
	struct child child = {0};
	const struct str first =
		STR("\r\033[Kwinnow: 1 files, 1 MB (25 %), 0 records");

	if (!has_terminals()) {
		printf("1..0 # SKIP no pseudo-terminals here\n");
		return 0;
	}
	child_run(&child, count, &scene, STR(""));
	ok(str_starts(buf_str(&child.out), first));
	ok(str_ends(buf_str(&child.out), STR("\r\033[K")));
	/* a thousand calls in a moment are one or two lines */
	ok(child.out.n < 4 * first.n);
	scene.term = "dumb";
	child_run(&child, count, &scene, STR(""));
	is_str(child.out.p, "");
	scene.term = "xterm";
	scene.level = MSG_QUIET;
	child_run(&child, count, &scene, STR(""));
	is_str(child.out.p, "");
	scene.level = MSG_NORMAL;
	scene.adds = true;
	child_run(&child, count, &scene, STR(""));
	ok(strstr(child.out.p,
		  "2 files, 1 MB (25 %), 5 records, 1 MB/s, 0:0") != NULL);
	ok(strstr(child.out.p, " left") != NULL);
	scene.adds = false;
	scene.terminal = false;
	child_run(&child, count, &scene, STR(""));
	is_str(child.out.p, "");
	is_str(child.err.p, "");
	child_release(&child);
	return tap_done();
}
