#include "syllable.h"

#include <stdint.h>

#include "unicode.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LETTERS_MAX = 7 }; /* "nghiêng" */

enum tone { LEVEL, GRAVE, ACUTE, HOOK, TILDE, DOT, TONES };

struct vowel {
	char key; /* what stands for it in the tables below */
	uint16_t form[TONES];
};

static const struct vowel vowels[] = {
	{'a', {'a', 0xe0, 0xe1, 0x1ea3, 0xe3, 0x1ea1}},
	{'A', {0x103, 0x1eb1, 0x1eaf, 0x1eb3, 0x1eb5, 0x1eb7}}, /* ă */
	{'@', {0xe2, 0x1ea7, 0x1ea5, 0x1ea9, 0x1eab, 0x1ead}},	/* â */
	{'e', {'e', 0xe8, 0xe9, 0x1ebb, 0x1ebd, 0x1eb9}},
	{'E', {0xea, 0x1ec1, 0x1ebf, 0x1ec3, 0x1ec5, 0x1ec7}}, /* ê */
	{'i', {'i', 0xec, 0xed, 0x1ec9, 0x129, 0x1ecb}},
	{'o', {'o', 0xf2, 0xf3, 0x1ecf, 0xf5, 0x1ecd}},
	{'O', {0xf4, 0x1ed3, 0x1ed1, 0x1ed5, 0x1ed7, 0x1ed9}},	/* ô */
	{'0', {0x1a1, 0x1edd, 0x1edb, 0x1edf, 0x1ee1, 0x1ee3}}, /* ơ */
	{'u', {'u', 0xf9, 0xfa, 0x1ee7, 0x169, 0x1ee5}},
	{'U', {0x1b0, 0x1eeb, 0x1ee9, 0x1eed, 0x1eef, 0x1ef1}}, /* ư */
	{'y', {'y', 0x1ef3, 0xfd, 0x1ef7, 0x1ef9, 0x1ef5}},
};

/* đ is 'D'. Longest first where one begins another does not matter: all
 * are tried. */
static const char *const onsets[] = {
	"",   "b",  "c", "ch", "d",  "D",  "g",	  "gh", "gi", "h",
	"k",  "kh", "l", "m",  "n",  "ng", "ngh", "nh", "p",  "ph",
	"qu", "r",  "s", "t",  "th", "tr", "v",	  "x",
};

static const char *const open_rimes[] = {
	"a",   "e",   "E",   "i",   "o",   "O",	  "0",	 "u",	"U",   "y",
	"ia",  "ya",  "ua",  "Ua",  "oa",  "oe",  "uE",	 "uy",	"u0",  "uya",
	"ai",  "ao",  "au",  "ay",  "@u",  "@y",  "eo",	 "Eu",	"iu",  "oi",
	"Oi",  "0i",  "ui",  "Ui",  "Uu",  "iEu", "yEu", "oai", "oay", "oao",
	"oeo", "u@y", "uOi", "U0i", "U0u", "uyu",
};

static const char *const nuclei[] = {
	/* before a final consonant */
	"a",  "A",  "@",  "e",	"E",  "i",  "o",  "O",	"0",  "u",   "U",  "y",
	"iE", "yE", "uO", "U0", "oa", "oA", "oe", "u@", "uE", "uyE", "uy",
};

static const char *const finals[] = {"c", "ch", "m", "n", "ng", "nh", "p", "t"};

static char vowel_key(uint32_t code, enum tone *tone)
{
	size_t i, k;

	for (i = 0; i < COUNT(vowels); i++)
		for (k = 0; k < TONES; k++)
			if (vowels[i].form[k] == code) {
				*tone = (enum tone)k;
				return vowels[i].key;
			}
	return 0;
}

/* The word in the tables' letters, its tone apart; 0 if it cannot be one. */
static size_t letters_of(struct str word, char *letter, enum tone *tone)
{
	size_t count = 0, len;

	*tone = LEVEL;
	for (; word.n; word = str_skip(word, len)) {
		const uint32_t code = unicode_lower(utf8_decode(word, &len));
		enum tone own = LEVEL;
		char key = vowel_key(code, &own);

		if (!key && code == 0x111)
			key = 'D';
		if (!key && code >= 'a' && code <= 'z')
			key = (char)code;
		if (!key || count == LETTERS_MAX || (own && *tone))
			return 0;
		if (own)
			*tone = own;
		letter[count++] = key;
	}
	return count;
}

static bool is_closed_rime(const char *s, size_t n, enum tone tone)
{
	size_t i;

	for (i = 0; i < COUNT(finals); i++) {
		const size_t len = strlen(finals[i]);
		const bool stop = strchr("cpt", finals[i][0]);

		if (n > len && !memcmp(s + n - len, finals[i], len) &&
		    (!stop || tone == ACUTE || tone == DOT) &&
		    str_is_one_of((struct str){s, n - len}, nuclei,
				  COUNT(nuclei)))
			return true;
	}
	return false;
}

bool syllable_is_vietnamese(struct str word)
{
	char letter[LETTERS_MAX];
	enum tone tone;
	const size_t n = letters_of(word, letter, &tone);
	size_t i;

	for (i = 0; n && i < COUNT(onsets); i++) {
		const size_t len = strlen(onsets[i]);

		if (n <= len || memcmp(letter, onsets[i], len))
			continue;
		if (str_is_one_of((struct str){letter + len, n - len},
				  open_rimes, COUNT(open_rimes)) ||
		    is_closed_rime(letter + len, n - len, tone))
			return true;
	}
	return false;
}
