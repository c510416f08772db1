/*
 * tdm.h - what a page says about its use by machines, as it says it.
 *
 * The TDM Reservation Protocol's fields and metas (tdm-reservation,
 * tdm-policy; W3C community group report, 2024) and those for robots
 * (X-Robots-Tag, <meta name="robots">), joined by "; ": "tdm-reservation: 1;
 * robots: noindex, noai". Nothing is made of it here.
 */
#ifndef TDM_H
#define TDM_H

#include "buf.h"
#include "str.h"

enum {
	TDM_HEAD_SIZE = 64 << 10, /* of a page, that is searched for metas */
	TDM_SIZE_MAX = 4096,	  /* of the result; the rest is left out */
};

/* Append what HTTP header fields say. */
void tdm_fields(struct str fields, struct buf *out);

/* Append what the metas in a page's head say; html is valid UTF-8. */
void tdm_metas(struct str html, struct buf *out);

#endif
