/*
 * winnow-shingle - hash and sketch each paragraph.
 *
 * Memory: per thread some batches of records, and the longest text.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "mem.h"
#include "msg.h"
#include "negation.h"
#include "shingler.h"
#include "shingles.h"
#include "stream.h"
#include "unicode.h"

#define NO_WIDTH SIZE_MAX /* the option was not given */

/* What the shinglers are made with, and what they have counted. */
struct run {
	enum token_unit unit;
	size_t width; /* 0: the default of the unit */
	uint64_t documents, paragraphs, tokens;
};

static void *state_new(const void *config)
{
	const struct run *const run = config;
	struct shingler *const shingler = xmalloc(sizeof(*shingler));

	*shingler = (struct shingler){
		.width = run->width,
		.tokens.unit = run->unit,
	};
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
	struct run *const run = config;

	run->documents += shingler->documents;
	run->paragraphs += shingler->all_paragraphs;
	run->tokens += shingler->all_tokens;
	shingler_release(shingler);
	free(shingler);
}

static bool parse_unit(const char *name, enum token_unit *unit)
{
	if (!strcmp(name, "word"))
		*unit = TOKEN_WORDS;
	else if (!strcmp(name, "char"))
		*unit = TOKEN_CHARACTERS;
	else
		return false;
	return true;
}

/* What the options say; false, with a message, if they cannot be. */
static bool set_up(struct run *run, const char *unit, size_t width)
{
	if (!parse_unit(unit, &run->unit)) {
		warn("--unit wants word or char, not '%s'", unit);
		return false;
	}
	if (width == NO_WIDTH)
		return true;
	if (width < 1 || width > SHINGLE_WIDTH_MAX) {
		warn("--width wants a number from 1 to %d, not '%zu'",
		     SHINGLE_WIDTH_MAX, width);
		return false;
	}
	run->width = width;
	return true;
}

int main(int argc, char **argv)
{
	struct run run = {0};
	const char *unit = "word";
	size_t threads = 1, width = NO_WIDTH;
	const struct cli_option options[] = {
		{'j', "threads", CLI_SIZE, &threads, "N",
		 "use N threads, 0: one for each processor (1)"},
		{0, "unit", CLI_STRING, &unit, "UNIT",
		 "what a shingle is made of: word or char (word)"},
		{'w', "width", CLI_SIZE, &width, "N",
		 "how many of them, 1 to 64 (5 words, 24 characters)"},
		{0},
	};
	const struct cli cli = {
		.operands = "[FILE ...]",
		.purpose = "hash and sketch each paragraph",
		.options = options,
	};
	const int first = cli_parse(&cli, argc, argv);
	const struct stream stream = {
		.state_new = state_new,
		.work = work,
		.state_free = state_free,
		.config = &run,
		.threads = threads,
	};

	if (!set_up(&run, unit, width))
		return EXIT_USAGE;
	unicode_init();
	negation_init();
	stream_run(&stream, argv + first);
	note("%" PRIu64 " documents, %" PRIu64 " paragraphs, %" PRIu64
	     " tokens",
	     run.documents, run.paragraphs, run.tokens);
	cli_finish();
	return EXIT_OK;
}
