/*
 * warc.h - the records of a WARC file (ISO 28500), versions 0.17 to 1.1, WET
 * files among them.
 *
 * A record is looked at in the feed's own buffer, without a copy. What
 * stands between records and is none is passed over and told of; a
 * Content-Length that is wrong is found out by what follows, and neither
 * swallows the next record nor loses the end of this one. Memory: the largest
 * record that is read, see record_max. Time is linear.
 */
#ifndef WARC_H
#define WARC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "feed.h"
#include "str.h"

enum warc_type {
	WARC_RESPONSE,
	WARC_RESOURCE,
	WARC_CONVERSION,
	WARC_REVISIT,
	WARC_REQUEST,
	WARC_METADATA,
	WARC_INFO,
	WARC_CONTINUATION,
	WARC_OTHER,
	WARC_TYPES,
};

struct warc_record {
	enum warc_type type;
	struct locus locus;
	bool begins;	 /* at locus is a record's first line, not rubbish */
	struct str id;	 /* WARC-Record-ID, with its <> */
	struct str uri;	 /* WARC-Target-URI, without <> */
	struct str date; /* WARC-Date */
	struct str content_type;
	struct str payload_type; /* WARC-Identified-Payload-Type */
	struct str truncated;	 /* WARC-Truncated */
	struct str block_digest, payload_digest;
	struct str block;
	bool segment;	   /* more of it stands in continuation records */
	bool cut;	   /* the input ended before Content-Length */
	bool wrong_length; /* Content-Length was not where the block ended */
};

struct warc {
	size_t record_max; /* bytes of a block; a larger one is passed over */
	size_t header_max; /* bytes of a record's header */
	struct feed *from;
	size_t take; /* of the feed, before the next record */
	bool failed; /* reading failed, and that was told */
	struct buf why;
};

enum warc_result {
	WARC_RECORD,
	WARC_BAD, /* something was passed over: *why, at record->locus */
	WARC_END,
};

/* {0} and the limits are a valid warc. Begin; from is borrowed. */
void warc_open(struct warc *warc, struct feed *from);

/* The next record; it looks into the feed and is good until the next call,
 * as *why is. */
enum warc_result warc_next(struct warc *warc, struct warc_record *record,
			   const char **why);

/*
 * Pass over up to max bytes, but stop where a record begins a line; at_line:
 * the first byte begins one. Returns how many were passed; fewer than max: at
 * a record, or at the end.
 */
uint64_t warc_find(struct feed *from, uint64_t max, bool at_line);

/* "response" and so on, for messages. */
const char *warc_type_name(enum warc_type type);

/* Do the bytes begin with a record's first line? */
bool warc_is(struct str head);

/* Do they hold a record's header, in which no line but the first may be
 * damaged, or none where it begins a line? */
bool warc_is_within(struct str head);

void warc_release(struct warc *warc);

#endif
