/*
 * shingles.h - shingles of w tokens, and the sketch of a paragraph.
 *
 * A shingle is w consecutive tokens (Broder 1997), hashed to 64 bits from
 * the token hashes. A text with fewer than w tokens has none, and matches
 * by its exact hash alone. The sketch is the set of winnowing fingerprints
 * (Schleimer, Wilkerson, Aiken 2003): of every SKETCH_WINDOW consecutive
 * shingle hashes the smallest (rightmost on ties). Two texts that share a
 * run of SKETCH_WINDOW + w - 1 tokens share a fingerprint, wherever it
 * stands and however unequal their lengths are; that is what containment
 * needs and a min-hash of the whole paragraph cannot give. A text with
 * fewer shingles than the window gives its smallest one.
 */
#ifndef SHINGLES_H
#define SHINGLES_H

#include <stddef.h>
#include <stdint.h>

#include "token.h"

enum {
	SHINGLE_TOKENS = 5, /* default w: as text-dedup, datatrove, FineWeb */
	SKETCH_WINDOW = 8,
};

/* Hashes in text order, w > 0. out must hold tokens->count of them; returns
 * how many were written: count - w + 1, or 0 where there are fewer than w
 * tokens. */
size_t shingles_hash(const struct tokens *tokens, size_t w, uint64_t *out);

/* Fingerprints of n shingle hashes in text order, one that equals the one
 * before it dropped; out must hold n. Returns how many. Linear. */
size_t sketch_winnow(const uint64_t *shingle, size_t n, uint64_t *out);

/* XXH3-128 of the token hashes, little-endian, in a chain of blocks (each
 * begins with the hash of the one before): equal normal forms, equal hashes.
 * 16 bytes, canonical (big-endian) order, the same on every machine. */
void tokens_exact_hash(const struct tokens *tokens, unsigned char out[16]);

#endif
