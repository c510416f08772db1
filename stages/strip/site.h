/*
 * site.h - lines that recur on the pages of one outlet leave its articles.
 *
 * From site_begin() on the records for standard output are held back
 * (spool.h). When all are there, the lines of their texts that are templates
 * (templates.h: on three pages or more) move to `stripped`, with the rule
 * template; no page loses all of its text. Linear; memory: that of the spool
 * and of the templates, and the longest record.
 */
#ifndef SITE_H
#define SITE_H

#include <stddef.h>
#include <stdint.h>

#include "show/printer.h"

struct site;

/* memory: bytes for what is held back. */
struct site *site_begin(size_t memory);

/* Write them, in the form of the printer, and free. Returns how many lines
 * were taken out. */
uint64_t site_end(struct site *site, struct printer *printer);

#endif
