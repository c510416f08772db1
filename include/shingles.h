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
 * needs and a min-hash of the whole paragraph cannot give. A record keeps
 * the low 40 bits of each: the choice goes by the whole hash, whose high
 * bits say little once it is known to be small. A paragraph that has no full
 * window of shingles gets no sketch.
 */
#ifndef SHINGLES_H
#define SHINGLES_H

#include <stddef.h>
#include <stdint.h>

#include "token.h"

enum {
	SHINGLE_TOKENS = 5, /* default w: as text-dedup, datatrove, FineWeb */
	/* default w of characters: about as long as five words (English and
	 * Vietnamese words have four to five letters) */
	SHINGLE_CHARACTERS = 24,
	SHINGLE_WIDTH_MAX = 64,
	SKETCH_WINDOW = 8,
	SKETCH_PRINT = 5, /* bytes of a fingerprint in a record, big-endian */
	/* A paragraph of fewer tokens has no sketch; of width w see
	 * sketch_tokens_min(). */
	SKETCH_TOKENS = SHINGLE_TOKENS + SKETCH_WINDOW - 1,
};

/* What a paragraph needs at least for a sketch of shingles of w tokens. */
static inline size_t sketch_tokens_min(size_t w)
{
	return w + SKETCH_WINDOW - 1;
}

/* Hashes in text order, w > 0. out must hold tokens->count of them; returns
 * how many were written: count - w + 1, or 0 where there are fewer than w
 * tokens. */
size_t shingles_hash(const struct tokens *tokens, size_t w, uint64_t *out);

/* Fingerprints of n shingle hashes in text order, one that equals the one
 * before it dropped; fewer than SKETCH_WINDOW hashes give their smallest. out
 * must hold n. Returns how many. Linear. */
size_t sketch_winnow(const uint64_t *shingle, size_t n, uint64_t *out);

/* The n fingerprints as a record has them: the low 40 bits of each,
 * SKETCH_PRINT bytes big-endian. bytes must hold n * SKETCH_PRINT. */
void sketch_pack(const uint64_t *print, size_t n, unsigned char *bytes);

/* Number i of fingerprints that sketch_pack() wrote. */
static inline uint64_t sketch_print(const unsigned char *bytes, size_t i)
{
	uint64_t print = 0;

	for (size_t k = 0; k < SKETCH_PRINT; k++)
		print = print << 8 | bytes[i * SKETCH_PRINT + k];
	return print;
}

/* XXH3-128 of the token hashes, little-endian, in a chain of blocks (each
 * begins with the hash of the one before): equal normal forms, equal hashes.
 * 16 bytes, canonical (big-endian) order, the same on every machine. */
void tokens_exact_hash(const struct tokens *tokens, unsigned char out[16]);

#endif
