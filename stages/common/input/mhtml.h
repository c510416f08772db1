/*
 * mhtml.h - the page in an MHTML file: a web page that was saved with its
 * pictures as one message (RFC 2557, over MIME, RFC 2045 and 2046).
 *
 * Chrome's "Webpage, Single File", Internet Explorer's and Word's .mht, and
 * mail with a page in it. Files in the wild are cut off, lack empty lines
 * and padding, or quote what needs no quotes: what can be read is read. Time
 * is linear in the file; memory is at most the file's once more.
 */
#ifndef MHTML_H
#define MHTML_H

#include <stdbool.h>

#include "buf.h"
#include "str.h"

enum {
	MHTML_HEAD_SIZE = 4096,	     /* mhtml_is() looks at no more */
	MHTML_HEADER_MAX = 64 << 10, /* bytes of a header, by default */
	MHTML_DEPTH_MAX = 8,	     /* multiparts within each other */
	MHTML_BOUNDARY_MAX = 256,    /* bytes; RFC 2046 allows 70 */
};

/* A multipart that has begun and not ended. */
struct mhtml_level {
	struct buf boundary; /* with the "--" before it */
	struct buf start;    /* the Content-ID of its root; may be empty */
	bool root;	    /* all in it belongs to the root of one around it */
	size_t alternative; /* which, of those around it; 0: in none */
};

struct mhtml {
	size_t header_max; /* 0: MHTML_HEADER_MAX */
	struct mhtml_level level[MHTML_DEPTH_MAX];
	struct buf body;
	struct buf charset;
	struct buf url;
	struct buf date;
	struct buf spare;
};

/* Slices look into the file or the struct mhtml; none has a NULL pointer. */
struct mhtml_page {
	struct str body;    /* its transfer encoding undone */
	struct str charset; /* the label in its header; any bytes */
	struct str url;	    /* absolute http, https or file, valid UTF-8 */
	struct str date;    /* when it was saved: RFC 3339 */
	bool html;	    /* text/html or XHTML; else text/plain */
	bool truncated;	    /* no boundary stands behind it */
};

/*
 * Is it the beginning of a message in parts: related, mixed or alternative?
 * There must be fields that make it one (MIME-Version, From, Subject, Date
 * or Chrome's own), perhaps behind a byte order mark or an mbox's "From ".
 */
bool mhtml_is(struct str head);

/*
 * The page is the part that "start" names, else the first (RFC 2387, 3.2); if
 * that is neither HTML nor text, the first that is; of alternatives HTML
 * rather than text. All other parts, frames too, are no documents. What was
 * filled in is good until the next call. {0} but for header_max is valid.
 * False: there is none; *why says why, static text.
 */
bool mhtml_read(struct mhtml *mhtml, struct str bytes, struct mhtml_page *page,
		const char **why);

void mhtml_release(struct mhtml *mhtml);

#endif
