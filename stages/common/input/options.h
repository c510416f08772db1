/*
 * options.h - what the command line says of reading, and what it comes to.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "cli.h"
#include "intake.h"
#include "keys.h"
#include "paths.h"
#include "select.h"

enum { OPTIONS_MAX = 24 };

struct input_settings {
	struct intake_limits limits;
	struct keys keys;
	struct cli_list include, exclude;
	const char *base, *files_from, *since, *log;
	size_t threads;
	bool null, verify;
	struct cli_option table[OPTIONS_MAX]; /* whose values are the above */

	/* What options_check() makes of them. */
	struct select select;
	struct timespec since_time;
	struct paths paths;
};

/* Set the defaults, and the table, which looks into it. */
void options_init(struct input_settings *set);

/* Ends the process with a usage error if an option or an operand is wrong. */
void options_check(struct input_settings *set, char **operands);

void options_release(struct input_settings *set);

#endif
