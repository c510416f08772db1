#include "language.h"

#include <stdint.h>

#include "phrases.h"
#include "utf8.h"

enum {
	SAMPLE = 4096, /* bytes of a text that are looked at */
	/* Percent of the letters; running Vietnamese has 15 to 25 that are
	 * its own, a text in another Latin language with Vietnamese names
	 * in it far fewer. */
	VIETNAMESE_MIN = 8,
	KANA_MIN = 5, /* percent of Han and Kana; a Chinese text has none */
	/* Function words are 30 to 50 percent of the words of a text in
	 * their language and up to 15 in another (measured on the articles
	 * in data/extraction); a headline may have a single one. */
	FUNCTION_MIN = 17,
	HEADLINE_WORDS = 12,
	WEIGHT_MIN = 60, /* one word that no other language has */
};

enum { LATIN, VIETNAMESE, CYRILLIC, ARABIC, HAN, KANA, OTHERS };

/* The letters of the first kinds are counted under their own number, so
 * that ranges of one kind add up. */
static const struct {
	uint32_t first, last;
	int kind;
	const char *lang;
} scripts[] = {
	{0x41, 0x5A, LATIN, ""},
	{0x61, 0x7A, LATIN, ""},
	{0xC0, 0x101, LATIN, ""},
	{0x102, 0x103, VIETNAMESE, "vi"},
	{0x104, 0x10F, LATIN, ""},
	{0x110, 0x111, VIETNAMESE, "vi"},
	{0x112, 0x19F, LATIN, ""},
	{0x1A0, 0x1A1, VIETNAMESE, "vi"},
	{0x1A2, 0x1AE, LATIN, ""},
	{0x1AF, 0x1B0, VIETNAMESE, "vi"},
	{0x1B1, 0x24F, LATIN, ""},
	{0x370, 0x3FF, OTHERS + 0, "el"},
	{0x400, 0x52F, CYRILLIC, ""},
	{0x531, 0x587, OTHERS + 1, "hy"},
	{0x5D0, 0x5EA, OTHERS + 2, "he"},
	{0x620, 0x6FF, ARABIC, ""},
	{0x900, 0x97F, OTHERS + 3, "hi"},
	{0x980, 0x9FF, OTHERS + 4, "bn"},
	{0xA00, 0xA7F, OTHERS + 5, "pa"},
	{0xA80, 0xAFF, OTHERS + 6, "gu"},
	{0xB80, 0xBFF, OTHERS + 7, "ta"},
	{0xC00, 0xC7F, OTHERS + 8, "te"},
	{0xC80, 0xCFF, OTHERS + 9, "kn"},
	{0xD00, 0xD7F, OTHERS + 10, "ml"},
	{0xD80, 0xDFF, OTHERS + 11, "si"},
	{0xE00, 0xE7F, OTHERS + 12, "th"},
	{0xE80, 0xEFF, OTHERS + 13, "lo"},
	{0x1000, 0x109F, OTHERS + 14, "my"},
	{0x10A0, 0x10FF, OTHERS + 15, "ka"},
	{0x1200, 0x137F, OTHERS + 16, "am"},
	{0x1780, 0x17FF, OTHERS + 17, "km"},
	{0x1E00, 0x1E9F, LATIN, ""},
	{0x1EA0, 0x1EF9, VIETNAMESE, "vi"},
	{0x1F00, 0x1FFF, OTHERS + 0, "el"},
	{0x3041, 0x30FF, KANA, "ja"},
	{0x3400, 0x9FFF, HAN, "zh"},
	{0xAC00, 0xD7A3, OTHERS + 18, "ko"},
	{0x20000, 0x3FFFF, HAN, "zh"},
};

enum { SCRIPTS = sizeof(scripts) / sizeof(*scripts), KINDS = OTHERS + 19 };

/* Letters that one language of a script has and its neighbours have not, or
 * hardly. */
static const struct {
	int kind;
	const char *lang;
} marks[] = {
	{CYRILLIC, "uk"}, /* іїєґ */
	{CYRILLIC, "be"}, /* ўі */
	{CYRILLIC, "kk"}, /* әғқңөұүһ */
	{CYRILLIC, "sr"}, /* љњђћџ */
	{CYRILLIC, "mk"}, /* ѓќѕ */
	{CYRILLIC, "ru"}, /* ыэё */
	{ARABIC, "fa"},	  /* پچژگ */
	{ARABIC, "ur"},	  /* ٹڈڑے */
	{LATIN, "pl"},	  /* łąęśżźćńŁŚŻ */
	{LATIN, "de"},	  /* ß */
	{LATIN, "es"},	  /* ñ */
	{LATIN, "pt"},	  /* ãõ */
	{LATIN, "hu"},	  /* őű */
	{LATIN, "cs"},	  /* řěů */
	{LATIN, "tr"},	  /* ğıİ */
	{LATIN, "ro"},	  /* țș */
};

enum { MARKS = sizeof(marks) / sizeof(*marks) };

struct census {
	size_t letters;
	size_t of[KINDS];
	size_t mark[MARKS];
	const char *lang[KINDS];
};

static int kind_of(uint32_t code)
{
	size_t low = 0, high = SCRIPTS;

	while (low < high) {
		const size_t middle = (low + high) / 2;

		if (code > scripts[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < SCRIPTS && code >= scripts[low].first ? (int)low : -1;
}

/* Those letters by code point, and the numbers in marks[] as bits. */
static const struct {
	uint32_t code;
	unsigned marks;
} letters[] = {
	{0xDF, 1 << 9},	  {0xE3, 1 << 11},  {0xF1, 1 << 10},
	{0xF5, 1 << 11},  {0x105, 1 << 8},  {0x107, 1 << 8},
	{0x119, 1 << 8},  {0x11B, 1 << 13}, {0x11F, 1 << 14},
	{0x130, 1 << 14}, {0x131, 1 << 14}, {0x141, 1 << 8},
	{0x142, 1 << 8},  {0x144, 1 << 8},  {0x151, 1 << 12},
	{0x159, 1 << 13}, {0x15A, 1 << 8},  {0x15B, 1 << 8},
	{0x16F, 1 << 13}, {0x171, 1 << 12}, {0x17A, 1 << 8},
	{0x17B, 1 << 8},  {0x17C, 1 << 8},  {0x219, 1 << 15},
	{0x21B, 1 << 15}, {0x44B, 1 << 5},  {0x44D, 1 << 5},
	{0x451, 1 << 5},  {0x452, 1 << 3},  {0x453, 1 << 4},
	{0x454, 1 << 0},  {0x455, 1 << 4},  {0x456, 1 << 0 | 1 << 1},
	{0x457, 1 << 0},  {0x459, 1 << 3},  {0x45A, 1 << 3},
	{0x45B, 1 << 3},  {0x45C, 1 << 4},  {0x45E, 1 << 1},
	{0x45F, 1 << 3},  {0x491, 1 << 0},  {0x493, 1 << 2},
	{0x49B, 1 << 2},  {0x4A3, 1 << 2},  {0x4AF, 1 << 2},
	{0x4B1, 1 << 2},  {0x4BB, 1 << 2},  {0x4D9, 1 << 2},
	{0x4E9, 1 << 2},  {0x679, 1 << 7},  {0x67E, 1 << 6},
	{0x686, 1 << 6},  {0x688, 1 << 7},  {0x691, 1 << 7},
	{0x698, 1 << 6},  {0x6AF, 1 << 6},  {0x6D2, 1 << 7},
};

/* The marks that a letter is one of, as bits. */
static unsigned marks_of(uint32_t code)
{
	size_t low = 0, high = sizeof(letters) / sizeof(*letters);

	while (low < high) {
		const size_t middle = (low + high) / 2;

		if (letters[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof(letters) / sizeof(*letters) &&
			       letters[low].code == code
		       ? letters[low].marks
		       : 0;
}

static void count_marks(struct census *census, uint32_t code)
{
	unsigned found = marks_of(code);

	for (int i = 0; found; i++, found >>= 1)
		census->mark[i] += found & 1;
}

/* One character that is not ASCII; returns its length. */
static size_t count_letter(struct census *census, struct str text)
{
	size_t len;
	const uint32_t code = utf8_decode(text, &len);
	int i;

	if (code >= 0x1EA0 && code <= 0x1EF9) { /* the search is for others */
		census->letters++;
		census->of[VIETNAMESE]++;
		return len;
	}
	i = code == 0xD7 || code == 0xF7 ? -1 : kind_of(code);
	if (i < 0)
		return len;
	census->letters++;
	census->of[scripts[i].kind]++;
	census->lang[scripts[i].kind] = scripts[i].lang;
	count_marks(census, code);
	return len;
}

static void count_letters(struct census *census, struct str text)
{
	*census = (struct census){0};
	while (text.n) {
		const unsigned char c = (unsigned char)*text.p;
		const bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';

		if (c >= 0x80) {
			text = str_skip(text, count_letter(census, text));
			continue;
		}
		census->letters += letter;
		census->of[LATIN] += letter;
		text = str_skip(text, 1);
	}
}

/* The language whose function words are the most; "" if they are too few or
 * those of two languages. *found gets their number all the same. */
static const char *by_words(const struct tokens *tokens, size_t *found)
{
	struct phrase_vote vote[PHRASE_LANGS_MAX], best = {"", 0, 0};
	const size_t count = phrase_votes(tokens, vote);
	size_t second = 0, words = 0;

	for (size_t i = 0; i < tokens->count; i++)
		words += !tokens->token[i].number;
	for (size_t l = 0; l < count; l++) {
		if (vote[l].weight > best.weight) {
			second = best.weight;
			best = vote[l];
		} else if (vote[l].weight > second) {
			second = vote[l].weight;
		}
	}
	*found = best.words;
	if (best.weight < WEIGHT_MIN || best.weight * 4 < second * 5)
		return "";
	if (100 * best.words >= FUNCTION_MIN * words)
		return best.lang;
	return words <= HEADLINE_WORDS && !second ? best.lang : "";
}

/* By the letters that are the most telling; "" if there are none. */
static const char *by_marks(const struct census *census, int kind)
{
	int best = -1;

	for (int i = 0; i < MARKS; i++)
		if (marks[i].kind == kind && census->mark[i] &&
		    (best < 0 || census->mark[i] > census->mark[best]))
			best = i;
	return best < 0 ? "" : marks[best].lang;
}

/* Words first; letters where there is at most one, as in a headline. */
static const char *latin_language(const struct census *census,
				  const struct tokens *tokens)
{
	size_t found;
	const char *lang = by_words(tokens, &found);
	const char *mark = by_marks(census, LATIN);

	return found <= 1 && *mark ? mark : lang;
}

/* Letters first; words where a headline has none that tells. */
static const char *cyrillic_language(const struct census *census,
				     const struct tokens *tokens)
{
	const char *mark = by_marks(census, CYRILLIC);
	size_t found;

	return *mark ? mark : by_words(tokens, &found);
}

const char *language_of(struct str text, const struct tokens *tokens)
{
	struct census census;
	const char *mark;
	int most = LATIN;
	size_t latin;

	if (text.n > SAMPLE)
		text.n = SAMPLE;
	count_letters(&census, text);
	latin = census.of[LATIN] + census.of[VIETNAMESE];
	for (int kind = CYRILLIC; kind < KINDS; kind++)
		if (census.of[kind] > census.of[most])
			most = kind;
	/* Where one character is a word, one weighs as two letters. */
	if (2 * (census.of[HAN] + census.of[KANA]) > latin &&
	    (most == HAN || most == KANA || most == LATIN))
		return 100 * census.of[KANA] >= KANA_MIN * (census.of[HAN] +
							    census.of[KANA])
			       ? "ja"
			       : "zh";
	if (most == LATIN || census.of[most] <= latin) {
		if (!latin)
			return "";
		return 100 * census.of[VIETNAMESE] >= VIETNAMESE_MIN * latin
			       ? "vi"
			       : latin_language(&census, tokens);
	}
	if (most == CYRILLIC)
		return cyrillic_language(&census, tokens);
	if (most == ARABIC) {
		mark = by_marks(&census, ARABIC);
		return *mark ? mark : "ar";
	}
	return census.lang[most];
}
