#include "../../stages/cluster/lineage.h"

#include "made_events.h"
#include "made_folder.h"
#include "tap.h"

enum { EVENTS = 8 };

/* An index of events 0 to 7, of a document each; 1 speaks for 3 and 6, and
 * 2 for 5. */
static void make_index(void)
{
	struct event_index *const index = event_index_open(folder);
	struct frequency frequency;
	struct event_writer writer;
	char text[32];

	event_writer_init(&writer, 0, 0);
	for (uint32_t i = 0; i < EVENTS; i++) {
		snprintf(text, sizeof(text), "\"%d\" 1 1 %d|", (int)i, (int)i);
		made_document(&writer, str_from(text));
		event_writer_event(&writer, i);
	}
	event_writer_link(&writer, (struct event_link){3, 6});
	event_writer_link(&writer, (struct event_link){1, 6});
	event_writer_link(&writer, (struct event_link){2, 5});
	frequency_init(&frequency);
	event_index_add(index, &writer, &frequency, EVENTS, 0);
	frequency_release(&frequency);
	event_writer_release(&writer);
	event_index_close(index);
}

static void append_pair(void *context, uint32_t a, uint32_t b)
{
	buf_addf(context, "%d-%d ", (int)a, (int)b);
}

static void append_event(uint64_t event, void *data)
{
	buf_addf(data, "%d ", (int)event);
}

static const char *united(struct lineage *lineage, bool linked)
{
	static struct buf out;

	buf_reset(&out);
	buf_add_text(&out, "");
	lineage_unite(lineage, linked, append_pair, &out);
	return out.p;
}

static const char *linked(const struct lineage *lineage, uint32_t root)
{
	static struct buf out;

	buf_reset(&out);
	buf_add_text(&out, "");
	lineage_linked(lineage, root, append_event, &out);
	return out.p;
}

static void test_none(void)
{
	static const uint32_t root[] = {0, 0, 2};
	struct lineage lineage;
	uint64_t event = 9;

	lineage_init(&lineage, NULL);
	is_str(united(&lineage, false), "");
	is_str(united(&lineage, true), "");
	lineage_settle(&lineage, root, 3);
	ok(!lineage_was(&lineage, 0, &event) && event == 9);
	is_str(linked(&lineage, 0), "");
	ok(!lineage_is_linked_now(&lineage, 0));
	lineage_release(&lineage);
}

/* Documents 0 to 11; those of earlier batches are 1, 2, 4, 5, 7, 8, 10. */
static void claim(struct lineage *lineage)
{
	lineage_claim(lineage, 1, 3);
	lineage_claim(lineage, 2, 0);
	lineage_claim(lineage, 4, 3);
	lineage_claim(lineage, 5, 1);
	lineage_claim(lineage, 7, 2);
	lineage_claim(lineage, 8, 6);
	lineage_claim(lineage, 10, 0);
}

static void test_claims(const struct event_index *index)
{
	struct lineage lineage;
	uint64_t event = 9;

	lineage_init(&lineage, index);
	ok(!lineage_was(&lineage, 1, &event));
	claim(&lineage);
	ok(lineage_was(&lineage, 1, &event) && event == 3);
	ok(lineage_was(&lineage, 10, &event) && event == 0);
	ok(lineage_was(&lineage, 8, &event) && event == 6);
	ok(!lineage_was(&lineage, 0, &event));
	ok(!lineage_was(&lineage, 11, &event) && event == 6);
	is_str(united(&lineage, false), "2-10 1-4 ");
	/* 5 is of event 1, which speaks for those of 1, 4 and 8 */
	is_str(united(&lineage, true), "2-10 5-1 5-4 5-8 ");
	ok(lineage_was(&lineage, 4, &event) && event == 3);
	lineage_release(&lineage);
}

static bool is_event(const struct lineage *lineage, uint32_t root,
		     uint64_t number, bool was)
{
	bool old = !was;

	return lineage_event(lineage, root, &old) == number && old == was;
}

/* The events and links that are written, as text. */
static const char *written(const struct lineage *lineage)
{
	static const uint32_t place[] = {0, 90, 90, 1, 90, 90,
					 2, 90, 90, 3, 90, 4};
	static struct buf out;
	struct event_writer writer;
	struct event_segment segment;
	char *bytes;

	event_writer_init(&writer, 0, EVENTS);
	for (int i = 0; i < 5; i++)
		made_document(&writer, STR("\"x\" 1 1 0|"));
	lineage_write(lineage, place, &writer);
	buf_reset(&out);
	buf_add_text(&out, "");
	if (!event_segment_open(&segment, made_end(&writer, &bytes))) {
		for (uint64_t i = 0; i < segment.head.events; i++)
			buf_addf(&out, "%d ",
				 (int)event_segment_event(&segment, i));
		for (size_t i = 0; i < event_segment_links(&segment); i++) {
			const struct event_link link =
				event_segment_link(&segment, i);

			append_pair(&out, (uint32_t)link.a, (uint32_t)link.b);
		}
	}
	free(bytes);
	return out.p;
}

/* 0 and 3 are new events, 6 joins 1, 9 joins 2, and 11 ties 0 to 2. */
static void test_heirs(const struct event_index *index)
{
	static const uint32_t root[] = {0, 1, 2, 3, 1, 1, 1, 2, 1, 2, 2, 2};
	struct lineage lineage;

	lineage_init(&lineage, index);
	claim(&lineage);
	lineage_settle(&lineage, root, 12);
	ok(is_event(&lineage, 0, EVENTS, false));
	ok(is_event(&lineage, 3, EVENTS + 1, false));
	ok(is_event(&lineage, 1, 1, true));
	ok(is_event(&lineage, 2, 0, true)); /* the older */
	is_str(linked(&lineage, 0), "");
	is_str(linked(&lineage, 1), "1 3 6 ");
	is_str(linked(&lineage, 2), "0 2 5 ");
	ok(!lineage_is_linked_now(&lineage, 0));
	ok(!lineage_is_linked_now(&lineage, 1)); /* they were */
	ok(lineage_is_linked_now(&lineage, 2));
	is_str(written(&lineage), "0 1 0-2 ");
	lineage_release(&lineage);
}

/* All in one: each speaker is linked with the oldest, once. */
static void test_one(const struct event_index *index)
{
	static const uint32_t root[12] = {0};
	struct lineage lineage;

	lineage_init(&lineage, index);
	claim(&lineage);
	lineage_settle(&lineage, root, 12);
	ok(is_event(&lineage, 0, 0, true));
	is_str(linked(&lineage, 0), "0 1 3 6 2 5 ");
	ok(lineage_is_linked_now(&lineage, 0));
	is_str(written(&lineage), "0-1 0-2 ");
	lineage_release(&lineage);
}

/* Nothing of earlier batches. */
static void test_fresh(const struct event_index *index)
{
	static const uint32_t root[] = {0, 0, 0, 3, 0, 0, 3, 0, 0, 9, 0, 11};
	struct lineage lineage;

	lineage_init(&lineage, index);
	is_str(united(&lineage, true), "");
	lineage_settle(&lineage, root, 12);
	ok(is_event(&lineage, 0, EVENTS, false));
	ok(is_event(&lineage, 11, EVENTS + 3, false));
	is_str(written(&lineage), "0 1 3 4 ");
	lineage_release(&lineage);
}

int main(void)
{
	struct event_index *index;

	test_none();
	if (!ok(make_folder()))
		return tap_done();
	make_index();
	index = event_index_open(folder);
	test_claims(index);
	test_heirs(index);
	test_one(index);
	test_fresh(index);
	event_index_close(index);
	ok(remove_folder());
	return tap_done();
}
