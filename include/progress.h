/*
 * progress.h - one line on a terminal: how far a stage has come.
 *
 * Shown only when standard error is a terminal, TERM is not "dumb" and -q
 * was not given; at most six times a second; erased at the end. All calls
 * are cheap and do nothing otherwise.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stddef.h>
#include <stdint.h>

/* total: bytes expected, 0 if unknown. */
void progress_begin(uint64_t total_bytes);
void progress_update(size_t files, uint64_t bytes, size_t records);
void progress_end(void);

#endif
