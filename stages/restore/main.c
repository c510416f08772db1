/*
 * winnow-restore - texts of a corpus as they were before removal.
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "corpus.h"
#include "json.h"
#include "msg.h"
#include "output.h"

struct wanted { /* ids, or their first digits, from the command line */
	char **id;
	bool *found;
	int count; /* 0: all documents */
};

static bool is_wanted(struct wanted *wanted, struct str id)
{
	bool yes = !wanted->count;

	for (int i = 0; i < wanted->count; i++) {
		if (!str_starts(id, str_from(wanted->id[i])))
			continue;
		wanted->found[i] = yes = true;
	}
	return yes;
}

static void put_record(struct str id, struct str text)
{
	struct buf *out = output_buf();

	buf_add_char(out, '{');
	json_put_key(out, "id");
	json_put_string(out, id);
	json_put_key(out, "text");
	json_put_string(out, text);
	buf_add_text(out, "}\n");
	output_flush_if_full();
}

static void put_plain(struct str text, size_t written)
{
	struct buf *out = output_buf();

	if (written)
		buf_add_char(out, '\n');
	buf_add_str(out, text);
	buf_add_char(out, '\n');
	output_flush_if_full();
}

/* Write the wanted documents of one kind; returns how many. */
static size_t restore(const char *dir, const char *kind, struct wanted *wanted,
		      bool plain, size_t written)
{
	struct corpus *corpus = corpus_open(dir, kind);
	const struct corpus_document *document;
	struct paragraphs paragraphs = {0};
	struct buf text = {0};

	while ((document = corpus_next(corpus))) {
		if (!is_wanted(wanted, document->id))
			continue;
		buf_reset(&text);
		if (!corpus_restore(document, &paragraphs))
			die("paragraphs of document %s do not fit together",
			    document->id.p);
		paragraphs_join(&paragraphs, &text);
		if (plain)
			put_plain(buf_str(&text), written);
		else
			put_record(document->id, buf_str(&text));
		written++;
	}
	paragraphs_release(&paragraphs);
	buf_release(&text);
	corpus_close(corpus);
	return written;
}

int main(int argc, char **argv)
{
	bool plain = false;
	const struct cli_option options[] = {
		{'p', "plain", CLI_FLAG, &plain, NULL,
		 "write the texts alone, an empty line between two"},
		{0},
	};
	const struct cli cli = {
		.operands = "DIR [ID...]",
		.purpose = "texts of a corpus as they were before removal",
		.options = options,
	};
	const int first = cli_parse(&cli, argc, argv);
	struct wanted wanted = {0};
	int status = EXIT_OK;
	size_t written;

	if (first == argc || !*argv[first]) {
		warn("wants the folder of a corpus");
		return EXIT_USAGE;
	}
	wanted.id = argv + first + 1;
	wanted.count = argc - first - 1;
	wanted.found = calloc((size_t)wanted.count + 1, sizeof(bool));
	if (!wanted.found)
		die("out of memory");
	written = restore(argv[first], "documents", &wanted, plain, 0);
	written = restore(argv[first], "removed", &wanted, plain, written);
	for (int i = 0; i < wanted.count; i++) {
		if (wanted.found[i])
			continue;
		warn("no document '%s' in '%s'", wanted.id[i], argv[first]);
		status = EXIT_FATAL;
	}
	note("%zu documents", written);
	free(wanted.found);
	cli_finish();
	return status;
}
