/*
 * metadata.h - who wrote the article, when, in which language, for which
 * site.
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
 * order of its dates, for which og:locale may name the country; both before
 * measure_lines(). */
void metadata_language_declared(struct article *article);

/* The page's address as it declares it: <link rel=canonical>, og:url. */
struct str metadata_address(const struct page *page);

/* The site's name: og:site_name, the publisher's in JSON-LD, application-name.
 */
void metadata_site(struct article *article, const struct jsonld *jsonld);

/* Language of the main content by itself; the declared one if unsure. */
void metadata_language(struct article *article);

/* JSON-LD, <meta>, the record, then the lines around the text that have
 * been given the role of a byline. */
void metadata_author(struct article *article, const struct jsonld *jsonld,
		     const struct evidence *evidence);

/*
 * JSON-LD, <meta>, itemprop, <time>, what the record calls created, URL,
 * the stamp near the title, the record's date; only if there is none of
 * them, a <time> or a stamp of a change: the first that is a full, possible
 * date. One after the day on which the page was fetched is not; digits are
 * read in the other order then. A time in UTC is made that of the place, if
 * the page says it; an earlier day below the title goes before all. Needs
 * the roles.
 */
void metadata_created(struct article *article, const struct jsonld *jsonld,
		      const struct evidence *evidence);

#endif
