/*
 * glob.h - patterns of paths, as in .gitignore files.
 *
 * '*' stands for any characters, '?' for one, [abc], [a-z] and [!a-z] for one
 * of a set or not of it, none of them for a '/'; '**' stands for any
 * characters with '/' among them, and a '**' and a '/' that are a part of
 * their own for nothing, too. A '\' takes what follows for itself. Characters
 * are those of UTF-8, of other bytes each one. No locale, no cases folded,
 * nothing composed.
 *
 * A pattern without a '/' inside is held against the last part of a path,
 * another one against all of it; a '/' in front says the latter, too. One
 * with a '/' at its end matches folders alone.
 */
#ifndef GLOB_H
#define GLOB_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"

enum { GLOB_MAX = 1023 }; /* bytes of a pattern */

struct glob {
	struct str pattern; /* borrowed, without '/' at both ends */
	bool whole;	    /* all of the path, not its last part */
	bool folders;	    /* nothing else */
};

/* False: *why, static. */
bool glob_init(struct glob *glob, struct str pattern, const char **why);

/*
 * Does it match the path? folder: the path is one. Time is the length of the
 * path times that of the pattern, whatever they are, as all ways through the
 * pattern are followed at once (Thompson 1968).
 */
bool glob_matches(const struct glob *glob, struct str path, bool folder);

/* The same, or one of the folders the path is in. */
bool glob_covers(const struct glob *glob, struct str path, bool folder);

#endif
