#include "options.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "instant.h"
#include "msg.h"
#include "origin.h"

#define MIB ((size_t)1 << 20)

/* One byte may become six in JSON, and a stage reads lines up to 1 GiB. */
#define RECORD_LIMIT (128 * MIB)

static void set_defaults(struct input_settings *set)
{
	*set = (struct input_settings){
		.limits = {.record = 64 * MIB,
			   .line = 64 * MIB,
			   .header = 64 << 10,
			   .ratio = 200,
			   .entries = 10000000,
			   .depth = 3},
		.threads = 1,
	};
}

void options_init(struct input_settings *set)
{
	const struct cli_option table[] = {
		{0, "base", CLI_STRING, &set->base, "DIR",
		 "paths of files that are named begin below it"},
		{0, "date-key", CLI_STRING, &set->keys.date, "KEY",
		 "JSONL member: when it was fetched"},
		{0, "exclude", CLI_LIST, &set->exclude, "GLOB",
		 "files and folders to leave out"},
		{0, "files-from", CLI_STRING, &set->files_from, "FILE",
		 "a list of further paths"},
		{0, "html-key", CLI_STRING, &set->keys.html, "KEY",
		 "JSONL member: the content, HTML"},
		{0, "id-key", CLI_STRING, &set->keys.id, "KEY",
		 "JSONL member: what identifies a document"},
		{0, "include", CLI_LIST, &set->include, "GLOB",
		 "files to read, and no others"},
		{0, "log", CLI_STRING, &set->log, "FILE",
		 "write what was skipped, as JSONL"},
		{0, "max-depth", CLI_SIZE, &set->limits.depth, "N",
		 "archives in archives that are read (3, at most 16)"},
		{0, "max-entries", CLI_SIZE, &set->limits.entries, "N",
		 "members of an archive that are read (10000000)"},
		{0, "max-header", CLI_SIZE, &set->limits.header, "SIZE",
		 "largest header of a WARC record or response (64k)"},
		{0, "max-line", CLI_SIZE, &set->limits.line, "SIZE",
		 "longest line of JSONL (64M, at most 128M)"},
		{0, "max-ratio", CLI_SIZE, &set->limits.ratio, "N",
		 "times a file may expand, past 16 MiB (200)"},
		{0, "max-record", CLI_SIZE, &set->limits.record, "SIZE",
		 "largest document (64M, at most 128M)"},
		{'0', "null", CLI_FLAG, &set->null, NULL,
		 "in that list NUL ends a path"},
		{0, "since", CLI_STRING, &set->since, "TIME",
		 "leave out files last modified before"},
		{0, "text-key", CLI_STRING, &set->keys.text, "KEY",
		 "JSONL member: the content, plain text"},
		{'j', "threads", CLI_SIZE, &set->threads, "N",
		 "use N threads, 0: one for each processor (1)"},
		{0, "url-key", CLI_STRING, &set->keys.url, "KEY",
		 "JSONL member: the URL"},
		{0, "verify", CLI_FLAG, &set->verify, NULL,
		 "skip WARC records whose digest does not fit"},
		{0},
	};

	set_defaults(set);
	static_assert(sizeof(table) <= sizeof(set->table), "OPTIONS_MAX");
	memcpy(set->table, table, sizeof(table));
}

static bool is_stdin(const char *operand)
{
	return !strcmp(operand, "-");
}

/* What is not there is a mistake on the command line: nothing is done. */
static void check_operands(char **operands)
{
	struct stat st;

	for (; *operands; operands++) {
		if (is_stdin(*operands) || !stat(*operands, &st) ||
		    (errno != ENOENT && errno != ENOTDIR))
			continue;
		fprintf(stderr, "%s: cannot open '%s': %s\n", msg_program(),
			*operands, strerror(errno));
		exit(EXIT_USAGE);
	}
}

_Noreturn static void refuse(const char *what)
{
	fprintf(stderr, "%s: %s\n", msg_program(), what);
	exit(EXIT_USAGE);
}

static void add_globs(const struct cli_list *list, const char *option,
		      struct select_list *globs)
{
	const char *why;
	size_t i;

	for (i = 0; i < list->count; i++) {
		if (select_add(globs, str_from(list->item[i]), &why))
			continue;
		fprintf(stderr, "%s: --%s cannot take '%s': %s\n",
			msg_program(), option, list->item[i], why);
		exit(EXIT_USAGE);
	}
}

static void open_list(struct input_settings *set, char **operands)
{
	if (!set->files_from) {
		if (set->null)
			refuse("--null is of no use without --files-from");
		return;
	}
	for (; is_stdin(set->files_from) && *operands; operands++)
		if (is_stdin(*operands))
			refuse("standard input cannot be a list and data");
	if (paths_open(&set->paths, set->files_from, set->null))
		return;
	fprintf(stderr, "%s: cannot open '%s': %s\n", msg_program(),
		set->files_from, strerror(errno));
	exit(EXIT_USAGE);
}

static void check_limits(const struct intake_limits *limits)
{
	if (limits->record > RECORD_LIMIT)
		refuse("--max-record is at most 128M");
	if (limits->line > RECORD_LIMIT)
		refuse("--max-line is at most 128M");
	if (limits->header > RECORD_LIMIT)
		refuse("--max-header is at most 128M");
	if (limits->depth > INTAKE_DEPTH_MAX)
		refuse("--max-depth is at most 16");
}

void options_check(struct input_settings *set, char **operands)
{
	check_limits(&set->limits);
	if (set->since &&
	    !instant_read(str_from(set->since), &set->since_time)) {
		fprintf(stderr,
			"%s: --since wants a time as 2022-10-10, "
			"2022-10-10T07:00:00Z or @1665385200, not '%s'\n",
			msg_program(), set->since);
		exit(EXIT_USAGE);
	}
	if (set->base && !*set->base)
		set->base = NULL;
	if (set->base && origin_climbs(str_from(set->base)))
		refuse("--base cannot have '..' in it");
	add_globs(&set->include, "include", &set->select.include);
	add_globs(&set->exclude, "exclude", &set->select.exclude);
	check_operands(operands);
	open_list(set, operands);
}

void options_release(struct input_settings *set)
{
	select_release(&set->select);
	paths_close(&set->paths);
	cli_list_release(&set->include);
	cli_list_release(&set->exclude);
}
