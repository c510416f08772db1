/*
 * winnow-strip - take the article out of its page.
 *
 * Memory: per thread the largest page seen, its blocks and its records.
 */
#include <stdlib.h>

#include "cli.h"
#include "mem.h"
#include "msg.h"
#include "output.h"
#include "phrases.h"
#include "reader.h"
#include "stream.h"
#include "strip.h"
#include "unicode.h"
#include "utf8.h"

struct run {
	uint32_t keep;
	uint64_t pages, empty, kept, stripped;
};

static void *state_new(const void *config)
{
	const struct run *run = config;
	struct stripper *stripper = xmalloc(sizeof(*stripper));

	*stripper = (struct stripper){.keep = run->keep};
	return stripper;
}

static bool work(void *state, const struct record *record, struct buf *out,
		 struct error *error)
{
	if (strip_is_done(record)) {
		buf_add_str(out, record->line);
		buf_add_char(out, '\n');
		return true;
	}
	if (!strip_record(state, record, error))
		return false;
	strip_put(state, record, out);
	return true;
}

static bool work_plain(void *state, const struct record *record,
		       struct buf *out, struct error *error)
{
	if (strip_is_done(record)) {
		strip_put_plain_done(state, record, out);
		return true;
	}
	if (!strip_record(state, record, error))
		return false;
	strip_put_plain(state, out);
	return true;
}

static void state_free(void *state, void *config)
{
	struct stripper *stripper = state;
	struct run *run = config;

	run->pages += stripper->pages;
	run->empty += stripper->empty;
	run->kept += stripper->kept;
	run->stripped += stripper->stripped;
	strip_release(stripper);
	free(stripper);
}

/* A page that is no record: HTML if it looks so, else saved text. */
static void print_page(struct stripper *stripper, struct str page)
{
	const struct evidence nothing = {0};
	struct buf repaired = {0};

	utf8_repair(page, &repaired);
	strip_page(stripper, strip_is_html(page), buf_str(&repaired), &nothing);
	strip_put_plain(stripper, output_buf());
	buf_release(&repaired);
}

/* The lines of a file, as records from line number on. */
static void print_records(struct stripper *stripper, struct str lines,
			  const char *name, size_t number)
{
	struct record record = {0};
	struct error error;
	struct str line;

	for (; str_cut(&lines, '\n', &line); number++) {
		if (!line.n)
			continue;
		if (!record_scan(&record, line, &error) ||
		    !work_plain(stripper, &record, output_buf(), &error))
			die("'%s' line %zu: %s", name, number, error.what);
		output_flush_if_full();
	}
	record_release(&record);
}

/* Print the articles of a file of records, or of a file that is a page. */
static void print_file(struct stripper *stripper, char *file)
{
	char *files[] = {file, NULL};
	struct buf page = {0};
	struct reader reader;
	struct str lines;
	bool is_page = false;
	size_t before;

	reader_init(&reader, files);
	for (bool first = true; reader_block(&reader, &lines, &before);
	     first = false) {
		if (first)
			is_page = *str_trim(lines).p != '{';
		if (is_page)
			buf_add_str(&page, lines);
		else
			print_records(stripper, lines, reader.name, before + 1);
	}
	if (is_page)
		print_page(stripper, buf_str(&page));
	buf_release(&page);
	reader_release(&reader);
}

static void print_all(struct run *run, char **files)
{
	static char dash[] = "-";
	struct stripper *stripper = state_new(run);

	if (!*files)
		print_file(stripper, dash);
	for (; *files; files++)
		print_file(stripper, *files);
	state_free(stripper, run);
}

int main(int argc, char **argv)
{
	struct run run = {0};
	size_t threads = 1;
	const char *keep = "";
	bool plain = false;
	const struct cli_option options[] = {
		{'j', "threads", CLI_SIZE, &threads, "N",
		 "use N threads, 0: one for each processor (1)"},
		{'k', "keep", CLI_STRING, &keep, "ROLES",
		 "keep these roles in the text too: title, caption, byline, "
		 "stamp or all"},
		{'p', "plain", CLI_FLAG, &plain, NULL,
		 "print the articles for people; a file may be a page itself"},
		{0},
	};
	const struct cli cli = {
		.operands = "[FILE ...]",
		.purpose = "take the article out of its page",
		.options = options,
	};
	const int first = cli_parse(&cli, argc, argv);
	struct stream stream = {state_new, work, state_free, &run, threads};

	run.keep = strip_keep_from(keep);
	if (!run.keep) {
		warn("--keep wants title, caption, byline, stamp or all, "
		     "not '%s'",
		     keep);
		return EXIT_USAGE;
	}
	unicode_init();
	phrases_init();
	if (plain)
		print_all(&run, argv + first);
	else
		stream_run(&stream, argv + first);
	phrases_release();
	note("%llu pages, %llu without an article, %llu lines kept, "
	     "%llu taken out",
	     (unsigned long long)run.pages, (unsigned long long)run.empty,
	     (unsigned long long)run.kept, (unsigned long long)run.stripped);
	cli_finish();
	return EXIT_OK;
}
