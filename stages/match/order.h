/*
 * order.h - the canonical order of documents, as bytes to sort by.
 *
 * Of two documents with the same paragraph the first keeps it: the one that
 * was published earlier (undated ones last), else that of the preferred
 * outlet, else the longer one, else the smaller id. Nothing depends on the
 * order of the input: of two records with one id, a hash of their paragraphs
 * decides.
 */
#ifndef ORDER_H
#define ORDER_H

#include <stddef.h>

#include "buf.h"
#include "shingled.h"
#include "str.h"

struct order {
	struct str *host; /* preferred outlets, the best first */
	size_t hosts;
};

/* hosts: "a.example,b.example", borrowed; "" for none. */
void order_init(struct order *order, struct str hosts);

/* Append the sort key of a document (see spool.h). */
void order_key(const struct order *order, const struct shingled *page,
	       struct buf *out);

void order_release(struct order *order);

#endif
