#include "numbering.h"

#include <stdlib.h>

#include "mem.h"

enum { SIZE_MIN = 1024 };

void numbering_init(struct numbering *numbering, uint64_t first)
{
	*numbering = (struct numbering){.size = SIZE_MIN};
	numbering->first =
		xreallocarray(NULL, SIZE_MIN, sizeof(*numbering->first));
	numbering->first[0] = first;
}

void numbering_add(struct numbering *numbering, size_t paragraphs)
{
	if (numbering->documents + 1 == numbering->size) {
		numbering->size *= 2;
		numbering->first =
			xreallocarray(numbering->first, numbering->size,
				      sizeof(*numbering->first));
	}
	numbering->first[numbering->documents + 1] =
		numbering_all(numbering) + paragraphs;
	numbering->documents++;
}

size_t numbering_document(const struct numbering *numbering, uint64_t paragraph)
{
	size_t low = 0, high = numbering->documents;

	/* The last document that begins at or before it. */
	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;

		if (numbering->first[middle] <= paragraph)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void numbering_release(struct numbering *numbering)
{
	free(numbering->first);
	*numbering = (struct numbering){0};
}
