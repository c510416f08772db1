/*
 * intake.h - an open file becomes records on standard output.
 *
 * What a file is, its bytes say (sniff.h): a page or a text gives one
 * record, JSONL one a line, a compressed file or an archive those of
 * what is inside. What cannot be read goes to skips. Memory: a few times the
 * largest document, which is bounded by a limit.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "charset.h"
#include "document.h"
#include "feed.h"
#include "jsonl.h"
#include "origin.h"
#include "skips.h"
#include "unpack.h"

struct intake {
	size_t record_max; /* bytes of a document or a line, before decoding */
	struct unpack_limits limits;
	struct skips *skips;
	size_t files, records, empty;
	uint64_t bytes; /* of files, as they were found */
	struct feed file;
	struct unpack unpack;
	struct charset charset;
	struct jsonl jsonl;
	struct document_writer writer;
	struct buf path;   /* of a member */
	struct buf label;  /* of its outlet */
	struct buf line;   /* the path of a line */
	struct buf object; /* one that stood on several lines */
};

/* Zero but for the limits and skips is a valid intake. Reads fd to its end;
 * it stays the caller's. */
void intake_file(struct intake *intake, int fd, const struct place *place);

void intake_release(struct intake *intake);

#endif
