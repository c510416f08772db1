/*
 * winnow-strip - take the article out of its page.
 *
 * Pages come from files (input.h) or in records (stream.h). Memory: per thread
 * the largest page seen, its blocks and its records.
 */
#include <stdlib.h>

#include "cli.h"
#include "direct.h"
#include "input.h"
#include "mem.h"
#include "msg.h"
#include "operands.h"
#include "output.h"
#include "phrase_files.h"
#include "phrases.h"
#include "show/printer.h"
#include "reader.h"
#include "site.h"
#include "stream.h"
#include "strip.h"
#include "unicode.h"
#include "utf8.h"

struct run {
	struct input *input;
	enum form form;
	struct printer printer; /* of all pages, in a form for people */
	uint32_t keep, drop;
	bool site;
	size_t memory; /* for the pages of a site */
	uint64_t pages, empty, kept, stripped;
};

static void *state_new(const void *config)
{
	const struct run *run = config;
	struct stripper *stripper = xmalloc(sizeof(*stripper));

	*stripper = (struct stripper){.keep = run->keep, .drop = run->drop};
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

static void stripper_free(void *state)
{
	strip_release(state);
	free(state);
}

static void add_counts(struct run *run, const struct stripper *stripper)
{
	run->pages += stripper->pages;
	run->empty += stripper->empty;
	run->kept += stripper->kept;
	run->stripped += stripper->stripped;
}

static void state_free(void *state, void *config)
{
	add_counts(config, state);
	stripper_free(state);
}

static void *state_printer(const void *config)
{
	const struct run *run = config;

	return (void *)&run->printer;
}

/* A page that is no record: HTML if it looks so, else saved text. */
static void print_page(struct printer *printer, struct str page)
{
	const struct evidence nothing = {0};
	struct buf repaired = {0};

	utf8_repair(page, &repaired);
	strip_page(&printer->stripper, strip_is_html(page), buf_str(&repaired),
		   &nothing);
	printer_page(printer, NULL, output_buf());
	buf_release(&repaired);
}

/* The lines of a file, as records from line number on. */
static void print_records(struct printer *printer, struct str lines,
			  const char *name, size_t number)
{
	struct record record = {0};
	struct error error;
	struct str line;

	for (; str_cut(&lines, '\n', &line); number++) {
		if (!line.n)
			continue;
		if (!record_scan(&record, line, &error) ||
		    !printer_record(printer, &record, output_buf(), &error))
			die("'%s' line %zu: %s", name, number, error.what);
		output_flush_if_full();
	}
	record_release(&record);
}

/* Print the articles of a stream of records, or of one that is a page. */
static void print_file(struct printer *printer, char *file)
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
			print_records(printer, lines, reader.name, before + 1);
	}
	if (is_page)
		print_page(printer, buf_str(&page));
	buf_release(&page);
	reader_release(&reader);
}

/* Are pages printed at once, in a form for people? */
static bool prints(const struct run *run)
{
	return run->form != FORM_RECORDS && !run->site;
}

static void strip_records(struct run *run, char **files)
{
	const bool people = prints(run);
	const struct stream stream = {
		.state_new = state_new,
		.work = work,
		.state_free = state_free,
		.config = run,
		.threads = input_threads(run->input),
	};

	if (!people)
		stream_run(&stream, files);
	for (; people && *files; files++)
		print_file(&run->printer, *files);
	output_flush();
}

/* How many operands from here on are of the same kind as the first. */
static size_t count_alike(char **operands, bool *records)
{
	size_t n = 1;

	*records = operand_has_records(*operands);
	while (operands[n] && operand_has_records(operands[n]) == *records)
		n++;
	return n;
}

static void strip_operands(struct run *run, struct input_sink *sink,
			   char **operands)
{
	char *next;
	bool records;
	size_t n;

	for (; *operands; operands += n) {
		n = count_alike(operands, &records);
		next = operands[n];
		operands[n] = NULL;
		if (records)
			strip_records(run, operands);
		else
			input_read(run->input, operands, sink);
		operands[n] = next;
	}
	input_read_list(run->input, sink);
}

/* The same, and what stands before the first page and behind the last. */
static void strip_print(struct run *run, struct input_sink *sink,
			char **operands)
{
	printer_begin(&run->printer, output_buf());
	output_flush();
	strip_operands(run, sink, operands);
	printer_end(&run->printer, output_buf());
	add_counts(run, &run->printer.stripper);
}

static void strip_site(struct run *run, struct input_sink *sink,
		       char **operands)
{
	struct site *const site = site_begin(run->memory);
	uint64_t found;

	strip_operands(run, sink, operands);
	found = site_end(site, &run->printer);
	/* of pages that were stripped before, nothing was counted */
	run->kept -= found < run->kept ? found : run->kept;
	run->stripped += found;
}

/* Returns how much of the input was skipped. */
static size_t strip_all(struct run *run, char **operands)
{
	static char dash[] = "-";
	static char *standard_input[] = {dash, NULL};
	const bool people = prints(run);
	struct input_sink sink = {
		.state_new = people ? state_printer : state_new,
		.state_free = people ? NULL : stripper_free,
		.put = people ? direct_print : direct_put,
		.config = run,
		.alone = people,
	};

	if (!*operands && !input_has_list(run->input))
		operands = standard_input;
	input_begin(run->input, operands);
	if (run->site)
		strip_site(run, &sink, operands);
	else
		strip_print(run, &sink, operands);
	printer_release(&run->printer);
	if (!people) {
		run->pages += sink.counts[0];
		run->empty += sink.counts[1];
		run->kept += sink.counts[2];
		run->stripped += sink.counts[3];
	}
	return input_end(run->input);
}

/* The forms that exclude each other, each with the flag of its option. */
struct choice {
	enum form form;
	const char *name;
	bool given;
};

/* Set the form that was chosen; false if there are two. */
static bool choose_form(struct run *run, const struct choice *choice, size_t n)
{
	const char *name = NULL;

	run->form = FORM_RECORDS;
	for (size_t i = 0; i < n; i++) {
		if (!choice[i].given)
			continue;
		if (name) {
			warn("--%s and --%s exclude each other", name,
			     choice[i].name);
			return false;
		}
		name = choice[i].name;
		run->form = choice[i].form;
	}
	run->printer.form = run->form;
	return true;
}

/* Add the tables and forget their names; false if one has a fault. */
static bool add_phrases(struct cli_list *tables)
{
	struct error error;
	bool good = true;

	for (size_t i = 0; good && i < tables->count; i++) {
		good = phrase_file_add(tables->item[i], &error);
		if (!good && error.at)
			warn("'%s' line %zu: %s", tables->item[i], error.at,
			     error.what);
		else if (!good)
			warn("cannot read '%s': %s", tables->item[i],
			     error.what);
	}
	cli_list_release(tables);
	return good;
}

int main(int argc, char **argv)
{
	struct run run = {.input = input_new(),
			  .memory = (size_t)256 * 1024 * 1024};
	const char *keep = "", *drop = "";
	struct cli_list tables = {0};
	struct choice forms[] = {
		{FORM_PLAIN, "plain", false},
		{FORM_EXPLAIN, "explain", false},
		{FORM_MARKDOWN, "markdown", false},
		{FORM_TINTED, "html-out", false},
	};
	const struct cli_option options[] = {
		{'k', "keep", CLI_STRING, &keep, "ROLES",
		 "keep these roles in the text too: title, caption, byline, "
		 "stamp or all"},
		{0, "drop", CLI_STRING, &drop, "ROLES",
		 "take these roles out of the text: lead, heading, body, list, "
		 "quote, table or code"},
		{0, "phrases", CLI_LIST, &tables, "FILE",
		 "a further table of phrases; may be given again"},
		{0, "site", CLI_FLAG, &run.site, NULL,
		 "the pages are one outlet's: take out lines that recur"},
		{'S', "buffer-size", CLI_SIZE, &run.memory, "SIZE",
		 "memory to hold the pages of --site (256M)"},
		{'p', "plain", CLI_FLAG, &forms[0].given, NULL,
		 "print the articles for people"},
		{0, "explain", CLI_FLAG, &forms[1].given, NULL,
		 "print what became of each line, by which rule and score"},
		{0, "html-out", CLI_FLAG, &forms[3].given, NULL,
		 "print pages as HTML, each line tinted by what became of it"},
		{'m', "markdown", CLI_FLAG, &forms[2].given, NULL,
		 "print the articles as Markdown"},
		{0},
	};
	const struct cli cli = {
		.operands = "[PATH ...]",
		.purpose = "take the article out of its page",
		.options = options,
		.more = input_options(run.input),
		.more_heading = "how paths are read, as by winnow-read:",
	};
	const int first = cli_parse(&cli, argc, argv);
	size_t skipped;

	run.keep = strip_keep_from(keep);
	if (!choose_form(&run, forms, sizeof(forms) / sizeof(*forms))) {
		cli_list_release(&tables);
		input_free(run.input);
		return EXIT_USAGE;
	}
	if (!run.keep) {
		warn("--keep wants title, caption, byline, stamp or all, "
		     "not '%s'",
		     keep);
		cli_list_release(&tables);
		input_free(run.input);
		return EXIT_USAGE;
	}
	if (!strip_drop_from(drop, &run.drop)) {
		warn("--drop wants lead, heading, body, list, quote, table or "
		     "code, not '%s'",
		     drop);
		cli_list_release(&tables);
		input_free(run.input);
		return EXIT_USAGE;
	}
	run.printer.stripper.keep = run.keep;
	run.printer.stripper.drop = run.drop;
	unicode_init();
	phrases_init();
	if (!add_phrases(&tables)) {
		phrases_release();
		input_free(run.input);
		return EXIT_USAGE;
	}
	skipped = strip_all(&run, argv + first);
	phrases_release();
	input_free(run.input);
	note("%llu pages, %llu without an article, %llu lines kept, "
	     "%llu taken out",
	     (unsigned long long)run.pages, (unsigned long long)run.empty,
	     (unsigned long long)run.kept, (unsigned long long)run.stripped);
	cli_finish();
	return skipped ? EXIT_PARTIAL : EXIT_OK;
}
