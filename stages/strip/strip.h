/*
 * strip.h - a record's page in, its article and all that was taken out.
 */
#ifndef STRIP_H
#define STRIP_H

#include <stdbool.h>
#include <stdint.h>

#include "article.h"
#include "error.h"
#include "jsonld.h"
#include "metadata.h"
#include "record.h"

/* Roles that stay in the text whatever --keep says, as a set of bits. */
#define STRIP_KEEP                                                             \
	(1u << ROLE_LEAD | 1u << ROLE_HEADING | 1u << ROLE_BODY |              \
	 1u << ROLE_LIST | 1u << ROLE_QUOTE | 1u << ROLE_TABLE |               \
	 1u << ROLE_CODE)

/* A set of roles from "caption,byline" or "all" (every one but chrome), on
 * top of STRIP_KEEP; 0 if a name is unknown. */
uint32_t strip_keep_from(const char *names);

/* A set of roles of STRIP_KEEP from "lead,code"; false if a name is not one
 * of them. */
bool strip_drop_from(const char *names, uint32_t *drop);

struct stripper { /* one a thread; {0} but for keep is valid */
	uint32_t keep;
	uint32_t drop; /* roles that leave the text, out of STRIP_KEEP */
	struct article article;
	struct jsonld jsonld;
	struct buf content;	/* unescaped html or text */
	struct buf evidence[6]; /* unescaped keys of the record */
	struct record head;	/* of a page that comes without one */
	uint64_t pages, empty, kept, stripped; /* for the summary; lines */
};

/* Does a page that nothing is known of look like HTML? A tag or doctype at
 * its start, or several end tags in its first bytes. */
bool strip_is_html(struct str page);

/* Read a page (valid UTF-8) into stripper->article, all decided. */
void strip_page(struct stripper *stripper, bool html, struct str content,
		const struct evidence *evidence);

/* Was the record here before? It is passed on as it is then, so that
 * stripping twice is stripping once. */
bool strip_is_done(const struct record *record);

/* The record's page; false if it has neither html nor text. */
bool strip_record(struct stripper *stripper, const struct record *record,
		  struct error *error);

/* The same of a page that stands beside what its record says of it. */
void strip_document(struct stripper *stripper, const struct record *head,
		    bool html, struct str content);

/* Is the line in the text? */
bool strip_is_kept(const struct stripper *stripper, const struct line *line);

/* Append the record anew, with the article instead of the page. */
void strip_put(const struct stripper *stripper, const struct record *record,
	       struct buf *out);

/* Append title and text for people, paragraphs parted by empty lines, pages
 * by two. */
void strip_put_plain(const struct stripper *stripper, struct buf *out);

/* The same of a record that was here before. */
void strip_put_plain_done(struct stripper *stripper,
			  const struct record *record, struct buf *out);

void strip_release(struct stripper *stripper);

#endif
