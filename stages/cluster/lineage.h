/*
 * lineage.h - which clusters are events of earlier batches, and what that
 * says of two such events in one cluster: they are linked, and the older
 * speaks for both (event_index.h).
 *
 * Memory: up to 64 bytes a document of earlier batches, 4 any.
 */
#ifndef LINEAGE_H
#define LINEAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "index/event_index.h"

struct claim { /* a document of an event of an earlier batch */
	uint64_t event, speaker;
	uint32_t document;
};

struct heir { /* a cluster that has one */
	uint64_t speaker;
	uint32_t root;
};

struct lineage {
	const struct event_index *index; /* borrowed; NULL: nothing is done */
	struct claim *claim;
	size_t claims, claims_size;
	struct heir *heir; /* by root and speaker, each once */
	size_t heirs;
	uint32_t *fresh; /* roots of the others, ascending */
	size_t freshes;
};

void lineage_init(struct lineage *lineage, const struct event_index *index);

/* Documents by ascending number. */
void lineage_claim(struct lineage *lineage, uint32_t document, uint64_t event);

/* Call unite() with documents that were of one event, so that all of them
 * become one cluster; linked: also those of linked events. */
void lineage_unite(struct lineage *lineage, bool linked,
		   void (*unite)(void *context, uint32_t a, uint32_t b),
		   void *context);

/* Now the clusters are known: root[] of n documents. Those of linked events
 * are in one. */
void lineage_settle(struct lineage *lineage, const uint32_t *root, uint32_t n);

/* The event that a document was written down as; false if it is new. */
bool lineage_was(const struct lineage *lineage, uint32_t document,
		 uint64_t *event);

/* The number of a cluster's event, old or new; old: was it there? */
uint64_t lineage_event(const struct lineage *lineage, uint32_t root, bool *old);

/* Call use() with each event of earlier batches that a cluster is; several
 * are linked. Ascending by speaker, then event. */
void lineage_linked(const struct lineage *lineage, uint32_t root,
		    void (*use)(uint64_t event, void *data), void *data);

/* Are several speakers in it, which are to be linked? */
bool lineage_is_linked_now(const struct lineage *lineage, uint32_t root);

/* Write what is new to a segment: its events, and its links. place: the number
 * within the segment of each document by which an event can begin. */
void lineage_write(const struct lineage *lineage, const uint32_t *place,
		   struct event_writer *writer);

void lineage_release(struct lineage *lineage);

#endif
