/*
 * guess.h - which 8-bit encoding undeclared bytes are in.
 *
 * Words with bytes over 0x7f (64 KiB of them at most) are decoded in each
 * Vietnamese encoding. Where nearly all of them become Vietnamese syllables,
 * that is the one. Otherwise it is Windows-1252 if bytes over 0x7f stand as
 * they do in Western languages, where three in a row are rare; if not,
 * nothing that can be told from the bytes.
 */
#ifndef GUESS_H
#define GUESS_H

#include "buf.h"
#include "decode.h"
#include "str.h"

struct guess {
	struct buf words;   /* the sample */
	struct buf decoded; /* the same in one encoding */
};

/* {0} is valid. Returns a label_index, -1 if nothing fits. */
int guess_label(struct guess *guess, struct decoder *decoder, struct str bytes);

void guess_release(struct guess *guess);

#endif
