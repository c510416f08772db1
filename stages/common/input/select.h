/*
 * select.h - which files of a folder and members of an archive are read.
 *
 * {0} is a valid selection: all of them. Patterns are those of glob.h.
 */
#ifndef SELECT_H
#define SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "glob.h"
#include "str.h"

struct select_list {
	struct glob *glob;
	size_t count, size;
};

struct select {
	struct select_list include; /* of files; none: all */
	struct select_list exclude; /* of files and folders; wins */
};

/* Add a pattern, which is borrowed; false: *why, static. */
bool select_add(struct select_list *list, struct str pattern, const char **why);

/*
 * Is what stands at path, below the operand or inside its archive, to be
 * read? Nothing is that stands in a folder that is excluded. Of a folder: may
 * anything in it be wanted? A path has no '/' at its end.
 */
bool select_wants(const struct select *select, struct str path, bool folder);

void select_release(struct select *select);

#endif
