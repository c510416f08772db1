#include "means.h"

#include <stdlib.h>

#include "mem.h"

enum { PLACES_MIN = 16 };

static const uint32_t NONE = UINT32_MAX;
/* Instead of a place in the file: not written, and not wanted any more. */
static const uint64_t NOWHERE = UINT64_MAX, DROPPED = UINT64_MAX - 1;

void means_init(struct means *means, size_t memory, size_t most)
{
	size_t places = PLACES_MIN;

	while (places < most && 2 * places * sizeof(*means->place) <= memory)
		places *= 2;
	*means = (struct means){.places = places};
	tempfile_init(&means->file);
	means->place = xreallocarray(NULL, places, sizeof(*means->place));
	means->number = xreallocarray(NULL, places, sizeof(*means->number));
	for (size_t i = 0; i < places; i++)
		means->number[i] = NONE;
}

static void write_mean(struct means *means, uint32_t number)
{
	const struct centroid *from =
		&means->place[number & (means->places - 1)];
	struct tempfile *file = &means->file;

	means->at[number] = tempfile_append(file, &from->documents,
					    sizeof(from->documents));
	tempfile_append(file, &from->count, sizeof(from->count));
	tempfile_append(file, from->term, from->count * sizeof(*from->term));
	tempfile_append(file, from->weight,
			from->count * sizeof(*from->weight));
}

static void read_mean(struct means *means, uint32_t number)
{
	struct centroid *to = &means->place[number & (means->places - 1)];
	uint64_t at = means->at[number];

	tempfile_read(&means->file, at, &to->documents, sizeof(to->documents));
	at += sizeof(to->documents);
	tempfile_read(&means->file, at, &to->count, sizeof(to->count));
	at += sizeof(to->count);
	tempfile_read(&means->file, at, to->term,
		      to->count * sizeof(*to->term));
	at += to->count * sizeof(*to->term);
	tempfile_read(&means->file, at, to->weight,
		      to->count * sizeof(*to->weight));
}

/* Give a mean its place, after what is there was written if it must be. */
static struct centroid *take_place(struct means *means, uint32_t number)
{
	const size_t i = number & (means->places - 1);
	const uint32_t old = means->number[i];

	if (old != NONE && means->at[old] == NOWHERE)
		write_mean(means, old);
	means->number[i] = number;
	return &means->place[i];
}

uint32_t means_add(struct means *means, const struct centroid *centroid)
{
	const uint32_t number = (uint32_t)means->count++;

	if (number == means->size) {
		means->size = number ? 2 * means->size : 1024;
		means->at = xreallocarray(means->at, means->size,
					  sizeof(*means->at));
	}
	means->at[number] = NOWHERE;
	centroid_copy(take_place(means, number), centroid);
	return number;
}

void means_get(struct means *means, uint32_t number, struct centroid *centroid)
{
	const size_t i = number & (means->places - 1);

	if (means->number[i] != number) {
		take_place(means, number);
		read_mean(means, number);
	}
	centroid_copy(centroid, &means->place[i]);
}

void means_drop(struct means *means, uint32_t number)
{
	means->at[number] = DROPPED;
}

void means_release(struct means *means)
{
	tempfile_release(&means->file);
	free(means->at);
	free(means->place);
	free(means->number);
}
