/*
 * jsonscan.h - the strict scanner (RFC 8259) under json.h and record.h.
 *
 * A call that returns true has moved p behind what it names; one that
 * returns false has left p at the byte that is wrong and set what (static
 * text). Linear, no recursion; never reads at or behind end. UTF-8 is not
 * looked at here.
 */
#ifndef JSONSCAN_H
#define JSONSCAN_H

#include <stdbool.h>

#include "str.h"

struct json_scan {
	const char *p;
	const char *end;
	const char *what;
};

void json_scan_space(struct json_scan *scan);  /* RFC 8259 white space */
bool json_scan_string(struct json_scan *scan); /* with its quotes */

/* A member's name, its colon and the white space around that; *name is the
 * span of the name with its quotes. */
bool json_scan_name(struct json_scan *scan, struct str *name);

/* One value, nested at most depth (<= 64) deep. */
bool json_scan_value(struct json_scan *scan, int depth);

/*
 * The first byte in [p, end) that is not simply itself in a string: quote,
 * backslash or control character; end if there is none. 16 bytes at a time
 * with SSE2, byte by byte for the rest and elsewhere.
 */
const char *json_find_special(const char *p, const char *end);

/* The code unit that "\uXXXX" at p says; -1 if that does not stand there. */
int json_code_unit(const char *p, const char *end);

/* The first half of a surrogate pair? */
static inline bool json_is_high(int unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

#endif
