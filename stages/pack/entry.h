/*
 * entry.h - a record as it comes from winnow-dedup, as lines of a corpus.
 *
 * Keys and their order are fixed, every key is always there with one type.
 * Values are copied as they stand in the record; keys that Winnow does not
 * know go into metadata.extra, as the text of a JSON object.
 */
#ifndef ENTRY_H
#define ENTRY_H

#include <stdbool.h>

#include "buf.h"
#include "record.h"
#include "tally.h"

struct entry {
	struct buf document; /* one line for documents/ or removed/ */
	struct buf blocks;   /* the lines for blocks/, each with newline */
	bool reprint;	     /* document belongs to removed/ */
	struct buf text;     /* scratch */
};

/*
 * Fill entry from record, count it in tally. added: a JSON string for the
 * key of that name, or {0} for the record's own "fetched". False if the
 * record lacks a key or its paragraphs do not add up; error->what says
 * which stage should have come before.
 */
bool entry_make(struct entry *entry, const struct record *record,
		struct str added, struct tally *tally, struct error *error);

void entry_release(struct entry *entry);

#endif
