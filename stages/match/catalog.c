#include "catalog.h"

#include <stdlib.h>

#include "mem.h"

enum { SIZE_MIN = 1024, CACHE = 1024 * 1024 };

/* Where an id stands in catalog->ids. */
struct place {
	uint64_t start, length;
};

void catalog_init(struct catalog *catalog)
{
	*catalog = (struct catalog){.size = SIZE_MIN};
	tempfile_init(&catalog->ids);
	tempfile_init(&catalog->places);
	tempfile_cache(&catalog->ids, CACHE);
	tempfile_cache(&catalog->places, CACHE);
	catalog->first = xreallocarray(NULL, SIZE_MIN, sizeof(*catalog->first));
	catalog->first[0] = 0;
}

void catalog_add(struct catalog *catalog, struct str id, size_t paragraphs)
{
	struct place place = {.length = id.n};

	place.start = tempfile_append(&catalog->ids, id.p, id.n);
	tempfile_append(&catalog->places, &place, sizeof(place));
	if (catalog->documents + 1 == catalog->size) {
		catalog->size *= 2;
		catalog->first = xreallocarray(catalog->first, catalog->size,
					       sizeof(*catalog->first));
	}
	catalog->first[catalog->documents + 1] =
		catalog_paragraphs(catalog) + paragraphs;
	catalog->documents++;
}

size_t catalog_document(const struct catalog *catalog, uint64_t paragraph)
{
	size_t low = 0, high = catalog->documents;

	/* The last document that begins at or before it. */
	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;

		if (catalog->first[middle] <= paragraph)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void catalog_id(struct catalog *catalog, size_t document, struct buf *out)
{
	struct place place;

	tempfile_read(&catalog->places, document * sizeof(place), &place,
		      sizeof(place));
	buf_reserve(out, (size_t)place.length);
	tempfile_read(&catalog->ids, place.start, out->p + out->n,
		      (size_t)place.length);
	out->n += (size_t)place.length;
	out->p[out->n] = '\0';
}

void catalog_release(struct catalog *catalog)
{
	free(catalog->first);
	tempfile_release(&catalog->ids);
	tempfile_release(&catalog->places);
	*catalog = (struct catalog){0};
}
