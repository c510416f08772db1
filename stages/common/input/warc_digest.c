#include "warc_digest.h"

#include <nettle/nettle-meta.h>
#include <stdint.h>

#include "ascii.h"

enum { SIZE_MAX_BYTES = 64, CONTEXT_SIZE = 512 };

struct algorithm {
	struct str name;
	const struct nettle_hash *hash;
};

/* The value of a digit in base 16 or 32; -1 if it is none. */
static int digit(char c, unsigned int bits)
{
	int value = -1;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 32);
	if (bits == 4 && c >= '0' && c <= '9')
		value = c - '0';
	else if (bits == 4 && c >= 'A' && c <= 'F')
		value = c - 'A' + 10;
	else if (bits == 5 && c >= 'A' && c <= 'Z')
		value = c - 'A';
	else if (bits == 5 && c >= '2' && c <= '7')
		value = c - '2' + 26;
	return value;
}

/* Decode size bytes of text; false if it is not exactly that. */
static bool decode(struct str text, unsigned int bits, uint8_t *out,
		   size_t size)
{
	unsigned int held = 0, acc = 0;
	size_t n = 0, i;

	for (i = 0; i < text.n; i++) {
		const int value = digit(text.p[i], bits);

		if (value < 0)
			return false;
		acc = (acc << bits | (unsigned int)value) & 0xffff;
		held += bits;
		if (held < 8)
			continue;
		if (n == size)
			return false;
		held -= 8;
		out[n++] = (uint8_t)(acc >> held);
	}
	return n == size;
}

static const struct nettle_hash *find_hash(struct str name)
{
	const struct algorithm algorithms[] = {
		{STR_INIT("sha1"), &nettle_sha1},
		{STR_INIT("sha-1"), &nettle_sha1},
		{STR_INIT("md5"), &nettle_md5},
		{STR_INIT("sha256"), &nettle_sha256},
		{STR_INIT("sha-256"), &nettle_sha256},
		{STR_INIT("sha512"), &nettle_sha512},
		{STR_INIT("sha-512"), &nettle_sha512},
	};
	size_t i;

	for (i = 0; i < sizeof(algorithms) / sizeof(algorithms[0]); i++)
		if (ascii_same(name, algorithms[i].name))
			return algorithms[i].hash;
	return NULL;
}

enum digest_result digest_check(struct str digest, struct str bytes)
{
	_Alignas(16) uint8_t context[CONTEXT_SIZE];
	uint8_t want[SIZE_MAX_BYTES], got[SIZE_MAX_BYTES];
	const char *colon = digest.n ? memchr(digest.p, ':', digest.n) : NULL;
	const struct nettle_hash *hash;
	struct str value;

	if (!colon)
		return DIGEST_NONE;
	hash = find_hash((struct str){digest.p, (size_t)(colon - digest.p)});
	if (!hash || hash->context_size > sizeof(context))
		return DIGEST_NONE;
	value = str_trim(str_skip(digest, (size_t)(colon + 1 - digest.p)));
	while (value.n && value.p[value.n - 1] == '=')
		value.n--;
	if (!decode(value, 4, want, hash->digest_size) &&
	    !decode(value, 5, want, hash->digest_size))
		return DIGEST_NONE;
	hash->init(context);
	hash->update(context, bytes.n, (const uint8_t *)bytes.p);
	hash->digest(context, hash->digest_size, got);
	return memcmp(want, got, hash->digest_size) ? DIGEST_DIFFERS
						    : DIGEST_FITS;
}
