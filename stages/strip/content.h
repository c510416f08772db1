/*
 * content.h - where on the page the article stands.
 *
 * A model (forest.h) says of every line how sure it is that it belongs to
 * the article. The main stretch is the run of lines with the largest sum of
 * that (Bentley 1984, as Finn, Kushmerick and Smyth 2001 used it on tags);
 * inside of it more likely than not is enough, outside it has to be sure.
 * Lines between may be anything, so that an article split over several
 * containers stays whole. Linear, no state from page to page.
 */
#ifndef CONTENT_H
#define CONTENT_H

#include "article.h"

/* Needs measured and classified lines and article->title_line; sets
 * article->cards, begin, end and bad, and each line's score and main. */
void content_choose(struct article *article);

/* The element names that speak against a block, where they count. */
enum {
	CONTENT_BAD = BLOCK_IN_NAV | BLOCK_IN_HEADER | BLOCK_IN_FOOTER |
		      BLOCK_IN_ASIDE | BLOCK_IN_FORM | BLOCK_NAME_BAD |
		      BLOCK_HIDDEN,
};

#endif
