/*
 * guess.h - which encoding bytes are in that are not UTF-8.
 *
 * The lines with bytes over 0x7f (64 KiB of them at most) are decoded in each
 * of the encodings that Vietnamese, Western European, Cyrillic, Chinese,
 * Japanese and Korean texts come in, and in those that were declared;
 * each is scored by how far the outcome looks like text (fit.h), by the models
 * of what is written in it. What was declared is kept unless another
 * encoding is better by a margin; without a declaration the best must be
 * ahead of all others that read the bytes differently by that margin.
 */
#ifndef GUESS_H
#define GUESS_H

#include "buf.h"
#include "decode.h"
#include "fit.h"
#include "str.h"

enum { GUESS_DECLARED = 3 };

struct guess {
	struct fit_tables tables;
	struct buf sample;
	struct buf decoded; /* the same in one encoding */
};

/*
 * {0} is valid. declared: indexes of labels, most binding first, -1 for none.
 * Returns a label_index, -1 if nothing fits.
 */
int guess_label(struct guess *guess, struct decoder *decoder, struct str bytes,
		const int declared[GUESS_DECLARED]);

/* UTF-16 without a byte order mark: LABEL_UTF16LE, LABEL_UTF16BE or -1. */
int guess_utf16(struct guess *guess, struct decoder *decoder, struct str bytes);

void guess_release(struct guess *guess);

#endif
