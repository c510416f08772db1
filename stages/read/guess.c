#include "guess.h"

#include "syllable.h"
#include "unicode.h"
#include "utf8.h"

/*
 * Vietnamese text in its own encoding has over 95 % syllables among words
 * with accents (the rest are foreign names); French, Italian, Portuguese,
 * Spanish and German read as Windows-1258 stay under 50 %
 * (tests/unit/guess.c). VISCII and TCVN are rarer than chance hits in short
 * text, so they must show more words.
 */
enum { SAMPLE_SIZE = 64 << 10, SYLLABLE_PERCENT = 80, RARE_WORDS_MIN = 8 };

static bool is_high(char c)
{
	return (unsigned char)c >= 0x80;
}

static bool is_word_byte(char c)
{
	return is_high(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Words with at least one high byte, a space behind each. */
static void take_sample(struct str bytes, struct buf *words)
{
	size_t i = 0, start;

	buf_reset(words);
	while (i < bytes.n && words->n < SAMPLE_SIZE) {
		bool high = false;

		while (i < bytes.n && !is_word_byte(bytes.p[i]))
			i++;
		for (start = i; i < bytes.n && is_word_byte(bytes.p[i]); i++)
			high |= is_high(bytes.p[i]);
		if (!high)
			continue;
		buf_add(words, bytes.p + start,
			i - start < SAMPLE_SIZE ? i - start : SAMPLE_SIZE);
		buf_add_char(words, ' ');
	}
}

struct score {
	size_t words; /* with a letter outside ASCII */
	size_t syllables;
};

static struct score score_text(struct str text)
{
	struct score score = {0};
	struct str word = {text.p, 0};
	bool accent = false;
	size_t len;

	for (; text.n; text = str_skip(text, len)) {
		const uint32_t code = utf8_decode(text, &len);

		if (unicode_class(code) == UNICODE_LETTER) {
			accent |= code >= 0x80;
			word.n += len;
			continue;
		}
		score.words += accent;
		score.syllables += accent && syllable_is_vietnamese(word);
		accent = false;
		word = (struct str){text.p + len, 0};
	}
	return score;
}

/* Bytes that Windows-1258 and Windows-1252 read as different letters. */
static bool has_byte_of_1258(struct str words)
{
	static const unsigned char bytes[] = {0xc3, 0xcc, 0xd0, 0xd2, 0xd5,
					      0xdd, 0xde, 0xe3, 0xec, 0xf0,
					      0xf2, 0xf5, 0xfd, 0xfe};
	size_t i;

	for (i = 0; i < sizeof(bytes); i++)
		if (words.n && memchr(words.p, bytes[i], words.n))
			return true;
	return false;
}

/* Do most high bytes stand alone or in pairs? */
static bool is_western(struct str words)
{
	size_t in_runs = 0, all = 0, run = 0, i;

	for (i = 0; i < words.n; i++) {
		if (is_high(words.p[i])) {
			run++;
			continue;
		}
		all += run;
		in_runs += run >= 3 ? run : 0;
		run = 0;
	}
	return in_runs * 2 <= all;
}

int guess_label(struct guess *guess, struct decoder *decoder, struct str bytes)
{
	static const int candidates[] = {LABEL_WINDOWS_1258, LABEL_VISCII,
					 LABEL_TCVN};
	size_t best_percent = SYLLABLE_PERCENT - 1, i, lossy;
	int best = -1;
	struct str words;

	unicode_init();
	take_sample(bytes, &guess->words);
	words = buf_str(&guess->words);
	for (i = 0; i < sizeof(candidates) / sizeof(candidates[0]); i++) {
		const int label = candidates[i];
		struct score score;
		size_t percent;

		if (label == LABEL_WINDOWS_1258 && !has_byte_of_1258(words))
			continue;
		buf_reset(&guess->decoded);
		if (!decoder_convert(decoder, label, words, &guess->decoded,
				     &lossy))
			continue;
		score = score_text(buf_str(&guess->decoded));
		if (!score.words || (label != LABEL_WINDOWS_1258 &&
				     score.words < RARE_WORDS_MIN))
			continue;
		percent = score.syllables * 100 / score.words;
		if (percent > best_percent) {
			best_percent = percent;
			best = label;
		}
	}
	if (best < 0 && is_western(words))
		best = LABEL_WINDOWS_1252;
	return best;
}

void guess_release(struct guess *guess)
{
	buf_release(&guess->words);
	buf_release(&guess->decoded);
}
