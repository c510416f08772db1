#include "guess.h"

#include <xxhash.h>

#include "ascii.h"
#include "labels.h"

/*
 * Text in its own encoding scores over 90, in others under 50, where it has
 * some dozen characters beyond ASCII (tests/encodings.t). FEW: as many
 * characters are taken to be wrong before any is seen, where a chance hit is
 * likelier than the encoding.
 */
enum {
	SAMPLE_SIZE = 64 << 10,
	FIT_MIN = 75,
	MARGIN = 15,
	LATIN_MARGIN = 8, /* between alphabets, which have letters in common */
	CLEAN = 95,
	DOUBTFUL = 50, /* under it a declaration alone does not do */
	ODD_PERCENT_MAX = 10,
	FEW = 2,
	TRUSTED_ITEMS = 8, /* fewer characters do not speak against it */
};

/*
 * In the order in which they are preferred where they read the same. The last
 * are not found, only believed if declared: their languages look nearly
 * Western, so where they fit far better nothing else is taken.
 */
static const struct candidate {
	int label;
	unsigned int models;
} candidates[] = {
	{LABEL_WINDOWS_1252, FIT_WESTERN | FIT_SIGNS},
	{LABEL_ISO_8859_15, FIT_WESTERN | FIT_SIGNS},
	{LABEL_WINDOWS_1258, FIT_VIETNAMESE},
	{LABEL_TCVN, FIT_VIETNAMESE},
	{LABEL_VISCII, FIT_VIETNAMESE},
	{LABEL_VNI, FIT_VIETNAMESE},
	{LABEL_VPS, FIT_VIETNAMESE},
	{LABEL_WINDOWS_1251, FIT_CYRILLIC},
	{LABEL_KOI8_R, FIT_CYRILLIC},
	{LABEL_KOI8_U, FIT_CYRILLIC},
	{LABEL_IBM866, FIT_CYRILLIC},
	{LABEL_ISO_8859_5, FIT_CYRILLIC},
	{LABEL_GB18030, FIT_CHINESE},
	{LABEL_BIG5, FIT_CHINESE},
	{LABEL_SHIFT_JIS, FIT_JAPANESE},
	{LABEL_EUC_JP, FIT_JAPANESE},
	{LABEL_EUC_KR, FIT_KOREAN},
	{LABEL_WINDOWS_1250, FIT_LATIN | FIT_SIGNS},
	{LABEL_ISO_8859_2, FIT_LATIN | FIT_SIGNS},
	{LABEL_WINDOWS_1254, FIT_LATIN | FIT_SIGNS},
	{LABEL_WINDOWS_1257, FIT_LATIN | FIT_SIGNS},
};

enum {
	CANDIDATES = sizeof(candidates) / sizeof(candidates[0]),
	RIVALS = 4,
	FOUND = CANDIDATES - RIVALS,
};

struct reading {
	int label; /* -1: none */
	int percent;
	bool latin; /* may be in a Latin alphabet */
	size_t items, odd, apart;
	XXH64_hash_t hash; /* of the text */
};

static bool has_high_byte(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return true;
	return false;
}

/* Behind the end of a script or a style sheet that s begins with, where
 * lists of characters stand; 0 if it begins with none. */
static size_t length_of_code(struct str s)
{
	if (ascii_starts(s, STR("<script")))
		return ascii_find(s, STR("</script"));
	if (ascii_starts(s, STR("<style")))
		return ascii_find(s, STR("</style"));
	return 0;
}

/* Pieces between tags and line ends, which are no part of a character in any
 * of the encodings. */
static void take_pieces(struct str bytes, bool code, struct buf *sample)
{
	buf_reset(sample);
	while (bytes.n && sample->n < SAMPLE_SIZE) {
		const size_t room = SAMPLE_SIZE - sample->n;
		struct str piece = {bytes.p, 0};

		while (piece.n < bytes.n && piece.n < room &&
		       !memchr("<>\n", piece.p[piece.n], 3))
			piece.n++;
		if (has_high_byte(piece)) {
			buf_add_str(sample, piece);
			buf_add_char(sample, '\n');
		}
		bytes = str_skip(bytes, piece.n);
		if (!code)
			bytes = str_skip(bytes, length_of_code(bytes));
		bytes = str_skip(bytes, piece.n < room);
	}
}

static void take_sample(struct str bytes, struct buf *sample)
{
	take_pieces(bytes, false, sample);
	if (!sample->n)
		take_pieces(bytes, true, sample);
}

static struct reading read_as(struct guess *guess, struct decoder *decoder,
			      int label, unsigned int models)
{
	struct reading reading = {.label = -1};
	struct fit fit;
	size_t lossy;

	buf_reset(&guess->decoded);
	if (label < 0 ||
	    !decoder_convert(decoder, label, buf_str(&guess->sample),
			     &guess->decoded, &lossy))
		return reading;
	fit = fit_text(&guess->tables, buf_str(&guess->decoded), models);
	reading.label = label;
	reading.latin = models & (FIT_WESTERN | FIT_LATIN);
	reading.percent = fit.percent;
	reading.items = fit.items;
	reading.odd = fit.odd;
	reading.apart = fit.apart;
	reading.hash = XXH3_64bits(guess->decoded.p, guess->decoded.n);
	if (!reading.latin)
		reading.percent = (int)((size_t)fit.percent * fit.items /
					(fit.items + FEW));
	return reading;
}

/* Encodings that differ in signs and rare letters only: one sign that stands
 * where none does tells them apart. */
static bool are_kin(const struct reading *a, const struct reading *b)
{
	const int x = a->label < b->label ? a->label : b->label;
	const int y = a->label < b->label ? b->label : a->label;

	return (x == LABEL_WINDOWS_1252 && y == LABEL_ISO_8859_15) ||
	       (x == LABEL_KOI8_R && y == LABEL_KOI8_U);
}

static bool is_better(const struct reading *a, const struct reading *b)
{
	if (a->label >= 0 && b->label >= 0 && are_kin(a, b))
		return a->odd < b->odd;
	return a->percent > b->percent;
}

/* By the margin; or all of it is text, and b has what never stands in one. */
static bool is_ahead(const struct reading *a, const struct reading *b)
{
	if (b->label < 0 || a->percent > b->percent + MARGIN)
		return true;
	if (are_kin(a, b))
		return a->odd < b->odd ||
		       (a->odd == b->odd && a->label < b->label);
	if (a->percent < CLEAN || a->odd)
		return false;
	if (a->latin && b->latin && a->apart == a->items && !b->apart)
		return true; /* quotes and dashes, each in its place */
	return (a->latin && a->percent > b->percent + LATIN_MARGIN) ||
	       (b->odd && a->percent >= b->percent);
}

/* What text that was declared to be in an encoding may be. */
static unsigned int models_of(int label)
{
	if (label >= LABEL_VISCII && label <= LABEL_VPS)
		return FIT_VIETNAMESE;
	if (label == LABEL_WINDOWS_1252 || label == LABEL_ISO_8859_15)
		return FIT_WESTERN | FIT_SIGNS;
	return FIT_ANY;
}

static struct reading best_declared(struct guess *guess,
				    struct decoder *decoder,
				    const int declared[GUESS_DECLARED])
{
	struct reading best = {.label = -1}, other;
	int i;

	for (i = 0; i < GUESS_DECLARED; i++) {
		other = read_as(guess, decoder, declared[i],
				models_of(declared[i]));
		if (other.label >= 0 &&
		    (best.label < 0 || is_ahead(&other, &best)))
			best = other;
	}
	return best;
}

/* The best of the candidates; label -1 if it is not far enough ahead, or a
 * rival is ahead, which then is in *rival. */
static struct reading best_candidate(struct guess *guess,
				     struct decoder *decoder,
				     struct reading *rival)
{
	struct reading reading[CANDIDATES], *best = &reading[0];
	bool sure;
	size_t i;

	for (i = 0; i < CANDIDATES; i++) {
		reading[i] = read_as(guess, decoder, candidates[i].label,
				     candidates[i].models);
		if (i < FOUND && is_better(&reading[i], best))
			best = &reading[i];
	}
	sure = best->percent >= FIT_MIN;
	for (i = 0; i < FOUND; i++)
		if (reading[i].hash != best->hash)
			sure &= is_ahead(best, &reading[i]);
	*rival = (struct reading){.label = -1};
	for (i = FOUND; i < CANDIDATES; i++)
		if (is_ahead(&reading[i], best) &&
		    reading[i].percent > rival->percent)
			*rival = reading[i];
	if (!sure || rival->percent >= FIT_MIN)
		best->label = -1;
	return *best;
}

/* Nothing else fits, but this does not either. */
static bool is_doubtful(const struct reading *said)
{
	return said->items >= TRUSTED_ITEMS &&
	       (said->percent < DOUBTFUL ||
		said->odd * 100 > said->items * ODD_PERCENT_MAX);
}

/* No candidate can be ahead of it. */
static bool is_settled(const struct reading *said)
{
	return said->label >= 0 && said->percent + LATIN_MARGIN >= 100 &&
	       !said->odd && (said->apart || !said->latin);
}

int guess_label(struct guess *guess, struct decoder *decoder, struct str bytes,
		const int declared[GUESS_DECLARED])
{
	struct reading said, best, rival;

	take_sample(bytes, &guess->sample);
	said = best_declared(guess, decoder, declared);
	if (is_settled(&said))
		return said.label;
	best = best_candidate(guess, decoder, &rival);
	if (said.label < 0)
		return best.label;
	if (best.label >= 0 && is_ahead(&best, &said))
		return best.label;
	if (rival.label >= 0 && said.items >= TRUSTED_ITEMS &&
	    is_ahead(&rival, &said))
		return -1;
	return is_doubtful(&said) ? -1 : said.label;
}

/* No more of bytes than is scored, in whole units. */
static struct reading read_utf16(struct guess *guess, struct decoder *decoder,
				 struct str bytes, int label)
{
	buf_reset(&guess->sample);
	if (bytes.n > SAMPLE_SIZE)
		bytes.n = SAMPLE_SIZE;
	buf_add(&guess->sample, bytes.p, bytes.n & ~(size_t)1);
	return read_as(guess, decoder, label, FIT_ANY & ~FIT_OTHERS);
}

int guess_utf16(struct guess *guess, struct decoder *decoder, struct str bytes)
{
	const struct reading little =
		read_utf16(guess, decoder, bytes, LABEL_UTF16LE);
	const struct reading big =
		read_utf16(guess, decoder, bytes, LABEL_UTF16BE);
	const struct reading *best =
		little.percent > big.percent ? &little : &big;
	const struct reading *other = best == &big ? &little : &big;

	if (best->items < TRUSTED_ITEMS || best->percent < FIT_MIN ||
	    best->odd * 50 > best->items ||
	    best->percent <= other->percent + MARGIN)
		return -1;
	return best->label;
}

void guess_release(struct guess *guess)
{
	buf_release(&guess->sample);
	buf_release(&guess->decoded);
}
