/*
 * measure.h - what can be measured of a block by itself.
 *
 * Needs unicode_init() and phrases_init() before. Linear in the text.
 */
#ifndef MEASURE_H
#define MEASURE_H

#include "article.h"

/*
 * Measure every block of article->page: fills article->line[] (all of
 * struct line but kind, date, twin, copy, score, role and rule, which are
 * zeroed). Texts that are not in NFC are composed first, in the page's
 * arena.
 */
void measure_lines(struct article *article);

#endif
