/*
 * vni.h - VNI-Windows, the encoding of the VNI fonts: a vowel, and behind it
 * a byte that stands for its marks.
 *
 * What is no Vietnamese letter is Windows-1252, over which the fonts are laid.
 */
#ifndef VNI_H
#define VNI_H

#include "buf.h"
#include "str.h"

/* Append bytes as UTF-8, marks apart: compose (NFC) after. Every byte means
 * something. */
void vni_decode(struct str bytes, struct buf *out);

#endif
