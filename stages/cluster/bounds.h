/*
 * bounds.h - what is certain of the event of a cluster, to keep sisters
 * apart: the span of its days, the day of the year, the ordinal.
 *
 * Only a contradiction counts. What is not known contradicts nothing.
 */
#ifndef BOUNDS_H
#define BOUNDS_H

#include <stdbool.h>
#include <stdint.h>

#include "facts.h"
#include "ordinal.h"

struct bounds {
	int32_t first, last; /* days since 1970, or FACTS_NO_DAY */
	int32_t end;	     /* the last day of what takes more than one */
	/* Month and day where the year may not be known: 31 (month - 1) +
	 * day; 0: not known either. */
	int16_t year_day_first, year_day_last;
	bool daily; /* it is told anew every day */
	struct ordinal ordinal;
};

/* Those of one document. */
void bounds_init(struct bounds *bounds, const struct facts *facts);

/* Can the two not be one event? Days may differ by FACTS_SPAN, but not of what
 * is told anew every day, and are all within what takes several days if one of
 * them is. */
bool bounds_contradict(const struct bounds *a, const struct bounds *b);

/* Make into the bounds of both. */
void bounds_join(struct bounds *into, const struct bounds *other);

#endif
