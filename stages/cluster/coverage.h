/*
 * coverage.h - who reported an event, in which order, which words it is known
 * by, and which paragraphs went around: a line for each event.
 *
 * Documents wait in a spool (see spool.h) until all are there. Memory: what is
 * given, and that of the largest event.
 */
#ifndef COVERAGE_H
#define COVERAGE_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "record.h"

struct coverage;

/* name: of the file to write; one that cannot be opened is fatal. What it
 * holds stays until coverage_write(). */
struct coverage *coverage_new(const char *name, size_t memory);

/* Append what is needed of a record: an object that is still open, to which
 * "terms" may be added as keyterms_find() makes them, and a brace. */
void coverage_row(const struct record *record, struct buf *out);

/* A document's row; event: the number of the first document of its event. */
void coverage_add(struct coverage *coverage, uint32_t event, uint32_t document,
		  struct str row);

/* Write all events, in the order of their first documents, and what each has in
 * the order of numbers, to the file, and close it; fatal if that fails. head
 * appends the members of an event that come first, after an opening brace. */
void coverage_write(struct coverage *coverage,
		    void (*head)(void *data, uint32_t event, struct buf *out),
		    void *data);

/* NULL is nothing to free. */
void coverage_free(struct coverage *coverage);

#endif
