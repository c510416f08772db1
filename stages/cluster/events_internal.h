/*
 * events_internal.h - what is inside of events: for events.c, which finds them,
 * and events_found.c, which tells what was found.
 */
#ifndef EVENTS_INTERNAL_H
#define EVENTS_INTERNAL_H

#include <stdint.h>

#include "blend.h"
#include "bounds.h"
#include "edges.h"
#include "event_day.h"
#include "events.h"
#include "frequency.h"
#include "gather.h"
#include "lineage.h"
#include "linkage.h"
#include "names.h"
#include "neighbours.h"
#include "numbers.h"
#include "remember.h"
#include "tempfile.h"
#include "turns.h"
#include "vector.h"
#include "vectors.h"

struct member {
	struct bounds bounds; /* of the cluster that begins with it */
	struct vote vote;     /* of it, then of the event */
	uint32_t next;	      /* of the same event, NONE after the last */
	uint64_t size;	      /* of the event that begins with it */
};

struct events {
	struct events_options options;
	struct gather *gather;
	struct frequency frequency;
	struct weigher weigher;
	struct names names;
	struct numbers numbers; /* by id */
	struct lineage lineage;
	struct tempfile copyings; /* of events.c, until their source is known */
	struct turns turns;
	struct vectors vectors;
	struct blend blend;
	struct edges edges;
	int32_t *created; /* day of publication of each document */
	struct neighbours *neighbours;
	struct linkage *linkage;
	const uint32_t *root;
	struct member *member;
	uint32_t count;
	uint32_t threshold;
	struct vote *vote; /* scratch */
	size_t votes_size;
	struct remember *remember;
};

/* Between the publication of two documents, -1: not known. */
int32_t events_days_between(const struct events *events, uint32_t a,
			    uint32_t b);

#endif
