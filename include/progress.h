/*
 * progress.h - one line on a terminal: how far a stage has come.
 *
 * Shown only when standard error is a terminal, TERM is not "dumb" and -q
 * was not given; at most six times a second; erased at the end. With the speed,
 * and the time that is left if the total is known. All calls are cheap and do
 * nothing otherwise.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* total: bytes expected, 0 if unknown. */
void progress_begin(uint64_t total_bytes);
void progress_update(size_t files, uint64_t bytes, size_t records);
void progress_end(void);

/* The same for a stage that goes through all it has more than once: the next
 * phase ("sorting") begins, of so many records, and so many of them are
 * done. */
void progress_phase(const char *name, size_t records);
void progress_done(size_t records);

/* Will anything be shown? Else what only serves that need not be found out. */
bool progress_is_shown(void);

/* For threads, from any of them: so much more was done; so much more is
 * expected in all, which counts once it is known that
 * nothing more is. */
void progress_add(size_t files, uint64_t bytes, size_t records);
void progress_expect(uint64_t bytes);
void progress_expect_no_more(void);

#endif
