/* Several segments in one are as if all had come at once. */
#include "../../stages/cluster/index/event_writer.h"

#include <errno.h>
#include <fcntl.h>

#include "made_events.h"
#include "random.h"
#include "tap.h"

enum { MOST = 120, BATCHES = 5 };

struct row {
	char text[160]; /* see made_events.h */
	size_t batch;
	uint64_t event;
	bool first; /* of its event, which is new in its batch */
	struct buf key;
};

static struct row row[MOST]; /* in canonical order */
static struct event_link links[BATCHES];
static uint64_t state = 1;

static uint64_t random_below(uint64_t n)
{
	return random_next(&state) % n;
}

static int by_key(const void *left, const void *right)
{
	const struct row *const a = left, *const b = right;

	return str_order(buf_str(&a->key), buf_str(&b->key));
}

/* Days and lengths that are often the same; some have no day. */
static void make_rows(size_t n)
{
	struct buf packed = {0};

	for (size_t i = 0; i < n; i++) {
		char day[16] = "-";

		if (random_below(5))
			snprintf(day, sizeof(day), "%d",
				 (int)random_below(20) - 9);
		row[i].batch = random_below(BATCHES);
		snprintf(row[i].text, sizeof(row[i].text),
			 "\"id%d\" %s %d 0|%d %d %d", (int)i, day,
			 (int)random_below(4), (int)random_below(9),
			 9 + (int)random_below(9), 18 + (int)random_below(900));
		made_packed(str_from(row[i].text), 0, &row[i].key, &packed);
	}
	qsort(row, n, sizeof(*row), by_key);
	buf_release(&packed);
}

/* Each is of an event of its batch or one before, new or not. Numbers ascend
 * in canonical order within a batch. */
static uint64_t make_events(size_t n)
{
	uint64_t events = 0;

	for (size_t batch = 0; batch < BATCHES; batch++) {
		for (size_t i = 0; i < n; i++) {
			if (row[i].batch != batch)
				continue;
			row[i].first = !events || random_below(2);
			row[i].event =
				row[i].first ? events++ : random_below(events);
		}
		links[batch].b = events > 1 ? 1 + random_below(events - 1) : 1;
		links[batch].a = random_below(links[batch].b);
	}
	return events;
}

static void add_row(struct event_writer *writer, const struct row *of)
{
	struct buf body = {0};
	struct kept kept;
	struct bag bag;

	made_kept(str_from(of->text), &kept, &bag);
	kept_put(&kept, &bag, &body);
	event_writer_document(writer, buf_str(&body), kept_hash(kept.id),
			      kept.day, of->event);
	for (size_t i = 0; i < bag.count; i++)
		event_writer_probe(writer, bag.term[i]);
	buf_release(&body);
}

/* Those of batches [from, to) as one segment. */
static struct str make(size_t n, size_t from, size_t to, char **out)
{
	struct event_writer writer;
	uint32_t number[MOST];
	uint32_t documents = 0;
	uint64_t first = 0;

	for (size_t i = 0; i < n; i++)
		first += row[i].first && row[i].batch < from;
	event_writer_init(&writer, 0, first);
	for (size_t i = 0; i < n; i++) {
		if (row[i].batch < from || row[i].batch >= to)
			continue;
		number[i] = documents++;
		add_row(&writer, &row[i]);
	}
	for (size_t batch = from; batch < to; batch++) {
		for (size_t i = 0; i < n; i++)
			if (row[i].batch == batch && row[i].first)
				event_writer_event(&writer, number[i]);
		if (links[batch].b < first + writer.head.events)
			event_writer_link(&writer, links[batch]);
	}
	return made_end(&writer, out);
}

/* Merge the batches from `from` on, each a segment of its own. */
static bool merges(size_t n, size_t from)
{
	struct event_segment segment[BATCHES];
	struct event_writer writer;
	char *part[BATCHES], *whole, *merged;
	const struct str want = make(n, from, BATCHES, &whole);
	bool good = true;
	struct str got;

	for (size_t i = from; i < BATCHES; i++)
		good &= !event_segment_open(&segment[i],
					    make(n, i, i + 1, &part[i]));
	event_writer_init(&writer, 0, segment[from].head.first);
	good = good &&
	       event_writer_merge(&writer, segment + from, BATCHES - from);
	got = made_end(&writer, &merged);
	good = good && str_eq(got, want) &&
	       !event_segment_open(&segment[from], got);
	for (size_t i = from; i < BATCHES; i++)
		free(part[i]);
	free(whole);
	free(merged);
	return good;
}

static void test_merge(void)
{
	bool good = true;

	for (size_t n = 0; n <= MOST; n += n < 8 ? 1 : 16) {
		make_rows(n);
		make_events(n);
		for (size_t from = 0; from < BATCHES; from++)
			good &= merges(n, from);
	}
	ok(good);
}

/* The segment of one document, with another byte; at: below 0 from the end of
 * the section. */
static bool merges_changed(enum event_section section, ptrdiff_t at, char byte)
{
	struct event_segment segment;
	struct event_writer writer;
	char *bytes;
	struct str all;
	bool good;

	event_writer_init(&writer, 0, 0);
	made_document(&writer, STR("\"a\" 1 1 0|1"));
	event_writer_event(&writer, 0);
	all = made_end(&writer, &bytes);
	event_segment_open(&segment, all);
	if (at < 0)
		at += (ptrdiff_t)segment.section[section].n;
	bytes[segment.section[section].p - bytes + at] = byte;
	if (section != EVENT_BODIES)
		made_repair(bytes, all.n);
	good = !event_segment_open(&segment, all);
	event_writer_init(&writer, 0, 0);
	good = good && event_writer_merge(&writer, &segment, 1);
	event_writer_release(&writer);
	free(bytes);
	return good;
}

static void test_damage(void)
{
	ok(merges_changed(EVENT_IDS, 0, 0)); /* is found anew */
	ok(!merges_changed(EVENT_BODIES, 8, 99));
	ok(!merges_changed(EVENT_PROBES, 0, 0x7F)); /* of document 127 */
	/* the last number of the list has no end */
	ok(!merges_changed(EVENT_PROBES, -25, (char)0x80));
}

/* A probe that a document has twice is one; a document has its own. */
static void test_probes(void)
{
	struct event_segment segment;
	struct event_writer writer;
	char *bytes;

	event_writer_init(&writer, 0, 0);
	made_document(&writer, STR("\"a\" 1 1 0|1 1 2"));
	made_document(&writer, STR("\"b\" 1 1 0|1"));
	event_writer_event(&writer, 0);
	ok(!event_segment_open(&segment, made_end(&writer, &bytes)));
	ok(segment.probes.count == 3 && segment.members.count == 2);
	free(bytes);
}

static void test_unwritten(void)
{
	const int fd = open("/dev/full", O_WRONLY);
	struct event_writer writer;

	event_writer_init(&writer, 0, 0);
	made_document(&writer, STR("\"a\" 1 1 0|1"));
	errno = 0;
	ok(!event_writer_end(&writer, fd) && errno == ENOSPC);
	event_writer_release(&writer);
	close(fd);
}

int main(void)
{
	test_merge();
	test_damage();
	test_probes();
	test_unwritten();
	for (size_t i = 0; i < MOST; i++)
		buf_release(&row[i].key);
	return tap_done();
}
