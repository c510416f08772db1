/*
 * decode.h - bytes in any encoding of labels.h to UTF-8, by libc's iconv,
 * or by tables of ours for VNI and VPS, which no libc has.
 *
 * A decoder is opened at its first use and kept. iconv is not asked to
 * repair: what it refuses becomes U+FFFD here, so that no version of libc
 * changes the result.
 */
#ifndef DECODE_H
#define DECODE_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "labels.h"
#include "str.h"

struct decoder {
	iconv_t cd[LABEL_COUNT];
	bool opened[LABEL_COUNT];
	struct buf spare; /* before composition */
};

/* {0} is valid. */

/*
 * Append bytes, decoded, to out, composed (NFC) where the encoding has
 * combining marks. *lossy: how many characters became U+FFFD. False if
 * this libc does not know the encoding.
 */
bool decoder_convert(struct decoder *decoder, int label, struct str bytes,
		     struct buf *out, size_t *lossy);

void decoder_release(struct decoder *decoder);

#endif
