/*
 * lines.h - what a line looks like by itself: a stamp, a caption, a tail
 * opener... The phrase tables sharpen this; a language without a table has
 * prose, headlines, stamps, names and links all the same.
 */
#ifndef LINES_H
#define LINES_H

#include "article.h"
#include "token.h"

/* Set kind and date of line i, which has been measured; tokens are its own. */
void line_classify(struct article *article, size_t i,
		   const struct tokens *tokens);

#endif
