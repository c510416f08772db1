/*
 * msg.h - what a stage says to people, on stderr, as "winnow-dedup: text".
 *
 * Messages start in lower case, name the failed action first, quote the
 * subject, and have no full stop: die_errno("cannot open '%s'", path).
 */
#ifndef MSG_H
#define MSG_H

enum exit_status {
	EXIT_OK = 0,	  /* complete output was written */
	EXIT_FATAL = 1,	  /* the output is incomplete: do not use it */
	EXIT_USAGE = 2,	  /* wrong options or arguments: nothing was done */
	EXIT_PARTIAL = 3, /* complete but for input that was reported */
};

enum msg_level {
	MSG_QUIET,   /* -q: only what ends the process */
	MSG_NORMAL,  /* warnings too */
	MSG_VERBOSE, /* -v: and a summary at the end */
};

/*
 * Once, first of all (cli_parse() does it). Also makes the process fit to
 * run anywhere: a file that grows beyond its limit (SIGXFSZ) is a write
 * error; descriptors 0 and 2 are taken if they were closed, so that no
 * file lands on them; a closed standard output is fatal.
 */
void msg_init(const char *argv0);
void msg_set_level(enum msg_level level);
const char *msg_program(void);
enum msg_level msg_level(void);

__attribute__((noreturn, format(printf, 1, 2))) void die(const char *fmt, ...);
__attribute__((noreturn, format(printf, 1, 2))) void die_errno(const char *fmt,
							       ...);
__attribute__((format(printf, 1, 2))) void warn(const char *fmt, ...);
__attribute__((format(printf, 1, 2))) void note(const char *fmt, ...);

/* Show a line on standard error that the next message or status erases; ""
 * only erases. For progress.h, which sees to it that this is a terminal. */
void msg_status(const char *line);

#endif
