/*
 * titles.h - which of the candidates is the article's title.
 */
#ifndef TITLES_H
#define TITLES_H

#include "article.h"
#include "jsonld.h"

/*
 * From what the page declares: the h1 that og:title, <title> or JSON-LD
 * agree with, else og:title, the JSON-LD headline, input, a lone h1, or
 * <title> without the site's name. Sets article->title and title_line; the
 * title stays empty if nothing is declared. input: what came with the
 * record, or empty.
 */
void titles_declared(struct article *article, const struct jsonld *jsonld,
		     struct str input);

/*
 * Without any declaration: the line above the main content that looks most
 * like a headline. Needs article->begin and end.
 */
void titles_from_lines(struct article *article);

#endif
