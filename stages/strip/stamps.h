/*
 * stamps.h - which line of the page says when the article was published.
 */
#ifndef STAMPS_H
#define STAMPS_H

#include "article.h"

enum stamp_label {		    /* in the order of trust */
		   STAMP_NONE,	    /* no full date */
		   STAMP_UPDATED,   /* the day of a change */
		   STAMP_PLAIN,	    /* a date without a word on it */
		   STAMP_PUBLISHED, /* published, posted... */
};

/* The date in text with the best label; the first of equals. label is what
 * stood before the text. *date is empty if there is none. tokens: scratch. */
enum stamp_label stamp_read(struct str text, enum date_order order,
			    enum stamp_label label, struct tokens *tokens,
			    struct date *date);

/* The last label in text; STAMP_NONE if there is none. */
enum stamp_label stamp_label_in(struct str text, struct tokens *tokens);

/*
 * Set article->stamp_line, its date and article->stamp_updated. The
 * article's own stamp stands below the title, up to the first lines of the
 * text; else right above the title, if it cannot be the page's clock; else
 * right behind the text, or behind the byline there; else it is the only
 * day on the page that is said to be that of a publication. Other dates
 * belong to other articles. Of several lines below the title one without
 * "updated" is taken. Needs the roles.
 */
void stamps_find(struct article *article);

#endif
