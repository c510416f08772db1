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

size_t shingles_hash(const struct tokens *tokens, size_t w, uint64_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i + w <= tokens->count; i++) {
		uint64_t h = 0;

		for (size_t j = 0; j < w; j++)
			h = (h + tokens->token[i + j].hash) * MULTIPLIER;
		out[n++] = mix(h);
	}
	return n;
}

/* Where the smallest of shingle[from..to) is; the rightmost on ties. */
static size_t smallest(const uint64_t *shingle, size_t from, size_t to)
{
	size_t best = from;

	for (size_t i = from + 1; i < to; i++)
		if (shingle[i] <= shingle[best])
			best = i;
	return best;
}

size_t sketch_winnow(const uint64_t *shingle, size_t n, uint64_t *out)
{
	const size_t window = n < SKETCH_WINDOW ? n : SKETCH_WINDOW;
	size_t best, count = 0;

	if (!n)
		return 0;
	best = smallest(shingle, 0, window);
	out[count++] = shingle[best];
	for (size_t end = window; end < n; end++) {
		const size_t from = end + 1 - window;

		if (shingle[end] <= shingle[best])
			best = end;
		else if (best < from)
			best = smallest(shingle, from, end + 1);
		if (shingle[best] != out[count - 1])
			out[count++] = shingle[best];
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
		size_t n = CHAIN;

		block[0] = htole64(hash.low64);
		block[1] = htole64(hash.high64);
		while (n < BLOCK && i < tokens->count)
			block[n++] = htole64(tokens->token[i++].hash);
		hash = XXH3_128bits(block, n * sizeof(*block));
	} while (i < tokens->count);
	XXH128_canonicalFromHash(&canonical, hash);
	memcpy(out, canonical.digest, sizeof(canonical.digest));
}
