/*
 * kept.h - what is held of a document until all were read, and by an index
 * for later batches: a digest, packed into bytes.
 *
 * Numbers are as the machine has them: what is packed does not move to another
 * one. Some KiB and what the row has: a bag is of fixed size.
 */
#ifndef KEPT_H
#define KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bag.h"
#include "buf.h"
#include "facts.h"
#include "str.h"

struct digest;

struct kept_copy {
	uint64_t of; /* kept_hash() of the id it is of */
	/* Of the text, up to VECTOR_ONE; 0: too short to count. */
	uint64_t share;
};

struct kept {
	struct str id;	 /* span with quotes */
	struct str row;	 /* for coverage.h; may be empty */
	int64_t seconds; /* of publication, INT64_MAX: not known */
	uint64_t tokens; /* of all paragraphs */
	int32_t day;	 /* of publication, FACTS_NO_DAY: not known */
	struct facts facts;
	size_t copies, terms;
	const char *copy, *term; /* in the bytes, for the calls below */
};

/* Append the packed digest. row: see coverage_row(); may be empty. */
void kept_pack(const struct digest *digest, struct str row, struct buf *out);

/* Pack anew: what kept says, its copies, and these terms. */
void kept_put(const struct kept *kept, const struct bag *bag, struct buf *out);

/* False if the bytes are none that kept_pack() made. Good as long as they
 * are. */
bool kept_unpack(struct str bytes, struct kept *kept);

struct kept_copy kept_copy(const struct kept *kept, size_t i);

/* Its terms, in the order in which they came. */
void kept_bag(const struct kept *kept, struct bag *bag);

/*
 * Append the key by which documents come in canonical order (see spool.h):
 * the earlier first, undated ones last, then the longer, then the smaller id;
 * of two records with one id `tie` decides. winnow-match writes them in this
 * order, unless told otherwise.
 */
void kept_key(const struct kept *kept, uint64_t tie, struct buf *out);

/* By which a document is known; id: with its quotes. */
uint64_t kept_hash(struct str id);

/* Append the id, a JSON string, of the event that begins with this document;
 * id: with its quotes. */
void kept_event_id(struct str id, struct buf *out);

#endif
