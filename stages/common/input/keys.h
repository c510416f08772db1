/*
 * keys.h - where the members of somebody's JSONL stand, as options name them.
 *
 * A key is a member's name, or the names of nested objects and a member joined
 * by '.', as metadata.url. In each object the whole of what is left is tried
 * as a name before its part up to the '.' is.
 */
#ifndef KEYS_H
#define KEYS_H

#include "record.h"
#include "str.h"

/* NULL where the option was not given. */
struct keys {
	const char *text; /* the content, plain text */
	const char *html; /* the content, HTML: before text if not empty */
	const char *id;	  /* identifies the document */
	const char *url;
	const char *date; /* when it was fetched, see instant_put() */
};

struct found {
	struct str value;	   /* p is NULL: there is none */
	const struct field *field; /* at the top level; NULL for a nested one */
};

/* Linear in the record for each name in key. */
struct found keys_find(const struct record *record, struct str key);

#endif
