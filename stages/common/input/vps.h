/*
 * vps.h - VPS, the encoding of the Vietnamese Professionals Society: one byte
 * a letter, some capitals among the control characters.
 */
#ifndef VPS_H
#define VPS_H

#include "buf.h"
#include "str.h"

/* Append bytes as UTF-8, composed. Every byte means something. */
void vps_decode(struct str bytes, struct buf *out);

#endif
