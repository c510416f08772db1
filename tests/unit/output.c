#include "output.h"

#include <fcntl.h>

#include "child.h"
#include "cli.h"
#include "msg.h"
#include "tap.h"

static void write_much(void *arg)
{
	for (size_t i = 0; i < *(size_t *)arg; i++) {
		buf_addf(output_buf(), "%zu\n", i);
		output_flush_if_full();
	}
	cli_finish();
}

/* The same, with standard output replaced. */
static void write_full(void *arg)
{
	dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
	write_much(arg);
}

static void write_closed(void *arg)
{
	close(STDOUT_FILENO);
	write_much(arg);
}

static void start_closed(void *arg)
{
	(void)arg;
	close(STDOUT_FILENO);
	msg_init("/usr/bin/winnow-x");
}

/* Both ways out of a process, in this order. */
static void write_stdio(void *arg)
{
	(void)arg;
	buf_add_text(output_buf(), "first\n");
	printf("second\n");
	cli_finish();
}

static void append(void *to, struct str bytes)
{
	buf_add_str(to, bytes);
}

static void write_diverted(void *arg)
{
	struct buf taken = {0};

	(void)arg;
	output_divert(append, &taken);
	buf_add_text(output_buf(), "second\n");
	output_flush();
	output_divert(NULL, NULL);
	buf_add_text(output_buf(), "first\n");
	buf_add_str(output_buf(), buf_str(&taken));
	buf_release(&taken);
	cli_finish();
}

int main(void)
{
	struct child child = {0};
	struct buf want = {0};
	size_t lines = 400000, none = 0;

	for (size_t i = 0; i < lines; i++)
		buf_addf(&want, "%zu\n", i);
	child_run(&child, write_much, &lines, STR(""));
	ok(child.status == 0);
	ok(str_eq(buf_str(&child.out), buf_str(&want)));
	child_run(&child, write_stdio, NULL, STR(""));
	is_str(child.out.p, "first\nsecond\n");
	child_run(&child, write_diverted, NULL, STR(""));
	is_str(child.out.p, "first\nsecond\n");

	child_run(&child, write_full, &lines, STR(""));
	ok(child.status == 1);
	is_str(child.err.p, "winnow: cannot write standard output: "
			    "No space left on device\n");
	lines = 1;
	child_run(&child, write_full, &lines, STR(""));
	ok(child.status == 1);
	child_run(&child, write_closed, &lines, STR(""));
	ok(child.status == 1);
	child_run(&child, write_closed, &none, STR(""));
	ok(child.status == 1);
	child_run(&child, start_closed, NULL, STR(""));
	ok(child.status == 1);
	is_str(child.err.p, "winnow-x: cannot write standard output: "
			    "Bad file descriptor\n");
	child_release(&child);
	buf_release(&want);
	return tap_done();
}
