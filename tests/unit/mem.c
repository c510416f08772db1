#include "mem.h"

#include <stdint.h>
#include <stdlib.h>

#include "child.h"
#include "tap.h"

static void too_many(void *arg)
{
	(void)arg;
	free(xreallocarray(NULL, SIZE_MAX / 2, 4));
}

int main(void)
{
	struct child child = {0};
	char *p = xmalloc(0);

	ok(p != NULL);
	p = xreallocarray(p, 10, 3);
	memset(p, 'x', 30);
	p = xrealloc(p, 1 << 20);
	ok(p[29] == 'x');
	free(p);

	child_run(&child, too_many, NULL, STR(""));
	ok(child.status == 1);
	ok(str_starts(buf_str(&child.err), STR("winnow: out of memory")));
	child_release(&child);
	return tap_done();
}
