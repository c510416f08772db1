/*
 * origin.h - where a document comes from, read off its URL and path.
 *
 * Paths use '/'; all slices returned look into those given.
 */
#ifndef ORIGIN_H
#define ORIGIN_H

#include "buf.h"
#include "str.h"

/* Where an input stands. */
struct place {
	struct str prefix; /* what to put before path to open it; messages */
	struct str path;   /* below the operand; valid UTF-8 not required */
	struct str label;  /* the path that names its outlet: no archive's or
			    * line's number in it */
};

/*
 * Append the URL without its fragment and without the parameters that only
 * say how a reader came there (utm_*, fbclid, gclid ...), which is what
 * identifies a document. A '?' that loses all of its parameters goes too.
 */
void origin_locator(struct str url, struct buf *out);

/* Append the URL's host in lower case, without user, port, a last dot, and
 * leading www., m., mobile. and amp. labels; nothing if url is no http(s) URL
 * (its scheme may be missing). */
void origin_host(struct str url, struct buf *out);

/* The first folder of a path, "." and ".." left out; p is NULL if none. */
struct str origin_folder(struct str path);

/* The file's name without its endings: .html, .txt ..., and those of
 * compression and archives before that; never empty if name is not. */
struct str origin_stem(struct str path);

/* Append the outlet: host, else first folder, else stem. */
void origin_source(struct str url, struct str path, struct buf *out);

/*
 * Append what of path stands below base, both taken as their components: "."
 * and empty ones do not count, so that "./a//b" is "a/b". False: it is not
 * below, or it is base itself; nothing is appended. Neither may have a ".."
 * in it, of which a path alone does not say where it leads.
 */
bool origin_below(struct str path, struct str base, struct buf *out);

/* Has the path a ".." in it? */
bool origin_climbs(struct str path);

/* The path without "./" and "/" in front. */
struct str origin_clean(struct str path);

#endif
