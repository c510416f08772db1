#include "../../stages/match/index/match_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "made_segment.h"
#include "tap.h"

/*
 * Batches whose sizes fall, so that each stays a segment of its own; the
 * paragraphs are numbered through all. One more than the last has makes one
 * segment of all.
 */
static const char *const batch[][4] = {
	{"\"a\" x|one two|two three|-one two|=0|four five|six six six",
	 "\"empty\" x", "\"b\"|seven eight|nine"},
	{"\"c\" y|two ten|=6", "\"end\" y"},
	{"\"d\" z|two eleven"},
};

/* How many segments there are is known by the files. */
static char folder[] = "/tmp/winnow-test-XXXXXX";

static bool has_file(int number)
{
	char path[sizeof(folder) + 16];
	struct stat status;

	snprintf(path, sizeof(path), "%s/%08d.seg", folder, number);
	return !stat(path, &status);
}

static void add(const char *const *documents)
{
	struct match_index *const index = match_index_open(folder);
	struct segment_writer writer;

	segment_writer_init(&writer, 0, &made_shingling);
	for (size_t i = 0; i < 4 && documents[i]; i++)
		made_document(&writer, str_from(documents[i]));
	match_index_add(index, &writer, 0);
	segment_writer_release(&writer);
	match_index_close(index);
}

static bool has_text(struct match_index *index, uint64_t paragraph,
		     const char *text)
{
	return str_eq(match_index_text(index, paragraph), str_from(text));
}

static bool has_document(const struct match_index *index, uint64_t number,
			 const char *id, uint64_t first, uint64_t end)
{
	struct match_index_document document;

	match_index_document(index, number, &document);
	return str_eq(document.id, str_from(id)) && document.first == first &&
	       document.end == end &&
	       match_index_find(index, document.id) == first;
}

static bool stands_in(const struct match_index *index, uint64_t paragraph,
		      const char *id, const char *source)
{
	struct match_index_document document;

	match_index_document_of(index, paragraph, &document);
	return str_eq(document.id, str_from(id)) &&
	       str_eq(document.source, str_from(source));
}

static void test_new(void)
{
	struct match_index *const index = match_index_open(folder);
	uint64_t paragraph;

	ok(!match_index_paragraphs(index) && !match_index_documents(index));
	ok(!match_index_shingling(index).version);
	ok(match_index_equal(index, 1) == MATCH_INDEX_NONE);
	ok(!match_index_prints(index, 1, &paragraph, 1));
	ok(match_index_find(index, STR("\"a\"")) == MATCH_INDEX_NONE);
	match_index_close(index);
}

static void check_documents(const struct match_index *index)
{
	ok(match_index_documents(index) == 6);
	ok(has_document(index, 0, "\"a\"", 0, 6));
	ok(has_document(index, 1, "\"empty\"", 6, 6));
	ok(has_document(index, 2, "\"b\"", 6, 8));
	ok(has_document(index, 3, "\"c\"", 8, 10));
	ok(has_document(index, 4, "\"end\"", 10, 10));
	ok(has_document(index, 5, "\"d\"", 10, 11));
	ok(match_index_find(index, STR("\"e\"")) == MATCH_INDEX_NONE);
	ok(stands_in(index, 5, "\"a\"", "x") &&
	   stands_in(index, 6, "\"b\"", ""));
	ok(stands_in(index, 9, "\"c\"", "y"));
	ok(stands_in(index, 10, "\"d\"", "z"));
}

static void check_texts(struct match_index *index)
{
	ok(match_index_paragraphs(index) == 11);
	ok(has_text(index, 0, "one two") && has_text(index, 1, "two three"));
	ok(has_text(index, 2, "one two") && has_text(index, 3, "one two"));
	ok(has_text(index, 8, "two ten"));
	ok(has_text(index, 9, "seven eight"));
	ok(has_text(index, 10, "two eleven") && has_text(index, 7, "nine"));
}

struct wanted {
	uint64_t key, paragraph;
};

static int by_key(const void *left, const void *right)
{
	const struct wanted *const a = left, *const b = right;

	return a->key < b->key ? -1 : a->key > b->key;
}

/* Keys ascend from call to call; and once more from the beginning. */
static bool finds_equal(struct match_index *index)
{
	struct wanted wanted[] = {
		{made_hash(STR("one two")), 0},
		{made_hash(STR("nine")), 7},
		{made_hash(STR("two ten")), 8},
		{made_hash(STR("two eleven")), 10},
		{made_hash(STR("-one two")), MATCH_INDEX_NONE},
		{made_hash(STR("=6")), MATCH_INDEX_NONE},
		{made_hash(STR("six")), MATCH_INDEX_NONE},
	};
	const size_t n = sizeof(wanted) / sizeof(*wanted);
	bool good = true;

	qsort(wanted, n, sizeof(*wanted), by_key);
	match_index_rewind(index);
	for (size_t i = 0; i < n; i++)
		for (int twice = 0; twice < 2; twice++)
			good &= match_index_equal(index, wanted[i].key) ==
				wanted[i].paragraph;
	return good;
}

/* "two" stands in paragraphs of three segments, "six" thrice in one. */
static void check_prints(struct match_index *index)
{
	uint64_t found[8];

	match_index_rewind(index);
	ok(match_index_prints(index, made_print(STR("two")), found, 8) == 4 &&
	   found[0] == 0 && found[1] == 1 && found[2] == 8 && found[3] == 10);
	match_index_rewind(index);
	ok(match_index_prints(index, made_print(STR("two")), found, 3) == 3 &&
	   found[2] == 8);
	match_index_rewind(index);
	ok(match_index_prints(index, made_print(STR("six")), found, 8) == 1 &&
	   found[0] == 5);
	match_index_rewind(index);
	ok(!match_index_prints(index, made_print(STR("twelve")), found, 8));
}

static void check_all(void)
{
	struct match_index *const index = match_index_open(folder);

	ok(match_index_shingling(index).width == made_shingling.width);
	check_documents(index);
	check_texts(index);
	ok(finds_equal(index) && finds_equal(index));
	check_prints(index);
	match_index_close(index);
}

/* A segment as large as the two before makes one of the three. */
static void test_merge(void)
{
	static const char *const more[] = {"\"e\"|a|b|c|d|e|f|g|h|i", NULL,
					   NULL, NULL};
	struct match_index *index;

	add(more);
	ok(!has_file(1) && !has_file(2) && !has_file(3) && !has_file(4));
	ok(has_file(5));
	index = match_index_open(folder);
	ok(match_index_paragraphs(index) == 20);
	ok(has_text(index, 9, "seven eight") && has_text(index, 19, "i"));
	ok(has_document(index, 6, "\"e\"", 11, 20));
	ok(has_document(index, 4, "\"end\"", 10, 10));
	check_prints(index);
	ok(finds_equal(index));
	match_index_close(index);
}

static void test_replace(void)
{
	struct match_index *index = match_index_open(folder);
	struct segment_writer writer;

	segment_writer_init(&writer, 0, &made_shingling);
	made_document(&writer, STR("\"only\"|text"));
	match_index_replace(index, &writer);
	segment_writer_release(&writer);
	match_index_close(index);
	ok(!has_file(5) && has_file(6));
	index = match_index_open(folder);
	ok(match_index_paragraphs(index) == 1 && has_text(index, 0, "text"));
	match_index_close(index);
}

static void remove_folder(void)
{
	static const char *const name[] = {"00000006.seg", "MANIFEST", "lock"};
	char path[sizeof(folder) + 16];

	for (size_t i = 0; i < sizeof(name) / sizeof(*name); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, name[i]);
		unlink(path);
	}
	ok(!rmdir(folder));
}

int main(void)
{
	if (!ok(mkdtemp(folder) != NULL))
		return tap_done();
	test_new();
	for (size_t i = 0; i < 3; i++)
		add(batch[i]);
	ok(has_file(1) && has_file(2) && has_file(3));
	check_all();
	test_merge();
	test_replace();
	remove_folder();
	return tap_done();
}
