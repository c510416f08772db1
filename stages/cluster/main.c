/*
 * winnow-cluster - find the documents that cover the same event.
 *
 * Holds its input until all of it was seen, as sort(1) does; see events.h
 * for how, and for what memory grows with.
 */
#include <stdlib.h>

#include "cli.h"
#include "coverage.h"
#include "date.h"
#include "digest.h"
#include "events.h"
#include "json.h"
#include "mem.h"
#include "msg.h"
#include "output.h"
#include "phrases.h"
#include "progress.h"
#include "reader.h"
#include "spool.h"
#include "tempfile.h"
#include "why.h"

/* Average likeness from which documents are one event. From .44 to .48 B-cubed
 * F1 is .96 or more on VietnameseMDS, pairwise F1 .88 or more on ECB+ with
 * under 2 % of its pairs of sister events joined. Where events have three
 * texts on average and no dates more is better, where they have eleven less:
 * VietnameseMDS without dates is at its best from .6 on, ECB+ at .4. */
static const double DEFAULT_THRESHOLD = 0.46;

enum { MEMORY_MIN = 4 << 20 };

struct held { /* the input, and the id of each document */
	struct spool *records;
	struct tempfile ids;
	uint64_t *id_end; /* in ids, 8 bytes a document */
	size_t count, size;
};

static void hold(struct held *held, struct str line, struct str id)
{
	if (held->count == held->size) {
		held->size = held->size ? 2 * held->size : 1024;
		held->id_end = xreallocarray(held->id_end, held->size,
					     sizeof(*held->id_end));
	}
	spool_add(held->records, (struct str){"", 0}, line);
	held->id_end[held->count++] =
		tempfile_append(&held->ids, id.p, id.n) + id.n;
}

/* why: NULL if it is not asked for. */
static void read_all(char **files, struct held *held, struct events *events,
		     struct why *why)
{
	struct record record = {0};
	struct digest digest = {0};
	struct error error = {0};
	struct reader reader;

	reader_init(&reader, files);
	progress_begin(0);
	while (reader_record(&reader, &record)) {
		if (!digest_make(&digest, &record, &error))
			reader_fail(&reader, error.what);
		if (!events_add(events, &digest))
			reader_fail(&reader, "more than 4294967295 records");
		if (why)
			why_note(why, &digest, (uint32_t)held->count);
		hold(held, record.line, digest.id);
		progress_update(0, 0, reader.records);
	}
	progress_end();
	reader_release(&reader);
	record_release(&record);
	digest_release(&digest);
}

/* "e" before the id of the event's first document: id is its span. */
static void put_members(struct buf *out, const struct event *event,
			struct str id)
{
	static const char *const froms[] = {
		[FACTS_NOTHING] = "",
		[FACTS_CREATED] = "created",
		[FACTS_TEXT] = "text",
	};

	struct date date;

	json_put_key(out, "id");
	buf_add_text(out, "\"e");
	buf_add_str(out, str_skip(id, 1));
	json_put_key(out, "date");
	buf_add_char(out, '"');
	if (event->day != FACTS_NO_DAY) {
		date_of_days(event->day, &date);
		date_put(out, &date);
	}
	buf_add_char(out, '"');
	json_put_key(out, "from");
	json_put_string(out, str_from(froms[event->from]));
	json_put_key(out, "sure");
	json_put_share(out, event->sure);
	json_put_key(out, "size");
	buf_add_uint(out, event->size);
}

static void read_id(struct held *held, uint32_t document, struct buf *id)
{
	const uint64_t start = document ? held->id_end[document - 1] : 0;
	const size_t n = (size_t)(held->id_end[document] - start);

	buf_reset(id);
	buf_reserve(id, n);
	tempfile_read(&held->ids, start, id->p, n);
	id->n = n;
}

struct found {
	struct held *held;
	struct events *events;
};

static void put_head(void *data, uint32_t document, struct buf *out)
{
	const struct found *const found = data;
	const struct event event = events_of(found->events, document);
	struct buf id = {0};

	read_id(found->held, event.first, &id);
	put_members(out, &event, buf_str(&id));
	buf_release(&id);
}

/* coverage: NULL if it is not asked for. */
static void write_all(struct found *found, struct coverage *coverage)
{
	static const char *const drop[] = {"event", NULL};
	struct record record = {0};
	struct error error = {0};
	struct str key, line;
	struct buf *const out = output_buf();
	uint32_t number = 0;

	spool_rewind(found->held->records);
	for (; spool_next(found->held->records, &key, &line); number++) {
		if (!record_scan(&record, line, &error))
			die("a held record is damaged: %s", error.what);
		if (coverage)
			coverage_add(coverage,
				     events_of(found->events, number).first,
				     &record);
		record_open(&record, drop, out);
		json_put_key(out, "event");
		buf_add_char(out, '{');
		put_head(found, number, out);
		json_put_key(out, "score");
		json_put_share(out, events_score(found->events, number));
		buf_add_char(out, '}');
		record_close(out);
		output_flush_if_full();
	}
	if (coverage)
		coverage_write(coverage, put_head, found);
	record_release(&record);
}

static void explain(const struct why *why, struct events *events)
{
	const char *const missing = why_missing(why);

	if (missing)
		die("no document has the id '%s'", missing);
	why_put(why, events, output_buf());
}

static void run(char **files, const char *events_file, struct why *why,
		size_t memory, double threshold)
{
	struct coverage *const coverage =
		events_file ? coverage_new(events_file, memory / 4) : NULL;
	struct held held = {.records = spool_new(memory / 2)};
	struct events *const events = events_new(threshold, memory / 2);
	struct found found = {&held, events};
	size_t count;

	tempfile_init(&held.ids);
	read_all(files, &held, events, why);
	count = held.count ? events_find(events) : 0;
	if (why)
		explain(why, events);
	else
		write_all(&found, coverage);
	note("%zu documents, %zu events", held.count, count);
	events_free(events);
	coverage_free(coverage);
	spool_free(held.records);
	tempfile_release(&held.ids);
	free(held.id_end);
}

int main(int argc, char **argv)
{
	size_t memory = (size_t)256 << 20;
	double threshold = DEFAULT_THRESHOLD;
	const char *events = NULL;
	bool explains = false;
	struct why why = {0};
	const struct cli_option options[] = {
		{'e', "events", CLI_STRING, &events, "FILE",
		 "write a line for each event: who reported it, and when"},
		{'S', "buffer-size", CLI_SIZE, &memory, "SIZE",
		 "memory to use; the rest goes to $TMPDIR (256M)"},
		{'t', "threshold", CLI_SHARE, &threshold, "SHARE",
		 "average likeness within an event (0.46)"},
		{'x', "explain", CLI_FLAG, &explains, NULL,
		 "say why two documents, ID ID before any FILE, are of one "
		 "event or not"},
		{0},
	};
	const struct cli cli = {
		.operands = "[FILE ...]",
		.purpose = "find the documents that cover the same event",
		.options = options,
	};
	int first = cli_parse(&cli, argc, argv);

	if (explains && (argc - first < 2 || events)) {
		warn("--explain wants two ids, and no --events");
		return EXIT_USAGE;
	}
	why.threshold = threshold;
	for (size_t i = 0; explains && i < 2; i++)
		why.document[i].wanted = argv[first++];
	phrases_init();
	run(argv + first, events, explains ? &why : NULL,
	    memory < MEMORY_MIN ? MEMORY_MIN : memory, threshold);
	why_release(&why);
	phrases_release();
	cli_finish();
	return EXIT_OK;
}
