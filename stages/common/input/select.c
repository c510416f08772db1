#include "select.h"

#include <stdlib.h>

#include "mem.h"

bool select_add(struct select_list *list, struct str pattern, const char **why)
{
	struct glob glob;

	if (!glob_init(&glob, pattern, why))
		return false;
	if (list->count == list->size) {
		list->size = list->size ? list->size * 2 : 8;
		list->glob = xreallocarray(list->glob, list->size,
					   sizeof(*list->glob));
	}
	list->glob[list->count++] = glob;
	return true;
}

bool select_wants(const struct select *select, struct str path, bool folder)
{
	size_t i;

	for (i = 0; i < select->exclude.count; i++)
		if (glob_covers(&select->exclude.glob[i], path, folder))
			return false;
	if (folder || !select->include.count)
		return true;
	for (i = 0; i < select->include.count; i++)
		if (glob_matches(&select->include.glob[i], path, false))
			return true;
	return false;
}

void select_release(struct select *select)
{
	free(select->include.glob);
	free(select->exclude.glob);
	*select = (struct select){0};
}
