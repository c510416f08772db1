/*
 * pages.h - one document: a page or a text, in whatever encoding.
 */
#ifndef PAGES_H
#define PAGES_H

#include "document.h"
#include "feed.h"
#include "intake.h"
#include "str.h"

/* All that the feed has left is one document. */
void pages_read(struct intake *intake, struct feed *feed,
		const struct place *place);

/* The same of a page saved with all that it shows. */
void pages_read_mhtml(struct intake *intake, struct feed *feed,
		      const struct place *place);

enum page_media { PAGE_ANY, PAGE_HTML, PAGE_TEXT };

/*
 * Decode doc->raw, and put the record if there is something in it. doc has
 * all that does not come from the content. charset: what the transport says
 * it is in, empty if it says nothing. PAGE_ANY: the content, and then the
 * label of doc's place, say if it is HTML.
 */
void pages_put(struct intake *intake, struct document *doc, struct str charset,
	       enum page_media media);

#endif
