/*
 * content.h - where on the page the article stands.
 *
 * Every line gets a score: what prose it has, less what speaks for chrome.
 * The main content is the stretch of lines whose scores have the largest
 * sum (Bentley 1984, as Finn, Kushmerick and Smyth 2001 used it on tags);
 * lines between may be anything, so that an article split over several
 * containers stays whole. Linear, no state from page to page.
 */
#ifndef CONTENT_H
#define CONTENT_H

#include "article.h"

/* Needs measured and classified lines and article->title_line; sets
 * article->begin and end, and each line's score. */
void content_choose(struct article *article);

/* The element names that speak against a block, where they count. */
enum {
	CONTENT_BAD = BLOCK_IN_NAV | BLOCK_IN_HEADER | BLOCK_IN_FOOTER |
		      BLOCK_IN_ASIDE | BLOCK_IN_FORM | BLOCK_NAME_BAD |
		      BLOCK_HIDDEN,
};

#endif
