#include "token.h"

#include "../../stages/common/token_internal.h"

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
	is_str(fold("\u0189\u1ED3ng \u0256\u1ED3ng"),
	       "\u0111\u1ED3ng \u0111\u1ED3ng");
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
	is_str(fold("\uFF11\uFF0E\uFF15 1\uFF0C5 \uFF11.5 5.\uFF11"),
	       "1.5 1 5 1.5 5.1");
	is_str(fold("1\u200B.\u20605 1\u00AD5"), "1.5 15");
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

static bool is_wide(uint32_t code)
{
	return code >= 0xFF01 && code <= 0xFF5E;
}

/* Does a digit stand first in s, but for what is ignored? */
static bool digit_first(struct str s, bool wide)
{
	size_t len;

	for (; s.n; s = str_skip(s, len)) {
		uint32_t code = utf8_decode(s, &len);

		if (unicode_class(code) == UNICODE_IGNORED)
			continue;
		if (wide && !is_wide(code))
			return false;
		code -= is_wide(code) ? 0xFEE0 : 0;
		return code >= '0' && code <= '9';
	}
	return false;
}

/* The normal form of NFC text, one character after the other and as its
 * definition says it; without the tones, which have their own tests. */
static void fold_nfc(struct str text, struct buf *out)
{
	bool open = false, before_wide = false;
	uint32_t before = ' ', code;
	size_t len;

	for (struct str rest = text; rest.n;) {
		enum unicode_class class;
		bool wide;

		code = utf8_decode(rest, &len);
		rest = str_skip(rest, len);
		wide = is_wide(code);
		if (wide)
			code -= 0xFEE0;
		class = unicode_class(code);
		if (class == UNICODE_IGNORED)
			continue;
		if ((code == '.' || code == ',') && before >= '0' &&
		    before <= '9' && (before_wide || !wide) &&
		    digit_first(rest, wide)) {
			utf8_put(out, code);
		} else if (class == UNICODE_LETTER || class == UNICODE_DIGIT ||
			   class == UNICODE_ALONE) {
			if ((!open || class == UNICODE_ALONE) && out->n)
				buf_add_char(out, ' ');
			open = class != UNICODE_ALONE;
			code = unicode_lower(code);
			utf8_put(out,
				 code == 0xF0 || code == 0x256 ? 0x111 : code);
		} else {
			open = false;
		}
		before = code;
		before_wide = wide;
	}
}

static void plain_fold(struct str text, struct buf *out)
{
	struct buf nfc = {0}, folded = {0};

	unicode_nfc(text, &nfc);
	fold_nfc(buf_str(&nfc), &folded);
	unicode_nfc(buf_str(&folded), out);
	buf_add_text(out, "");
	buf_release(&nfc);
	buf_release(&folded);
}

static const uint32_t alphabet[] = {
	' ',	 ' ',	' ',	'.',	',',	'b',	'B',	'n',	'x',
	'i',	 '1',	'2',	'0',	'-',	0xE2,	0x1EC7, '\n',	0x1EC6,
	0x110,	 0xF0,	0xD0,	0xA0,	0x2013, 0x4E2D, 0xE17,	0x301,	0x10400,
	0x1F600, 0x1B0, 0x660,	0xFF11, 0xFF0E, 0xFF0C, 0xFF21, 0x200B, 0x34F,
	0x323,	 0x110, 0x3042, 0x3099, 0x1100, 0x1161, 0x130,	0x41,	0x212B,
	0x3D,	 0x338, '\'',	0x2019, 't',
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

/* Text that is not in NFC has the tokens of its NFC, where they stand. */
static void test_nfd(void)
{
	const struct str nfc = STR("Th\u1EE7 t\u01B0\u1EDBng d\u1EF1 h\u1ED9i "
				   "ngh\u1ECB t\u1EA1i H\u00F2a B\u00ECnh");
	const struct str nfd = STR(
		"Thu\u0309 tu\u031Bo\u031B\u0301ng du\u031B\u0323 "
		"ho\u0323\u0302i nghi\u0323 ta\u0323i Hoa\u0300 Bi\u0300nh");
	struct tokens a = {0}, b = {0};
	struct str rest = nfd, word;
	size_t same = 0, placed = 0;

	tokens_find(&a, nfc);
	tokens_find(&b, nfd);
	ok(a.count == 8 && b.count == 8);
	for (size_t i = 0; i < a.count && i < b.count; i++) {
		same += a.token[i].hash == b.token[i].hash;
		str_cut(&rest, ' ', &word);
		placed += b.token[i].start == (size_t)(word.p - nfd.p) &&
			  b.token[i].len == word.n;
	}
	ok(same == 8);
	ok(placed == 8);
	tokens_release(&a);
	tokens_release(&b);
}

/* Are these tokens of one text and its like, and where do they stand? */
static bool same_hashes(const struct tokens *a, const struct tokens *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->token[i].hash != b->token[i].hash ||
		    a->token[i].number != b->token[i].number)
			return false;
	return true;
}

static bool in_order(const struct tokens *tokens, size_t n)
{
	size_t end = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *const token = &tokens->token[i];

		if (token->start < end || token->start + token->len > n)
			return false;
		end = token->start;
	}
	return true;
}

/* The folded text is its own normal form, and has the tokens of the text. */
static bool is_idempotent(struct str text)
{
	struct buf once = {0}, twice = {0};
	struct tokens a = {0}, b = {0};
	bool same;

	tokens_fold(text, &once);
	tokens_fold(buf_str(&once), &twice);
	tokens_find(&a, text);
	tokens_find(&b, buf_str(&once));
	same = str_eq(buf_str(&once), buf_str(&twice)) && same_hashes(&a, &b) &&
	       in_order(&a, text.n) && in_order(&b, once.n);
	a.unit = b.unit = TOKEN_CHARACTERS;
	tokens_find(&a, text);
	tokens_find(&b, buf_str(&once));
	same = same && same_hashes(&a, &b) && in_order(&a, text.n);
	buf_release(&once);
	buf_release(&twice);
	tokens_release(&a);
	tokens_release(&b);
	return same;
}

static void test_idempotent(void)
{
	uint64_t state = 5;
	struct buf text = {0};
	size_t wrong = 0;

	for (unsigned round = 0; round < 30000; round++) {
		const size_t length = random_next(&state) % 60;

		buf_reset(&text);
		while (text.n < length)
			if (round % 3)
				put_random(&text, &state);
			else
				utf8_put(&text, (uint32_t)random_next(&state) %
							0x110000);
		if (!is_idempotent(buf_str(&text)))
			wrong++;
	}
	ok(!wrong);
	for (uint32_t code = 1; code < 0x110000; code++) {
		buf_reset(&text);
		buf_add_text(&text, "xo");
		utf8_put(&text, code);
		buf_add_text(&text, "\u0301 o");
		utf8_put(&text, code);
		if (code % 16 && code > 0x30000)
			continue; /* nothing there but private use */
		if (!is_idempotent(buf_str(&text)))
			wrong++;
	}
	ok(!wrong);
	buf_release(&text);
}

/* A text of more than one piece is cut nowhere but between tokens; one that
 * cannot be cut is not. */
static void test_pieces(void)
{
	static const char *const parts[] = {
		"\u1EC7n ", "1.5", ",",	      "don't ", "\u4E2D", "o\u0300",
		"A",	    "-",   "=\u0338", "\u2019", "12,",
	};
	uint64_t state = 6;
	size_t wrong = 0;

	for (unsigned round = 0; round < 200; round++) {
		struct buf text = {0}, want = {0}, got = {0};
		const size_t length = random_next(&state) % 20000;
		const size_t few = 1 + random_next(&state) %
					       (sizeof(parts) / sizeof(*parts));

		while (text.n < length)
			buf_add_text(&text, parts[random_next(&state) % few]);
		plain_fold(buf_str(&text), &want);
		tokens_fold(buf_str(&text), &got);
		wrong += !str_eq(buf_str(&want), buf_str(&got));
		wrong += !is_idempotent(buf_str(&text));
		buf_release(&text);
		buf_release(&want);
		buf_release(&got);
	}
	ok(!wrong);
}

/* Every finder of marks gives the same, on text and on any bytes. */
static void test_twins(void)
{
	enum { MOST = 400, WORDS = MOST / MARKS_BLOCK + 2 };
	unsigned char text[2][MOST + MARKS_PAD];
	uint64_t words[2][3 * WORDS], state = 7;
	marks_finder *const *twin = marks_twins();
	size_t wrong = 0, twins = 0;

	for (; twin[twins]; twins++)
		;
	ok(twins > 0);
	for (unsigned round = 0; round < 60000; round++) {
		struct buf line = {0};
		size_t n = random_next(&state) % MOST;
		unsigned seen[2] = {0, 0};

		while (line.n < n)
			put_random(&line, &state);
		for (size_t i = 0; round % 3 == 0 && i < n; i++)
			line.p[i] = (char)(random_next(&state) |
					   (round % 2 ? 0 : 0x80));
		for (size_t k = 0; k < twins; k++) {
			const size_t at = k > 0;
			const struct marks marks = {words[at],
						    words[at] + WORDS,
						    words[at] + 2 * WORDS};

			memset(text[at], 0, sizeof(text[at]));
			if (n)
				memcpy(text[at], line.p, n);
			memset(words[at], 0, sizeof(words[at]));
			seen[at] = twin[k](text[at], n, &marks);
			wrong += k && (seen[0] != seen[1] ||
				       memcmp(text[0], text[1],
					      sizeof(text[0])) != 0 ||
				       memcmp(words[0], words[1],
					      sizeof(words[0])) != 0);
		}
		buf_release(&line);
	}
	ok(!wrong);
}

/* Short tokens are hashed here, long ones by the library. */
static void test_hash(void)
{
	struct tokens tokens = {0};
	struct buf text = {0};
	uint64_t state = 8;
	size_t wrong = 0;

	for (size_t n = 1; n < 400; n++)
		for (unsigned round = 0; round < 20; round++) {
			buf_reset(&text);
			while (text.n < n)
				buf_add_char(
					&text,
					"abcdefghijkxz0123456789"
						[random_next(&state) % 23]);
			tokens_find(&tokens, buf_str(&text));
			wrong += tokens.count != 1 ||
				 tokens.token[0].hash !=
					 XXH3_64bits(text.p, text.n);
		}
	ok(!wrong);
	tokens_release(&tokens);
	buf_release(&text);
}

/* As characters: what stands between words does not count. */
static void test_characters(void)
{
	struct tokens a = {.unit = TOKEN_CHARACTERS}, b = a;

	tokens_find(&a, STR("Xin Ho\u00E0 1,5 \u4E2D!"));
	tokens_find(&b, STR("x in-h\u00F2a1,5\u4E2D"));
	ok(a.count == 10);
	ok(same_hashes(&a, &b));
	ok(a.token[0].hash == XXH3_64bits("x", 1));
	ok(a.token[2].start == 2 && a.token[2].len == 1);
	ok(a.token[6].number && !a.token[7].number && a.token[8].number);
	tokens_find(&b, STR("xinh\u00F2a15\u4E2D"));
	ok(b.count == 9);
	tokens_release(&a);
	tokens_release(&b);
}

/* The words that say no, as a string of 0 and 1. */
static const char *negations(const char *text)
{
	static char facts[64];
	struct tokens tokens = {0};
	size_t n = 0;

	tokens_find(&tokens, str_from(text));
	for (; n < tokens.count && n + 1 < sizeof(facts); n++)
		facts[n] = tokens.token[n].negation ? '1' : '0';
	facts[n] = '\0';
	tokens_release(&tokens);
	return facts;
}

static void test_negation(void)
{
	is_str(negations("It is NOT so, and never was: none without."),
	       "001001011");
	is_str(negations("we don't, won\u2019t, T-shirt 't n't t"),
	       "00101000000");
	is_str(negations("T\u00F4i KH\u00D4NG bi\u1EBFt, ch\u01B0a \u0111i"),
	       "01010");
	is_str(negations("ko\u0302ng kho\u0302ng"), "01");
	is_str(negations("Das ist nicht KEINE Frage"), "00110");
	is_str(negations("il n'est pas, elle n\u2019a rock 'n' roll"),
	       "0001000000");
	is_str(negations("n\u00E3o \u043D\u0435\u0442 nie niet \u4E0D\u662F"),
	       "111110");
	is_str(negations("known note pass mail"), "0000");
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
	test_idempotent();
	test_pieces();
	test_twins();
	test_hash();
	test_characters();
	test_negation();
	return tap_done();
}
