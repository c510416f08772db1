#include "token_internal.h"

#include "utf8.h"

/* Vowels that carry a tone: base, then grave, acute, hook, tilde, dot. */
static const struct {
	uint16_t base;
	uint16_t toned[5];
} vowels[] = {
	{'a', {0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1}},
	{'e', {0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9}},
	{'y', {0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5}},
	{'o', {0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD}},
	{'u', {0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5}},
};

enum { VOWEL_A, VOWEL_E, VOWEL_Y, VOWEL_O, VOWEL_U, TONES = 5 };

/* Which of vowels[from..to] with a tone it is, and which tone; -1 if none. */
static int toned_vowel(uint32_t code, int from, int to, int *tone)
{
	for (int v = from; v <= to; v++)
		for (*tone = 0; *tone < TONES; (*tone)++)
			if (vowels[v].toned[*tone] == code)
				return v;
	return -1;
}

/* Where the last character of text[0..end) begins. */
static size_t last_character(const struct buf *text, size_t end)
{
	while (end && ((unsigned char)text->p[--end] & 0xC0) == 0x80)
		;
	return end;
}

/* Replace the two vowels from at on by first and second. */
static void put_vowels(struct buf *token, size_t at, uint32_t first,
		       uint32_t second)
{
	token->n = at;
	utf8_put(token, first);
	utf8_put(token, second);
}

/* hoà -> hòa: o + toned a or e, u + toned y at the end of a folded token;
 * not after q, whose u belongs to the consonant. */
static void place_on_first(struct buf *token, size_t last)
{
	const char before = token->p[last - 1];
	const bool u = before == 'u';
	int tone, vowel;
	uint32_t code;
	size_t len;

	if (!u && before != 'o')
		return;
	if (u && last > 1 && token->p[last - 2] == 'q')
		return;
	code = utf8_decode_valid((struct str){token->p + last, token->n - last},
				 &len);
	vowel = toned_vowel(code, u ? VOWEL_Y : VOWEL_A, u ? VOWEL_Y : VOWEL_E,
			    &tone);
	if (vowel >= 0)
		put_vowels(token, last - 1,
			   vowels[u ? VOWEL_U : VOWEL_O].toned[tone],
			   vowels[vowel].base);
}

/* qúy -> quý, the same rule seen from the other side. */
static void place_after_q(struct buf *token)
{
	const size_t at = last_character(token, token->n - 1);
	int tone;
	uint32_t code;
	size_t len;

	if (!at || token->p[at - 1] != 'q')
		return;
	code = utf8_decode_valid((struct str){token->p + at, token->n - at},
				 &len);
	if (toned_vowel(code, VOWEL_U, VOWEL_U, &tone) >= 0)
		put_vowels(token, at, 'u', vowels[VOWEL_Y].toned[tone]);
}

void tone_place(struct buf *token)
{
	const size_t last = last_character(token, token->n);

	if (!last)
		return;
	if (token->n - last > 1)
		place_on_first(token, last);
	else if (token->p[last] == 'y' &&
		 (unsigned char)token->p[last - 1] >= 0x80)
		place_after_q(token);
}

bool tone_may_move(struct str token)
{
	const unsigned char *end = (const unsigned char *)token.p + token.n;
	unsigned third, fourth;

	if (token.n < 3)
		return false;
	third = end[-3];
	fourth = token.n > 3 ? end[-4] : 0;
	return ((end[-2] == 0xC3) & ((third == 'o') | (third == 'u'))) |
	       ((third == 0xE1) & ((fourth == 'o') | (fourth == 'u'))) |
	       ((end[-1] == 'y') & (end[-2] >= 0x80));
}
