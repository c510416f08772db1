#include "shingles.h"

#include <endian.h>
#include <string.h>

#include <xxhash.h>

/* Odd multipliers, one a position (from the golden ratio, Knuth 1973). */
#define MULTIPLIER 0x9E3779B97F4A7C15u

/* The finalizer of MurmurHash3 (Appleby, 2011). */
static uint64_t mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xFF51AFD7ED558CCDu;
	h ^= h >> 33;
	h *= 0xC4CEB9FE1A85EC53u;
	return h ^ h >> 33;
}

/* The polynomial in MULTIPLIER of w token hashes, rolling (Karp and Rabin,
 * 1987): two multiplications a shingle, whatever w is. */
size_t shingles_hash(const struct tokens *tokens, size_t w, uint64_t *out)
{
	const struct token *const token = tokens->token;
	uint64_t h = 0, oldest = MULTIPLIER;
	size_t n;

	if (tokens->count < w)
		return 0;
	for (size_t j = 0; j < w; j++) {
		h = (h + token[j].hash) * MULTIPLIER;
		oldest *= MULTIPLIER;
	}
	out[0] = mix(h);
	for (n = 1; n + w <= tokens->count; n++) {
		h = (h + token[n + w - 1].hash) * MULTIPLIER -
		    token[n - 1].hash * oldest;
		out[n] = mix(h);
	}
	return n;
}

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t smallest(const uint64_t *shingle, size_t n)
{
	uint64_t least = shingle[0];

	for (size_t i = 1; i < n; i++)
		least = smaller(least, shingle[i]);
	return least;
}

/* The smallest of a window is that of its two halves, and those of theirs:
 * no branch depends on hashes, which nobody can predict. */
size_t sketch_winnow(const uint64_t *shingle, size_t n, uint64_t *out)
{
	enum { AT_ONCE = 128, QUARTER = 2, HALF = 4 };
	uint64_t two[AT_ONCE + SKETCH_WINDOW], four[AT_ONCE + SKETCH_WINDOW];
	uint64_t before;
	size_t count = 1;

	if (!n)
		return 0;
	out[0] = before =
		smallest(shingle, n < SKETCH_WINDOW ? n : SKETCH_WINDOW);
	for (size_t from = 1; from + SKETCH_WINDOW <= n; from += AT_ONCE) {
		const uint64_t *const x = shingle + from;
		size_t m = n + 1 - from - SKETCH_WINDOW;

		if (m > AT_ONCE)
			m = AT_ONCE;
		for (size_t i = 0; i < m + SKETCH_WINDOW - QUARTER; i++)
			two[i] = smaller(x[i], x[i + 1]);
		for (size_t i = 0; i < m + HALF; i++)
			four[i] = smaller(two[i], two[i + QUARTER]);
		for (size_t i = 0; i < m; i++) {
			const uint64_t least = smaller(four[i], four[i + HALF]);

			out[count] = least;
			count += least != before;
			before = least;
		}
	}
	return count;
}

void sketch_pack(const uint64_t *print, size_t n, unsigned char *bytes)
{
	for (size_t i = 0; i < n; i++)
		for (unsigned k = SKETCH_PRINT; k--;)
			*bytes++ = (unsigned char)(print[i] >> 8 * k);
}

/* A chain over blocks: each begins with the hash of all before it. */
void tokens_exact_hash(const struct tokens *tokens, unsigned char out[16])
{
	enum { CHAIN = 2, BLOCK = 256 };
	uint64_t block[BLOCK];
	XXH128_hash_t hash = {0, 0};
	XXH128_canonical_t canonical;
	size_t i = 0;

	do {
		const struct token *const token = tokens->token + i;
		size_t n = tokens->count - i;

		if (n > BLOCK - CHAIN)
			n = BLOCK - CHAIN;
		block[0] = htole64(hash.low64);
		block[1] = htole64(hash.high64);
		for (size_t k = 0; k < n; k++)
			block[CHAIN + k] = htole64(token[k].hash);
		i += n;
		hash = XXH3_128bits(block, (CHAIN + n) * sizeof(*block));
	} while (i < tokens->count);
	XXH128_canonicalFromHash(&canonical, hash);
	memcpy(out, canonical.digest, sizeof(canonical.digest));
}
