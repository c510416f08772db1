/*
 * decide.h - what becomes of each paragraph of a document, and of it.
 *
 * Works on one document after the other, in the order of winnow-match, so
 * that every copy points at a document that was decided before. A copy is
 * taken out only if the paragraph that it points at is sure to stay: its
 * document was seen, and is no reprint. Nothing here is transitive.
 */
#ifndef DECIDE_H
#define DECIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "owners.h"
#include "paragraphs.h"
#include "record.h"
#include "str.h"
#include "token.h"

enum {
	/* A paragraph of fewer tokens says nothing that would make a copied
	 * document its own: captions, credits, greetings. The floor from
	 * which winnow-match looks at a paragraph at all. */
	DECIDE_UNIQUE_TOKENS = 15,
	/* Shorter copies between documents of different events are official
	 * titles and set phrases, not reuse: on the sister conferences of
	 * notes on events the longest had 28 tokens, and a floor of 40 kept
	 * them all apart. */
	DECIDE_EVENT_TOKENS = 40,
};

enum decide_level { DECIDE_PARAGRAPH, DECIDE_DOCUMENT, DECIDE_MARK };

enum decide_rule { RULE_NONE, RULE_COPY, RULE_TEMPLATE };

/* One paragraph. The spans are those of the record, {0} if it is no copy. */
struct verdict {
	enum decide_rule rule; /* what it is */
	bool removed;	       /* and whether it goes */
	size_t tokens;
	struct str role;
	struct str of; /* with quotes */
	struct str paragraph, containment, resemblance;
	struct str also; /* array of the other sources; p NULL: none */
};

struct decision {
	struct paragraphs paragraphs; /* the text of winnow-strip */
	struct verdict *verdict;      /* one a paragraph */
	size_t size;
	bool reprint;
	struct str kept_id; /* span with quotes, or {0} */
	double share;
	/* scratch */
	struct buf text;
	struct tokens tokens;
	struct share *shares;
	size_t shares_size;
};

/*
 * Decide on record, given the documents before it; the caller then tells
 * owners of it. reprint_share: a document of whose tokens (those in
 * templates not counted) at least this share stands in one other that stays
 * is its reprint; at the level of paragraphs only if it has no paragraph of
 * its own either, or would be left without any. The spans in decision are
 * good as long as the record is. False, with error->what, if the record
 * lacks what earlier stages should have written. Linear, but for sorting
 * the copies of one document.
 */
bool decide(struct decision *decision, const struct record *record,
	    const struct owners *owners, enum decide_level level,
	    double reprint_share, struct error *error);

void decision_release(struct decision *decision);

#endif
