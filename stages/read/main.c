/* winnow-read - pages, texts and archives become records. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "jobs.h"
#include "msg.h"
#include "output.h"
#include "pool.h"
#include "progress.h"
#include "skips.h"
#include "survey.h"
#include "walk.h"

#define MIB ((size_t)1 << 20)

/* One byte may become six in JSON, and a stage reads lines up to 1 GiB. */
#define RECORD_LIMIT (128 * MIB)

struct options {
	struct intake_limits limits;
	bool verify;
	size_t threads;
	const char *log;
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

static void check_limits(const struct intake_limits *limits)
{
	const char *wrong = NULL;

	if (limits->record > RECORD_LIMIT)
		wrong = "--max-record is at most 128M";
	if (limits->line > RECORD_LIMIT)
		wrong = "--max-line is at most 128M";
	if (limits->header > RECORD_LIMIT)
		wrong = "--max-header is at most 128M";
	if (limits->depth > INTAKE_DEPTH_MAX)
		wrong = "--max-depth is at most 16";
	if (!wrong)
		return;
	fprintf(stderr, "%s: %s\n", msg_program(), wrong);
	exit(EXIT_USAGE);
}

static void read_folder(struct jobs *jobs, int folder, const char *operand)
{
	struct walk walk = {.fd = -1};
	struct buf prefix = {0};
	struct place place;
	enum walk_result result;
	const char *why;
	int fd;

	buf_add_text(&prefix, operand);
	if (prefix.p[prefix.n - 1] != '/')
		buf_add_char(&prefix, '/');
	place = (struct place){.prefix = buf_str(&prefix), .path = {"", 0}};
	if (!walk_begin(&walk, folder))
		jobs_skip(jobs, &place, strerror(errno));
	while ((result = walk_next(&walk, &fd, &why)) != WALK_END) {
		place.path = place.label = buf_str(&walk.path);
		if (result == WALK_SKIP)
			jobs_skip(jobs, &place, why);
		else
			jobs_file(jobs, fd, &walk.file, &place);
	}
	walk_release(&walk);
	buf_release(&prefix);
}

/* A named file may be anything that can be read: a pipe, too. Its path is
 * its name. */
static void read_operand(struct jobs *jobs, const char *operand)
{
	const char *slash = strrchr(operand, '/');
	const char *name = slash && slash[1] ? slash + 1 : operand;
	const struct place place = {
		.prefix = {operand, (size_t)(name - operand)},
		.path = str_from(name),
		.label = str_from(name),
	};
	struct stat st;
	int fd = STDIN_FILENO;

	if (!is_stdin(operand))
		fd = open(operand, O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st))
		jobs_skip(jobs, &place, strerror(errno));
	else if (fd != STDIN_FILENO && S_ISDIR(st.st_mode))
		read_folder(jobs, fd, operand); /* closes it */
	else
		jobs_file(jobs, fd, &st, &place);
}

static void tell_counts(const struct intake_counts *counts, size_t skipped)
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
	note("%zu files, %zu records, %zu empty, %zu skipped, %" PRIu64
	     " bytes",
	     counts->files, counts->records, counts->empty, skipped,
	     counts->bytes);
}

/* Returns how much was skipped. */
static size_t read_all(struct options *options, char **operands)
{
	struct skip_log log = {0};
	struct jobs_config config = {
		.limits = options->limits,
		.verify = options->verify,
		.threads = pool_threads(options->threads),
		.log = &log,
	};
	struct intake_counts counts;
	struct survey *survey;
	struct jobs *jobs;
	size_t skipped;

	if (options->log)
		skip_log_open(&log, options->log);
	jobs = jobs_new(&config);
	progress_begin(0);
	survey = survey_begin(operands);
	for (; *operands; operands++)
		read_operand(jobs, *operands);
	skipped = jobs_end(jobs, &counts);
	survey_end(survey);
	progress_end();
	skip_log_close(&log);
	tell_counts(&counts, skipped);
	return skipped;
}

int main(int argc, char **argv)
{
	static char stdin_name[] = "-";
	char *standard_input[] = {stdin_name, NULL};
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
		{'j', "threads", CLI_SIZE, &set.threads, "N",
		 "use N threads, 0: one for each processor (1)"},
		{0, "verify", CLI_FLAG, &set.verify, NULL,
		 "skip WARC records whose digest does not fit"},
		{0},
	};
	const struct cli cli = {
		.operands = "[PATH ...]",
		.purpose = "turn pages, texts and archives into records",
		.options = options,
	};
	char **operands;
	size_t skipped;

	/* libarchive gives no names in the C locale that cron runs in */
	setlocale(LC_CTYPE, "C.UTF-8");
	operands = argv + cli_parse(&cli, argc, argv);
	check_limits(&set.limits);
	check_operands(operands);
	skipped = read_all(&set, *operands ? operands : standard_input);
	cli_finish();
	return skipped ? EXIT_PARTIAL : EXIT_OK;
}
