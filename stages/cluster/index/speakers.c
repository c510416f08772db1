#include "speakers.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

struct linked {
	uint64_t event, speaker;
};

static int by_event(const void *left, const void *right)
{
	const struct linked *const a = left, *const b = right;

	return (a->event > b->event) - (a->event < b->event);
}

static int by_speaker(const void *left, const void *right)
{
	const struct linked *const a = left, *const b = right;

	if (a->speaker != b->speaker)
		return a->speaker < b->speaker ? -1 : 1;
	return by_event(left, right);
}

static struct linked *find(const struct speakers *speakers, uint64_t event)
{
	const struct linked key = {.event = event};

	return speakers->count ? bsearch(&key, speakers->by_event,
					 speakers->count, sizeof(key), by_event)
			       : NULL;
}

/* The one that speaks for it so far; what is on the way gets closer. */
static struct linked *speaker_of(const struct speakers *speakers,
				 struct linked *at)
{
	while (at->speaker != at->event) {
		struct linked *const next = find(speakers, at->speaker);

		at->speaker = next->speaker;
		at = next;
	}
	return at;
}

static void join(const struct speakers *speakers, struct event_link link)
{
	struct linked *const a = speaker_of(speakers, find(speakers, link.a));
	struct linked *const b = speaker_of(speakers, find(speakers, link.b));

	if (a->event < b->event)
		b->speaker = a->event;
	else
		a->speaker = b->event;
}

/* All events of the links, each once, and each for itself. */
static void list(struct speakers *speakers, const struct event_link *link,
		 size_t n)
{
	struct linked *const item = speakers->by_event;
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		item[2 * i] = (struct linked){link[i].a, link[i].a};
		item[2 * i + 1] = (struct linked){link[i].b, link[i].b};
	}
	qsort(item, 2 * n, sizeof(*item), by_event);
	for (size_t i = 0; i < 2 * n; i++)
		if (!count || item[count - 1].event != item[i].event)
			item[count++] = item[i];
	speakers->count = count;
}

void speakers_init(struct speakers *speakers, const struct event_link *link,
		   size_t n)
{
	*speakers = (struct speakers){0};
	if (!n)
		return;
	speakers->by_event = xreallocarray(NULL, 2 * n, sizeof(struct linked));
	list(speakers, link, n);
	for (size_t i = 0; i < n; i++)
		join(speakers, link[i]);
	for (size_t i = 0; i < speakers->count; i++) {
		struct linked *const item = &speakers->by_event[i];

		item->speaker = speaker_of(speakers, item)->event;
	}
	speakers->by_speaker =
		xreallocarray(NULL, speakers->count, sizeof(struct linked));
	memcpy(speakers->by_speaker, speakers->by_event,
	       speakers->count * sizeof(struct linked));
	qsort(speakers->by_speaker, speakers->count, sizeof(struct linked),
	      by_speaker);
}

uint64_t speakers_of(const struct speakers *speakers, uint64_t event)
{
	const struct linked *const linked = find(speakers, event);

	return linked ? linked->speaker : event;
}

void speakers_each(const struct speakers *speakers, uint64_t speaker,
		   void (*use)(uint64_t event, void *data), void *data)
{
	const struct linked *const item = speakers->by_speaker;
	size_t low = 0, high = speakers->count;

	if (!find(speakers, speaker)) {
		use(speaker, data);
		return;
	}
	while (low < high) { /* the first that it speaks for */
		const size_t middle = low + (high - low) / 2;

		if (item[middle].speaker < speaker)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < speakers->count && item[low].speaker == speaker; low++)
		use(item[low].event, data);
}

void speakers_release(struct speakers *speakers)
{
	free(speakers->by_event);
	free(speakers->by_speaker);
}
