/*
 * input.h - foreign files become documents: what winnow-read(1) reads, as
 * its options say.
 *
 * Named files, what is in their folders, and what a list names are read on N
 * threads: pages, texts, JSONL, WARC, MHTML, compressed and in archives. Each
 * document goes to a sink on the thread that read it, and what the sink makes
 * of it to standard output, in the order of the input, whatever N. What
 * cannot be read is said, logged and counted, and does not stop the rest.
 *
 * Once each: input_new(), the options, input_begin(), then what is to be read,
 * input_end(), input_free(). Memory: for each thread a few times the largest
 * document, which an option bounds, and what waits for its turn (8 MiB).
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "cli.h"
#include "str.h"

/* A document before it is a record. All slices are borrowed, good until
 * put() returns. */
struct input_document {
	struct str head;    /* its record, a JSON object without its content */
	bool html;	    /* its content's key: html, or else text */
	struct str content; /* valid UTF-8 */
};

enum { INPUT_COUNTS = 4 };

struct input_sink {
	/* What a thread has for itself; may be NULL, as the next. */
	void *(*state_new)(const void *config);
	void (*state_free)(void *state);
	/* Append to out what becomes of the document. counts: INPUT_COUNTS of
	 * the sink's own, to add to; threads may read a document too many,
	 * which is forgotten with what it added. */
	void (*put)(void *state, const struct input_document *document,
		    struct buf *out, uint64_t *counts);
	void *config;
	/* All on one thread, the documents in order and none too many. */
	bool alone;
	uint64_t counts[INPUT_COUNTS]; /* of what was put */
};

struct input;

/* Also lets names in archives be UTF-8 whatever the locale is, which cron's
 * would not: LC_CTYPE alone is set. */
struct input *input_new(void);

/* The table of options, --threads among them; lives as long as input. */
const struct cli_option *input_options(struct input *input);

/* As --threads says, 1 at least. */
size_t input_threads(const struct input *input);

/* Is there a list of further paths (--files-from)? */
bool input_has_list(const struct input *input);

/* Check the options and operands (NULL-terminated); what is wrong with them,
 * or not there, ends the process with EXIT_USAGE. Nothing is done before. */
void input_begin(struct input *input, char **operands);

/* Read these operands, "-" being standard input; or the list, if there is
 * one. May be called again; nothing of what was written is left in memory. */
void input_read(struct input *input, char **operands, struct input_sink *sink);
void input_read_list(struct input *input, struct input_sink *sink);

/* Sum up (-v). Returns how much was skipped. */
size_t input_end(struct input *input);

void input_free(struct input *input);

/* The whole record and its newline: what winnow-read writes. */
void input_put_record(const struct input_document *document, struct buf *out);

#endif
