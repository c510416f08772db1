#include "names.h"

#include <stdlib.h>

#include "mem.h"

void names_init(struct names *names)
{
	*names = (struct names){0};
	tempfile_init(&names->text);
}

void names_add(struct names *names, struct str id)
{
	if (names->count == names->size) {
		names->size = names->size ? 2 * names->size : 1024;
		names->end = xreallocarray(names->end, names->size,
					   sizeof(*names->end));
	}
	names->end[names->count++] =
		tempfile_append(&names->text, id.p, id.n) + id.n;
}

void names_get(struct names *names, uint32_t document, struct buf *out)
{
	const uint64_t start = document ? names->end[document - 1] : 0;
	const size_t n = (size_t)(names->end[document] - start);

	buf_reserve(out, n);
	tempfile_read(&names->text, start, out->p + out->n, n);
	out->n += n;
	out->p[out->n] = '\0';
}

void names_release(struct names *names)
{
	tempfile_release(&names->text);
	free(names->end);
}
