/*
 * mhtml_parts.h - the parts of a message, and which of them is the page.
 * Private to mhtml.c.
 */
#ifndef MHTML_PARTS_H
#define MHTML_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "mhtml.h"
#include "str.h"

/* What a header says; p is NULL where it says nothing. */
struct mhtml_fields {
	struct str type;
	struct str encoding;
	struct str id;
	struct str location;
	struct str base;
	struct str snapshot;
	struct str date;
};

/* A part that may be the page. */
struct mhtml_part {
	struct mhtml_fields fields;
	struct str body; /* p is NULL if there is no such part */
	bool html;
	bool root;
	bool open; /* to the end of the file */
	size_t alternative;
};

/* Take down a header's field if it is one of those; the first of each name
 * counts. */
void mhtml_set_field(struct mhtml_fields *fields, struct str name,
		     struct str value);

/* Of the type, in lower case, whatever its parameters? "" is none. */
bool mhtml_is_type(const struct mhtml_fields *fields, const char *type);

/* A Content-ID or URL without the brackets or quotes around it. */
struct str mhtml_bare(struct str s);

/* Find the page in a message, which begins with its header. NULL, or why
 * there is none: static text. */
const char *mhtml_find_page(struct mhtml *mhtml, struct str bytes,
			    struct mhtml_fields *message,
			    struct mhtml_part *page);

#endif
