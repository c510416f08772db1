#include "msg.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *program = "winnow";
static enum msg_level level = MSG_NORMAL;
static bool status_shown;

/* Descriptors 0 to 2 must be taken, or the next file opened becomes one.
 * Whoever reads 0 or writes 2 gets the error that a closed one gives. */
static void take_descriptors(void)
{
	if (fcntl(STDIN_FILENO, F_GETFD) < 0)
		(void)open("/dev/null", O_WRONLY);
	if (fcntl(STDOUT_FILENO, F_GETFD) < 0)
		die_errno("cannot write standard output");
	if (fcntl(STDERR_FILENO, F_GETFD) < 0)
		(void)open("/dev/null", O_RDONLY);
}

void msg_init(const char *argv0)
{
	const char *slash = argv0 ? strrchr(argv0, '/') : NULL;

	if (argv0)
		program = slash ? slash + 1 : argv0;
	signal(SIGXFSZ, SIG_IGN);
	take_descriptors();
}

void msg_set_level(enum msg_level new_level)
{
	level = new_level;
}

enum msg_level msg_level(void)
{
	return level;
}

const char *msg_program(void)
{
	return program;
}

void msg_status(const char *line)
{
	if (status_shown || *line)
		fprintf(stderr, "\r\033[K%s", line);
	status_shown = *line != '\0';
}

/* File names and foreign text must not steer the terminal. */
static void defuse(char *text)
{
	for (; *text; text++)
		if ((*text > 0 && *text < ' ' && *text != '\n' &&
		     *text != '\t') ||
		    *text == 0x7f)
			*text = '?';
}

/* One write per message, so that stages sharing a terminal do not mix. */
static void say(const char *fmt, va_list ap, const char *reason)
{
	char text[2048];

	vsnprintf(text, sizeof(text), fmt, ap);
	defuse(text);
	msg_status("");
	fprintf(stderr, reason ? "%s: %s: %s\n" : "%s: %s\n", program, text,
		reason);
}

void die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap, NULL);
	va_end(ap);
	exit(EXIT_FATAL);
}

void die_errno(const char *fmt, ...)
{
	const char *reason = strerror(errno);
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap, reason);
	va_end(ap);
	exit(EXIT_FATAL);
}

void warn(const char *fmt, ...)
{
	va_list ap;

	if (level < MSG_NORMAL)
		return;
	va_start(ap, fmt);
	say(fmt, ap, NULL);
	va_end(ap);
}

void note(const char *fmt, ...)
{
	va_list ap;

	if (level < MSG_VERBOSE)
		return;
	va_start(ap, fmt);
	say(fmt, ap, NULL);
	va_end(ap);
}
