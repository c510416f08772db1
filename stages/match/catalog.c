#include "catalog.h"

enum { CACHE = 1024 * 1024 };

/* Where an id stands in catalog->ids. */
struct place {
	uint64_t start, length;
};

void catalog_init(struct catalog *catalog, uint64_t first)
{
	*catalog = (struct catalog){0};
	numbering_init(&catalog->numbers, first);
	tempfile_init(&catalog->ids);
	tempfile_init(&catalog->places);
	tempfile_cache(&catalog->ids, CACHE);
	tempfile_cache(&catalog->places, CACHE);
}

void catalog_add(struct catalog *catalog, struct str id, size_t paragraphs)
{
	struct place place = {.length = id.n};

	place.start = tempfile_append(&catalog->ids, id.p, id.n);
	tempfile_append(&catalog->places, &place, sizeof(place));
	numbering_add(&catalog->numbers, paragraphs);
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
	numbering_release(&catalog->numbers);
	tempfile_release(&catalog->ids);
	tempfile_release(&catalog->places);
	*catalog = (struct catalog){0};
}
