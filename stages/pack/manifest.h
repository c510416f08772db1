/*
 * manifest.h - the files of a corpus that say what is in it.
 *
 * The time of the run stands in MANIFEST.json and stats.json alone;
 * README.md and SHA256SUMS (which leaves those two out) depend on the
 * contents only.
 */
#ifndef MANIFEST_H
#define MANIFEST_H

#include "sink.h"
#include "tally.h"

struct manifest {
	const char *dir;
	struct tally *tally;
	struct sink_files *files; /* grows by the small files */
	size_t shard_size;
	int level;
	const char *added; /* as given, or NULL */
};

/* README.md, SHA256SUMS, stats.json, and MANIFEST.json last. */
void manifest_write(struct manifest *manifest);

#endif
