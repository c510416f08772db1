/*
 * output.h - standard output in blocks of 1 MiB.
 *
 * Output that cannot be written is fatal at once (SIGPIPE keeps its default
 * action). A pipe on standard output is grown to 1 MiB if allowed. Stages
 * fill the buffer of output_buf() and call output_flush_if_full() after
 * each record; cli_finish() flushes and closes standard output.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "buf.h"

/* The one buffer in front of standard output; append to it. */
struct buf *output_buf(void);

/* Write it out if it holds 1 MiB or more. */
void output_flush_if_full(void);

/* Write it out now. */
void output_flush(void);

/* Write another buffer out now and empty it; not to be mixed with the one
 * above. */
void output_write(struct buf *buf);

/* From now on nothing is written: take() gets it, in the same blocks of whole
 * records, one at a time. NULL: as before. Nothing may be waiting. */
void output_divert(void (*take)(void *to, struct str bytes), void *to);

/* Forget what is not written and return the memory; cli_finish() does. */
void output_release(void);

#endif
