/*
 * winnow-pack - write records as a compressed corpus, all or nothing.
 *
 * Memory: two zstd contexts' worth, the spool of events (-S), and the
 * longest record; shards gather in temporary files.
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "date.h"
#include "entry.h"
#include "manifest.h"
#include "msg.h"
#include "publish.h"
#include "reader.h"
#include "roster.h"
#include "shards.h"
#include "sink.h"

enum { LEVEL_MIN = 1, LEVEL_MAX = 19 };

struct options {
	const char *added;
	const char *publish;
	const char *skipped;
	size_t level;
	size_t shard_size;
	size_t memory;
};

struct corpus { /* under way */
	const char *dir;
	struct sink_files files;
	struct sink documents, removed, blocks, events;
	struct roster roster;
	struct tally tally;
};

static void corpus_begin(struct corpus *corpus, const char *dir,
			 const struct options *options)
{
	const struct sink sink = {
		.dir = dir,
		.numbered = true,
		.shard_size = options->shard_size,
		.level = (int)options->level,
		.files = &corpus->files,
	};

	*corpus = (struct corpus){.dir = dir};
	corpus->documents = corpus->removed = sink;
	corpus->blocks = corpus->events = sink;
	corpus->documents.stem = "documents/part";
	corpus->removed.stem = "removed/part";
	corpus->blocks.stem = "blocks/part";
	corpus->events.stem = "events/events";
	corpus->events.numbered = false;
	sink_init(&corpus->documents);
	sink_init(&corpus->removed);
	sink_init(&corpus->blocks);
	sink_init(&corpus->events);
	roster_init(&corpus->roster, options->memory);
}

/* --added as a JSON string, in out; {0} if it was not given. */
static struct str added_value(const char *added, struct buf *out)
{
	struct date date;

	if (!added)
		return (struct str){0};
	if (!date_parse(str_from(added), DATE_DMY, &date) || !date.year) {
		warn("--added wants a time like 2026-11-22T02:00:00Z, not '%s'",
		     added);
		exit(EXIT_USAGE);
	}
	json_put_string(out, str_from(added));
	return buf_str(out);
}

static void read_records(struct corpus *corpus, struct str added)
{
	char *standard_input[] = {NULL};
	struct entry entry = {0};
	struct record record = {0};
	struct reader reader;
	struct error error;

	reader_init(&reader, standard_input);
	while (reader_record(&reader, &record)) {
		if (!entry_make(&entry, &record, added, &corpus->tally, &error))
			reader_fail(&reader, error.what);
		sink_add(entry.reprint ? &corpus->removed : &corpus->documents,
			 buf_str(&entry.document));
		if (entry.blocks.n)
			sink_add(&corpus->blocks, buf_str(&entry.blocks));
		roster_add(&corpus->roster, &record);
	}
	entry_release(&entry);
	record_release(&record);
	reader_release(&reader);
}

static void add_event(struct str line, void *context)
{
	sink_add(context, line);
}

/* Lines of the file that winnow-read --log wrote: one input each. */
static uint64_t count_skipped(const char *path)
{
	char *files[] = {(char *)path, NULL};
	struct reader reader;
	struct str line;
	uint64_t n = 0;

	if (!path)
		return 0;
	reader_init(&reader, files);
	while (reader_next(&reader, &line))
		n++;
	reader_release(&reader);
	return n;
}

static void corpus_end(struct corpus *corpus, const struct options *options)
{
	struct tally_lines lines;
	const char *fault;
	struct manifest manifest = {
		.dir = corpus->dir,
		.tally = &corpus->tally,
		.files = &corpus->files,
		.shard_size = options->shard_size,
		.level = (int)options->level,
		.added = options->added,
	};

	corpus->tally.unreadable = count_skipped(options->skipped);
	corpus->tally.events =
		roster_write(&corpus->roster, add_event, &corpus->events);
	corpus->tally.members = corpus->roster.members;
	lines.documents = sink_finish(&corpus->documents);
	lines.removed = sink_finish(&corpus->removed);
	lines.blocks = sink_finish(&corpus->blocks);
	lines.events = sink_finish(&corpus->events);
	fault = tally_balance(&corpus->tally, &lines);
	if (fault)
		die("counts do not balance, nothing published: %s", fault);
	manifest_write(&manifest);
}

static void summarise(struct tally *tally)
{
	struct buf table = {0};

	tally_table(tally, &table);
	note("corpus written\n%.*s", (int)table.n - 1, table.p);
	buf_release(&table);
}

static void pack(const char *dir, const struct options *options)
{
	struct buf added = {0};
	const struct str value = added_value(options->added, &added);
	struct corpus corpus;
	char *work;

	publish_check(dir);
	work = publish_begin(dir);
	corpus_begin(&corpus, work, options);
	read_records(&corpus, value);
	corpus_end(&corpus, options);
	publish_end(work, dir);
	summarise(&corpus.tally);

	roster_release(&corpus.roster);
	sink_files_release(&corpus.files);
	tally_release(&corpus.tally);
	buf_release(&added);
	free(work);
}

static void publish(const char *from, const char *dir)
{
	if (!shards_present(from))
		die("'%s' is not a finished corpus", from);
	publish_check(dir);
	publish_end(from, dir);
}

int main(int argc, char **argv)
{
	struct options set = {
		.level = 3,
		.shard_size = (size_t)256 << 20,
		.memory = (size_t)64 << 20,
	};
	const struct cli_option options[] = {
		{'a', "added", CLI_STRING, &set.added, "TIME",
		 "what 'added' says, instead of each record's 'fetched'"},
		{'l', "level", CLI_SIZE, &set.level, "N",
		 "compression level of zstd, 1 to 19 (3)"},
		{'S', "buffer-size", CLI_SIZE, &set.memory, "SIZE",
		 "memory for sorting events (64M)"},
		{0, "publish", CLI_STRING, &set.publish, "FROM",
		 "only put the finished corpus FROM in the place of DIR"},
		{'s', "shard-size", CLI_SIZE, &set.shard_size, "SIZE",
		 "bytes of lines a shard, before compression (256M)"},
		{0, "skipped", CLI_STRING, &set.skipped, "FILE",
		 "count the inputs named in FILE, a log of winnow-read"},
		{0},
	};
	const struct cli cli = {
		.operands = "DIR",
		.purpose = "write records as a compressed corpus",
		.options = options,
	};
	const int first = cli_parse(&cli, argc, argv);

	if (set.level < LEVEL_MIN || set.level > LEVEL_MAX) {
		warn("--level wants a number from 1 to 19, not '%zu'",
		     set.level);
		return EXIT_USAGE;
	}
	if (argc - first != 1 || !*argv[first]) {
		warn("wants one folder to write the corpus to");
		return EXIT_USAGE;
	}
	if (set.publish)
		publish(set.publish, argv[first]);
	else
		pack(argv[first], &set);
	cli_finish();
	return EXIT_OK;
}
