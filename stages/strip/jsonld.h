/*
 * jsonld.h - what a page's JSON-LD says of its article (schema.org).
 *
 * Objects whose @type is some Article, Posting, Report or Review count;
 * others that carry a datePublished (WebPage) only fill what those leave
 * empty. Control characters inside strings, which many pages have, are
 * read as spaces; a script that is no JSON after that is ignored. White
 * space in texts is collapsed, character references are resolved. No
 * recursion, at most JSONLD_OBJECTS_MAX objects a script.
 */
#ifndef JSONLD_H
#define JSONLD_H

#include "buf.h"
#include "squeeze.h"
#include "str.h"

enum { JSONLD_OBJECTS_MAX = 256 };

struct jsonld { /* {0} is valid; texts are empty if not stated */
	struct buf headline;
	struct buf author;	   /* names, joined by ", " */
	struct buf published;	   /* as it stands */
	struct buf body;	   /* articleBody, the first */
	struct buf page_published; /* of an object that is no article */
	struct buf scratch, raw;
	struct squeezer squeezer;
};

/* Fill what is still empty from one script. */
void jsonld_read(struct jsonld *jsonld, struct str script);

void jsonld_reset(struct jsonld *jsonld);
void jsonld_release(struct jsonld *jsonld);

#endif
