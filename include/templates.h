/*
 * templates.h - lines that recur on the pages of one outlet.
 *
 * Hotlines, slogans and section names stand on page after page of an outlet
 * and say nothing about any story. A line is a template if its normal form
 * stands on at least min_pages different pages of one source. A page whose
 * paragraphs are, as a set, those of an earlier page of its outlet is the
 * same page crawled again and does not count. Only lines of fewer than
 * max_tokens are looked at: a long one is news until shown otherwise, and
 * goes the way of copies, of which one stays. A page of templates alone
 * keeps them all.
 *
 * Linear, by two sorted lists on disk; memory: one bit a document and a line.
 */
#ifndef TEMPLATES_H
#define TEMPLATES_H

#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "numbering.h"
#include "str.h"

struct templates;

struct templates *templates_new(size_t memory, size_t min_pages,
				size_t max_tokens);

/*
 * The next document: its lines are those between templates_begin() and
 * templates_end(), each with its exact hash and number of tokens. All lines
 * are numbered in this order, as by numbering.h.
 */
void templates_begin(struct templates *templates, struct str source);
void templates_line(struct templates *templates, uint64_t high, uint64_t low,
		    uint64_t tokens);
void templates_end(struct templates *templates);

/* When all were added, set the bits of those that are templates; once.
 * numbering: of the same documents. Returns how many. */
uint64_t templates_find(struct templates *templates,
			const struct numbering *numbering, struct bits *found);

void templates_free(struct templates *templates);

#endif
