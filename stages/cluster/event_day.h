/*
 * event_day.h - the day of an event, whose documents say different things.
 */
#ifndef EVENT_DAY_H
#define EVENT_DAY_H

#include <stddef.h>
#include <stdint.h>

#include "facts.h"

/* What one document says. */
struct vote {
	int32_t day;
	uint8_t sure; /* percent */
	uint8_t from; /* enum facts_from */
};

/*
 * What all n say together, of which only those count that rest on the best
 * ground. Of texts the day of most weight, and of equals the first; it is as
 * sure as the surest who says so, less what others say. Without any the day of
 * the first report. Sorts vote[].
 */
struct vote event_day(struct vote *vote, size_t n);

#endif
