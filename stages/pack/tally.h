/*
 * tally.h - what went in and out of a corpus, counted by name.
 *
 * Documents and paragraphs are counted from the records as they come; the
 * sinks count lines again in the bytes that they compress. Both must agree
 * (tally_balance()) or nothing is published.
 */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

enum { TALLY_RULES_MAX = 128 }; /* further rules are counted as "other" */

struct tally_rule {
	char *name;
	uint64_t count;
};

struct tally {
	uint64_t documents, kept, reprints; /* documents = kept + reprints */
	uint64_t unreadable;	      /* inputs that winnow-read skipped */
	uint64_t paragraphs;	      /* of strip's texts */
	uint64_t paragraphs_kept;     /* in kept documents */
	uint64_t paragraphs_removed;  /* from kept documents */
	uint64_t paragraphs_reprints; /* in reprints */
	uint64_t stripped;	      /* lines that strip took out */
	uint64_t events, members;
	uint64_t text_bytes; /* of the kept documents' texts */
	struct tally_rule rule[TALLY_RULES_MAX];
	size_t rules;
};

/* One more paragraph taken out by this rule. */
void tally_rule(struct tally *tally, struct str name);

/* Lines found in each kind of shard. */
struct tally_lines {
	uint64_t documents, removed, blocks, events;
};

/* NULL if all counts agree, else what does not (static text). */
const char *tally_balance(const struct tally *tally,
			  const struct tally_lines *lines);

/* The members of a JSON object, without braces; rules sorted by name. */
void tally_json(struct tally *tally, struct buf *out);

/* A table for people. */
void tally_table(struct tally *tally, struct buf *out);

void tally_release(struct tally *tally);

#endif
