/*
 * winnow-match - find copied paragraphs and recurring lines.
 *
 * Memory: as given by -S, and beyond it 8 bytes a document, a few bits a
 * paragraph and the longest record.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"
#include "date.h"
#include "match.h"
#include "mem.h"
#include "msg.h"
#include "output.h"
#include "pool.h"
#include "progress.h"
#include "reader.h"
#include "stream.h"
#include "unicode.h"

struct worker {
	const struct match *match;
	struct shingled page;
};

static void *worker_new(const void *match)
{
	struct worker *const worker = xmalloc(sizeof(*worker));

	*worker = (struct worker){.match = match};
	return worker;
}

static void worker_free(void *state, void *match)
{
	struct worker *const worker = state;

	(void)match;
	shingled_release(&worker->page);
	free(worker);
}

static bool prepare(void *state, const struct record *record, struct buf *out,
		    struct error *error)
{
	struct worker *const worker = state;

	return match_prepare(worker->match, &worker->page, record, out, error);
}

static bool take(struct buf *prepared, void *config, size_t *taken,
		 struct error *error)
{
	return match_take(config, prepared, taken, error);
}

static void read_all(struct match *match, size_t threads, char **files)
{
	const struct stream stream = {
		.state_new = worker_new,
		.work = prepare,
		.take = take,
		.state_free = worker_free,
		.config = match,
		.threads = threads,
	};

	progress_begin(reader_bytes(files));
	stream_run(&stream, files);
}

static int refuse_order(const struct match_options *options)
{
	warn("--keep-first wants earliest, longest or prefer=HOST,..., not "
	     "'%s'",
	     options->keep_first.p);
	return EXIT_USAGE;
}

static int run(const struct match_options *options, char **files)
{
	struct match *const match = match_new(options);
	const struct match_counts *counts;

	if (!match)
		return refuse_order(options);
	counts = match_counts(match);
	read_all(match, options->threads, files);
	match_find(match);
	while (match_next(match, output_buf()))
		output_flush_if_full();
	progress_end();
	note("%" PRIu64 " documents, %" PRIu64 " reprints; %" PRIu64
	     " paragraphs: %" PRIu64 " exact and %" PRIu64
	     " near copies, %" PRIu64 " of these of several sources, %" PRIu64
	     " templates; %" PRIu64 " candidates verified, %" PRIu64
	     " frequent fingerprints capped",
	     counts->documents, counts->reprints, counts->paragraphs,
	     counts->exact, counts->near, counts->stitched, counts->templates,
	     counts->verified, counts->capped);
	cli_finish(); /* first what was found, then what was seen */
	if (options->index)
		match_add_to_index(match);
	match_free(match);
	return EXIT_OK;
}

/* What is to be forgotten of an index. */
struct forget {
	struct cli_list ids;
	const char *before; /* NULL: whatever its date */
	int64_t date;
	uint64_t forgotten;
};

static bool is_kept(const struct match_index_document *document, void *data)
{
	struct forget *const forget = data;
	const struct str id = {document->id.p + 1, document->id.n - 2};
	bool kept = !forget->before || document->created >= forget->date;

	for (size_t i = 0; i < forget->ids.count; i++)
		kept &= !str_eq(id, str_from(forget->ids.item[i]));
	forget->forgotten += !kept;
	return kept;
}

/* The first second of a date that may say less. */
static int64_t beginning(struct date date)
{
	if (!date.month)
		date.month = 1;
	if (!date.day)
		date.day = 1;
	if (date.hour < 0)
		date.hour = date.minute = 0;
	if (date.second < 0)
		date.second = 0;
	return date_seconds(&date);
}

static int compact(const struct match_options *options, struct forget *forget)
{
	struct date date;
	struct error error;

	if (forget->before &&
	    !date_parse(str_from(forget->before), DATE_YMD, &date)) {
		warn("--forget-before wants a date such as 2024-01-31, not "
		     "'%s'",
		     forget->before);
		return EXIT_USAGE;
	}
	if (forget->before)
		forget->date = beginning(date);
	if (!match_compact(options, options->index, is_kept, forget, &error))
		return refuse_order(options);
	note("%" PRIu64 " documents forgotten", forget->forgotten);
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
		.threads = 1,
		.threshold = 0.8,
		.near_tokens = MATCH_NEAR_TOKENS,
		.template_pages = 3,
		.document_threshold = 0.8,
	};
	struct forget forget = {0};
	const char *keep_first = "earliest", *prefer = "", *folder = NULL;
	bool compacts = false;
	const struct cli_option options[] = {
		{'c', "compact", CLI_FLAG, &compacts, NULL,
		 "make the index as if all had come in one batch; read "
		 "nothing"},
		{'D', "document-threshold", CLI_SHARE,
		 &match.document_threshold, "SHARE",
		 "of a document in one other makes a reprint (0.8)"},
		{'f', "floor", CLI_SIZE, &match.near_tokens, "TOKENS",
		 "the shortest paragraph that can be a near copy (20)"},
		{'j', "threads", CLI_SIZE, &match.threads, "N",
		 "use N threads, 0: one for each processor (1)"},
		{'k', "keep-first", CLI_STRING, &keep_first, "ORDER",
		 "earliest, longest or prefer=HOST,... keeps a paragraph"},
		{0, "forget", CLI_LIST, &forget.ids, "ID",
		 "compact the index without this document; may be repeated"},
		{0, "forget-before", CLI_STRING, &forget.before, "DATE",
		 "compact the index without what was published before"},
		{'i', "index", CLI_STRING, &folder, "DIR",
		 "match against all that DIR holds, and add to it"},
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
	int status;

	mem_return_large();
	match.threads = pool_threads(match.threads);
	match.keep_first = str_from(keep_first);
	match.prefer = str_from(prefer);
	unicode_init();
	compacts |= forget.ids.count || forget.before;
	if (compacts && !folder) {
		warn("--compact and --forget want an index: --index DIR");
		return EXIT_USAGE;
	}
	if (folder)
		match.index = match_index_open(folder);
	status =
		compacts ? compact(&match, &forget) : run(&match, argv + first);
	match_index_close(match.index);
	cli_list_release(&forget.ids);
	return status;
}
