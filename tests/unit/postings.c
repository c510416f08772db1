#include "postings.h"

#include <stdlib.h>

#include "random.h"
#include "tap.h"

struct entry {
	uint64_t key, value;
};

/* Keys ascend by up to `step`, and many are equal; then the largest of all. */
static struct entry *make(size_t n, uint64_t step)
{
	struct entry *const entry = calloc(n + 1, sizeof(*entry));
	uint64_t state = n, key = 0;

	for (size_t i = 0; i < n; i++) {
		if (random_next(&state) % 4 == 0)
			key += random_next(&state) % step;
		entry[i].key = key;
		entry[i].value = 3 * i;
	}
	if (n > 1)
		entry[n - 1] = (struct entry){UINT64_MAX, UINT64_MAX};
	return entry;
}

/* Their list, behind something else; to be freed by free(). */
static struct str write_list(const struct entry *entry, size_t n, char **out)
{
	struct postings_writer writer;
	struct tempfile file;
	struct str bytes;

	tempfile_init(&file);
	tempfile_append(&file, "before", 6);
	postings_begin(&writer, &file);
	for (size_t i = 0; i < n; i++)
		postings_add(&writer, entry[i].key, entry[i].value);
	postings_end(&writer);
	bytes.n = (size_t)file.size - 6;
	bytes.p = *out = malloc(bytes.n);
	tempfile_read(&file, 6, *out, bytes.n);
	tempfile_release(&file);
	return bytes;
}

static bool reads_back(const struct postings *postings,
		       const struct entry *entry, size_t n)
{
	struct postings_cursor cursor;
	size_t i = 0;

	postings_rewind(&cursor, postings);
	for (; postings_next(&cursor); i++)
		if (i == n || cursor.key != entry[i].key ||
		    cursor.value != entry[i].value)
			return false;
	return i == n && !cursor.broken;
}

/* The first entry from `from` on whose key is not less. */
static size_t first_of(const struct entry *entry, size_t n, size_t from,
		       uint64_t key)
{
	while (from < n && entry[from].key < key)
		from++;
	return from;
}

/* Every `skip`-th key, or one below it, is found where it stands first. */
static bool finds(const struct postings *postings, const struct entry *entry,
		  size_t n, size_t skip, uint64_t below)
{
	struct postings_cursor cursor;
	size_t at = 0;

	postings_rewind(&cursor, postings);
	for (size_t i = 0; i < n; i += skip) {
		const uint64_t key =
			entry[i].key < below ? 0 : entry[i].key - below;

		at = first_of(entry, n, at, key);
		if (!postings_seek(&cursor, key) ||
		    cursor.key != entry[at].key ||
		    cursor.value != entry[at].value)
			return false;
	}
	return !cursor.broken;
}

static void test_round_trips(void)
{
	static const size_t counts[] = {
		0,   1,	   2,	 POSTINGS_BLOCK - 1, POSTINGS_BLOCK, 257,
		512, 1000, 20000};

	for (size_t c = 0; c < sizeof(counts) / sizeof(*counts); c++) {
		const size_t n = counts[c];
		struct entry *const entry =
			make(n, c % 2 ? 3 : UINT64_C(1) << 40);
		struct postings postings;
		bool found = true;
		char *bytes;

		ok(postings_open(&postings, write_list(entry, n, &bytes)));
		ok(postings.count == n);
		ok(reads_back(&postings, entry, n));
		for (size_t skip = 1; skip < 2000; skip = 2 * skip + 1)
			found &= finds(&postings, entry, n, skip, 0) &&
				 finds(&postings, entry, n, skip, 1);
		ok(found);
		free(bytes);
		free(entry);
	}
}

/* A thousand times one key, between others: from the first of them on. */
static void test_equal_keys(void)
{
	struct entry entry[1200];
	struct postings postings;
	struct postings_cursor cursor;
	size_t n = 0;
	char *bytes;

	for (size_t i = 0; i < 1200; i++)
		entry[i] = (struct entry){i < 100 ? i : i < 1100 ? 500 : i, i};
	ok(postings_open(&postings, write_list(entry, 1200, &bytes)));
	postings_rewind(&cursor, &postings);
	ok(postings_seek(&cursor, 400) && cursor.key == 500 &&
	   cursor.value == 100);
	ok(postings_seek(&cursor, 500) && cursor.value == 100);
	do
		n++;
	while (postings_next(&cursor) && cursor.key == 500);
	ok(n == 1000);
	ok(postings_seek(&cursor, 501) && cursor.key == 1100);
	ok(!postings_seek(&cursor, 1200) && !cursor.broken);
	ok(!postings_seek(&cursor, UINT64_MAX) && !postings_next(&cursor));
	free(bytes);
}

/* All of a list, in whatever state, in a block of its own: what is read of it
 * ascends, and there is no more than there are bytes. */
static bool is_safe(const char *p, size_t n)
{
	char *const copy = malloc(n ? n : 1);
	struct postings postings;
	struct postings_cursor cursor;
	uint64_t last = 0, key = 0;
	size_t read = 0;
	bool good = true;

	memcpy(copy, p, n);
	if (postings_open(&postings, (struct str){copy, n})) {
		postings_rewind(&cursor, &postings);
		for (; postings_next(&cursor); last = cursor.key, read++)
			good &= cursor.key >= last;
		postings_rewind(&cursor, &postings);
		for (; postings_seek(&cursor, key); key = cursor.key + 7)
			if (!(good &= cursor.key >= key) ||
			    cursor.key > UINT64_MAX - 7)
				break;
	}
	free(copy);
	return good && read <= n;
}

static void test_damage(void)
{
	struct entry *const entry = make(600, UINT64_C(1) << 30);
	struct postings postings;
	bool safe = true;
	char *bytes;
	const struct str list = write_list(entry, 600, &bytes);

	for (size_t i = 0; i < list.n; i++) {
		for (unsigned char flip = 1; flip; flip <<= 1) {
			bytes[i] = (char)(bytes[i] ^ flip);
			safe &= is_safe(bytes, list.n);
			bytes[i] = (char)(bytes[i] ^ flip);
		}
		safe &= is_safe(bytes, i);
	}
	ok(safe);
	ok(postings_open(&postings, list) && reads_back(&postings, entry, 600));
	free(bytes);
	free(entry);
	ok(!postings_open(&postings, STR("")));
	ok(!postings_open(&postings, STR("1234567")));
	ok(!postings_open(&postings, STR("\1\0\0\0\0\0\0\0")));
	ok(!postings_open(&postings, STR("\xff\xff\xff\xff\xff\xff\xff\xff")));
	ok(postings_open(&postings, STR("\0\0\0\0\0\0\0\0")));
}

int main(void)
{
	test_round_trips();
	test_equal_keys();
	test_damage();
	return tap_done();
}
