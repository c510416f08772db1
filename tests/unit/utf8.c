#include "utf8.h"

#include <stdlib.h>

#include "../../stages/common/utf8_internal.h"
#include "random.h"
#include "tap.h"

/* The valid prefix by the rules of RFC 3629 on code points, for all to be
 * compared with: decode by arithmetic, then look at the value. */
static size_t plain_prefix(struct str s)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t i = 0;

	while (i < s.n) {
		const unsigned char c = (unsigned char)s.p[i];
		const size_t n = c < 0x80	? 1
				 : c >> 5 == 6	? 2
				 : c >> 4 == 14 ? 3
				 : c >> 3 == 30 ? 4
						: 0;
		uint32_t code = n == 1 ? c : c & (0x7Fu >> n);

		if (!n || i + n > s.n)
			break;
		for (size_t j = 1; j < n; j++) {
			if (((unsigned char)s.p[i + j] & 0xC0) != 0x80)
				return i;
			code = code << 6 | ((unsigned char)s.p[i + j] & 0x3F);
		}
		if (code < least[n] || code > 0x10FFFF ||
		    (code >= 0xD800 && code <= 0xDFFF))
			break;
		i += n;
	}
	return i;
}

/* All three give the same length; SIMD stops at most 34 bytes short. */
static bool same_prefix(struct str s)
{
	const size_t want = plain_prefix(s), simd = utf8_prefix_simd(s);

	return utf8_prefix_scalar(s, 0) == want &&
	       utf8_valid_prefix(s) == want && simd <= want &&
	       (!simd || simd + 34 >= want) &&
	       plain_prefix((struct str){s.p, simd}) == simd &&
	       utf8_valid(s) == (want == s.n);
}

/* Random characters of all lengths, mostly ASCII or Vietnamese. */
static void put_random(struct buf *out, uint64_t *state)
{
	static const uint32_t limit[] = {0x80,	 0x80,	  0x200,   0x1F00,
					 0x1F00, 0x10000, 0x110000};
	const uint64_t r = random_next(state);

	utf8_put(out, (uint32_t)(r >> 8) % limit[r % 7]);
}

/* Valid text, then with a byte changed, inserted or cut, at every alignment,
 * in blocks of its own size so that a sanitizer sees a read past the end. */
static void test_random(void)
{
	uint64_t state = 1;
	size_t valid = 0, wrong = 0, invalid = 0;

	for (unsigned round = 0; round < 20000; round++) {
		struct buf text = {0};
		const size_t length = random_next(&state) % 300;
		struct str s;
		char *copy;

		while (text.n < length)
			put_random(&text, &state);
		buf_add_text(&text, "");
		if (text.n && round % 2)
			text.p[random_next(&state) % text.n] =
				(char)random_next(&state);
		s = str_skip(buf_str(&text), random_next(&state) % 64);
		if (s.n && round % 4 > 1)
			s.n -= random_next(&state) % s.n;
		copy = malloc(s.n + 1);
		if (s.n)
			memcpy(copy, s.p, s.n);
		s.p = copy;
		wrong += !same_prefix(s);
		valid += utf8_valid(s);
		invalid += !utf8_valid(s);
		free(copy);
		buf_release(&text);
	}
	ok(!wrong);
	ok(valid > 2000 && invalid > 2000);
}

/* Every two bytes, and every lead with second bytes at the edges of what is
 * allowed, at every offset around the ends of a 32-byte block. */
static void test_edges(void)
{
	static const unsigned char edge[] = {0x00, 0x7F, 0x80, 0x8F, 0x90,
					     0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
	char text[160];
	size_t wrong = 0;

	memset(text, 'a', sizeof(text));
	for (unsigned pair = 0; pair < 0x10000; pair++) {
		text[63] = (char)(pair >> 8);
		text[64] = (char)pair;
		wrong += !same_prefix((struct str){text, 128});
		wrong += !same_prefix((struct str){text + 32, 33});
	}
	for (unsigned i = 0; i < 128 * 1000; i++) {
		const size_t at = 58 + i % 10;

		text[at] = (char)(0x80 + i / 1000);
		text[at + 1] = (char)edge[i / 100 % 10];
		text[at + 2] = (char)edge[i / 10 % 10];
		text[at + 3] = (char)0x80;
		wrong += !same_prefix((struct str){text, sizeof(text)});
		memset(text + at, 'a', 4);
	}
	ok(!wrong);
}

static void test_decode(void)
{
	struct buf text = {0};
	size_t wrong = 0, len;

	for (uint32_t code = 0; code <= 0x110000; code++) {
		const bool character = code <= 0x10FFFF && code >> 11 != 0x1B;

		buf_reset(&text);
		utf8_put(&text, code);
		wrong += !utf8_valid(buf_str(&text));
		wrong += utf8_decode(buf_str(&text), &len) !=
			 (character ? code : 0xFFFD);
		wrong += len != text.n || text.p[text.n];
	}
	ok(!wrong);
	buf_release(&text);

	ok(utf8_decode(STR("\xE1\xBA"), &len) == 0xFFFD && len == 2);
	ok(utf8_decode(STR("\xE1z"), &len) == 0xFFFD && len == 1);
	ok(utf8_decode(STR("\xED\xA0\x80"), &len) == 0xFFFD && len == 1);
	ok(utf8_decode(STR("\xFF"), &len) == 0xFFFD && len == 1);
}

static const char *repair(struct str s, size_t replaced)
{
	static struct buf out;

	buf_reset(&out);
	ok(utf8_repair(s, &out) == replaced);
	buf_add_text(&out, "");
	return out.p;
}

#define FFFD "\xEF\xBF\xBD"

static void test_repair(void)
{
	is_str(repair(STR(""), 0), "");
	is_str(repair(STR("vi\xE1\xBB\x87t"), 0), "vi\xE1\xBB\x87t");
	is_str(repair(STR("a\x80z"), 1), "a" FFFD "z");
	is_str(repair(STR("vi\xE1\xBB"), 1), "vi" FFFD);
	/* the examples of Unicode 15, tables 3-8 to 3-11 */
	is_str(repair(STR("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), 8),
	       FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A");
	is_str(repair(STR("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), 8),
	       FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A");
	is_str(repair(STR("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), 7),
	       FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B");
	is_str(repair(STR("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), 4),
	       FFFD FFFD FFFD FFFD "A");
}

static void test_count(void)
{
	/* one byte, two, three and four, at every offset */
	const char text[] = "a\xC3\xA0\xE1\xBB\x87\xF0\x9F\x98\x80"
			    "a\xC3\xA0\xE1\xBB\x87\xF0\x9F\x98\x80z";
	const size_t at[] = {0, 1, 3, 6, 10, 11, 13, 16, 20, 21};
	const size_t ends = sizeof(at) / sizeof(*at);

	for (size_t from = 0; from < ends; from++)
		for (size_t to = from; to < ends; to++)
			ok(utf8_count((struct str){text + at[from],
						   at[to] - at[from]}) ==
			   to - from);
}

int main(void)
{
	test_count();
	test_random();
	test_edges();
	test_decode();
	test_repair();
	return tap_done();
}
