/*
 * mhtml.h - a page that was saved with all that it shows (RFC 2557): the
 * document among the parts of a MIME message.
 *
 * It is the part that multipart/related names as its start, else the first
 * that is HTML, else the first plain text; frames, images and styles are no
 * documents of their own. Nested multiparts are gone through with a stack of
 * boundaries, MHTML_DEPTH_MAX deep; what is deeper is no part. One pass over
 * the message; memory: the document, decoded.
 */
#ifndef MHTML_H
#define MHTML_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "str.h"

enum { MHTML_DEPTH_MAX = 8 };

struct mhtml_page {
	struct str body;    /* its transfer encoding undone */
	struct str charset; /* as its Content-Type has it, empty: it has none */
	struct str url;	    /* absolute, empty if none is */
	struct str date;    /* of the message: RFC 3339, empty if it has none */
	bool html;	    /* else plain text */
	bool truncated;	    /* the message ends before its last boundary */
};

struct mhtml {
	size_t header_max; /* bytes of a header; 0: 64 KiB */
	struct buf body, date, charset, spare;
	struct buf boundary[MHTML_DEPTH_MAX]; /* each with "--" before it */
	size_t depth;
};

/* Do these first bytes of a file begin a multipart message? */
bool mhtml_is(struct str head);

/* {0} is valid. The page looks into message and mhtml, until the next call.
 * False: *why, static text. */
bool mhtml_read(struct mhtml *mhtml, struct str message,
		struct mhtml_page *page, const char **why);

void mhtml_release(struct mhtml *mhtml);

#endif
