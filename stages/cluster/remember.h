/*
 * remember.h - adding a batch to an index of events.
 *
 * Of each document its heaviest terms are kept; also those that no other
 * document has yet, as a later one may. Memory: as given, and up to 36 bytes a
 * document.
 */
#ifndef REMEMBER_H
#define REMEMBER_H

#include <stddef.h>
#include <stdint.h>

#include "index/event_index.h"
#include "frequency.h"
#include "kept.h"
#include "lineage.h"
#include "vector.h"

enum {
	REMEMBER_TERMS = 512, /* of a document, */
	REMEMBER_PROBES = 96, /* by which of them it is found */
};

struct remember;

/* All borrowed. documents: how many take part; memory: bytes. */
struct remember *remember_new(struct event_index *index,
			      const struct weigher *weigher, size_t memory,
			      uint32_t documents);

/* A new document, in canonical order; of those that have one id the first is
 * kept. */
void remember_document(struct remember *remember, const struct kept *kept,
		       uint32_t number, uint64_t event, struct str row);

/* Add all to the index, with the events that are new and what is linked. */
void remember_all(struct remember *remember, const struct lineage *lineage,
		  const struct frequency *frequency);

/* NULL is nothing to free. */
void remember_free(struct remember *remember);

#endif
