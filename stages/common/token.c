#include "token.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL /* most tokens have a few bytes */
#include <xxhash.h>

#include "ascii.h"
#include "mem.h"
#include "negation.h"
#include "token_internal.h"
#include "unicode.h"
#include "utf8.h"

#define INLINE static inline __attribute__((always_inline))

enum {
	PIECE = 4096, /* bytes of text looked at once, if it can be cut */
	BEFORE = 16,  /* bytes before it, to read the end of a short token */
	EDGES_AT_ONCE = 8,
};

/*
 * A piece of the text: its copy, in small ASCII letters, the masks of that,
 * and where runs of bytes that are or may be of a token begin and end.
 */
struct piece {
	struct str text;     /* the copy, MARKS_PAD zero bytes behind it */
	struct str original; /* of the text given, unless it was composed */
	size_t offset;	     /* of the piece in the text given */
	struct marks marks;
	unsigned seen;	/* by marks_find() */
	uint32_t *edge; /* of run i: edge[2i] and edge[2i + 1] */
	size_t runs;
	const struct unicode_change *change; /* from the text given */
	size_t changes;
};

/* Room for the masks of a piece and for its edges. */
struct room {
	unsigned char text[BEFORE + PIECE + MARKS_PAD];
	uint64_t marks[3 * (PIECE / MARKS_BLOCK + 2)];
	uint32_t edge[PIECE + 2 * EDGES_AT_ONCE];
};

/* What is done with the tokens: out is NULL, or gets the folded text. */
struct scan {
	struct tokens *tokens;
	struct buf *out;
	size_t before; /* what out held before */
};

/* The first 64 bits of a mask from bit `start` on; the upper 7 are not. */
INLINE uint64_t mask_at(const uint64_t *mask, size_t start)
{
	uint64_t bits;

	memcpy(&bits, (const char *)mask + start / 8, sizeof(bits));
	return le64toh(bits) >> start % 8;
}

/* Does the mask have one of the bits start..start + len? */
INLINE bool mask_has(const uint64_t *mask, size_t start, size_t len)
{
	enum { AT_ONCE = 57 };

	for (; __builtin_expect(len > AT_ONCE, 0); len -= AT_ONCE) {
		if (mask_at(mask, start) << 7)
			return true;
		start += AT_ONCE;
	}
	return mask_at(mask, start) & ((UINT64_C(1) << len) - 1);
}

/*
 * XXH3-64 (Collet, 2020) of a token, with few branches for one of up to eight
 * bytes; the constants are those of its secret. Reads BEFORE bytes before
 * the token and eight behind its beginning, and uses only its own.
 */
INLINE uint64_t hash_token(const char *p, size_t n)
{
	const unsigned char *const u = (const unsigned char *)p;
	uint32_t first, last;
	uint64_t few, some;

	if (__builtin_expect(n > 8, 0))
		return XXH3_64bits(p, n);
	memcpy(&first, u, sizeof(first));
	memcpy(&last, u + n - sizeof(last), sizeof(last));
	first = le32toh(first);
	last = le32toh(last);
	/* up to three */
	few = (uint64_t)((first & 0xFF) << 16 | (uint32_t)u[n / 2] << 24 |
			 last >> 24 | (uint32_t)n << 8);
	few ^= 0x87275A9B;
	few ^= few >> 33;
	few *= 0xC2B2AE3D27D4EB4F;
	few ^= few >> 29;
	few *= 0x165667B19E3779F9;
	few ^= few >> 32;
	/* four to eight */
	some = (last + ((uint64_t)first << 32)) ^ 0xC73AB174C5ECD5A2;
	some ^= (some << 49 | some >> 15) ^ (some << 24 | some >> 40);
	some *= 0x9FB21C651E98DF25;
	some ^= (some >> 35) + n;
	some *= 0x9FB21C651E98DF25;
	some ^= some >> 28;
	return n < 4 ? few : some;
}

/* Where the offset `at` of a composed piece is in the text that it comes
 * from; inside of a place that changed, at its beginning or its end. */
static size_t offset_before(const struct piece *piece, size_t at, bool end)
{
	const struct unicode_change *const change = piece->change;
	size_t low = 0, high = piece->changes;

	while (low < high) { /* the first that ends at `at` or behind it */
		const size_t middle = low + (high - low) / 2;

		if (change[middle].to_end < at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < piece->changes && at > change[low].to)
		return end || at == change[low].to_end ? change[low].end
						       : change[low].from;
	if (!low)
		return at;
	return at - change[low - 1].to_end + change[low - 1].end;
}

/* Where the token that stands at start, len in the piece stands in the text
 * given. */
static void locate(const struct piece *piece, size_t start, size_t len,
		   struct token *token)
{
	size_t end = start + len;

	if (piece->changes) {
		start = offset_before(piece, start, false);
		end = offset_before(piece, end, true);
	}
	token->start = (uint32_t)(piece->offset + start);
	token->len = (uint32_t)(end - start) & 0x3FFFFFFF;
}

static void reserve(struct tokens *tokens, size_t more)
{
	if (tokens->size - tokens->count >= more)
		return;
	tokens->size = 2 * tokens->size + more;
	if (tokens->size < 64)
		tokens->size = 64;
	tokens->token = xreallocarray(tokens->token, tokens->size,
				      sizeof(*tokens->token));
}

/* Is the word with this hash, which has passed the filter, a negation? Nothing
 * but the word before it is asked, so that a normal form says the same. */
static bool is_negation(const struct tokens *tokens, const struct token *next,
			uint64_t hash)
{
	const enum negation what = negation_of(hash);

	return what == NEGATION_WORD ||
	       (what == NEGATION_T && next > tokens->token &&
		negation_of(next[-1].hash) == NEGATION_VERB);
}

/* The characters of a word, each as a token. */
static void put_characters(struct tokens *tokens, struct token word,
			   struct str folded, struct str text)
{
	const bool same = str_eq(folded, text) && word.len == text.n;
	struct str rest = folded;
	size_t len;

	reserve(tokens, folded.n);
	for (; rest.n; rest = str_skip(rest, len)) {
		const uint32_t code = utf8_decode_valid(rest, &len);
		struct token token = word;

		token.hash = XXH3_64bits(rest.p, len);
		token.number = unicode_class(code) == UNICODE_DIGIT;
		if (same) {
			token.start += (uint32_t)(folded.n - rest.n);
			token.len = (uint32_t)len & 0x3FFFFFFF;
		}
		tokens->token[tokens->count++] = token;
	}
}

/* Put the token that stands at start, len in the piece. */
static void put_token(struct scan *scan, const struct piece *piece,
		      size_t start, size_t len, struct str folded, bool number)
{
	const struct str text = {piece->text.p + start, len};
	struct token token;

	if (scan->out) {
		if (scan->out->n > scan->before)
			buf_add_char(scan->out, ' ');
		buf_add_str(scan->out, folded);
		return;
	}
	token.hash = XXH3_64bits(folded.p, folded.n);
	token.number = number;
	token.negation = negation_may_be(token.hash) &&
			 is_negation(scan->tokens,
				     scan->tokens->token + scan->tokens->count,
				     token.hash);
	locate(piece, start, len, &token);
	if (scan->tokens->unit == TOKEN_CHARACTERS) {
		put_characters(scan->tokens, token, folded, text);
		return;
	}
	reserve(scan->tokens, 1);
	scan->tokens->token[scan->tokens->count++] = token;
}

/* A run that stands in the piece as it is compared, but for its tone. */
static void put_toned(struct scan *scan, const struct piece *piece,
		      size_t start, size_t len)
{
	struct buf *const folded = &scan->tokens->folded;

	buf_reset(folded);
	buf_add(folded, piece->text.p + start, len);
	tone_place(folded);
	put_token(scan, piece, start, len, buf_str(folded),
		  mask_has(piece->marks.digit, start, len));
}

/* Take what begins in run i, character by character, and what follows as
 * far as a word goes. Returns the next run. */
static size_t put_hard(struct scan *scan, const struct piece *piece, size_t i)
{
	size_t at = piece->edge[2 * i];

	do {
		const size_t end = piece->edge[2 * i + 1];

		while (at < end) {
			struct token_word word = {
				.rest = str_skip(piece->text, at),
			};

			if (token_word_take(&word, &scan->tokens->folded,
					    &scan->tokens->again))
				put_token(scan, piece, at,
					  piece->text.n - word.rest.n - at,
					  word.folded, word.number);
			at = piece->text.n - word.rest.n;
		}
		i++;
	} while (i < piece->runs && at > piece->edge[2 * i]);
	return i;
}

/* Does the token need more than a look at its bytes? */
INLINE bool has_tone(const char *end, size_t len)
{
	uint32_t last;

	memcpy(&last, end - sizeof(last), sizeof(last));
	return (last & 0x80808080) &&
	       tone_may_move((struct str){end - len, len});
}

/* Put the tokens of runs from i on that stand in the text as they are
 * compared; to holds as many tokens as there are runs. Returns the first
 * run that does not, which there is only among high bytes. */
INLINE size_t put_plain(const struct tokens *tokens, const struct piece *piece,
			size_t i, bool high, struct token *to)
{
	const uint64_t *const hard = piece->marks.hard;
	const uint64_t *const digit = piece->marks.digit;
	const uint32_t *const edge = piece->edge;
	const uint32_t offset = (uint32_t)piece->offset;
	const char *const text = piece->text.p;
	const size_t runs = piece->runs;

	for (; i < runs; i++) {
		const uint32_t start = edge[2 * i];
		const size_t len = edge[2 * i + 1] - start;
		uint64_t hash;
		bool negation;

		if (high && (mask_has(hard, start, len) ||
			     has_tone(text + start + len, len)))
			break;
		hash = hash_token(text + start, len);
		negation =
			negation_may_be(hash) && is_negation(tokens, to, hash);
		*to++ = (struct token){
			.hash = hash,
			.start = offset + start,
			.len = (uint32_t)len & 0x3FFFFFFF,
			.number = mask_has(digit, start, len),
			.negation = negation,
		};
	}
	return i;
}

/* Put the tokens of all runs: words, to be hashed. */
INLINE void put_runs(struct scan *scan, const struct piece *piece)
{
	struct tokens *const tokens = scan->tokens;
	size_t i = 0, start;

	if (!(piece->seen & MARKS_HIGH)) {
		reserve(tokens, piece->runs);
		put_plain(tokens, piece, 0, false,
			  tokens->token + tokens->count);
		tokens->count += piece->runs;
		return;
	}
	for (;;) {
		reserve(tokens, piece->runs - i);
		start = i;
		i = put_plain(tokens, piece, i, true,
			      tokens->token + tokens->count);
		tokens->count += i - start;
		if (i == piece->runs)
			break;
		start = piece->edge[2 * i];
		if (mask_has(piece->marks.hard, start,
			     piece->edge[2 * i + 1] - start)) {
			i = put_hard(scan, piece, i);
		} else {
			put_toned(scan, piece, start,
				  piece->edge[2 * i + 1] - start);
			i++;
		}
	}
}

INLINE uint32_t lowest_bit(uint64_t bits)
{
	return bits ? (uint32_t)__builtin_ctzll(bits) : 64;
}

/* Where runs begin and end: bits that differ from the bit before. */
INLINE void find_runs(struct piece *piece)
{
	const size_t blocks = piece->text.n / MARKS_BLOCK + 1;
	uint32_t *edge = piece->edge;
	uint64_t before = 0;

	for (size_t i = 0; i < blocks; i++) {
		const uint64_t word = piece->marks.word[i];
		const uint32_t at = (uint32_t)(i * MARKS_BLOCK);
		uint64_t bits = word ^ (word << 1 | before);
		uint32_t *const end = edge + __builtin_popcountll(bits);

		before = word >> 63;
		while (edge < end) {
			/* more than there may be, rather than one branch each
			 */
			for (unsigned k = 0; k < EDGES_AT_ONCE; k++) {
				edge[k] = at + lowest_bit(bits);
				bits &= bits - 1;
			}
			edge += EDGES_AT_ONCE;
		}
		edge = end;
	}
	piece->runs = (size_t)(edge - piece->edge) / 2;
}

#if defined(__x86_64__) && defined(__GNUC__)
#define BMI __attribute__((target("avx2,bmi,bmi2")))

static bool has_bmi(void)
{
	return __builtin_cpu_supports("avx2") &&
	       __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}
#else
#define BMI

static bool has_bmi(void)
{
	return false;
}
#endif

/* Bits are what these are about: some processors have instructions. */

BMI static void put_runs_bmi(struct scan *scan, const struct piece *piece)
{
	put_runs(scan, piece);
}

BMI static void find_runs_bmi(struct piece *piece)
{
	find_runs(piece);
}

static void find_edges(struct piece *piece)
{
	if (has_bmi())
		find_runs_bmi(piece);
	else
		find_runs(piece);
}

/* The same for the folded text, for characters, and for what was composed. */
static void put_runs_slowly(struct scan *scan, const struct piece *piece)
{
	for (size_t i = 0; i < piece->runs;) {
		const size_t start = piece->edge[2 * i];
		const size_t len = piece->edge[2 * i + 1] - start;
		const struct str text = {piece->text.p + start, len};

		if (mask_has(piece->marks.hard, start, len)) {
			i = put_hard(scan, piece, i);
			continue;
		}
		i++;
		if (tone_may_move(text))
			put_toned(scan, piece, start, len);
		else
			put_token(scan, piece, start, len, text,
				  mask_has(piece->marks.digit, start, len));
	}
}

static void put_piece(struct scan *scan, const struct piece *piece)
{
	if (scan->out || scan->tokens->unit == TOKEN_CHARACTERS ||
	    piece->changes) {
		put_runs_slowly(scan, piece);
		return;
	}
	if (has_bmi())
		put_runs_bmi(scan, piece);
	else
		put_runs(scan, piece);
}

/* How many edges there are at most. */
static size_t count_edges(const struct piece *piece)
{
	const size_t blocks = piece->text.n / MARKS_BLOCK + 1;
	uint64_t before = 0;
	size_t count = 0;

	for (size_t i = 0; i < blocks; i++) {
		const uint64_t word = piece->marks.word[i];

		count += (size_t)__builtin_popcountll(word ^
						      (word << 1 | before));
		before = word >> 63;
	}
	return count;
}

static void set_marks(struct marks *marks, uint64_t *words, size_t n)
{
	marks->word = words;
	marks->digit = words + marks_words(n);
	marks->hard = words + 2 * marks_words(n);
}

/* The tokens of a piece of any length, or in NFC. */
static void scan_large(struct scan *scan, struct piece *piece, struct str text,
		       bool composed);

/* Put the piece in NFC, and again; false if it is. */
static bool scan_composed(struct scan *scan, const struct piece *piece,
			  struct str text)
{
	struct tokens *const tokens = scan->tokens;
	struct piece other = {.offset = piece->offset};

	buf_reset(&tokens->composed);
	buf_reset(&tokens->changes);
	if (!unicode_nfc_changes(text, &tokens->composed, &tokens->changes))
		return false;
	other.change = (const struct unicode_change *)tokens->changes.p;
	other.changes = tokens->changes.n / sizeof(*other.change);
	scan_large(scan, &other, buf_str(&tokens->composed), true);
	return true;
}

static void scan_large(struct scan *scan, struct piece *piece, struct str text,
		       bool composed)
{
	unsigned char *const copy = xmalloc(BEFORE + text.n + MARKS_PAD);
	uint64_t *const words =
		xreallocarray(NULL, 3 * marks_words(text.n), sizeof(*words));

	memset(copy, 0, BEFORE);
	memcpy(copy + BEFORE, text.p, text.n);
	memset(copy + BEFORE + text.n, 0, MARKS_PAD);
	piece->text = (struct str){(char *)copy + BEFORE, text.n};
	set_marks(&piece->marks, words, text.n);
	piece->seen = marks_find(copy + BEFORE, text.n, &piece->marks);
	if (composed || !(piece->seen & MARKS_UNSAFE) ||
	    !scan_composed(scan, piece, text)) {
		piece->edge =
			xreallocarray(NULL, count_edges(piece) + EDGES_AT_ONCE,
				      sizeof(*piece->edge));
		find_edges(piece);
		put_piece(scan, piece);
		free(piece->edge);
	}
	free(words);
	free(copy);
}

/* The tokens of a piece of at most PIECE bytes. */
static void scan_small(struct scan *scan, struct room *room,
		       struct piece *piece, struct str text)
{
	unsigned char *const copy = room->text + BEFORE;

	memcpy(copy, text.p, text.n);
	memset(copy + text.n, 0, MARKS_PAD);
	piece->text = (struct str){(char *)copy, text.n};
	set_marks(&piece->marks, room->marks, text.n);
	piece->seen = marks_find(copy, text.n, &piece->marks);
	if (piece->seen & MARKS_UNSAFE && scan_composed(scan, piece, text))
		return;
	piece->edge = room->edge;
	find_edges(piece);
	put_piece(scan, piece);
}

/* May the text be cut before c? Nothing joins it to what stands before: it
 * composes with nothing, and no digits and no apostrophe are parted. */
static bool may_cut(unsigned char c)
{
	return c <= ' ' || (c >= '"' && c <= '/' && !strchr("',.", c)) ||
	       c == ':' || c == ';' || c == '?' || c == '@' ||
	       (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* How much of the text to look at next: up to PIECE bytes, or to the first
 * place where it can be cut. */
static size_t piece_length(struct str rest)
{
	size_t n = PIECE;

	if (rest.n <= PIECE)
		return rest.n;
	while (n > PIECE / 2 && !may_cut((unsigned char)rest.p[n]))
		n--;
	if (n > PIECE / 2)
		return n;
	for (n = PIECE; n < rest.n && !may_cut((unsigned char)rest.p[n]); n++)
		;
	return n;
}

static void scan_text(struct scan *scan, struct str text)
{
	struct room room;
	struct str rest = text;

	memset(room.text, 0, BEFORE);
	while (rest.n) {
		const size_t n = piece_length(rest);
		struct piece piece = {.offset = text.n - rest.n};

		if (n <= PIECE)
			scan_small(scan, &room, &piece,
				   (struct str){rest.p, n});
		else
			scan_large(scan, &piece, (struct str){rest.p, n},
				   false);
		rest = str_skip(rest, n);
	}
}

void tokens_find(struct tokens *tokens, struct str text)
{
	struct scan scan = {.tokens = tokens};

	tokens->count = 0;
	scan_text(&scan, text);
}

void tokens_release(struct tokens *tokens)
{
	free(tokens->token);
	buf_release(&tokens->folded);
	buf_release(&tokens->composed);
	buf_release(&tokens->changes);
	buf_release(&tokens->again);
	*tokens = (struct tokens){0};
}

void tokens_fold(struct str text, struct buf *out)
{
	struct tokens tokens = {0};
	struct scan scan = {&tokens, out, out->n};

	scan_text(&scan, text);
	tokens_release(&tokens);
}
