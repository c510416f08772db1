#include "vni.h"

#include <stdint.h>

#include "utf8.h"
#include "western.h"

enum {
	ACUTE = 0x301,
	GRAVE = 0x300,
	HOOK = 0x309,
	TILDE = 0x303,
	DOT = 0x323,
	CIRCUMFLEX = 0x302,
	BREVE = 0x306,
};

/* Marks behind a vowel; capitals are 0x20 less, as they are in Latin-1. */
static const struct {
	unsigned char byte;
	const char *vowels; /* that bear it: 0 is o with horn, 7 u with horn */
	uint16_t first, second;
} marks[] = {
	{0xf9, "aeouy07", ACUTE, 0},
	{0xf8, "aeouy07", GRAVE, 0},
	{0xfb, "aeouy07", HOOK, 0},
	{0xf5, "aeouy07", TILDE, 0},
	{0xef, "aeou07", DOT, 0},

	{0xe2, "aeo", CIRCUMFLEX, 0},
	{0xe1, "aeo", CIRCUMFLEX, ACUTE},
	{0xe0, "aeo", CIRCUMFLEX, GRAVE},
	{0xe5, "aeo", CIRCUMFLEX, HOOK},
	{0xe3, "aeo", CIRCUMFLEX, TILDE},
	{0xe4, "aeo", CIRCUMFLEX, DOT},

	{0xea, "a", BREVE, 0},
	{0xe9, "a", BREVE, ACUTE},
	{0xe8, "a", BREVE, GRAVE},
	{0xfa, "a", BREVE, HOOK},
	{0xfc, "a", BREVE, TILDE},
	{0xeb, "a", BREVE, DOT},
};

/* Letters of one byte, capitals 0x20 less. */
static const struct {
	unsigned char byte;
	uint16_t small, capital;
} letters[] = {
	{0xf4, 0x1a1, 0x1a0},	{0xf6, 0x1b0, 0x1af},	/* ơ ư */
	{0xf1, 0x111, 0x110},				/* đ */
	{0xed, 0xed, 0xcd},	{0xec, 0xec, 0xcc},	/* í ì */
	{0xe6, 0x1ec9, 0x1ec8}, {0xf3, 0x129, 0x128},	/* ỉ ĩ */
	{0xf2, 0x1ecb, 0x1eca}, {0xee, 0x1ef5, 0x1ef4}, /* ị ỵ */
};

static unsigned char lower(unsigned char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 0xc0 && byte < 0xe0)
		       ? byte + 0x20
		       : byte;
}

/* How the vowel stands in the table of marks; 0 if it is none. */
static char vowel_of(unsigned char byte)
{
	byte = lower(byte);
	if (byte == 0xf4)
		return '0';
	if (byte == 0xf6)
		return '7';
	return byte && strchr("aeouy", byte) ? (char)byte : '\0';
}

static bool put_marks(char vowel, unsigned char byte, struct buf *out)
{
	size_t i;

	byte = lower(byte);
	for (i = 0; vowel && i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (marks[i].byte != byte || !strchr(marks[i].vowels, vowel))
			continue;
		utf8_put(out, marks[i].first);
		if (marks[i].second)
			utf8_put(out, marks[i].second);
		return true;
	}
	return false;
}

static uint32_t letter_of(unsigned char byte)
{
	const unsigned char small = lower(byte);
	size_t i;

	for (i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i].byte == small)
			return byte == small ? letters[i].small
					     : letters[i].capital;
	return western_decode(byte);
}

void vni_decode(struct str bytes, struct buf *out)
{
	size_t i;

	buf_reserve(out, bytes.n + bytes.n / 2);
	for (i = 0; i < bytes.n; i++) {
		const unsigned char byte = (unsigned char)bytes.p[i];

		if (byte < 0x80)
			buf_add_char(out, bytes.p[i]);
		else
			utf8_put(out, letter_of(byte));
		if (i + 1 < bytes.n && (bytes.p[i + 1] & 0x80) &&
		    put_marks(vowel_of(byte), (unsigned char)bytes.p[i + 1],
			      out))
			i++;
	}
}
