/*
 * warc_digest.h - the digests that WARC records carry: "sha1:BASE32".
 */
#ifndef WARC_DIGEST_H
#define WARC_DIGEST_H

#include "str.h"

enum digest_result {
	DIGEST_FITS,
	DIGEST_DIFFERS,
	DIGEST_NONE, /* there is none, or none that is known */
};

/* ALGORITHM:VALUE (ISO 28500, 5.8) against the bytes: sha1, md5, sha256 and
 * sha512, in base32 (RFC 4648, padding optional) or hex, in any case. */
enum digest_result digest_check(struct str digest, struct str bytes);

#endif
