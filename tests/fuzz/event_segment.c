/*
 * Any bytes as a segment of an index of events, as they are and with all
 * checksums made right: what opens has documents, events, links and lists
 * that can all be looked at, and can be merged with itself.
 * tests/fuzz/make_event_segments.py makes the seeds.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../stages/cluster/index/event_segment.h"
#include "../../stages/cluster/facts.h"
#include "made_events.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
	if (!cond)
		abort();
}

static unsigned char sum; /* of what was read, so that it is read */

static void read_bytes(const void *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		sum ^= ((const unsigned char *)p)[i];
}

static void look_at_facts(const struct facts *facts)
{
	must(facts->from <= FACTS_TEXT && facts->sure <= 100);
	must(facts->month <= 12 && facts->month_day <= 31);
	must(facts->ordinal.before <= ORDINAL_BEFORE);
	must(facts->ordinal.after <= ORDINAL_AFTER);
	must(!ordinals_differ(&facts->ordinal, &facts->ordinal));
}

/* False if it is damaged, or no such thing. */
static bool look_at_body(struct str body)
{
	static struct bag bag;
	struct buf out = {0};
	struct kept kept;

	if (!body.p || !kept_unpack(body, &kept))
		return false;
	read_bytes(kept.id.p, kept.id.n);
	read_bytes(kept.row.p, kept.row.n);
	look_at_facts(&kept.facts);
	for (size_t i = 0; i < kept.copies; i++)
		sum ^= (unsigned char)kept_copy(&kept, i).of;
	kept_bag(&kept, &bag);
	must(bag.count <= BAG_TERMS);
	kept_put(&kept, &bag, &out);
	must(kept_unpack(buf_str(&out), &kept));
	must(out.n == body.n);
	buf_reset(&out);
	kept_key(&kept, 0, &out);
	kept_event_id(kept.id, &out);
	buf_release(&out);
	return true;
}

static void look_at_documents(const struct event_segment *segment)
{
	const uint64_t events = segment->head.first + segment->head.events;
	size_t read = 0;

	for (uint32_t i = 0; i < segment->head.documents; i++) {
		const struct event_place place =
			event_segment_place(segment, i);

		must(place.event < events);
		if (read < 1 << 20) /* they may overlap */
			look_at_body(event_segment_body(segment, i));
		read += place.bytes;
	}
}

static void look_at_events(const struct event_segment *segment)
{
	const uint64_t events = segment->head.first + segment->head.events;

	for (uint64_t i = 0; i < segment->head.events; i++)
		must(event_segment_event(segment, i) < segment->head.documents);
	for (size_t i = 0; i < event_segment_links(segment); i++) {
		const struct event_link link = event_segment_link(segment, i);

		must(link.a < link.b && link.b < events);
	}
}

static void look_at_days(const struct event_segment *segment)
{
	uint32_t before = 0;

	must(segment->undated <= segment->head.documents);
	must(event_segment_since(segment, INT64_MIN) <= segment->undated);
	for (int64_t day = INT32_MIN; day <= INT32_MAX; day += INT32_MAX / 99) {
		const uint32_t since = event_segment_since(segment, day);

		must(since >= before && since <= segment->undated);
		before = since;
	}
}

/* One after another, as it is in an index; what comes out is a segment. */
static void merge(const struct event_segment *segment, size_t n)
{
	struct event_segment several[2], all;
	struct event_writer writer;
	struct str bytes;
	char *out;

	for (size_t i = 0; i < n; i++)
		several[i] = *segment;
	event_writer_init(&writer, 0, segment->head.first);
	if (!event_writer_merge(&writer, several, n)) {
		event_writer_release(&writer);
		return;
	}
	bytes = made_end(&writer, &out);
	must(!event_segment_open(&all, bytes));
	must(all.head.documents == n * segment->head.documents);
	must(all.head.events == n * segment->head.events);
	look_at_documents(&all);
	look_at_events(&all);
	free(out);
}

static void look(struct str bytes)
{
	struct event_segment segment;

	if (event_segment_open(&segment, bytes))
		return;
	look_at_documents(&segment);
	look_at_events(&segment);
	look_at_days(&segment);
	must(made_list_is_good(&segment.ids));
	must(made_list_is_good(&segment.probes));
	must(made_list_is_good(&segment.members));
	merge(&segment, 1);
	merge(&segment, 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a block of its own, so that a read behind its end is noticed */
	char *const bytes = malloc(size ? size : 1);

	if (size)
		memcpy(bytes, data, size);
	look((struct str){bytes, size});
	made_repair(bytes, size);
	look((struct str){bytes, size});
	free(bytes);
	return 0;
}
