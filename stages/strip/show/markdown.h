/*
 * markdown.h - an article as Markdown (CommonMark 0.31, tables as GitHub's).
 */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include "shown.h"

/*
 * Append the title and the lines of the text. What could be read as markup
 * is escaped, so that a reader sees the characters of the page. Headings
 * begin at level 2, the title being the one of level 1. Two pages are
 * parted by a thematic break if number, the page's, from 1, is larger.
 */
void markdown_put(const struct shown *shown, uint64_t number, struct buf *out);

#endif
