/*
 * titles.h - which of the candidates is the article's title.
 */
#ifndef TITLES_H
#define TITLES_H

#include "article.h"
#include "jsonld.h"

/*
 * From what the page declares: the h1 that og:title, <title> or the JSON-LD
 * headline begin or end with, or that shares most of its words with one of
 * them, else input, the headline, og:title, a lone h1, or <title> without
 * the site's name. An h1 that is the site's name is none. One in capitals
 * is spelt as it is declared; what stands behind a bar goes. Sets
 * article->title and title_line; the title stays empty if nothing is
 * declared. input: what came with the record, or empty. Needs
 * article->site.
 */
void titles_declared(struct article *article, const struct jsonld *jsonld,
		     struct str input);

/*
 * Without any declaration: the line above the main content that looks most
 * like a headline. Needs article->begin and end.
 */
void titles_from_lines(struct article *article);

#endif
