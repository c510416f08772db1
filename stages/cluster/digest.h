/*
 * digest.h - what clustering needs to know of one record.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bag.h"
#include "error.h"
#include "facts.h"
#include "paragraphs.h"
#include "record.h"
#include "str.h"
#include "token.h"

enum {
	/* Shorter copies are official titles and captions, which sister
	 * events share too: a floor of 40 tokens kept all of them apart
	 * where one of 15 joined events of different years. Their words count
	 * little: with one of four captions put into each text of ECB+
	 * pairwise F1 was .52 and is .90. */
	DIGEST_COPY_TOKENS = 40,
};

struct copied {
	struct str of;	      /* id, a span with quotes */
	uint64_t thousandths; /* of tokens copied from there, in paragraphs of
			       * DIGEST_COPY_TOKENS and more */
};

struct digest {
	struct str id; /* span with quotes */
	struct bag bag;
	struct facts facts;
	int64_t seconds;       /* of publication, INT64_MAX: not known */
	int32_t created_day;   /* the same, or FACTS_NO_DAY */
	size_t all_tokens;     /* of all paragraphs */
	size_t tokens;	       /* of those that are no templates */
	struct copied *copied; /* from whom, one entry a document */
	size_t copies;
	/* scratch */
	size_t copied_size;
	struct buf title, text, created, lang;
	struct paragraphs paragraphs;
	bool *skip;
	bool *copy;	/* paragraphs that have a source */
	size_t *length; /* tokens of each paragraph */
	size_t size;
	struct tokens words;
	struct facts_finder finder;
};

/* {0} is valid. Spans are good as long as the record is. False, with
 * error->what, if it lacks what earlier stages should have written. */
bool digest_make(struct digest *digest, const struct record *record,
		 struct error *error);

void digest_release(struct digest *digest);

#endif
