/*
 * winnow-match - find copied paragraphs and recurring lines.
 *
 * Memory: as given by -S, and beyond it 8 bytes a document, a few bits a
 * paragraph and the longest record.
 */
#include <inttypes.h>
#include <unistd.h>

#include "cli.h"
#include "match.h"
#include "msg.h"
#include "output.h"
#include "progress.h"
#include "reader.h"
#include "unicode.h"

static void read_all(struct match *match, char **files)
{
	struct record record = {0};
	struct reader reader;
	struct error error = {0};
	uint64_t bytes = 0;

	reader_init(&reader, files);
	progress_begin(0);
	while (reader_record(&reader, &record)) {
		if (!match_add(match, &record, &error))
			reader_fail(&reader, error.what);
		bytes += record.line.n + 1;
		progress_update(0, bytes, reader.records);
	}
	progress_end();
	reader_release(&reader);
	record_release(&record);
}

static int run(const struct match_options *options, char **files)
{
	struct match *const match = match_new(options);
	const struct match_counts *counts;

	if (!match) {
		warn("--keep-first wants earliest, longest or "
		     "prefer=HOST,..., not '%s'",
		     options->keep_first.p);
		return EXIT_USAGE;
	}
	counts = match_counts(match);
	read_all(match, files);
	match_find(match);
	while (match_next(match, output_buf()))
		output_flush_if_full();
	note("%" PRIu64 " documents, %" PRIu64 " reprints; %" PRIu64
	     " paragraphs: %" PRIu64 " exact and %" PRIu64
	     " near copies, %" PRIu64 " of these of several sources, %" PRIu64
	     " templates; %" PRIu64 " candidates verified, %" PRIu64
	     " frequent fingerprints capped",
	     counts->documents, counts->reprints, counts->paragraphs,
	     counts->exact, counts->near, counts->stitched, counts->templates,
	     counts->verified, counts->capped);
	match_free(match);
	cli_finish();
	return EXIT_OK;
}

/* A quarter of the machine's memory. */
static size_t default_memory(void)
{
	const long pages = sysconf(_SC_PHYS_PAGES);
	const long page = sysconf(_SC_PAGESIZE);

	if (pages <= 0 || page <= 0)
		return (size_t)256 << 20;
	return (size_t)pages / 4 * (size_t)page;
}

int main(int argc, char **argv)
{
	struct match_options match = {
		.memory = default_memory(),
		.threshold = 0.8,
		.near_tokens = MATCH_NEAR_TOKENS,
		.template_pages = 3,
		.document_threshold = 0.8,
	};
	const char *keep_first = "earliest", *prefer = "";
	const struct cli_option options[] = {
		{'D', "document-threshold", CLI_SHARE,
		 &match.document_threshold, "SHARE",
		 "of a document in one other makes a reprint (0.8)"},
		{'f', "floor", CLI_SIZE, &match.near_tokens, "TOKENS",
		 "the shortest paragraph that can be a near copy (20)"},
		{'k', "keep-first", CLI_STRING, &keep_first, "ORDER",
		 "earliest, longest or prefer=HOST,... keeps a paragraph"},
		{'L', "lossy", CLI_FLAG, &match.lossy, NULL,
		 "let a copy lose figures and negations, too"},
		{'p', "prefer", CLI_STRING, &prefer, "HOSTS",
		 "of equal dates the first of HOST,HOST... keeps a paragraph"},
		{'S', "buffer-size", CLI_SIZE, &match.memory, "SIZE",
		 "memory to use; the rest goes to $TMPDIR (1/4 of all)"},
		{'T', "template-pages", CLI_SIZE, &match.template_pages, "N",
		 "a line on N pages of an outlet is a template, 0: none (3)"},
		{'t', "threshold", CLI_SHARE, &match.threshold, "SHARE",
		 "of its shingles in another makes a near copy (0.8)"},
		{0},
	};
	const struct cli cli = {
		.operands = "[FILE ...]",
		.purpose = "find copied paragraphs and recurring lines",
		.options = options,
	};
	const int first = cli_parse(&cli, argc, argv);

	match.keep_first = str_from(keep_first);
	match.prefer = str_from(prefer);
	unicode_init();
	return run(&match, argv + first);
}
