#include "../../stages/cluster/index/event_index.h"

#include "child.h"
#include "made_events.h"
#include "made_folder.h"
#include "msg.h"
#include "random.h"
#include "tap.h"

enum { MOST = 400, ROUNDS = 9, LINKS = 40, TERMS = 3 };

/* What the index should have. */
struct row {
	char text[100]; /* see made_events.h */
	struct kept kept;
	uint64_t event;
	uint32_t term[TERMS];
	struct buf key;
};

static struct row row[MOST];
static size_t rows;
static uint64_t begins[MOST]; /* the row with which an event began */
static uint64_t speaker[MOST];
static uint64_t events;
static struct frequency frequency;
static uint64_t state = 1;

static uint64_t random_below(uint64_t n)
{
	return random_next(&state) % n;
}

static void add_to_index(struct event_index *index, struct event_writer *writer)
{
	const uint64_t documents =
		event_index_documents(index) + writer->head.documents;

	event_index_add(index, writer, &frequency, documents, 0);
	event_writer_release(writer);
	event_index_close(index);
}

static int by_key(const void *left, const void *right)
{
	const struct row *const a = left, *const b = right;

	return str_order(buf_str(&a->key), buf_str(&b->key));
}

static void make_row(size_t i)
{
	struct buf packed = {0};
	struct bag bag;
	char day[16] = "-";

	if (random_below(6))
		snprintf(day, sizeof(day), "%d", (int)random_below(200) - 100);
	snprintf(row[i].text, sizeof(row[i].text), "\"id%d\" %s %d 0|%d %d %d",
		 (int)i, day, (int)random_below(9), (int)random_below(30),
		 30 + (int)random_below(9), 100 + (int)random_below(9));
	made_packed(str_from(row[i].text), 0, &row[i].key, &packed);
	made_kept(str_from(row[i].text), &row[i].kept, &bag);
	memcpy(row[i].term, bag.term, sizeof(row[i].term));
	buf_release(&packed);
}

static void unite(uint64_t a, uint64_t b)
{
	const uint64_t low = speaker[a] < speaker[b] ? speaker[a] : speaker[b];
	const uint64_t high = speaker[a] + speaker[b] - low;

	for (uint64_t i = 0; i < events; i++)
		if (speaker[i] == high)
			speaker[i] = low;
}

static void add_batch(size_t n, size_t links)
{
	struct event_index *const index = event_index_open(folder);
	const uint64_t old = events;
	struct event_writer writer;

	event_writer_init(&writer, 0, old);
	for (size_t i = 0; i < n; i++)
		make_row(rows + i);
	if (n)
		qsort(row + rows, n, sizeof(*row), by_key);
	for (size_t i = 0; i < n; i++) {
		struct row *const at = &row[rows + i];
		struct buf body = {0};
		struct bag bag;

		at->event = random_below(events + 1 + events / 2);
		if (at->event >= events) {
			at->event = events;
			speaker[events] = events;
			begins[events++] = rows + i;
		}
		made_kept(str_from(at->text), &at->kept, &bag);
		kept_put(&at->kept, &bag, &body);
		event_writer_document(&writer, buf_str(&body),
				      kept_hash(at->kept.id), at->kept.day,
				      at->event);
		for (size_t k = 0; k < TERMS; k++)
			event_writer_probe(&writer, at->term[k]);
		buf_release(&body);
	}
	for (uint64_t i = old; i < events; i++)
		event_writer_event(&writer, (uint32_t)(begins[i] - rows));
	rows += n;
	for (size_t i = 0; i < links && events > 1; i++) {
		const uint64_t b = 1 + random_below(events - 1);
		const uint64_t a = random_below(b);

		event_writer_link(&writer, (struct event_link){a, b});
		unite(a, b);
	}
	add_to_index(index, &writer);
}

static void test_new(void)
{
	struct event_index *const index = event_index_open(folder);
	const uint32_t term = 1;
	struct bits found = {0};
	uint64_t document;

	ok(!event_index_documents(index) && !event_index_events(index));
	ok(!event_index_find(index, 1, &document));
	event_index_frequency(index, &frequency);
	ok(!frequency_of(&frequency, term));
	event_index_candidates(index, 0, &term, 1, 1, &found);
	event_index_members(index, 0, &found);
	ok(!bits_any(&found, 0, 64));
	ok(event_index_speaker(index, 0) == 0);
	event_index_close(index);
}

/* The numbers of rows in the index. */
static bool find_rows(const struct event_index *index, uint64_t number[MOST])
{
	struct bits seen = {0};
	bool good = true;

	for (size_t i = 0; good && i < rows; i++) {
		struct kept kept;
		uint64_t event;
		struct bag bag;

		good = event_index_find(index, kept_hash(row[i].kept.id),
					&number[i]) &&
		       number[i] < rows && !bits_get(&seen, number[i]);
		if (!good)
			break;
		bits_set(&seen, number[i]);
		good = event_index_document(index, number[i], &kept, &event).n;
		good = good && str_eq(kept.id, row[i].kept.id) &&
		       kept.day == row[i].kept.day && event == row[i].event;
		kept_bag(&kept, &bag);
		good = good && bag.count == TERMS &&
		       !memcmp(bag.term, row[i].term, sizeof(row[i].term));
	}
	bits_release(&seen);
	return good;
}

/* Are those marked the rows for which yes() holds? */
static bool are_rows(const struct bits *found, const uint64_t number[MOST],
		     bool (*yes)(const struct row *row, const void *data),
		     const void *data)
{
	bool good = true;

	for (size_t i = 0; i < rows; i++)
		good &= bits_get(found, number[i]) == yes(&row[i], data);
	return good && !bits_any(found, rows, rows + 1000);
}

static bool is_of_event(const struct row *of, const void *data)
{
	return of->event == *(const uint64_t *)data;
}

struct heard {
	uint64_t speaker, next;
	bool good;
};

static void hear(uint64_t event, void *data)
{
	struct heard *const heard = data;

	/* those between are not of this speaker */
	for (; heard->next < event; heard->next++)
		heard->good &= speaker[heard->next] != heard->speaker;
	heard->good &= event == heard->next && event < events &&
		       speaker[event] == heard->speaker;
	heard->next++;
}

static bool check_event(const struct event_index *index, uint64_t event,
			const uint64_t number[MOST])
{
	struct heard heard = {event, event, true};
	struct buf got = {0}, want = {0};
	struct bits found = {0};
	bool good;

	event_index_members(index, event, &found);
	good = are_rows(&found, number, is_of_event, &event);
	event_index_id(index, event, &got);
	kept_event_id(row[begins[event]].kept.id, &want);
	good = good && str_eq(buf_str(&got), buf_str(&want));
	good = good && event_index_speaker(index, event) == speaker[event];
	if (speaker[event] == event) {
		event_index_linked(index, event, hear, &heard);
		for (; heard.next < events; heard.next++)
			heard.good &= speaker[heard.next] != event;
		good &= heard.good;
	}
	bits_release(&found);
	buf_release(&got);
	buf_release(&want);
	return good;
}

struct query {
	int32_t day;
	uint32_t term[2 * TERMS];
	size_t shared;
};

static bool is_candidate(const struct row *of, const void *data)
{
	const struct query *const query = data;
	size_t shared = 0;

	for (size_t i = 0; i < 2 * TERMS; i++)
		for (size_t k = 0; k < TERMS; k++)
			shared += query->term[i] == of->term[k];
	if (query->day != FACTS_NO_DAY && of->kept.day != FACTS_NO_DAY &&
	    abs(query->day - of->kept.day) > EVENT_INDEX_DAYS)
		return false;
	return shared >= query->shared;
}

static int by_value(const void *left, const void *right)
{
	const uint32_t *const a = left, *const b = right;

	return (*a > *b) - (*a < *b);
}

/* There are too few documents for a cap. */
static bool check_candidates(struct event_index *index,
			     const uint64_t number[MOST])
{
	struct query query = {
		.day = random_below(5) ? (int32_t)random_below(300) - 150
				       : FACTS_NO_DAY,
		.shared = 1 + random_below(3),
	};
	struct bits found = {0};
	bool good;

	for (size_t i = 0; i < TERMS; i++) {
		query.term[2 * i] = row[random_below(rows)].term[i];
		query.term[2 * i + 1] = made_term(5000 + i);
	}
	qsort(query.term, 2 * TERMS, sizeof(*query.term), by_value);
	event_index_candidates(index, query.day, query.term, 2 * TERMS,
			       query.shared, &found);
	good = are_rows(&found, number, is_candidate, &query);
	bits_release(&found);
	return good;
}

static bool check_all(void)
{
	struct event_index *const index = event_index_open(folder);
	uint64_t number[MOST], document;
	bool good = event_index_documents(index) == rows &&
		    event_index_events(index) == events &&
		    find_rows(index, number);

	for (uint64_t i = 0; good && i < events; i++)
		good = check_event(index, i, number);
	for (size_t i = 0; good && rows && i < 100; i++)
		good = check_candidates(index, number);
	good = good && !event_index_find(index, 12345, &document);
	event_index_close(index);
	return good;
}

/* Documents of a batch, its links, and how many files there are then: the
 * segments, and that of counts. */
static const struct {
	size_t documents, links, files;
} batches[ROUNDS] = {
	{12, 0, 2},  /* 12 */
	{5, 2, 3},   /* 12 5 */
	{1, 0, 4},   /* 12 5 1 */
	{0, 1, 5},   /* 12 5 1 0 */
	{0, 0, 6},   /* 12 5 1 0 0 */
	{2, 0, 3},   /* 12 8 */
	{12, 9, 2},  /* 32 */
	{31, 20, 3}, /* 32 31 */
	{30, 20, 2}, /* 93 */
};

static void test_batches(void)
{
	for (size_t i = 0; i < ROUNDS; i++) {
		add_batch(batches[i].documents, batches[i].links);
		if (!ok(count_files(".seg", false) == batches[i].files))
			printf("# batch %zu: %zu files\n", i,
			       count_files(".seg", false));
		ok(check_all());
	}
}

/* The counts are those of the last batch, and of as many documents. */
static void test_counts(void)
{
	struct event_index *index;
	struct frequency got;

	frequency_count(&frequency, 7);
	add_batch(0, 0);
	index = event_index_open(folder);
	frequency_init(&got);
	event_index_frequency(index, &got);
	ok(frequency_of(&got, 7) == 1 && !frequency_of(&got, 8));
	frequency_release(&got);
	event_index_close(index);
}

/* Ten a day from day 100 to 109, and forty without one. */
static void fill_days(void)
{
	struct event_index *const index = event_index_open(folder);
	struct event_writer writer;
	char text[64];

	event_writer_init(&writer, 0, 0);
	for (int i = 0; i < 140; i++) {
		if (i < 100)
			snprintf(text, sizeof(text), "\"%03d\" %d 1 0|7", i,
				 100 + i / 10);
		else
			snprintf(text, sizeof(text), "\"%03d\" - 1 0|7", i);
		made_document(&writer, str_from(text));
	}
	event_writer_event(&writer, 0);
	add_to_index(index, &writer);
}

/* Are these those found: [from, to) and [undated, ...)? */
static bool finds(struct event_index *index, int32_t day, uint64_t from,
		  uint64_t to)
{
	const uint32_t term = made_term(7);
	struct bits found = {0};
	bool good = true;

	event_index_candidates(index, day, &term, 1, 1, &found);
	for (uint64_t i = 0; i < 150; i++)
		good &= bits_get(&found, i) ==
			((i >= from && i < to) || (i >= 100 && i < 132));
	bits_release(&found);
	return good;
}

static void test_caps(void)
{
	struct event_index *index;

	fill_days();
	index = event_index_open(folder);
	ok(finds(index, 105, 18, 82));
	ok(finds(index, 100, 0, 32));
	ok(finds(index, 101, 0, 42));
	ok(finds(index, 110, 68, 100));
	ok(finds(index, FACTS_NO_DAY, 68, 100));
	/* as far as 31 days */
	ok(finds(index, 131, 68, 100) && finds(index, 138, 70, 100));
	ok(finds(index, 140, 90, 100) && finds(index, 141, 0, 0));
	ok(finds(index, 69, 0, 10) && finds(index, 68, 0, 0));
	event_index_close(index);
}

static char refused[1000];

static void open_index(void *arg)
{
	struct event_index *index;

	(void)arg;
	msg_init("winnow-test");
	index = event_index_open(folder);
	event_index_frequency(index, &frequency);
	event_index_close(index);
}

/* Written over, with another byte; the manifest knows of the head alone. */
static const char *open_changed(const char *name, long at)
{
	FILE *const file = fopen(in_folder(name), "r+");
	struct child child = {0};
	int byte;

	fseek(file, at, SEEK_SET);
	byte = getc(file);
	fseek(file, at, SEEK_SET);
	putc(byte ^ 1, file);
	fflush(file);
	child_run(&child, open_index, NULL, STR(""));
	snprintf(refused, sizeof(refused), "%d %s", child.status, child.err.p);
	child_release(&child);
	fseek(file, at, SEEK_SET);
	putc(byte, file);
	fclose(file);
	return refused;
}

static void test_damage(void)
{
	ok(strstr(open_changed("00000001.seg", 300), "1 winnow-test: '") !=
	   NULL);
	ok(strstr(refused, "00000001.seg' is damaged (a checksum is wrong): "
			   "restore the index") != NULL);
	ok(strstr(open_changed("00000002.seg", 100), "1 winnow-test: '") !=
	   NULL);
	ok(strstr(refused, "00000002.seg' is damaged (a checksum is wrong)") !=
	   NULL);
	ok(strstr(open_changed("00000001.seg", 0), "is damaged") != NULL);
	open_changed("lock", 0);
	is_str(refused, "0 ");
}

int main(void)
{
	frequency_init(&frequency);
	if (!ok(make_folder()))
		return tap_done();
	test_new();
	test_batches();
	test_counts();
	ok(remove_folder() && make_folder());
	test_caps();
	test_damage();
	ok(remove_folder());
	frequency_release(&frequency);
	for (size_t i = 0; i < MOST; i++)
		buf_release(&row[i].key);
	return tap_done();
}
