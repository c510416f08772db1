#include "../../stages/cluster/index/event_segment.h"

#include "../../stages/cluster/facts.h"
#include "made_events.h"
#include "tap.h"

/* In canonical order; events 100 to 102 are new. */
static const char *const made[] = {
	"\"a\" 10 9 100|1 5 9", "\"b\" 10 5 101|5 7", "\"c\" 12 5 40|5 9",
	"\"d\" 20 5 101|7",	"\"e\" - 5 102|1 5",  "\"f\" - 4 100|",
};

enum { MADE = sizeof(made) / sizeof(*made) };

static struct str make(size_t memory, char **out)
{
	struct event_writer writer;

	event_writer_init(&writer, memory, 100);
	for (size_t i = 0; i < MADE; i++)
		made_document(&writer, str_from(made[i]));
	event_writer_event(&writer, 0);
	event_writer_event(&writer, 1);
	event_writer_event(&writer, 4);
	event_writer_link(&writer, (struct event_link){3, 40});
	event_writer_link(&writer, (struct event_link){40, 100});
	return made_end(&writer, out);
}

static bool has_document(const struct event_segment *segment, uint32_t i)
{
	const struct event_place place = event_segment_place(segment, i);
	struct kept kept, want;
	struct bag bag, want_bag;
	const uint64_t event = made_kept(str_from(made[i]), &want, &want_bag);

	if (!kept_unpack(event_segment_body(segment, i), &kept))
		return false;
	kept_bag(&kept, &bag);
	return place.event == event && place.day == want.day &&
	       kept.day == want.day && str_eq(kept.id, want.id) &&
	       kept.tokens == want.tokens && bag.count == want_bag.count &&
	       !memcmp(bag.term, want_bag.term, bag.count * sizeof(*bag.term));
}

/* The values of a key, or what of the keys is below the term, as text. */
static const char *listed(const struct postings *postings, uint64_t key,
			  uint64_t to)
{
	static struct buf out;
	struct postings_cursor cursor;

	buf_reset(&out);
	buf_add_text(&out, "");
	postings_rewind(&cursor, postings);
	for (bool any = postings_seek(&cursor, key); any && cursor.key <= to;
	     any = postings_next(&cursor))
		buf_addf(&out, "%d ",
			 (int)(key == to ? cursor.value : cursor.key - key));
	return out.p;
}

static const char *of_id(const struct event_segment *segment, const char *id)
{
	const uint64_t hash = kept_hash(str_from(id));

	return listed(&segment->ids, hash, hash);
}

static const char *of_term(const struct event_segment *segment, uint64_t term)
{
	const uint64_t key = (uint64_t)made_term(term) << 32;

	return listed(&segment->probes, key, key | UINT32_MAX);
}

static void test_lists(const struct event_segment *segment)
{
	is_str(of_id(segment, "\"a\""), "0 ");
	is_str(of_id(segment, "\"f\""), "5 ");
	is_str(of_id(segment, "\"g\""), "");
	is_str(of_term(segment, 1), "0 4 ");
	is_str(of_term(segment, 5), "0 1 2 4 ");
	is_str(of_term(segment, 7), "1 3 ");
	is_str(of_term(segment, 9), "0 2 ");
	is_str(of_term(segment, 2), "");
	is_str(listed(&segment->members, 40, 40), "2 ");
	is_str(listed(&segment->members, 100, 100), "0 5 ");
	is_str(listed(&segment->members, 101, 101), "1 3 ");
	is_str(listed(&segment->members, 99, 99), "");
}

static void test_events(const struct event_segment *segment)
{
	struct event_link link;

	ok(segment->head.first == 100 && segment->head.events == 3);
	ok(event_segment_event(segment, 0) == 0);
	ok(event_segment_event(segment, 1) == 1);
	ok(event_segment_event(segment, 2) == 4);
	ok(event_segment_links(segment) == 2);
	link = event_segment_link(segment, 0);
	ok(link.a == 3 && link.b == 40);
	link = event_segment_link(segment, 1);
	ok(link.a == 40 && link.b == 100);
}

static void test_days(const struct event_segment *segment)
{
	ok(segment->undated == 4);
	ok(event_segment_since(segment, INT64_MIN) == 0);
	ok(event_segment_since(segment, FACTS_NO_DAY) == 0);
	ok(event_segment_since(segment, 10) == 0);
	ok(event_segment_since(segment, 11) == 2);
	ok(event_segment_since(segment, 12) == 2);
	ok(event_segment_since(segment, 13) == 3);
	ok(event_segment_since(segment, 20) == 3);
	ok(event_segment_since(segment, 21) == 4);
	ok(event_segment_since(segment, INT64_MAX) == 4);
}

static void test_round_trip(void)
{
	char *bytes, *again;
	const struct str small = make(0, &bytes);
	const struct str large = make(1 << 24, &again);
	struct event_segment segment;
	bool good = true;

	ok(str_eq(small, large));
	ok(!event_segment_open(&segment, small));
	ok(segment.head.documents == MADE);
	for (uint32_t i = 0; i < MADE; i++)
		good &= has_document(&segment, i);
	ok(good);
	test_lists(&segment);
	test_events(&segment);
	test_days(&segment);
	free(bytes);
	free(again);
}

static void test_empty(void)
{
	struct event_segment segment;
	struct event_writer writer;
	char *bytes;

	event_writer_init(&writer, 0, 7);
	ok(!event_segment_open(&segment, made_end(&writer, &bytes)));
	ok(!segment.head.documents && !segment.head.events &&
	   segment.head.first == 7);
	ok(!segment.undated && !event_segment_since(&segment, 0));
	ok(!event_segment_links(&segment));
	is_str(of_id(&segment, "\"a\""), "");
	free(bytes);
}

/* Each body is what it was, or missed; and some are missed? */
static bool bodies_are_right(const struct event_segment *segment,
			     const struct event_segment *whole, bool *missed)
{
	for (uint32_t i = 0; i < whole->head.documents; i++) {
		const struct str body = event_segment_body(segment, i);

		if (!body.p)
			*missed = true;
		else if (!str_eq(body, event_segment_body(whole, i)))
			return false;
	}
	return true;
}

/* Are all other bytes what they were? */
static bool all_but_bodies(const char *bytes, const struct event_segment *whole)
{
	const struct str bodies = whole->section[EVENT_BODIES];
	const size_t before = (size_t)(bodies.p - whole->bytes.p);
	const size_t behind = before + bodies.n;

	return !memcmp(bytes, whole->bytes.p, before) &&
	       !memcmp(bytes + behind, whole->bytes.p + behind,
		       whole->bytes.n - behind);
}

/* What is damaged is refused, or is a body that is missed. */
static bool is_safe(const char *p, size_t n, const struct event_segment *whole,
		    bool *missed)
{
	char *const copy = malloc(n ? n : 1);
	struct event_segment segment;
	bool safe = true;

	memcpy(copy, p, n);
	if (!event_segment_open(&segment, (struct str){copy, n}))
		safe = n == whole->bytes.n && all_but_bodies(copy, whole) &&
		       bodies_are_right(&segment, whole, missed);
	free(copy);
	return safe;
}

static void test_damage(void)
{
	char *bytes, *copy;
	const struct str all = make(0, &bytes);
	struct event_segment whole;
	bool safe = true, missed = false;

	copy = malloc(all.n + 1);
	memcpy(copy, bytes, all.n);
	copy[all.n] = 0;
	ok(!event_segment_open(&whole, all));
	for (size_t i = 0; i < all.n; i++) {
		for (unsigned flip = 1; flip < 0x200; flip <<= 1) {
			copy[i] =
				(char)(bytes[i] ^ (flip > 0x80 ? 0xFF : flip));
			safe &= is_safe(copy, all.n, &whole, &missed);
		}
		copy[i] = bytes[i];
		safe &= is_safe(copy, i, &whole, &missed);
	}
	ok(safe);
	ok(missed);
	missed = false;
	ok(is_safe(copy, all.n + 1, &whole, &missed));
	ok(is_safe(copy, all.n, &whole, &missed) && !missed);
	free(bytes);
	free(copy);
}

/* One word of the file is another, and all checksums are right. */
static bool refuses(size_t at, uint64_t word, size_t size)
{
	struct event_segment segment;
	char *bytes;
	const struct str all = make(0, &bytes);
	bool refused;

	memcpy(bytes + at, &word, size);
	made_repair(bytes, all.n);
	refused = event_segment_open(&segment, all) != NULL;
	free(bytes);
	return refused;
}

static size_t place_of(enum event_section section)
{
	struct event_segment segment;
	char *bytes;
	size_t at;

	event_segment_open(&segment, make(0, &bytes));
	at = (size_t)(segment.section[section].p - bytes);
	free(bytes);
	return at;
}

/* Numbers beyond what there is. */
static void test_foreign(void)
{
	const size_t head = sizeof(struct sections_head);
	const size_t place = place_of(EVENT_PLACES);
	const size_t event = place_of(EVENT_EVENTS);
	const size_t link = place_of(EVENT_LINKS);

	ok(!refuses(place, 0, 8)); /* the first body is there already */
	ok(refuses(head, MADE + 1, 8) && refuses(head, UINT64_MAX, 8));
	ok(refuses(head, (UINT64_C(1) << 59) + MADE, 8));
	ok(refuses(head + 8, 4, 8));
	ok(refuses(head + 8, (UINT64_C(1) << 61) + 3, 8));
	ok(refuses(head + 16, 97, 8)); /* the first event is another */
	ok(refuses(head + 16, UINT64_MAX - 1, 8));
	ok(refuses(place, UINT64_MAX, 8) && refuses(place, 1 << 20, 8));
	ok(refuses(place + 8, 103, 8) && !refuses(place + 8, 102, 8));
	ok(refuses(place + 16, UINT32_MAX, 4));
	ok(refuses(event, MADE, 8) && !refuses(event, MADE - 1, 8));
	ok(refuses(link, 40, 8) && !refuses(link, 39, 8));
	ok(refuses(link + 24, 103, 8) && !refuses(link + 24, 102, 8));
}

/* The last number that there is cannot be that of the first of two events. */
static void test_overflow(void)
{
	struct event_segment segment;
	struct event_writer writer;
	char *bytes;

	event_writer_init(&writer, 0, UINT64_MAX);
	made_document(&writer, STR("\"a\" 1 1 0|1"));
	event_writer_event(&writer, 0);
	event_writer_event(&writer, 0);
	ok(event_segment_open(&segment, made_end(&writer, &bytes)) != NULL);
	free(bytes);
}

int main(void)
{
	test_round_trip();
	test_empty();
	test_damage();
	test_foreign();
	test_overflow();
	return tap_done();
}
