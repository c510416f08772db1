#include "token.h"

#include <stdlib.h>

#include <xxhash.h>

#include "random.h"
#include "tap.h"
#include "unicode.h"
#include "utf8.h"

static const char *fold(const char *text)
{
	static struct buf out;

	buf_reset(&out);
	tokens_fold(str_from(text), &out);
	buf_add_text(&out, "");
	return out.p;
}

static void test_fold(void)
{
	is_str(fold(""), "");
	is_str(fold(" \t.,; "), "");
	is_str(fold("H\u1ED8I NGH\u1ECA l\u1EA7n TH\u1EE8 3!"),
	       "h\u1ED9i ngh\u1ECB l\u1EA7n th\u1EE9 3");
	is_str(fold("a-b_c/d.e'f\u2013g\u2026h"), "a b c d e f g h");
	is_str(fold("\u201CC\u1EA7u B\u1EBFn Lo\u201D\u00A0(TP.HCM)"),
	       "c\u1EA7u b\u1EBFn lo tp hcm");
	is_str(fold("\u00D0\u1ED3ng \u00F0\u1ED3ng \u0110\u1ED3ng"),
	       "\u0111\u1ED3ng \u0111\u1ED3ng \u0111\u1ED3ng");
	is_str(fold("\uFF21\uFF42\uFF11\uFF0C"), "ab1");
	is_str(fold("vi\u00AD\u1EC7\u200Bt \uFEFFnam\u2060"), "vi\u1EC7t nam");
	is_str(fold("\u200B"), "");
	is_str(fold("\U0001F600ok\U0001F600"), "ok");
	is_str(fold("\U00010400\U00010401"), "\U00010428\U00010429");
}

static void test_numbers(void)
{
	is_str(fold("1.675.330 22,73 1,5 15"), "1.675.330 22,73 1,5 15");
	is_str(fold("n\u0103m 2022. 3, 4,"), "n\u0103m 2022 3 4");
	is_str(fold(".5 5. 1..2 1.,2 a.5 5.a"), "5 5 1 2 1 2 a 5 5 a");
	is_str(fold("10/10/2022 14h30 50%"), "10 10 2022 14h30 50");
	is_str(fold("1.2"), "1.2");
	is_str(fold("m\u00B2 \u0663\u0664"), "m\u00B2 \u0663\u0664");
}

/* Scripts without spaces: every character a token; Hangul has spaces. */
static void test_alone(void)
{
	is_str(fold("\u4E2D\u6587abc\u65E5"), "\u4E2D \u6587 abc \u65E5");
	is_str(fold("\u3053\u3093\u30CB\u30C1\u30FC"),
	       "\u3053 \u3093 \u30CB \u30C1 \u30FC");
	is_str(fold("\u0E17\u0E35\u0E48x1"), "\u0E17 \u0E35 \u0E48 x1");
	is_str(fold("\uD55C\uAD6D \uC5B4"), "\uD55C\uAD6D \uC5B4");
	is_str(fold("\U00020000\U00020001"), "\U00020000 \U00020001");
}

/* The fifteen pairs, both ways and in both cases. */
static void test_tone_placement(void)
{
	static const struct {
		const char *first, *second;
	} pair[] = {
		{"\u00F2a", "o\u00E0"}, {"\u00F3a", "o\u00E1"},
		{"\u1ECFa", "o\u1EA3"}, {"\u00F5a", "o\u00E3"},
		{"\u1ECDa", "o\u1EA1"}, {"\u00F2e", "o\u00E8"},
		{"\u00F3e", "o\u00E9"}, {"\u1ECFe", "o\u1EBB"},
		{"\u00F5e", "o\u1EBD"}, {"\u1ECDe", "o\u1EB9"},
		{"\u00F9y", "u\u1EF3"}, {"\u00FAy", "u\u00FD"},
		{"\u1EE7y", "u\u1EF7"}, {"\u0169y", "u\u1EF9"},
		{"\u1EE5y", "u\u1EF5"},
	};

	for (size_t i = 0; i < sizeof(pair) / sizeof(*pair); i++) {
		char first[16], second[16], text[64], want[64];

		snprintf(first, sizeof(first), "th%s", pair[i].first);
		snprintf(second, sizeof(second), "th%s", pair[i].second);
		is_str(fold(first), first);
		is_str(fold(second), first);
		/* in the middle of a text, and with a capital */
		snprintf(text, sizeof(text), "xin T%s, %s v\u00E0 nay",
			 second + 1, second);
		snprintf(want, sizeof(want), "xin %s %s v\u00E0 nay", first,
			 first);
		is_str(fold(text), want);
	}
	is_str(fold("HO\u00C0"), "h\u00F2a");
	is_str(fold("o\u00E0 u\u1EF7"), "\u00F2a \u1EE7y");
}

/* Where the tone stays. */
static void test_tone_stays(void)
{
	is_str(fold("qu\u00FD QU\u00DD qu\u1EF7"),
	       "qu\u00FD qu\u00FD qu\u1EF7");
	is_str(fold("q\u00FAy q\u1EE7y"), "qu\u00FD qu\u1EF7");
	is_str(fold("ho\u00E0n to\u00E1n xo\u00E8n hu\u1EF3nh"),
	       "ho\u00E0n to\u00E1n xo\u00E8n hu\u1EF3nh");
	is_str(fold("qu\u00E0 qu\u00E8 c\u1EE7a qu\u1EF9"),
	       "qu\u00E0 qu\u00E8 c\u1EE7a qu\u1EF9");
	is_str(fold("khu\u1EF7u ngo\u00E9o"), "khu\u1EF7u ngo\u00E9o");
	is_str(fold("o\u00FD u\u00E1 h\u00F9y"), "o\u00FD u\u00E1 h\u00F9y");
	is_str(fold("t\u00FAi b\u00FAy m\u00FDy"),
	       "t\u00FAi b\u00FAy m\u00FDy");
	is_str(fold("\u00E0 \u00FD m\u1EF3"), "\u00E0 \u00FD m\u1EF3");
}

/* The normal form, one character after the other and as its definition says
 * it; without the tones, which have their own tests. */
static void plain_fold(struct str text, struct buf *out)
{
	uint32_t before = ' ', code;
	bool open = false;
	size_t len;

	for (struct str rest = text; rest.n; before = code) {
		enum unicode_class class;

		code = utf8_decode(rest, &len);
		rest = str_skip(rest, len);
		if (code >= 0xFF01 && code <= 0xFF5E)
			code -= 0xFEE0;
		class = unicode_class(code);
		if (class == UNICODE_IGNORED)
			continue;
		if ((code == '.' || code == ',') && before >= '0' &&
		    before <= '9' && rest.n && rest.p[0] >= '0' &&
		    rest.p[0] <= '9') {
			utf8_put(out, code);
			continue;
		}
		if (class != UNICODE_LETTER && class != UNICODE_DIGIT &&
		    class != UNICODE_ALONE) {
			open = false;
			continue;
		}
		if ((!open || class == UNICODE_ALONE) && out->n)
			buf_add_char(out, ' ');
		open = class != UNICODE_ALONE;
		code = unicode_lower(code);
		utf8_put(out, code == 0xF0 ? 0x111 : code);
	}
	buf_add_text(out, "");
}

static const uint32_t alphabet[] = {
	' ',   ' ',    ' ',	'.',	 ',',	'b',   'B',    'n',
	'x',   'i',    '1',	'2',	 '0',	'-',   0xE2,   0x1EC7,
	'\n',  0x1EC6, 0x110,	0xF0,	 0xD0,	0xA0,  0x2013, 0x4E2D,
	0xE17, 0x301,  0x10400, 0x1F600, 0x1B0, 0x660,
};

static void put_random(struct buf *text, uint64_t *state)
{
	const uint64_t r = random_next(state), other = r >> 8;

	if (r % 50 == 0)
		utf8_put(text, (uint32_t)other % 0x30000);
	else if (r % 50 < 10)
		utf8_put(text, 0xC0 + (uint32_t)other % (0x250 - 0xC0));
	else if (r % 50 < 20)
		utf8_put(text, 0x1E80 + (uint32_t)other % 0x80);
	else
		utf8_put(text, alphabet[other % (sizeof(alphabet) /
						 sizeof(*alphabet))]);
}

static bool same_fold(struct str s)
{
	struct buf got = {0}, want = {0};
	bool same;

	tokens_fold(s, &got);
	plain_fold(s, &want);
	same = str_eq(buf_str(&got), buf_str(&want));
	buf_release(&got);
	buf_release(&want);
	return same;
}

static void test_random(void)
{
	uint64_t state = 3;
	size_t wrong = 0;

	for (unsigned round = 0; round < 30000; round++) {
		const size_t length = random_next(&state) % 60;
		struct buf text = {0};
		char *copy;

		while (text.n < length)
			put_random(&text, &state);
		copy = malloc(text.n + 1); /* its own size, for sanitizers */
		if (text.n)
			memcpy(copy, text.p, text.n);
		wrong += !same_fold((struct str){copy, text.n});
		free(copy);
		buf_release(&text);
	}
	ok(!wrong);
}

/* Each character of the BMP in a word, at every place of a block. */
static void test_every_character(void)
{
	struct buf text = {0};
	size_t wrong = 0;

	for (uint32_t code = 1; code < UNICODE_BMP; code++) {
		buf_reset(&text);
		for (unsigned i = 0; i < code % 19; i++)
			buf_add_char(&text, 'b');
		utf8_put(&text, code);
		buf_add_text(&text, "n \u1EC7 b\u01A1n n\u0111i ihixi hixi");
		wrong += !same_fold(buf_str(&text));
	}
	ok(!wrong);
	buf_release(&text);
}

/* Hashes are those of the folded words; offsets are those of the text. */
static void test_find(void)
{
	struct tokens tokens = {0};
	const struct str text = STR(" Ho\u00E0 \uFEFFB\u00ECnh, 1.5 \u4E2D");
	static const struct {
		const char *folded;
		uint32_t start, len, number;
	} want[] = {
		{"h\u00F2a", 1, 4, 0},
		{"b\u00ECnh", 9, 5, 0},
		{"1.5", 16, 3, 1},
		{"\u4E2D", 20, 3, 0},
	};

	tokens_find(&tokens, text);
	ok(tokens.count == 4);
	for (size_t i = 0; i < tokens.count && i < 4; i++) {
		const struct token *token = tokens.token + i;

		ok(token->hash ==
		   XXH3_64bits(want[i].folded, strlen(want[i].folded)));
		ok(token->start == want[i].start && token->len == want[i].len);
		ok(token->number == want[i].number);
	}
	tokens_find(&tokens, STR("m\u1ED9t")); /* replaces what was there */
	ok(tokens.count == 1 && tokens.token[0].start == 0);
	tokens_find(&tokens, STR(""));
	ok(tokens.count == 0);
	tokens_release(&tokens);
}

/* The same text in NFD has no token in common until it is composed. */
static void test_nfd(void)
{
	const struct str nfc = STR("Th\u1EE7 t\u01B0\u1EDBng d\u1EF1 h\u1ED9i "
				   "ngh\u1ECB t\u1EA1i H\u00F2a B\u00ECnh");
	const struct str nfd = STR(
		"Thu\u0309 tu\u031Bo\u031B\u0301ng du\u031B\u0323 "
		"ho\u0323\u0302i nghi\u0323 ta\u0323i Hoa\u0300 Bi\u0300nh");
	struct buf composed = {0};
	struct tokens a = {0}, b = {0};
	size_t same = 0;

	ok(unicode_nfc(nfd, &composed));
	tokens_find(&a, nfc);
	tokens_find(&b, buf_str(&composed));
	ok(a.count == 8 && b.count == 8);
	for (size_t i = 0; i < a.count && i < b.count; i++)
		same += a.token[i].hash == b.token[i].hash;
	ok(same == 8);
	tokens_find(&b, nfd);
	ok(b.count == 8 && b.token[0].hash != a.token[0].hash);
	tokens_release(&a);
	tokens_release(&b);
	buf_release(&composed);
}

int main(void)
{
	test_fold();
	test_numbers();
	test_alone();
	test_tone_placement();
	test_tone_stays();
	test_random();
	test_every_character();
	test_find();
	test_nfd();
	return tap_done();
}
