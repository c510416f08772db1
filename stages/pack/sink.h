/*
 * sink.h - one kind of shard: lines in, part-NNNNN.jsonl.zst out.
 *
 * Lines of a shard gather in an unlinked temporary file; when they exceed
 * the shard size they are compressed into one zstd frame with content size
 * and checksum (so that any reader takes them, also those that stop after
 * the first frame), window at most 8 MiB. Every kind has at least one part,
 * even if it is empty. Failures are fatal and name the file.
 */
#ifndef SINK_H
#define SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "tempfile.h"

struct sink_file {  /* what the manifest says of a finished file */
	char *path; /* below the corpus folder */
	uint64_t bytes;
	uint64_t lines;
	char sha256[65];
	char xxh3[33];
};

struct sink_files { /* of all sinks, in the order in which they finished */
	struct sink_file *file;
	size_t count;
	size_t size;
};

struct sink {
	const char *dir;   /* the corpus folder */
	const char *stem;  /* "documents/part", "events/events" */
	bool numbered;	   /* -NNNNN after the stem */
	size_t shard_size; /* bytes of lines, at least one line a shard */
	int level;	   /* of zstd, 1-19 */
	struct sink_files *files;
	struct tempfile lines;
	unsigned parts;
};

void sink_init(struct sink *sink);

/* Append the line (with its newline). */
void sink_add(struct sink *sink, struct str line);

/* Write what is left. Returns the number of lines in all parts, counted in
 * the bytes that were compressed. */
uint64_t sink_finish(struct sink *sink);

/* Write a small file of the corpus whole, flush it to disk, and note it. */
void sink_write_file(const char *dir, const char *path, struct str text,
		     struct sink_files *files);

void sink_files_release(struct sink_files *files);

#endif
