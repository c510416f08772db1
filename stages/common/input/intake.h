/*
 * intake.h - what a thread has to turn a file into documents: limits, readers
 * and their memory, counts, the sink that takes them, and the outbox for what
 * it makes of them.
 *
 * Memory: a few times the largest document, which is bounded by a limit.
 * levels.h reads a file with it, and those who read one kind of file
 * (jsonl_lines.h, crawl.h, pages.h).
 */
#ifndef INTAKE_H
#define INTAKE_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "charset.h"
#include "document.h"
#include "expansion.h"
#include "feed.h"
#include "http.h"
#include "input.h"
#include "jsonl.h"
#include "mhtml.h"
#include "origin.h"
#include "outbox.h"
#include "select.h"
#include "unpack.h"
#include "warc.h"

enum {
	INTAKE_DEPTH_MAX = 16,
	/* an archive in a compressed file is one level of two parts */
	INTAKE_LEVELS_MAX = 2 * INTAKE_DEPTH_MAX,
};

/* What is read, and how far. */
struct intake_limits {
	size_t record;	/* bytes of a document, before and after decoding */
	size_t line;	/* bytes of a line of JSONL */
	size_t header;	/* bytes of the header of a WARC record, a response,
			 * a message */
	size_t ratio;	/* of bytes out to bytes in, past 16 MiB; 0: any */
	size_t entries; /* of an archive; 0: any number */
	size_t depth;	/* archives in archives */
};

struct intake_level {
	struct unpack *unpack; /* NULL until it was used */
	enum sniff_kind kind;
	struct place place; /* of the file that is open */
	size_t depth;
	bool is_wacz;
	struct buf path;  /* of the current member */
	struct buf label; /* of its outlet */
};

struct intake_counts {
	size_t files, records, empty;
	size_t aside;	 /* lists and indexes that hold no document */
	size_t left_out; /* members that were not selected */
	size_t warc[WARC_TYPES];
	uint64_t bytes; /* of files, as they were found */
	uint64_t sink[INPUT_COUNTS];
};

struct intake {
	struct intake_limits limits;
	bool verify;		     /* digests */
	const struct select *select; /* of members of archives; NULL: all */
	const struct input_sink *sink;
	void *state; /* the sink's */
	struct outbox *outbox;
	struct intake_counts counts;
	struct intake_counts told; /* as progress was told last */
	struct expansion expansion;
	struct intake_level level[INTAKE_LEVELS_MAX];
	size_t levels;
	struct feed file;
	struct charset charset;
	struct jsonl jsonl;
	struct warc warc;
	struct http http;
	struct mhtml mhtml;
	struct document_writer writer;
	struct buf name; /* the path of a line or a record */
	struct buf date; /* of a record */
	struct buf text; /* scratch of who reads a leaf */
};

void intake_add_counts(struct intake_counts *sum,
		       const struct intake_counts *counts);

/* Zero but for the limits, the sink and the outbox is a valid intake. */
void intake_release(struct intake *intake);

/* A document, and what becomes none. */
void intake_put(struct intake *intake, const struct document *doc);
void intake_skip(struct intake *intake, const struct place *place,
		 const char *why);
void intake_partial(struct intake *intake, const struct place *place,
		    const char *why);
void intake_empty(struct intake *intake, const struct place *place);

/* Show how much was done since this was called last. A file's bytes count when
 * it is done; open_bytes: those of the one that is open. */
void intake_tell(struct intake *intake, uint64_t open_bytes);

#endif
