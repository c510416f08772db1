/*
 * document.h - a document as it was found, and as it goes to the sink.
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "input.h"
#include "origin.h"
#include "str.h"

/* All slices are borrowed; text is valid UTF-8, fetched too. The id is a hash
 * of own_id, url or place.path, the first that is not empty. */
struct document {
	struct place place;
	struct str own_id; /* what its source knows it by */
	struct str url;
	struct str fetched;
	struct str warc_id;   /* WARC-Record-ID */
	struct str fields;    /* HTTP's, for what they say about machines */
	struct str truncated; /* why the content is not whole; empty: it is */
	struct str raw;	      /* the content as it was found, for the id */
	struct str text;      /* the same, decoded */
	struct str foreign;   /* more members, each with a comma before it */
	bool html;
	const char *charset;
	size_t lossy;
};

struct document_writer {
	struct XXH3_state_s *hash; /* NULL until the first document */
	struct buf head;
	struct buf clean;
	struct buf scratch;
	struct buf tdm;
};

/* {0} is valid. Is there nothing but white space and NUL bytes in text? */
bool document_is_empty(struct str text);

/*
 * Write the head. On the way the text loses its padding of NUL bytes; a NUL
 * inside becomes U+FFFD and counts as lossy; in plain text CR LF and CR become
 * LF. The result looks into doc and writer, until the next call.
 */
struct input_document document_write(struct document_writer *writer,
				     const struct document *doc);

void document_writer_release(struct document_writer *writer);

#endif
