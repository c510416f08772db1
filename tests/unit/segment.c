#include "../../stages/match/index/segment.h"

#include <stdio.h>

#include "buf.h"
#include "made_segment.h"
#include "tap.h"

static const char *const made[] = {
	"\"a\" outlet|one two three|-two three four|=0",
	"\"none\" outlet",
	"\"b\"|five six|=0|-|six seven eight nine",
	"\"last\" other",
};

enum { MADE = sizeof(made) / sizeof(*made) };

/* To be freed by free(). */
static struct str make(size_t documents, size_t memory, char **out)
{
	struct segment_writer writer;

	segment_writer_init(&writer, memory, &made_shingling);
	for (size_t i = 0; i < documents; i++)
		made_document(&writer, str_from(made[i]));
	return made_end(&writer, out);
}

static bool has_document(const struct segment *segment, size_t i,
			 const char *id, const char *source, uint64_t first)
{
	struct segment_document document;

	segment_document(segment, i, &document);
	return str_eq(segment_id(segment, &document), str_from(id)) &&
	       str_eq(segment_source(segment, &document), str_from(source)) &&
	       document.first == first &&
	       document.created == (int64_t)strlen(made[i]);
}

/* What is wrong with the paragraph; of EQUAL, text is the other's number. */
static bool has_paragraph(struct segment *segment, uint64_t p,
			  enum segment_kind kind, const char *text)
{
	uint64_t number;

	if (segment_kind(segment, p, &number) != kind)
		return false;
	if (kind == SEGMENT_EQUAL)
		return number == strtoull(text, NULL, 10);
	return str_eq(segment_text(segment, number), str_from(text));
}

/* The paragraphs that have the key, as text. */
static struct str listed(const struct postings *postings, uint64_t key,
			 struct buf *out)
{
	struct postings_cursor cursor;

	buf_reset(out);
	postings_rewind(&cursor, postings);
	for (bool any = postings_seek(&cursor, key); any && cursor.key == key;
	     any = postings_next(&cursor))
		buf_addf(out, "%d ", (int)cursor.value);
	return out->n ? buf_str(out) : STR("");
}

static bool says(struct segment *segment)
{
	struct buf out = {0};
	bool good;

	good = has_document(segment, 0, "\"a\"", "outlet", 0) &&
	       has_document(segment, 1, "\"none\"", "outlet", 3) &&
	       has_document(segment, 2, "\"b\"", "", 3) &&
	       has_document(segment, 3, "\"last\"", "other", 7) &&
	       has_paragraph(segment, 0, SEGMENT_OWN, "one two three") &&
	       has_paragraph(segment, 1, SEGMENT_OTHER, "two three four") &&
	       has_paragraph(segment, 2, SEGMENT_EQUAL, "0") &&
	       has_paragraph(segment, 3, SEGMENT_OWN, "five six") &&
	       has_paragraph(segment, 4, SEGMENT_EQUAL, "0") &&
	       has_paragraph(segment, 5, SEGMENT_OTHER, "") &&
	       has_paragraph(segment, 6, SEGMENT_OWN, "six seven eight nine") &&
	       has_paragraph(segment, 0, SEGMENT_OWN, "one two three");
	good = good &&
	       str_eq(listed(&segment->prints, made_print(STR("six")), &out),
		      STR("3 6 ")) &&
	       str_eq(listed(&segment->prints, made_print(STR("two")), &out),
		      STR("0 ")) &&
	       str_eq(listed(&segment->prints, made_print(STR("four")), &out),
		      STR("")) &&
	       str_eq(listed(&segment->exact, made_hash(STR("five six")), &out),
		      STR("3 ")) &&
	       str_eq(listed(&segment->exact, made_hash(STR("=0")), &out),
		      STR("")) &&
	       str_eq(listed(&segment->ids, made_hash(STR("\"b\"")), &out),
		      STR("2 ")) &&
	       str_eq(listed(&segment->ids, made_hash(STR("b")), &out),
		      STR(""));
	buf_release(&out);
	return good;
}

static void test_round_trip(void)
{
	char *bytes, *again;
	const struct str small = make(MADE, 0, &bytes);
	const struct str large = make(MADE, 1 << 24, &again);
	struct segment segment;

	ok(str_eq(small, large));
	ok(!segment_open(&segment, small, true));
	ok(segment.head.documents == MADE && segment.head.paragraphs == 7 &&
	   segment.head.texts == 5);
	ok(says(&segment));
	ok(segment_document_of(&segment, 2) == 0);
	ok(segment_document_of(&segment, 3) == 2);
	ok(segment_document_of(&segment, 6) == 2);
	ok(segment_first(&segment, 3) == 7 && segment_first(&segment, 4) == 7);
	segment_close(&segment);
	free(bytes);
	free(again);
}

static void test_empty(void)
{
	char *bytes;
	struct postings_cursor cursor;
	struct segment segment;

	ok(!segment_open(&segment, make(0, 0, &bytes), true));
	ok(!segment.head.documents && !segment.head.paragraphs);
	postings_rewind(&cursor, &segment.prints);
	ok(!postings_seek(&cursor, 0) && !cursor.broken);
	segment_close(&segment);
	free(bytes);
}

/* Text i: some are longer than a frame. */
static struct str long_text(struct buf *out, size_t i)
{
	buf_reset(out);
	for (size_t k = 0; k < (i % 10 ? 40 : 9000); k++)
		buf_addf(out, "%zu. ", i * k % 1001);
	return buf_str(out);
}

static bool has_text(struct segment *segment, uint64_t p, struct buf *want)
{
	uint64_t number;

	return segment_kind(segment, p, &number) == SEGMENT_OWN &&
	       str_eq(segment_text(segment, number), long_text(want, p));
}

/* Texts of several frames, upwards and downwards. */
static void test_frames(void)
{
	enum { TEXTS = 500 };
	struct segment_writer writer;
	struct segment segment;
	struct buf text = {0};
	bool up = true, down = true;
	char *bytes;

	segment_writer_init(&writer, 0, &made_shingling);
	segment_writer_document(&writer, STR("\"x\""), STR(""), 0, 1);
	for (size_t i = 0; i < TEXTS; i++)
		made_paragraph(&writer, long_text(&text, i));
	ok(!segment_open(&segment, made_end(&writer, &bytes), true));
	ok(segment.section[SEGMENT_BLOCKS].n >
	   50 * sizeof(struct segment_block));
	for (uint64_t i = 0; i < TEXTS; i++)
		up &= has_text(&segment, i, &text);
	for (uint64_t i = TEXTS; i-- > 0;)
		down &= has_text(&segment, i, &text);
	ok(up);
	ok(down);
	segment_close(&segment);
	free(bytes);
	buf_release(&text);
}

/* Three in one are as if all had come at once, but for the frames. */
static void test_append(void)
{
	char *bytes, *whole, *nothing;
	struct segment one, none, all;
	struct segment_writer writer;

	ok(!segment_open(&one, make(MADE, 0, &bytes), true));
	ok(!segment_open(&none, make(0, 0, &nothing), true));
	segment_writer_init(&writer, 0, &made_shingling);
	ok(segment_writer_append(&writer, &none));
	ok(segment_writer_append(&writer, &one));
	ok(segment_writer_append(&writer, &none));
	ok(segment_writer_append(&writer, &one));
	made_document(&writer, STR("\"c\"|six"));
	ok(!segment_open(&all, made_end(&writer, &whole), true));
	ok(says(&one));
	ok(all.head.documents == 2 * MADE + 1 && all.head.paragraphs == 15);
	ok(has_paragraph(&all, 7, SEGMENT_OWN, "one two three"));
	ok(has_paragraph(&all, 13, SEGMENT_OWN, "six seven eight nine"));
	ok(has_paragraph(&all, 14, SEGMENT_OWN, "six"));
	ok(has_paragraph(&all, 9, SEGMENT_EQUAL, "0"));
	ok(segment_document_of(&all, 14) == 2 * MADE);
	buf_reset(&all.text);
	ok(str_eq(listed(&all.prints, made_print(STR("six")), &all.text),
		  STR("3 6 10 13 14 ")));
	segment_close(&all);
	segment_close(&none);
	segment_close(&one);
	free(whole);
	free(nothing);
	free(bytes);
}

/* Each text is what it was, or missed; and some are missed? */
static bool texts_are_right(struct segment *segment, struct segment *whole,
			    bool *missed)
{
	uint64_t number;
	struct str text;

	for (uint64_t p = 0; p < whole->head.paragraphs; p++) {
		if (segment_kind(whole, p, &number) == SEGMENT_EQUAL)
			continue;
		text = segment_text(segment, number);
		if (!text.p)
			*missed = true;
		else if (!str_eq(text, segment_text(whole, number)))
			return false;
	}
	return true;
}

/* Are all other bytes what they were? */
static bool all_but_texts(const char *bytes, const struct segment *whole)
{
	const struct str texts = whole->section[SEGMENT_TEXTS];
	const char *const end = texts.p + texts.n;
	const size_t before = (size_t)(texts.p - whole->bytes.p);

	return !memcmp(bytes, whole->bytes.p, before) &&
	       !memcmp(bytes + before + texts.n, end,
		       whole->bytes.n - before - texts.n);
}

/* What is damaged is refused, or is a text that is missed. */
static bool is_safe(const char *p, size_t n, struct segment *whole,
		    bool *missed)
{
	char *const copy = malloc(n ? n : 1);
	struct segment segment;
	bool safe = true;

	memcpy(copy, p, n);
	if (!segment_open(&segment, (struct str){copy, n}, true))
		safe = n == whole->bytes.n && all_but_texts(copy, whole) &&
		       texts_are_right(&segment, whole, missed);
	segment_close(&segment);
	free(copy);
	return safe;
}

static void test_damage(void)
{
	char *bytes, *copy;
	const struct str made_bytes = make(MADE, 0, &bytes);
	struct segment whole;
	bool safe = true, missed = false;

	copy = malloc(made_bytes.n + 1);
	memcpy(copy, bytes, made_bytes.n);
	copy[made_bytes.n] = 0;
	ok(!segment_open(&whole, made_bytes, true));
	for (size_t i = 0; i < made_bytes.n; i++) {
		for (unsigned flip = 1; flip < 0x200; flip <<= 1) {
			copy[i] =
				(char)(bytes[i] ^ (flip > 0x80 ? 0xFF : flip));
			safe &= is_safe(copy, made_bytes.n, &whole, &missed);
		}
		copy[i] = bytes[i];
		safe &= is_safe(copy, i, &whole, &missed);
	}
	ok(safe);
	ok(missed);
	ok(is_safe(copy, made_bytes.n + 1, &whole, &missed));
	segment_close(&whole);
	free(bytes);
	free(copy);
}

int main(void)
{
	test_round_trip();
	test_empty();
	test_frames();
	test_append();
	test_damage();
	return tap_done();
}
