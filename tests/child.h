/* child.h - run a function as a process of its own: what it prints, and how
 * it ends. For code that ends the process, or owns standard output. */
#ifndef CHILD_H
#define CHILD_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buf.h"
#include "str.h"

struct child {
	int status; /* exit status, -1 if a signal ended it */
	struct buf out;
	struct buf err;
};

static inline FILE *child_file(struct str contents)
{
	FILE *file = tmpfile();

	if (!file || fwrite(contents.p, 1, contents.n, file) != contents.n)
		abort();
	rewind(file);
	return file;
}

static inline void child_collect(FILE *file, struct buf *into)
{
	int c;

	buf_reset(into);
	buf_add_text(into, "");
	rewind(file);
	while ((c = getc(file)) != EOF)
		buf_add_char(into, (char)c);
	fclose(file);
}

/* input: what it finds on standard input. Replaces what child held. */
static inline void child_run(struct child *child, void (*act)(void *),
			     void *arg, struct str input)
{
	FILE *const in = child_file(input);
	FILE *const out = child_file(STR(""));
	FILE *const err = child_file(STR(""));
	int status = 0;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		dup2(fileno(in), STDIN_FILENO);
		dup2(fileno(out), STDOUT_FILENO);
		dup2(fileno(err), STDERR_FILENO);
		act(arg);
		exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		abort();
	child->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	fclose(in);
	child_collect(out, &child->out);
	child_collect(err, &child->err);
}

static inline void child_release(struct child *child)
{
	buf_release(&child->out);
	buf_release(&child->err);
}

#endif
