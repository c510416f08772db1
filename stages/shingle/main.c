/*
 * winnow-shingle - hash and sketch each paragraph.
 *
 * Memory: per thread some batches of records, and the longest text.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "cli.h"
#include "mem.h"
#include "msg.h"
#include "shingler.h"
#include "stream.h"
#include "unicode.h"

struct counts {
	uint64_t documents, paragraphs, tokens;
};

static void *state_new(const void *config)
{
	struct shingler *const shingler = xmalloc(sizeof(*shingler));

	(void)config;
	*shingler = (struct shingler){0};
	return shingler;
}

static bool work(void *state, const struct record *record, struct buf *out,
		 struct error *error)
{
	return shingler_put(state, record, out, error);
}

static void state_free(void *state, void *config)
{
	struct shingler *const shingler = state;
	struct counts *const counts = config;

	counts->documents += shingler->documents;
	counts->paragraphs += shingler->all_paragraphs;
	counts->tokens += shingler->all_tokens;
	shingler_release(shingler);
	free(shingler);
}

int main(int argc, char **argv)
{
	struct counts counts = {0};
	size_t threads = 1;
	const struct cli_option options[] = {
		{'j', "threads", CLI_SIZE, &threads, "N",
		 "use N threads, 0: one for each processor (1)"},
		{0},
	};
	const struct cli cli = {
		.operands = "[FILE ...]",
		.purpose = "hash and sketch each paragraph",
		.options = options,
	};
	const int first = cli_parse(&cli, argc, argv);
	const struct stream stream = {state_new, work, state_free, &counts,
				      threads};

	unicode_init();
	stream_run(&stream, argv + first);
	note("%" PRIu64 " documents, %" PRIu64 " paragraphs, %" PRIu64
	     " tokens",
	     counts.documents, counts.paragraphs, counts.tokens);
	cli_finish();
	return EXIT_OK;
}
