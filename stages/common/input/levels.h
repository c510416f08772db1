/*
 * levels.h - an open file, and what is inside it, become records.
 *
 * What a file is, its bytes say (sniff.h): a page or a text gives one
 * record, JSONL one a line, a WARC those of its responses, a compressed file
 * or an archive those of what is inside, down to a limit.
 *
 * What is inside is not read by recursion: the levels that are open stand on
 * a stack, and each step reads one member of the innermost.
 */
#ifndef LEVELS_H
#define LEVELS_H

#include <sys/stat.h>

#include "intake.h"
#include "origin.h"

/* Read fd to its end; it stays the caller's. before: what fstat() says of
 * it. */
void levels_read(struct intake *intake, int fd, const struct stat *before,
		 const struct place *place);

#endif
