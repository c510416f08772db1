/*
 * reader.h - records from the named files, or from standard input.
 *
 * A record is one line of JSON; reader_next() gives it without its newline.
 * The input is a stage's own intermediate, so a file that cannot be read
 * or a line longer than the limit is fatal, with the file's name and the
 * line's number. Empty lines are skipped. Reads 1 MiB at a time; memory
 * grows with the longest line alone. Foreign files, which are skipped and
 * reported, are for input.h.
 */
#ifndef READER_H
#define READER_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "record.h"
#include "str.h"

#define READER_LINE_MAX ((size_t)1 << 30) /* a longer line is no record */

struct reader {
	char **files;	  /* those still to read, NULL-terminated */
	const char *name; /* of the one being read, for messages */
	int fd;		  /* -1 while none is open */
	struct buf data;  /* bytes read and not yet given out */
	size_t start;	  /* of the next line in data */
	size_t line;	  /* number of the last line given, in this file */
	size_t records;	  /* given so far, over all files */
};

/* files: the operands after cli_parse(); none, or "-", is standard input.
 * A pipe on standard input is grown to 1 MiB (F_SETPIPE_SZ) if allowed. */
void reader_init(struct reader *reader, char **files);

/* How much there is to read in all; 0 if that is not known. */
uint64_t reader_bytes(char **files);

/* False after the last. The line belongs to the reader until the next call. */
bool reader_next(struct reader *reader, struct str *line);

/* The same, scanned; a line that is no record is fatal ("'x' line 7: ..."). */
bool reader_record(struct reader *reader, struct record *record);

/*
 * What comes next as whole lines of one file, newlines and empty lines
 * included, about 1 MiB (or one longer line); false after the last. They
 * belong to the reader until the next call. *before: how many lines of the
 * file came before them. reader->records is not kept.
 */
bool reader_block(struct reader *reader, struct str *lines, size_t *before);

/* Let *block, whose contents are lost, have what reader_block() gave last,
 * where it stands, for as long as the block lives. */
void reader_give(struct reader *reader, struct buf *block);

/* Stop: "'NAME' line N: WHAT", exit status 1. For records that lack a key. */
_Noreturn void reader_fail(const struct reader *reader, const char *what);

/* Stop: "'NAME' line N byte AT: WHAT"; AT counts from 1. For broken lines. */
_Noreturn void reader_fail_at(const struct reader *reader,
			      const struct error *error);

void reader_release(struct reader *reader);

#endif
