#include "../../stages/cluster/gather.h"

#include "made_events.h"
#include "made_folder.h"
#include "tap.h"

/* Those of an event share its terms. */
#define A "1 2 3 4 5 6"
#define B "11 12 13 14 15 16"
#define C "21 22 23 24 25 26"
#define D "31 32 33 34 35 36"
#define E "41 42 43 44 45 46"

/* The index, in canonical order; 1 speaks for 3, which has terms of its own. */
static const char *const kept_before[] = {
	"\"a0\" 0 9 0|" A,	   "\"b0\" 1 9 1|" B, "\"a1\" 2 9 0|" E,
	"\"c0\" 3 9 2|" C,	   "\"d0\" 4 9 3|" D, "\"far\" 90 9 4|" A,
	"\"none\" - 9 5|" C " 99",
};

enum { BEFORE = sizeof(kept_before) / sizeof(*kept_before) };

static void make_index(void)
{
	static const uint32_t first[] = {0, 1, 3, 4, 5, 6};
	struct event_index *const index = event_index_open(folder);
	struct frequency frequency;
	struct event_writer writer;
	struct kept kept;
	struct bag bag;

	event_writer_init(&writer, 0, 0);
	frequency_init(&frequency);
	for (size_t i = 0; i < BEFORE; i++) {
		made_document(&writer, str_from(kept_before[i]));
		made_kept(str_from(kept_before[i]), &kept, &bag);
		for (size_t k = 0; k < bag.count; k++)
			frequency_count(&frequency, bag.term[k]);
	}
	for (size_t i = 0; i < 6; i++)
		event_writer_event(&writer, first[i]);
	event_writer_link(&writer, (struct event_link){1, 3});
	event_index_add(index, &writer, &frequency, BEFORE, 0);
	frequency_release(&frequency);
	event_writer_release(&writer);
	event_index_close(index);
}

static void add(struct gather *gather, const char *document, uint64_t tie)
{
	struct buf key = {0}, packed = {0};

	made_packed(str_from(document), tie, &key, &packed);
	ok(gather_add(gather, buf_str(&key), buf_str(&packed)));
	buf_release(&key);
	buf_release(&packed);
}

/* With what it has a copy of. */
static void add_copy(struct gather *gather, const char *document,
		     const char *of)
{
	const struct kept_copy copy = {kept_hash(str_from(of)), 0};
	struct buf key = {0}, packed = {0};
	struct kept kept;
	struct bag bag;

	made_kept(str_from(document), &kept, &bag);
	kept.copies = 1;
	kept.copy = (const char *)&copy;
	kept_put(&kept, &bag, &packed);
	kept_key(&kept, 0, &key);
	ok(gather_add(gather, buf_str(&key), buf_str(&packed)));
	buf_release(&key);
	buf_release(&packed);
}

/* All that take part, "id:event" or "id" if it is new. */
static const char *order(struct gather *gather)
{
	static struct buf out;
	struct gathered gathered;

	buf_reset(&out);
	gather_rewind(gather);
	while (gather_next(gather, &gathered)) {
		const struct str id = gathered.kept.id;

		if (out.n)
			buf_add_char(&out, ' ');
		buf_add_str(&out, (struct str){id.p + 1, id.n - 2});
		if (gathered.event != GATHER_NEW)
			buf_addf(&out, ":%d", (int)gathered.event);
	}
	buf_add_text(&out, "");
	return out.p;
}

/* Count and select; in how many documents the terms were counted. */
static uint64_t run(struct gather *gather, struct frequency *frequency)
{
	struct weigher weigher;
	uint64_t documents;

	frequency_init(frequency);
	documents = gather_count(gather, frequency);
	weigher_init(&weigher, frequency, (uint32_t)documents);
	gather_select(gather, &weigher);
	return documents;
}

static void test_order(void)
{
	struct gather *const gather = gather_new(1 << 20, NULL);
	struct frequency frequency;

	add(gather, "\"last\" - 1 0|1", 0);
	add(gather, "\"b\" 5 9 0|1 2", 0);
	add(gather, "\"long\" 5 10 0|1 2 3", 0);
	add(gather, "\"a\" 5 9 0|", 7);
	add(gather, "\"a\" 5 9 0|1", 6);
	add(gather, "\"old\" -5 1 0|1", 0);
	ok(run(gather, &frequency) == 6);
	ok(frequency_of(&frequency, made_term(1)) == 5);
	ok(frequency_of(&frequency, made_term(3)) == 1);
	ok(gather_documents(gather) == 6);
	is_str(order(gather), "old long a a b last");
	is_str(order(gather), "old long a a b last");
	ok(gather_document(gather, 0) == 0 && gather_document(gather, 5) == 5);
	gather_free(gather);
	frequency_release(&frequency);
}

static void test_empty(struct event_index *index)
{
	struct gather *const gather = gather_new(1 << 20, index);
	struct frequency frequency;

	ok(run(gather, &frequency) == BEFORE);
	ok(!gather_documents(gather));
	is_str(order(gather), "");
	gather_free(gather);
	frequency_release(&frequency);
}

/* One that shares terms with a document brings all of its event, and of those
 * linked to it; but not what is too far away. */
static void test_select(struct event_index *index)
{
	struct gather *gather = gather_new(1 << 20, index);
	struct frequency frequency;

	add(gather, "\"new\" 5 9 0|" A, 0);
	add(gather, "\"first\" -9 9 0|51 52 53 54", 0);
	ok(run(gather, &frequency) == BEFORE + 2);
	ok(frequency_of(&frequency, made_term(1)) == 3);
	ok(frequency_of(&frequency, made_term(21)) == 2);
	is_str(order(gather), "first a0:0 a1:0 new");
	ok(gather_documents(gather) == 4);
	ok(gather_document(gather, 0) == 0 && gather_document(gather, 1) == 3);
	gather_free(gather);
	frequency_release(&frequency);

	gather = gather_new(1 << 20, index);
	add(gather, "\"new\" 5 9 0|" D, 0);
	run(gather, &frequency);
	is_str(order(gather), "b0:1 d0:3 new");
	gather_free(gather);
	frequency_release(&frequency);

	/* and those that an event speaks for */
	gather = gather_new(1 << 20, index);
	add(gather, "\"new\" 5 9 0|" B, 0);
	run(gather, &frequency);
	is_str(order(gather), "b0:1 d0:3 new");
	gather_free(gather);
	frequency_release(&frequency);

	/* one without a day looks among all, and is looked at by all */
	gather = gather_new(1 << 20, index);
	add(gather, "\"new\" - 9 0|" A, 0);
	add(gather, "\"more\" 200 9 0|" C, 0);
	run(gather, &frequency);
	is_str(order(gather), "a0:0 a1:0 far:4 more new none:5");
	gather_free(gather);
	frequency_release(&frequency);
}

/* One that the index has is what it was then, whatever it says now. */
static void test_known(struct event_index *index)
{
	struct gather *gather = gather_new(1 << 20, index);
	struct frequency frequency;

	add(gather, "\"c0\" 1 2 0|71 72 73", 0);
	add(gather, "\"x\" 2 1 0|81 82 83", 0);
	add(gather, "\"c0\" 5 9 0|71 72 73", 0);
	add(gather, "\"y\" 7 1 0|81 92 93", 0);
	ok(run(gather, &frequency) == BEFORE + 2);
	ok(!frequency_of(&frequency, made_term(71)));
	ok(frequency_of(&frequency, made_term(81)) == 2);
	is_str(order(gather), "x c0:2 y");
	ok(gather_document(gather, 0) == 1 && gather_document(gather, 1) == 0);
	ok(gather_document(gather, 2) == 1 && gather_document(gather, 3) == 2);
	gather_free(gather);
	frequency_release(&frequency);

	/* and brings its event */
	gather = gather_new(1 << 20, index);
	add(gather, "\"a1\" 2 9 0|", 0);
	run(gather, &frequency);
	is_str(order(gather), "a0:0 a1:0");
	ok(gather_document(gather, 0) == 1);
	gather_free(gather);
	frequency_release(&frequency);
}

static void test_copies(struct event_index *index)
{
	struct gather *const gather = gather_new(1 << 20, index);
	struct frequency frequency;

	add_copy(gather, "\"x\" 500 1 0|61 62", "\"far\"");
	add_copy(gather, "\"y\" 500 1 0|", "\"absent\"");
	run(gather, &frequency);
	is_str(order(gather), "far:4 x y");
	gather_free(gather);
	frequency_release(&frequency);
}

static void test_wanted(struct event_index *index)
{
	struct gather *const gather = gather_new(1 << 20, index);
	struct frequency frequency;

	gather_want(gather, kept_hash(STR("\"none\"")));
	gather_want(gather, kept_hash(STR("\"absent\"")));
	add(gather, "\"x\" 500 1 0|61 62", 0);
	run(gather, &frequency);
	is_str(order(gather), "x none:5");
	gather_free(gather);
	frequency_release(&frequency);
}

int main(void)
{
	struct event_index *index;

	test_order();
	if (!ok(make_folder()))
		return tap_done();
	make_index();
	index = event_index_open(folder);
	test_empty(index);
	test_select(index);
	test_known(index);
	test_copies(index);
	test_wanted(index);
	event_index_close(index);
	ok(remove_folder());
	return tap_done();
}
