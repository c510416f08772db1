/*
 * winnow-cluster - find the documents that cover the same event.
 *
 * Holds its input until all of it was seen, as sort(1) does; see events.h
 * for how, and for what memory grows with.
 */
#include <unistd.h>

#include "cli.h"
#include "cluster.h"
#include "mem.h"
#include "msg.h"
#include "phrases.h"
#include "pool.h"

/* Average likeness from which documents are one event. From .44 to .48 B-cubed
 * F1 is .96 or more on VietnameseMDS, pairwise F1 .88 or more on ECB+ with
 * under 2 % of its pairs of sister events joined. Where events have three
 * texts on average and no dates more is better, where they have eleven less:
 * VietnameseMDS without dates is at its best from .6 on, ECB+ at .4. */
static const double DEFAULT_THRESHOLD = 0.46;

enum { MEMORY_MIN = 4 << 20 };

static void run(const struct cluster_options *options, char **files)
{
	struct cluster cluster;

	cluster_init(&cluster, options);
	cluster_read(&cluster, files);
	cluster_write(&cluster);
	note("%u documents, %zu events", (unsigned)cluster.documents,
	     cluster.found);
	cli_finish(); /* first what was found, then what was seen */
	cluster_remember(&cluster);
	cluster_release(&cluster);
}

static void explain(const struct cluster_options *options, char **operands)
{
	struct why why = {.threshold = options->threshold};
	struct cluster cluster;

	for (size_t i = 0; i < 2; i++)
		why.document[i].wanted = operands[i];
	cluster_init(&cluster, options);
	for (size_t i = 0; i < 2; i++)
		cluster_want(&cluster, operands[i]);
	cluster_read(&cluster, operands + 2);
	cluster_explain(&cluster, &why);
	cluster_release(&cluster);
	why_release(&why);
	cli_finish();
}

int main(int argc, char **argv)
{
	struct cluster_options cluster = {
		.threshold = DEFAULT_THRESHOLD,
		.memory = (size_t)256 << 20,
		.threads = 1,
	};
	const char *folder = NULL;
	bool explains = false;
	const struct cli_option options[] = {
		{'e', "events", CLI_STRING, &cluster.coverage, "FILE",
		 "write a line for each event: who reported it, and when"},
		{'i', "index", CLI_STRING, &folder, "DIR",
		 "let documents join the events that DIR holds, and add them"},
		{'j', "threads", CLI_SIZE, &cluster.threads, "N",
		 "use N threads, 0: one for each processor (1)"},
		{'S', "buffer-size", CLI_SIZE, &cluster.memory, "SIZE",
		 "memory to use; the rest goes to $TMPDIR (256M)"},
		{'t', "threshold", CLI_SHARE, &cluster.threshold, "SHARE",
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
	const int first = cli_parse(&cli, argc, argv);

	if (explains && (argc - first < 2 || cluster.coverage)) {
		warn("--explain wants two ids, and no --events");
		return EXIT_USAGE;
	}
	if (folder && !*folder) {
		warn("--index wants a folder");
		return EXIT_USAGE;
	}
	if (explains && folder && access(folder, F_OK))
		die_errno("cannot open the folder '%s'", folder);
	mem_return_large();
	cluster.threads = pool_threads(cluster.threads);
	if (cluster.memory < MEMORY_MIN)
		cluster.memory = MEMORY_MIN;
	phrases_init();
	if (folder)
		cluster.index = event_index_open(folder);
	if (explains)
		explain(&cluster, argv + first);
	else
		run(&cluster, argv + first);
	event_index_close(cluster.index);
	phrases_release();
	return EXIT_OK;
}
