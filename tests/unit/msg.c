#include "msg.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>

#include "child.h"
#include "cli.h"
#include "output.h"
#include "tap.h"

static void speak(void *level)
{
	msg_init("build/bin/winnow-x");
	msg_set_level(*(enum msg_level *)level);
	note("read %d", 1);
	warn("skipped '%s'", "a\x1b[31mb");
	errno = ENOENT;
	die_errno("cannot open '%s'", "f");
}

static void show_status(void *arg)
{
	(void)arg;
	msg_status("");
	msg_status("one");
	msg_status("two");
	warn("three");
	msg_status("");
}

static void outgrow_limit(void *arg)
{
	const struct rlimit limit = {4096, 4096};

	(void)arg;
	msg_init("winnow-x");
	setrlimit(RLIMIT_FSIZE, &limit);
	buf_reserve(output_buf(), 8192);
	output_buf()->n = 8192;
	memset(output_buf()->p, 'x', 8192);
	cli_finish();
}

static void start_closed(void *arg)
{
	(void)arg;
	close(STDIN_FILENO);
	close(STDERR_FILENO);
	msg_init("winnow-x");
	printf("%d", open("/dev/null", O_RDWR) > STDERR_FILENO);
}

int main(void)
{
	enum msg_level level = MSG_QUIET;
	struct child child = {0};

	child_run(&child, speak, &level, STR(""));
	ok(child.status == 1);
	is_str(child.err.p,
	       "winnow-x: cannot open 'f': No such file or directory\n");
	level = MSG_VERBOSE;
	child_run(&child, speak, &level, STR(""));
	is_str(child.err.p,
	       "winnow-x: read 1\nwinnow-x: skipped 'a?[31mb'\n"
	       "winnow-x: cannot open 'f': No such file or directory\n");
	is_str(child.out.p, "");
	ok(msg_level() == MSG_NORMAL);
	is_str(msg_program(), "winnow");

	child_run(&child, show_status, NULL, STR(""));
	is_str(child.err.p, "\r\033[Kone\r\033[Ktwo\r\033[Kwinnow: three\n");
	child_run(&child, outgrow_limit, NULL, STR(""));
	ok(child.status == 1);
	is_str(child.err.p,
	       "winnow-x: cannot write standard output: File too large\n");
	child_run(&child, start_closed, NULL, STR(""));
	is_str(child.out.p, "1");
	child_release(&child);
	return tap_done();
}
