#include "fit.h"

#include "languages.h"
#include "syllable.h"
#include "unicode.h"
#include "utf8.h"

/* Counts of one text. */
struct count {
	uint32_t letter[FIT_LETTERS]; /* in lower case, beyond ASCII */
	size_t items, odd;
	size_t signs;	 /* punctuation and symbols where they may stand */
	size_t apart;	 /* those of them that are no part of a word */
	size_t latin;	 /* letters beyond ASCII in words that are Latin */
	size_t syllabic; /* those of them in Vietnamese syllables */
	size_t cyrillic, greek;
	size_t capitals; /* Cyrillic and Greek letters of words in capitals */
	size_t han, han_common, kana, hangul, hangul_common;
	size_t others;
};

enum {
	FREQUENT = 5, /* letters; see languages.h */
	TELLING = 6,  /* letters among which one of those has to be */
};

enum script { NONE, LATIN, CYRILLIC, GREEK, HAN, KANA, HANGUL, OTHER };

/* A run of letters. */
struct word {
	struct str text;
	size_t letters, high; /* high: beyond ASCII */
	size_t run, longest;  /* of high letters */
	unsigned int scripts; /* a bit for each */
	bool digit;	      /* before or behind it */
	bool small, broken;   /* a small letter was seen; a capital behind it */
};

static void mark_common(struct fit_tables *tables, struct str text)
{
	size_t len;

	for (; text.n; text = str_skip(text, len)) {
		const uint32_t code = utf8_decode(text, &len);

		if (code < 0x10000)
			tables->common[code / 64] |= UINT64_C(1) << code % 64;
	}
}

static bool is_common(const struct fit_tables *tables, uint32_t code)
{
	return code < 0x10000 && (tables->common[code / 64] >> code % 64 & 1);
}

static enum script script_of(uint32_t code)
{
	if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00) ||
	    (code >= 0x300 && code < 0x370))
		return LATIN;
	if (code < 0x400)
		return code >= 0x370 ? GREEK : OTHER;
	if (code < 0x530)
		return CYRILLIC;
	if (code >= 0x3041 && code <= 0x30ff)
		return KANA;
	if ((code >= 0x4e00 && code <= 0x9fff) || code == 0x3005)
		return HAN;
	return code >= 0xac00 && code <= 0xd7a3 ? HANGUL : OTHER;
}

/* Scripts without capitals and without spaces to Latin words beside them. */
static bool is_eastern(enum script script)
{
	return script >= HAN && script <= HANGUL;
}

static void count_eastern(struct count *count, const struct fit_tables *tables,
			  enum script script, uint32_t code)
{
	const bool common = is_common(tables, code);

	count->kana += script == KANA;
	count->han += script == HAN;
	count->han_common += script == HAN && common;
	count->hangul += script == HANGUL;
	count->hangul_common += script == HANGUL && common;
}

static void add_letter(struct word *word, uint32_t code)
{
	const bool upper = unicode_is_upper(code);

	word->letters++;
	word->scripts |= 1u << script_of(code);
	word->broken |= upper && word->small;
	word->small |= !upper && unicode_class(code) == UNICODE_LETTER;
	word->run = code >= 0x80 ? word->run + 1 : 0;
	word->high += code >= 0x80;
	if (word->run > word->longest)
		word->longest = word->run;
}

static void count_letters(struct count *count, struct str text)
{
	size_t len;

	for (; text.n; text = str_skip(text, len)) {
		const uint32_t code =
			unicode_lower(utf8_decode_valid(text, &len));

		if (code >= 0x80 && code < FIT_LETTERS)
			count->letter[code]++;
	}
}

/* In Western languages accented letters are few: half of a longer word, and
 * two in a row, are the most. */
static bool is_crowded(const struct word *word)
{
	return word->longest > 2 ||
	       (word->letters > 3 && word->high * 2 > word->letters);
}

static void end_word(struct count *count, struct word *word)
{
	const unsigned int scripts = word->scripts;
	const size_t high = word->high;

	if (!high) {
		/* nothing to judge */
	} else if ((scripts & (scripts - 1)) || word->broken ||
		   (word->letters == 1 && word->digit)) {
		/* alone beside a digit: the sign of a currency, a fraction */
		count->odd += high;
	} else if (scripts == 1u << LATIN) {
		count->latin += high;
		if (syllable_is_vietnamese(word->text))
			count->syllabic += high;
		if (!is_crowded(word))
			count_letters(count, word->text);
	} else if (scripts == 1u << CYRILLIC || scripts == 1u << GREEK) {
		if (scripts == 1u << GREEK)
			count->greek += high;
		else
			count->cyrillic += high;
		if (!word->small && word->letters > 2)
			count->capitals += high;
		count_letters(count, word->text);
	} else {
		count->others += high;
	}
	*word = (struct word){0};
}

/* Signs that stand in text as it is written today. */
static bool is_sign(uint32_t code)
{
	static const uint32_t ranges[][2] = {
		{0xa0, 0xa3},	    {0xa5, 0xa7},     {0xa9, 0xae},
		{0xb0, 0xb3},	    {0xb5, 0xb7},     {0xb9, 0xbf},
		{0xd7, 0xd7},	    {0xf7, 0xf7},     {0x2000, 0x206f},
		{0x20a0, 0x20cf},   {0x2100, 0x214f}, {0x2190, 0x22ff},
		{0x2460, 0x24ff},   {0x25a0, 0x27bf}, {0x3000, 0x303f},
		{0xfe00, 0xfe4f},   {0xff01, 0xff60}, {0xffe0, 0xffe6},
		{0x1f000, 0x1faff}, {0xfeff, 0xfeff},
	};
	size_t i;

	for (i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (code >= ranges[i][0] && code <= ranges[i][1])
			return true;
	return false;
}

/* Signs that may stand between two letters: apostrophes, hyphens, spaces,
 * the middle dot of Catalan, ordinals, and the soft hyphen. */
static bool is_joiner(uint32_t code)
{
	return code == 0xa0 || code == 0xad || code == 0xb7 || code == 0xaa ||
	       code == 0xba || (code >= 0x2000 && code <= 0x2019) ||
	       (code >= 0x2022 && code <= 0x206f) || code >= 0x3000;
}

static void count_sign(struct count *count, uint32_t code, uint32_t before,
		       uint32_t after)
{
	const bool left = unicode_class(before) == UNICODE_LETTER;
	const bool right = unicode_class(after) == UNICODE_LETTER;
	const bool fraction = code >= 0xbc && code <= 0xbe;
	const bool inside = fraction ? left || right : left && right;

	if (code < 0x80) {
		if (code >= 0x20 || (code >= 9 && code <= 13))
			return;
		count->items++;
		count->odd++;
		return;
	}
	count->items++;
	if (is_sign(code) && (!inside || is_joiner(code))) {
		count->signs++;
		count->apart += !inside || code == 0x2019 || code == 0x2014;
	} else {
		count->odd++;
	}
}

static uint32_t peek(struct str text)
{
	size_t len;

	return text.n ? utf8_decode_valid(text, &len) : ' ';
}

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* What Unicode calls letters; ordinals and micro are signs here. */
static bool is_letter(uint32_t code)
{
	const enum unicode_class class = unicode_class(code);

	return (class == UNICODE_LETTER || class == UNICODE_ALONE) &&
	       code != 0xaa && code != 0xb5 && code != 0xba;
}

static void count_text(struct count *count, const struct fit_tables *tables,
		       struct str text)
{
	struct word word = {0};
	uint32_t before = ' ';
	size_t len;

	for (; text.n; text = str_skip(text, len)) {
		const uint32_t code = utf8_decode_valid(text, &len);
		const enum script script =
			code < 0x80 ? LATIN : script_of(code);
		const bool letter = is_letter(code);

		if (letter && !is_eastern(script)) {
			count->items += code >= 0x80;
			if (!word.letters) {
				word.text.p = text.p;
				word.digit = is_digit(before);
			}
			add_letter(&word, code);
			word.text.n = (size_t)(text.p - word.text.p) + len;
		} else {
			word.digit |= is_digit(code);
			end_word(count, &word);
			if (letter) {
				count->items++;
				count_eastern(count, tables, script, code);
			} else {
				count_sign(count, code, before,
					   peek(str_skip(text, len)));
			}
		}
		before = code;
	}
	end_word(count, &word);
}

/* How many of the first max letters the text has. */
static size_t letters_in(const struct count *count, const char *letters,
			 size_t max, uint32_t *taken)
{
	struct str rest = str_from(letters);
	size_t sum = 0, len;

	for (; rest.n && max; rest = str_skip(rest, len), max--) {
		const uint32_t code = utf8_decode(rest, &len);

		sum += count->letter[code];
		if (taken)
			taken[code] = 0;
	}
	return sum;
}

/* Czech has é and č too, but never these alone: that is French. */
static size_t letters_of(const struct count *count,
			 const struct language *language)
{
	const size_t sum = letters_in(count, language->letters, SIZE_MAX, NULL);

	if (language->kind == LANGUAGE_LATIN && sum >= TELLING &&
	    !letters_in(count, language->letters, FREQUENT, NULL))
		return sum / 2;
	return sum;
}

static size_t best_of(const struct count *count, enum language_kind first,
		      enum language_kind last, const char **letters)
{
	const struct language *language;
	size_t best = 0;

	for (language = languages; language->letters; language++) {
		size_t sum;

		if (language->kind < first || language->kind > last)
			continue;
		sum = letters_of(count, language);
		if (sum >= best) {
			best = sum;
			*letters = language->letters;
		}
	}
	return best;
}

/* What one alphabet covers, and half of what another one adds. Counts are
 * used up. */
static size_t latin_credit(struct count *count, enum language_kind last)
{
	const char *letters = "";
	size_t best = best_of(count, LANGUAGE_WESTERN, last, &letters);

	letters_in(count, letters, SIZE_MAX, count->letter);
	return best + best_of(count, LANGUAGE_WESTERN, last, &letters) / 2;
}

/* part of all, in percent: none of n at low or under, all of it at high or
 * over. */
static size_t ramp(size_t n, size_t part, size_t all, size_t low, size_t high)
{
	const size_t percent = all ? part * 100 / all : 0;

	if (percent <= low)
		return 0;
	return percent >= high ? n : n * (percent - low) / (high - low);
}

/* The ten most frequent letters make up three in five; of the same bytes in
 * another encoding a third at most (tests/unit/fit.c). Text in capitals
 * alone may be small letters of another script: it is believed if declared,
 * not if found. */
static size_t alphabet_credit(const struct count *count, size_t n,
			      enum language_kind kind)
{
	const char *letters;
	const size_t all =
		ramp(n, best_of(count, kind, kind, &letters), n, 35, 52);

	return count->capitals * 2 > n ? all * 3 / 5 : all;
}

static size_t eastern_credit(const struct count *count, unsigned int models)
{
	const size_t all = count->han + count->kana + count->hangul;

	/* half of Japanese is kana */
	if (count->kana * 5 >= all)
		return models & FIT_JAPANESE ? count->kana + count->han : 0;
	if ((models & FIT_KOREAN) && count->hangul * 5 >= all * 4)
		return ramp(count->hangul + count->han, count->hangul_common,
			    count->hangul, 15, 35);
	if (models & FIT_CHINESE)
		return ramp(count->han, count->han_common, count->han, 6, 20);
	return 0;
}

static size_t credit(struct count *count, unsigned int models)
{
	size_t sum = 0;

	if (models & (FIT_WESTERN | FIT_LATIN))
		sum = latin_credit(count, models & FIT_LATIN
						  ? LANGUAGE_LATIN
						  : LANGUAGE_WESTERN);
	if ((models & FIT_VIETNAMESE) && count->syllabic > sum)
		sum = count->syllabic;
	sum += eastern_credit(count, models);
	if (models & FIT_CYRILLIC)
		sum += alphabet_credit(count, count->cyrillic,
				       LANGUAGE_CYRILLIC);
	if (models & FIT_GREEK)
		sum += alphabet_credit(count, count->greek, LANGUAGE_GREEK);
	if (models & FIT_OTHERS)
		sum += count->others * 3 / 4;
	if ((models & FIT_SIGNS) || count->signs < sum)
		return sum + count->signs;
	return sum * 2;
}

struct fit fit_text(struct fit_tables *tables, struct str text,
		    unsigned int models)
{
	struct count count = {0};
	struct fit fit;
	size_t good;

	if (!tables->filled) {
		mark_common(tables, str_from(languages_han));
		mark_common(tables, str_from(languages_hangul));
		tables->filled = true;
	}
	count_text(&count, tables, text);
	good = credit(&count, models);
	fit = (struct fit){count.items, count.odd, count.apart, 0};
	if (good > count.odd)
		fit.percent = (int)((good - count.odd) * 100 / count.items);
	return fit;
}
