/*
 * jsonld.h - what a page's JSON-LD says of its article (schema.org).
 *
 * Objects whose @type is some Article, Posting, Report or Review count. Of
 * several, one that names the page's own address is taken, else one that
 * names none, else the first: the others are related articles. The dates
 * of a WebPage, Recipe, HowTo or CreativeWork are kept apart; those of
 * other objects (films, comments, products) are not the article's. Control
 * characters inside strings, which many pages have, are read as spaces; a
 * script that is no JSON after that is ignored. White space in texts is
 * collapsed, character references are resolved. No recursion, at most
 * JSONLD_OBJECTS_MAX objects a script.
 */
#ifndef JSONLD_H
#define JSONLD_H

#include "buf.h"
#include "html/squeeze.h"
#include "str.h"

enum { JSONLD_OBJECTS_MAX = 256 };

enum jsonld_rank {
	JSONLD_NONE,  /* no article yet */
	JSONLD_OTHER, /* an article that names another address */
	JSONLD_SOME,  /* ... none */
	JSONLD_THIS,  /* ... this page's */
};

struct jsonld { /* {0} is valid; texts are empty if not stated */
	struct buf headline;
	struct buf author;	   /* names, joined by ", " */
	struct buf published;	   /* as it stands */
	struct buf body;	   /* articleBody, the first */
	struct buf publisher;	   /* its name */
	struct buf page_published; /* of a page that is no article */
	enum jsonld_rank rank;	   /* of the article taken */
	struct str address;	   /* of the page; empty if unknown */
	struct buf scratch, raw;
	struct squeezer squeezer;
};

/* Fill what is still empty from one script. */
void jsonld_read(struct jsonld *jsonld, struct str script);

/* For a new page; its address must stay as long as scripts are read. */
void jsonld_reset(struct jsonld *jsonld, struct str address);
void jsonld_release(struct jsonld *jsonld);

#endif
