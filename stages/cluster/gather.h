/*
 * gather.h - the documents that take part: those of the batch, in canonical
 * order (kept.h) whatever that of the input, and those of earlier batches
 * that may be of the same events.
 *
 *	gather_add(gather, key, packed);	for each record
 *	gather_count(gather, &frequency);	then once
 *	gather_select(gather, &weigher);
 *	while (gather_next(gather, &document)) ...
 *
 * Of an index (event_index.h) those take part that share probes with a
 * document of the batch, that it has copies of, or that it is; and with each
 * those of its event. Memory: as given; with an index 12 bytes a record
 * and 16 a document of it that takes part.
 */
#ifndef GATHER_H
#define GATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "index/event_index.h"
#include "frequency.h"
#include "kept.h"
#include "str.h"
#include "vector.h"

#define GATHER_NEW UINT64_MAX

struct gathered {
	uint64_t event; /* that it was written down as, or GATHER_NEW */
	struct kept kept;
};

struct gather;

/* index: NULL if there is none; borrowed. */
struct gather *gather_new(size_t memory, struct event_index *index);

/* A record of the batch: kept_key() and kept_pack(), which are copied. False
 * if there are too many (2^32 - 2). */
bool gather_add(struct gather *gather, struct str key, struct str packed);

/* Let a document of the index take part, if it has one of this hash, whatever
 * it has in common with the batch. */
void gather_want(struct gather *gather, uint64_t hash);

/* Count the terms of all that are new, on top of those of the index, in an
 * empty table; returns in how many documents all were counted. */
uint64_t gather_count(struct gather *gather, struct frequency *frequency);

/* Find those of earlier batches. */
void gather_select(struct gather *gather, const struct weigher *weigher);

/* How many documents an event of the index has there, if it has so many that
 * not all take part; else 0. */
uint64_t gather_members(const struct gather *gather, uint64_t event);

/* How many take part. */
uint32_t gather_documents(const struct gather *gather);

/* Start (again) at the first; the next, in canonical order, good until the
 * call after; false after the last. They are numbered from 0. */
void gather_rewind(struct gather *gather);
bool gather_next(struct gather *gather, struct gathered *out);

/* The number of a record of the batch, counted from 0 in canonical order. */
uint32_t gather_document(const struct gather *gather, uint32_t record);

void gather_free(struct gather *gather);

#endif
