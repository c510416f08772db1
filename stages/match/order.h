/*
 * order.h - the canonical order of documents, as bytes to sort by.
 *
 * Of two documents with the same paragraph the first keeps it: the one that
 * was published earlier (undated ones last), else that of the preferred
 * outlet, else the longer one, else the smaller id; or the longer first, or
 * those of preferred outlets. Nothing depends on the order of the input: of
 * two records with one id, a hash of their paragraphs decides.
 */
#ifndef ORDER_H
#define ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "shingled.h"
#include "str.h"

enum order_first { ORDER_EARLIEST, ORDER_LONGEST, ORDER_PREFERRED };

struct order {
	enum order_first first;
	struct str *host; /* preferred outlets, the best first */
	size_t hosts;
};

/*
 * first: "earliest", "longest" or "prefer=HOST,..."; hosts: "HOST,...", the
 * outlets preferred among equal dates, "" for none. Both borrowed. False if
 * first is something else.
 */
bool order_init(struct order *order, struct str first, struct str hosts);

/* Append the sort key of a document (see spool.h). */
void order_key(const struct order *order, const struct shingled *page,
	       struct buf *out);

void order_release(struct order *order);

#endif
