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
#include "intake.h"
#include "msg.h"
#include "progress.h"
#include "skips.h"
#include "walk.h"

#define MIB ((size_t)1 << 20)

/* One byte may become six in JSON, and a stage reads lines up to 1 GiB. */
#define RECORD_LIMIT (128 * MIB)

struct options {
	size_t record_max;
	struct unpack_limits limits;
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

static void read_folder(struct intake *intake, int folder, const char *operand)
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
		skips_add(intake->skips, &place, strerror(errno));
	while ((result = walk_next(&walk, &fd, &why)) != WALK_END) {
		place.path = place.label = buf_str(&walk.path);
		if (result == WALK_SKIP) {
			skips_add(intake->skips, &place, why);
			continue;
		}
		intake_file(intake, fd, &place);
		close(fd);
	}
	walk_release(&walk);
	buf_release(&prefix);
}

/* A named file may be anything that can be read: a pipe, too. Its path is
 * its name. */
static void read_operand(struct intake *intake, const char *operand)
{
	const char *slash = strrchr(operand, '/');
	const char *name = slash && slash[1] ? slash + 1 : operand;
	const struct place place = {
		.prefix = {operand, (size_t)(name - operand)},
		.path = str_from(name),
		.label = str_from(name),
	};
	struct stat st;
	int fd;

	if (is_stdin(operand)) {
		intake_file(intake, STDIN_FILENO, &place);
		return;
	}
	fd = open(operand, O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) {
		skips_add(intake->skips, &place, strerror(errno));
		return;
	}
	if (!fstat(fd, &st) && S_ISDIR(st.st_mode)) {
		read_folder(intake, fd, operand); /* closes it */
		return;
	}
	intake_file(intake, fd, &place);
	close(fd);
}

static size_t read_all(struct options *options, char **operands)
{
	static char stdin_name[] = "-";
	char *standard_input[] = {stdin_name, NULL};
	struct skips skips = {0};
	struct intake intake = {
		.record_max = options->record_max,
		.limits = options->limits,
		.skips = &skips,
	};
	char **operand = *operands ? operands : standard_input;

	if (options->log)
		skips_open(&skips, options->log);
	progress_begin(0);
	for (; *operand; operand++)
		read_operand(&intake, *operand);
	progress_end();
	skips_close(&skips);
	note("%zu files, %zu records, %zu empty, %zu skipped, %" PRIu64
	     " bytes",
	     intake.files, intake.records, intake.empty, skips.count,
	     intake.bytes);
	intake_release(&intake);
	return skips.count;
}

int main(int argc, char **argv)
{
	struct options set = {
		.record_max = 64 * MIB,
		.limits = {.ratio = 200, .entries = 10000000},
	};
	const struct cli_option options[] = {
		{0, "log", CLI_STRING, &set.log, "FILE",
		 "write what was skipped, as JSONL"},
		{0, "max-entries", CLI_SIZE, &set.limits.entries, "N",
		 "members of an archive that are read (10000000)"},
		{0, "max-ratio", CLI_SIZE, &set.limits.ratio, "N",
		 "times a file may expand, past 16 MiB (200)"},
		{0, "max-record", CLI_SIZE, &set.record_max, "SIZE",
		 "largest document (64M, at most 128M)"},
		{0},
	};
	const struct cli cli = {
		.operands = "[PATH ...]",
		.purpose = "turn pages, texts and archives into records",
		.options = options,
	};
	int first;
	size_t skipped;

	/* libarchive gives no names in the C locale that cron runs in */
	setlocale(LC_CTYPE, "C.UTF-8");
	first = cli_parse(&cli, argc, argv);
	if (set.record_max > RECORD_LIMIT) {
		fprintf(stderr, "%s: --max-record is at most 128M\n",
			msg_program());
		return EXIT_USAGE;
	}
	check_operands(argv + first);
	skipped = read_all(&set, argv + first);
	cli_finish();
	return skipped ? EXIT_PARTIAL : EXIT_OK;
}
