/*
 * spot.h - where in its paragraph a day stands, and what the words around
 * make of it. Private to mention.c.
 */
#ifndef SPOT_H
#define SPOT_H

#include "mention.h"

struct spot { /* tokens from first to before end */
	size_t first, end;
};

struct place {
	struct str text;
	const struct tokens *tokens;
	const struct mention_context *context;
	const struct spot *spot; /* of all days of the paragraph, or NULL */
	size_t spots;
};

/* Set role, cue, ahead, said, dateline, week and night of a mention at that
 * spot. */
void spot_judge(const struct place *place, struct spot spot,
		struct mention *mention);

/* Is the paragraph the caption of a picture? */
bool place_is_caption(const struct place *place);

/* The role of a date in a line that has hardly anything else, rest tokens;
 * MENTION_EVENT if it is no stamp. */
enum mention_role place_stamp(const struct place *place, size_t rest,
			      const struct date *date);

/* The number that a token is, up to 9999; 0 if it is none. */
int token_value(struct str text, const struct token *token);

#endif
