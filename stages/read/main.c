/* winnow-read - pages, texts and archives become records. */
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "../common/input/inputs.h"
#include "../common/input/instant.h"
#include "../common/input/jobs.h"
#include "msg.h"
#include "../common/input/paths.h"
#include "pool.h"
#include "progress.h"
#include "../common/input/select.h"
#include "../common/input/skips.h"
#include "../common/input/survey.h"

#define MIB ((size_t)1 << 20)

/* One byte may become six in JSON, and a stage reads lines up to 1 GiB. */
#define RECORD_LIMIT (128 * MIB)

struct options {
	struct intake_limits limits;
	struct keys keys;
	struct cli_list include, exclude;
	const char *base, *files_from, *since, *log;
	size_t threads;
	bool null, verify;
};

/* What the options come to. */
struct plan {
	struct select select;
	struct timespec since;
	struct paths paths;
};

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

static void plan_globs(const struct cli_list *list, const char *option,
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

static void plan_list(const struct options *set, char **operands,
		      struct paths *paths)
{
	if (!set->files_from) {
		if (set->null)
			refuse("--null is of no use without --files-from");
		return;
	}
	for (; is_stdin(set->files_from) && *operands; operands++)
		if (is_stdin(*operands))
			refuse("standard input cannot be a list and data");
	if (paths_open(paths, set->files_from, set->null))
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

/* Ends the process if the command line is wrong. */
static void make_plan(const struct options *set, char **operands,
		      struct plan *plan)
{
	check_limits(&set->limits);
	if (set->since && !instant_read(str_from(set->since), &plan->since)) {
		fprintf(stderr,
			"%s: --since wants a time as 2022-10-10, "
			"2022-10-10T07:00:00Z or @1665385200, not '%s'\n",
			msg_program(), set->since);
		exit(EXIT_USAGE);
	}
	plan_globs(&set->include, "include", &plan->select.include);
	plan_globs(&set->exclude, "exclude", &plan->select.exclude);
	check_operands(operands);
	plan_list(set, operands, &plan->paths);
}

static void drop_plan(struct options *set, struct plan *plan)
{
	select_release(&plan->select);
	paths_close(&plan->paths);
	cli_list_release(&set->include);
	cli_list_release(&set->exclude);
}

static void tell_warc(const struct intake_counts *counts)
{
	struct buf text = {0};
	size_t i;

	for (i = 0; i < WARC_TYPES; i++)
		if (counts->warc[i])
			buf_addf(&text, "%s%zu %s", text.n ? ", " : "",
				 counts->warc[i],
				 warc_type_name((enum warc_type)i));
	if (text.n)
		note("WARC: %s", text.p);
	buf_release(&text);
}

static void sum_up(const struct options *set, const struct inputs *inputs,
		   const struct intake_counts *counts, size_t skipped)
{
	struct buf chosen = {0};

	buf_add_text(&chosen, "");
	if (set->since)
		buf_addf(&chosen, ", %zu older", inputs->older);
	if (set->include.count || set->exclude.count)
		buf_addf(&chosen, ", %zu left out",
			 inputs->left_out + counts->left_out);
	if (counts->aside)
		buf_addf(&chosen, ", %zu lists passed over", counts->aside);
	tell_warc(counts);
	note("%zu files, %zu records, %zu empty, %zu skipped%s, %" PRIu64
	     " bytes",
	     counts->files, counts->records, counts->empty, skipped, chosen.p,
	     counts->bytes);
	buf_release(&chosen);
}

static void read_inputs(const struct options *set, struct inputs *inputs,
			char **operands, struct paths *paths)
{
	if (!*operands && !paths->in)
		inputs_operand(inputs, "-");
	for (; *operands; operands++)
		inputs_operand(inputs, *operands);
	if (paths->in && !inputs_list(inputs, paths))
		die_errno("cannot read '%s'", set->files_from);
}

/* Returns how much was skipped. */
static size_t read_all(const struct options *set, struct plan *plan,
		       char **operands)
{
	struct skip_log log = {0};
	const struct jobs_config config = {
		.limits = set->limits,
		.keys = set->keys,
		.select = &plan->select,
		.verify = set->verify,
		.threads = pool_threads(set->threads),
		.log = &log,
	};
	struct inputs inputs = {
		.select = &plan->select,
		.since = set->since ? &plan->since : NULL,
		.base = set->base,
	};
	struct intake_counts counts;
	struct survey *survey;
	size_t skipped;

	if (set->log)
		skip_log_open(&log, set->log);
	inputs.jobs = jobs_new(&config);
	progress_begin(0);
	survey = plan->paths.in ? NULL : survey_begin(operands);
	read_inputs(set, &inputs, operands, &plan->paths);
	skipped = jobs_end(inputs.jobs, &counts);
	survey_end(survey);
	progress_end();
	skip_log_close(&log);
	sum_up(set, &inputs, &counts, skipped);
	return skipped;
}

int main(int argc, char **argv)
{
	struct options set = {
		.limits = {.record = 64 * MIB,
			   .line = 64 * MIB,
			   .header = 64 << 10,
			   .ratio = 200,
			   .entries = 10000000,
			   .depth = 3},
		.threads = 1,
	};
	const struct cli_option options[] = {
		{0, "base", CLI_STRING, &set.base, "DIR",
		 "paths of files that are named begin below it"},
		{0, "date-key", CLI_STRING, &set.keys.date, "KEY",
		 "JSONL member: when it was fetched"},
		{0, "exclude", CLI_LIST, &set.exclude, "GLOB",
		 "files and folders to leave out"},
		{0, "files-from", CLI_STRING, &set.files_from, "FILE",
		 "a list of further paths"},
		{0, "html-key", CLI_STRING, &set.keys.html, "KEY",
		 "JSONL member: the content, HTML"},
		{0, "id-key", CLI_STRING, &set.keys.id, "KEY",
		 "JSONL member: what identifies a document"},
		{0, "include", CLI_LIST, &set.include, "GLOB",
		 "files to read, and no others"},
		{0, "log", CLI_STRING, &set.log, "FILE",
		 "write what was skipped, as JSONL"},
		{0, "max-depth", CLI_SIZE, &set.limits.depth, "N",
		 "archives in archives that are read (3, at most 16)"},
		{0, "max-entries", CLI_SIZE, &set.limits.entries, "N",
		 "members of an archive that are read (10000000)"},
		{0, "max-header", CLI_SIZE, &set.limits.header, "SIZE",
		 "largest header of a WARC record or response (64k)"},
		{0, "max-line", CLI_SIZE, &set.limits.line, "SIZE",
		 "longest line of JSONL (64M, at most 128M)"},
		{0, "max-ratio", CLI_SIZE, &set.limits.ratio, "N",
		 "times a file may expand, past 16 MiB (200)"},
		{0, "max-record", CLI_SIZE, &set.limits.record, "SIZE",
		 "largest document (64M, at most 128M)"},
		{'0', "null", CLI_FLAG, &set.null, NULL,
		 "in that list NUL ends a path"},
		{0, "since", CLI_STRING, &set.since, "TIME",
		 "leave out files last modified before"},
		{0, "text-key", CLI_STRING, &set.keys.text, "KEY",
		 "JSONL member: the content, plain text"},
		{'j', "threads", CLI_SIZE, &set.threads, "N",
		 "use N threads, 0: one for each processor (1)"},
		{0, "url-key", CLI_STRING, &set.keys.url, "KEY",
		 "JSONL member: the URL"},
		{0, "verify", CLI_FLAG, &set.verify, NULL,
		 "skip WARC records whose digest does not fit"},
		{0},
	};
	const struct cli cli = {
		.operands = "[PATH ...]",
		.purpose = "turn pages, texts and archives into records",
		.options = options,
	};
	struct plan plan = {0};
	int first;
	size_t skipped;

	/* libarchive gives no names in the C locale that cron runs in */
	setlocale(LC_CTYPE, "C.UTF-8");
	first = cli_parse(&cli, argc, argv);
	make_plan(&set, argv + first, &plan);
	skipped = read_all(&set, &plan, argv + first);
	drop_plan(&set, &plan);
	cli_finish();
	return skipped ? EXIT_PARTIAL : EXIT_OK;
}
