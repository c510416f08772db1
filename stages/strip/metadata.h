/*
 * metadata.h - who wrote the article, when, and in which language.
 */
#ifndef METADATA_H
#define METADATA_H

#include "article.h"
#include "jsonld.h"

struct evidence { /* what the record says; empty if nothing */
	struct str url;
	struct str fetched;
	struct str title, author, created, date; /* of a JSONL input */
};

/* The language that the page declares, into article->lang for now, and the
 * order of its dates; both before measure_lines(). */
void metadata_language_declared(struct article *article);

/* Language of the main content by itself; the declared one if unsure. */
void metadata_language(struct article *article);

/* JSON-LD, <meta>, the record, then the lines around the text that have
 * been given the role of a byline. */
void metadata_author(struct article *article, const struct jsonld *jsonld,
		     const struct evidence *evidence);

/*
 * JSON-LD, <meta>, <time>, what the record calls created, URL, the stamp
 * near the title, the record's date: the first that is a full, possible
 * date. One after the day on which the page was fetched is not. Needs the
 * roles.
 */
void metadata_created(struct article *article, const struct jsonld *jsonld,
		      const struct evidence *evidence);

#endif
