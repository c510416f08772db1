#include "unicode.h"

#include <stdlib.h>
#include <time.h>

#include <utf8proc.h>

#include "random.h"
#include "tap.h"
#include "utf8.h"

enum { LAST_CODE = 0x10FFFF };

static bool is_character(uint32_t code)
{
	return code >> 11 != 0x1B; /* not a surrogate */
}

/* What utf8proc makes of s; the caller frees it. */
static char *plain_nfc(struct str s)
{
	utf8proc_uint8_t *out = NULL;
	const utf8proc_ssize_t n = utf8proc_map(
		(const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &out,
		UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	return n < 0 ? NULL : (char *)out;
}

/* unicode_nfc() agrees with utf8proc, appends, tells whether it changed
 * anything, and its result is NFC to utf8proc; the quick check is never true
 * of what is not NFC. s must not have NULs. */
static bool same_nfc(struct str s)
{
	struct buf out = {0};
	char *want = plain_nfc(s);
	bool changed, same;

	buf_add_text(&out, ">");
	changed = unicode_nfc(s, &out);
	same = !strcmp(out.p + 1, want) && out.n == strlen(want) + 1 &&
	       changed == !str_eq(s, str_from(want)) &&
	       !(changed && unicode_is_nfc(s));
	free(want);
	buf_release(&out);
	return same;
}

static const char *nfc(const char *text)
{
	static struct buf out;

	buf_reset(&out);
	unicode_nfc(str_from(text), &out);
	buf_add_text(&out, "");
	return out.p;
}

static void test_nfc(void)
{
	is_str(nfc(""), "");
	is_str(nfc("Vie\u0323\u0302t"), "Vi\u1EC7t");
	is_str(nfc("Vie\u0302\u0323t"), "Vi\u1EC7t"); /* marks out of order */
	is_str(nfc("Vi\u00EA\u0323t"), "Vi\u1EC7t");  /* as CP1258 has it */
	is_str(nfc("\u01B0\u0301\u01A1\u0300"), "\u1EE9\u1EDD");
	is_str(nfc("a\u0340 \u0341"), "\u00E0 \u0301"); /* deprecated tones */
	is_str(nfc("\u0301a"), "\u0301a");
	is_str(nfc("\u1112\u1161\u11AB"), "\uD55C"); /* Hangul */
	is_str(nfc("\uD558\u11AB"), "\uD55C");
	is_str(nfc("\u212B\u2126"), "\u00C5\u03A9");
	is_str(nfc("\u2000x"), "\u2002x");
	is_str(nfc("\u0958"), "\u0915\u093C"); /* excluded from composition */
	is_str(nfc("\U000110A5\U000110BA"), "\U000110AB");
	ok(unicode_is_nfc(
		STR("Vi\u1EC7t Nam \u2013 \u201C\u0111\u01A1\u201D")));
	ok(!unicode_is_nfc(STR("Vie\u0323\u0302t")));
}

/* Every character alone, behind a letter, and between marks. */
static void test_every_character(void)
{
	static const char *const before[] = {"", "a", "e\u0302", "\u1100"};
	static const char *const after[] = {"", "\u0323", "\u0301z", "\u11A8"};
	struct buf text = {0};
	size_t wrong = 0, safe = 0, not_nfc = 0;

	for (uint32_t code = 1; code <= LAST_CODE; code++) {
		const unsigned i = code % 4, j = code / 4 % 4;

		if (!is_character(code))
			continue;
		if (code >= 0x30000 && code < 0xE0000)
			continue; /* nothing is assigned there */
		if (code >= 0xE1000)
			break; /* private use */
		buf_reset(&text);
		utf8_put(&text, code);
		wrong += !same_nfc(buf_str(&text));
		if (unicode_is_nfc(buf_str(&text)))
			safe++;
		else
			not_nfc++;
		buf_reset(&text);
		buf_add_text(&text, before[i]);
		utf8_put(&text, code);
		buf_add_text(&text, after[j]);
		wrong += !same_nfc(buf_str(&text));
	}
	ok(!wrong);
	ok(safe > 150000 && not_nfc > 1000);
	buf_release(&text);
}

/* One of the characters that normalization is about, or any, or ASCII. */
static uint32_t random_code(uint64_t *state)
{
	static const struct {
		uint32_t from, to;
	} range[] = {
		{0x20, 0x7E},	  {0xC0, 0x250},      {0x300, 0x36F},
		{0x1E00, 0x1FFF}, {0x1100, 0x11FF},   {0xAC00, 0xAC80},
		{0x900, 0xE00},	  {0x2000, 0x2040},   {0x11080, 0x11140},
		{0xF900, 0xFB4F}, {0x1D15E, 0x1D1C0}, {0x61, 0x7A},
		{0x300, 0x330},	  {0x1EA0, 0x1EF9},   {1, 0x2FFFF},
	};
	const uint64_t r = random_next(state);
	const size_t at = r % (sizeof(range) / sizeof(*range));
	const uint32_t code =
		range[at].from +
		(uint32_t)(r >> 16) % (range[at].to - range[at].from + 1);

	return is_character(code) ? code : 'x';
}

static void test_random(void)
{
	uint64_t state = 2;
	size_t wrong = 0;

	for (unsigned round = 0; round < 40000; round++) {
		const size_t length = 1 + random_next(&state) % 24;
		struct buf text = {0};
		struct str s;
		char *copy;

		for (size_t i = 0; i < length; i++) {
			/* runs of plain text, so that blocks are passed over */
			for (size_t n = random_next(&state) % 40;
			     round % 2 && n; n--)
				utf8_put(&text, n % 7 ? 'e' : 0x1EC7);
			utf8_put(&text, random_code(&state));
		}
		/* a block of its own size, for the sanitizer */
		copy = malloc(text.n + 1);
		memcpy(copy, text.p, text.n + 1);
		s = (struct str){copy, text.n};
		wrong += !same_nfc(s);
		free(copy);
		buf_release(&text);
	}
	ok(!wrong);
}

/* Marks in the worst order: quadratic sorting takes ten seconds and more. */
static void test_many_marks(void)
{
	enum { MARKS = 50000 };
	struct buf text = {0}, out = {0}, again = {0};
	const clock_t start = clock();

	buf_add_text(&text, "a");
	for (unsigned i = 0; i < MARKS; i++)
		utf8_put(&text, 0x301); /* class 230 */
	for (unsigned i = 0; i < MARKS; i++)
		utf8_put(&text, 0x323); /* class 220 */
	ok(unicode_nfc(buf_str(&text), &out));
	ok(str_starts(buf_str(&out), STR("\u1EA1\u0323\u0323")));
	ok(str_ends(buf_str(&out), STR("\u0301\u0301")));
	ok(out.n == text.n); /* of the letter and one mark, three bytes */
	ok(!unicode_nfc(buf_str(&out), &again));
	ok(clock() - start < 2 * CLOCKS_PER_SEC);
	buf_release(&text);
	buf_release(&out);
	buf_release(&again);
}

static void test_classes(void)
{
	ok(unicode_class('a') == UNICODE_LETTER);
	ok(unicode_class(0x1EC7) == UNICODE_LETTER);
	ok(unicode_class(0x301) == UNICODE_LETTER);
	ok(unicode_class(0xAC00) == UNICODE_LETTER);  /* Hangul */
	ok(unicode_class(0x1D400) == UNICODE_LETTER); /* beyond the BMP */
	ok(unicode_class('7') == UNICODE_DIGIT);
	ok(unicode_class(0x661) == UNICODE_DIGIT);
	ok(unicode_class(0xB2) == UNICODE_DIGIT);
	ok(unicode_class(0x4E2D) == UNICODE_ALONE);
	ok(unicode_class(0x20000) == UNICODE_ALONE);
	ok(unicode_class(0x3042) == UNICODE_ALONE);
	ok(unicode_class(0xE01) == UNICODE_ALONE); /* Thai letter, */
	ok(unicode_class(0xE31) == UNICODE_ALONE); /* and vowel sign */
	ok(unicode_class(0xE50) == UNICODE_DIGIT);
	ok(unicode_class(0x30FB) == UNICODE_OTHER);
	ok(unicode_class('.') == UNICODE_OTHER);
	ok(unicode_class('_') == UNICODE_OTHER);
	ok(unicode_class(0x1F600) == UNICODE_OTHER);
	ok(unicode_class(0xFFFD) == UNICODE_OTHER);
	ok(unicode_class(0x378) == UNICODE_OTHER); /* unassigned */
	ok(unicode_class('\t') == UNICODE_SPACE);
	ok(unicode_class(0xA0) == UNICODE_SPACE);
	ok(unicode_class(0x3000) == UNICODE_SPACE);
	ok(unicode_class(0x200B) == UNICODE_IGNORED);
	ok(unicode_class(0xAD) == UNICODE_IGNORED);
	ok(unicode_class(0xFEFF) == UNICODE_IGNORED);
	ok(unicode_class(0xFE0F) == UNICODE_IGNORED);
	ok(unicode_class(0x3164) == UNICODE_IGNORED);
	ok(unicode_class(0xE0041) == UNICODE_IGNORED);
}

static void test_case(void)
{
	ok(unicode_lower('A') == 'a' && unicode_lower('a') == 'a');
	ok(unicode_lower(0x1EC6) == 0x1EC7);
	ok(unicode_lower(0x110) == 0x111);
	ok(unicode_lower(0x10400) == 0x10428);
	ok(unicode_lower(0xDF) == 0xDF); /* simple: one to one */
	ok(unicode_is_upper('A') && !unicode_is_upper('a'));
	ok(unicode_is_upper(0x1EC6) && unicode_is_upper(0x1C5));
	ok(!unicode_is_upper('1') && unicode_is_upper(0x10400));
}

/* The table and the slow way agree, on the whole BMP. */
static void test_table(void)
{
	size_t wrong = 0;

	for (uint32_t code = 0; code < UNICODE_BMP; code++) {
		const uint32_t slow = unicode_describe(code);

		/* what may join is marked in the table alone */
		wrong += (unicode_word(code) | UNICODE_UNSAFE_BIT) !=
			 (slow | UNICODE_UNSAFE_BIT);
		wrong += slow & UNICODE_UNSAFE_BIT & ~unicode_word(code);
	}
	ok(!wrong);
}

int main(void)
{
	test_nfc();
	test_every_character();
	test_random();
	test_many_marks();
	test_classes();
	test_case();
	test_table();
	return tap_done();
}
