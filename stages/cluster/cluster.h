/*
 * cluster.h - the stage as a whole: records in, records with their events out.
 *
 *	cluster_init(&cluster, &options);
 *	cluster_read(&cluster, files);
 *	cluster_write(&cluster);	or cluster_explain()
 *	cluster_remember(&cluster);	when all that was written is out
 *
 * Records wait in a spool until all are there (spool.h), what is compared of
 * them with the events (events.h). What cannot be read or written is fatal.
 */
#ifndef CLUSTER_H
#define CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "coverage.h"
#include "events.h"
#include "spool.h"
#include "why.h"

struct cluster_options {
	double threshold;	   /* see events.h */
	size_t memory;		   /* bytes */
	size_t threads;		   /* at least 1 */
	const char *coverage;	   /* file for lines of events, or NULL */
	struct event_index *index; /* borrowed, or NULL */
};

struct cluster {
	const struct cluster_options *options;
	struct spool *records; /* in canonical order (kept.h) */
	struct events *events;
	struct coverage *coverage; /* or NULL */
	uint32_t documents;	   /* records read */
	uint64_t bytes;		   /* of them */
	size_t found;		   /* events, once read */
};

/* options are borrowed. Opens the file for lines of events. */
void cluster_init(struct cluster *cluster,
		  const struct cluster_options *options);

/* Let a document of the index be there, by its id. */
void cluster_want(struct cluster *cluster, const char *id);

/* Read all files (see reader.h), and find the events. */
void cluster_read(struct cluster *cluster, char **files);

/* Write all records to standard output, in canonical order, but a copy never
 * before what it is of (turns.h); and the lines of events to their file. */
void cluster_write(struct cluster *cluster);

/* Write instead why the two documents are of one event or not. The id of one
 * that is not there is fatal. */
void cluster_explain(struct cluster *cluster, struct why *why);

/* Add the batch to the index, if there is one, which is to be closed then. */
void cluster_remember(struct cluster *cluster);

void cluster_release(struct cluster *cluster);

#endif
