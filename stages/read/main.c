/* winnow-read - pages, texts and archives become records. */
#include "cli.h"
#include "input.h"
#include "msg.h"

static void put(void *state, const struct input_document *document,
		struct buf *out, uint64_t *counts)
{
	(void)state;
	(void)counts;
	input_put_record(document, out);
}

int main(int argc, char **argv)
{
	static char dash[] = "-";
	static char *standard_input[] = {dash, NULL};
	struct input *input = input_new();
	const struct cli cli = {
		.operands = "[PATH ...]",
		.purpose = "turn pages, texts and archives into records",
		.options = input_options(input),
	};
	struct input_sink sink = {.put = put};
	char **operands = argv + cli_parse(&cli, argc, argv);
	size_t skipped;

	if (!*operands && !input_has_list(input))
		operands = standard_input;
	input_begin(input, operands);
	input_read(input, operands, &sink);
	input_read_list(input, &sink);
	skipped = input_end(input);
	input_free(input);
	cli_finish();
	return skipped ? EXIT_PARTIAL : EXIT_OK;
}
