/*
 * token_internal.h - the Vietnamese tone mark of a folded token: part of the
 * normal form of token.h.
 */
#ifndef TOKEN_INTERNAL_H
#define TOKEN_INTERNAL_H

#include <stdbool.h>

#include "buf.h"
#include "str.h"

/*
 * May tone_place() have something to do? A vowel with a tone has two bytes,
 * from C3 on, or three, from E1 on. Asked for each token, so written for few
 * branches that depend on it.
 */
bool tone_may_move(struct str token);

/* One place for the tone mark of oa, oe and uy at the end of a folded token
 * (NFC, lower case), which is not empty: see token.h. */
void tone_place(struct buf *token);

#endif
