/*
 * cli.h - one option table per stage: it parses, and it prints --help.
 *
 * -h/--help, -V/--version, -q/--quiet and -v/--verbose are added to every
 * table. tests/cli.t checks the table against the stage's man page.
 */
#ifndef CLI_H
#define CLI_H

#include <stddef.h>

enum cli_kind {
	CLI_FLAG,   /* value is bool *   */
	CLI_SIZE,   /* value is size_t *, accepts k, M and G */
	CLI_STRING, /* value is const char ** */
	CLI_SHARE,  /* value is double *, from 0 to 1 */
	CLI_LIST,   /* value is struct cli_list *; may be given again */
};

/* What an option was given each time, in that order; the arguments are
 * argv's. {0} is an empty list. */
struct cli_list {
	const char **item;
	size_t count, size;
};

struct cli_option {
	char short_name; /* 0 if it has only a long name */
	const char *long_name;
	enum cli_kind kind;
	void *value;	 /* holds the default until the option is given */
	const char *arg; /* what --help calls the argument */
	const char *help;
};

struct cli {
	const char *operands; /* "[FILE ...]" */
	const char *purpose;  /* the man page's one-line description */
	const struct cli_option *options; /* ends with {0} */
	/* More of them, which another module has; NULL: none. --help shows
	 * them below, under this heading. */
	const struct cli_option *more;
	const char *more_heading;
};

/* Returns the index of the first operand; a usage error exits. */
int cli_parse(const struct cli *cli, int argc, char **argv);

void cli_list_release(struct cli_list *list);

/* Write out stdout and close it; data that cannot be written is fatal. */
void cli_finish(void);

#endif
