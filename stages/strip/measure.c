#include "measure.h"

#include "lines.h"
#include "mem.h"
#include "phrases.h"
#include "shingles.h"
#include "unicode.h"
#include "utf8.h"

enum {
	NAMES_WIDTH_MAX = 48, /* of a line that is only a name */
	NAMES_MIN = 2,
	NAMES_MAX = 5,
	WIDE = 3,	  /* one Han character says as much as three letters do;
			   * notes of boilerplate studies on Chinese pages use 2-4 */
	PROSE_ENDED = 40, /* width with a sentence end behind it */
	PROSE_TWO_ENDS = 30,   /* width with two sentence ends in it */
	PROSE_LONG = 160,      /* width without any sentence end */
	PROSE_FUNCTION = 80,   /* width with many function words */
	FUNCTION_PERCENT = 30, /* jusText: .30 of the words */
	TWIN_WORDS_MIN = 4,    /* fewer words start many lines */
	LOOK_MAX = 1 << 20,    /* bytes of a block that are looked at */
};

enum mark { /* what a code point does to a sentence */
	    MARK_NONE,
	    MARK_END,	   /* ends one if white space or nothing follows */
	    MARK_FULL_END, /* ends one whatever follows */
	    MARK_CLOSER,   /* may stand between an end and the white space */
};

static enum mark mark_ascii(unsigned char c)
{
	switch (c) {
	case '.':
	case '!':
	case '?':
		return MARK_END;
	case '"':
	case '\'':
	case ')':
	case ']':
		return MARK_CLOSER;
	default:
		return MARK_NONE;
	}
}

static enum mark mark_of(uint32_t code)
{
	switch (code) {
	case 0x2026: /* ellipsis */
	case 0x061f: /* Arabic question mark */
	case 0x06d4: /* Arabic full stop */
	case 0x0589: /* Armenian full stop */
	case 0x203c: /* double exclamation mark */
	case 0x2047:
	case 0x2048:
	case 0x2049:
		return MARK_END;
	case 0x3002: /* ideographic full stop */
	case 0xff01: /* fullwidth forms */
	case 0xff0e:
	case 0xff1f:
	case 0xff61:
	case 0x0964: /* danda, double danda */
	case 0x0965:
	case 0x1362: /* Ethiopic full stop */
	case 0x104b: /* Myanmar section */
	case 0x17d4: /* Khmer khan */
	case 0x0f0d: /* Tibetan shad */
		return MARK_FULL_END;
	case 0xbb: /* quotation marks and brackets */
	case 0xab:
	case 0x2018:
	case 0x2019:
	case 0x201c:
	case 0x201d:
	case 0x201e:
	case 0x203a:
	case 0x300d:
	case 0x300f:
	case 0x3011:
	case 0x300b:
	case 0xff09:
		return MARK_CLOSER;
	default:
		return MARK_NONE;
	}
}

static bool is_colon(uint32_t code)
{
	return code == ':' || code == 0xff1a;
}

struct scan {
	uint32_t digits;
	uint32_t alone; /* of scripts without spaces */
	uint32_t bars;	/* and other signs that no name has */
	bool pending;	/* behind a sentence end */
	bool colon;
	uint32_t words, capitals, lower; /* split at white space */
	bool at_start;			 /* of a word, no letter yet */
	bool last_lower;
};

static void scan_word(struct scan *scan, uint32_t code,
		      enum unicode_class class)
{
	if (class == UNICODE_SPACE) {
		scan->at_start = true;
	} else if (scan->at_start && class == UNICODE_LETTER) {
		scan->at_start = false;
		scan->words++;
		scan->last_lower = !unicode_is_upper(code);
		scan->capitals += !scan->last_lower;
		scan->lower += scan->last_lower;
	}
}

static void scan_sentence(struct scan *scan, struct line *line, uint32_t code,
			  enum unicode_class class)
{
	enum mark mark = MARK_NONE;

	if (class == UNICODE_OTHER)
		mark = code < 0x80 ? mark_ascii((unsigned char)code)
				   : mark_of(code);
	if (mark == MARK_FULL_END) {
		line->ends++;
		scan->pending = false;
		line->ended = true;
	} else if (mark == MARK_END) {
		scan->pending = true;
		line->ended = true;
	} else if (class == UNICODE_SPACE) {
		line->ends += scan->pending;
		scan->pending = false;
	} else if (mark != MARK_CLOSER) {
		scan->pending = false;
		line->ended = false;
	}
}

static void scan_chars(struct scan *scan, struct line *line, struct str text)
{
	while (text.n) {
		size_t len;
		const uint32_t code = utf8_decode_valid(text, &len);
		const enum unicode_class class = unicode_class(code);

		text = str_skip(text, len);
		scan->alone += class == UNICODE_ALONE;
		scan->digits += class == UNICODE_DIGIT;
		scan_word(scan, code, class);
		scan_sentence(scan, line, code, class);
		if (class != UNICODE_SPACE)
			scan->colon = is_colon(code);
		scan->bars += code == '|' || code == '/' || code == '@';
	}
}

/* As scan_chars() of one space, which stands between most words. */
static void scan_space(struct scan *scan, struct line *line)
{
	scan->at_start = true;
	line->ends += scan->pending;
	scan->pending = false;
}

static struct str part(struct str text, size_t from, size_t to)
{
	return (struct str){text.p + from, to - from};
}

/* As scan_chars() of one letter of ASCII, with which most words begin. */
static void scan_letter(struct scan *scan, struct line *line, char letter)
{
	if (scan->at_start) {
		scan->at_start = false;
		scan->words++;
		scan->last_lower = letter >= 'a';
		scan->capitals += !scan->last_lower;
		scan->lower += scan->last_lower;
	}
	scan->pending = false;
	line->ended = false;
	scan->colon = false;
}

/* What stands before a word, and its first letter: the others say nothing,
 * but for digits. */
static void scan_token(struct scan *scan, struct line *line, struct str text,
		       size_t at, const struct token *token)
{
	const struct str word =
		part(text, token->start, token->start + token->len);
	size_t n = word.n;

	if (token->start == at + 1 && text.p[at] == ' ')
		scan_space(scan, line);
	else
		scan_chars(scan, line, part(text, at, token->start));
	if (token->number) {
		scan_chars(scan, line, word);
	} else if ((unsigned)(*word.p | 0x20) - 'a' < 26) {
		scan_letter(scan, line, *word.p);
	} else {
		utf8_decode_valid(word, &n);
		scan_chars(scan, line, part(word, 0, n));
	}
}

/* chars: of the text. */
static void scan_text(struct line *line, struct str text, uint32_t chars,
		      const struct tokens *tokens)
{
	struct scan scan = {.at_start = true};
	size_t at = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		scan_token(&scan, line, text, at, &tokens->token[i]);
		at = tokens->token[i].start + tokens->token[i].len;
	}
	scan_chars(&scan, line, part(text, at, text.n));
	line->width = chars + (WIDE - 1) * scan.alone;
	line->ends += scan.pending;
	line->colon = scan.colon;
	line->digits = chars ? (uint8_t)(scan.digits * 100ull / chars) : 0;
	/* "Anna de Vries", "Lê Thành", "Ben Hur and Lea Ray" */
	line->names = line->width <= NAMES_WIDTH_MAX && !scan.digits &&
		      !scan.bars && !line->ended && !scan.colon &&
		      scan.capitals >= NAMES_MIN && scan.words <= NAMES_MAX &&
		      scan.lower <= 1 && !scan.last_lower;
}

/* A bullet, a dash, or a number with a full stop or bracket, and a space. */
static bool starts_item(struct str text)
{
	size_t n = 0, len;

	while (n < text.n && n < 3 && text.p[n] >= '0' && text.p[n] <= '9')
		n++;
	if (n)
		return n + 1 < text.n &&
		       (text.p[n] == '.' || text.p[n] == ')') &&
		       text.p[n + 1] == ' ';
	if (text.n < 2)
		return false;
	switch (utf8_decode(text, &len)) {
	case '-':
	case '*':
	case '+':
	case 0xb7:   /* middle dot */
	case 0x2022: /* bullet */
	case 0x2023:
	case 0x2013: /* dashes */
	case 0x2014:
	case 0x2043:
	case 0x2219:
	case 0x25a0: /* squares, triangles, circles */
	case 0x25aa:
	case 0x25b6:
	case 0x25ba:
	case 0x25cb:
	case 0x25cf:
	case 0x25e6:
	case 0x2713: /* check marks */
	case 0x2714:
	case 0x27a2:
		return text.n > len;
	default:
		return false;
	}
}

/* Put the text of a block in NFC. */
static void compose(struct article *article, struct block *block)
{
	if (unicode_is_nfc(block->text))
		return;
	buf_reset(&article->scratch);
	unicode_nfc(block->text, &article->scratch);
	block->text.p = arena_copy(&article->page.arena, article->scratch.p,
				   article->scratch.n);
	block->text.n = article->scratch.n;
}

/*
 * Is a line of these words and ends running text? A sentence end and some
 * length, or two sentences, or a length that no headline has (jusText, 2011:
 * 70 characters without function words are "short"), or many function words.
 */
static bool is_prose(const struct line *line, const struct tokens *tokens)
{
	if (line->ended && line->width >= PROSE_ENDED)
		return true;
	if (line->ends >= 2 && line->width >= PROSE_TWO_ENDS)
		return true;
	return line->width >= PROSE_LONG ||
	       (line->width >= PROSE_FUNCTION &&
		phrase_function_words(tokens, NULL) * 100ull >=
			(uint64_t)line->words * FUNCTION_PERCENT);
}

static void measure(struct article *article, size_t i)
{
	struct block *block = &article->page.block[i];
	struct tokens *tokens = &article->tokens[i % 3];
	struct line *line = &article->line[i];
	unsigned char hash[16];
	struct str text = block->text;
	uint32_t chars = block->chars;

	*line = (struct line){0};
	compose(article, block);
	if (block->text.p != text.p || text.n > LOOK_MAX) {
		/* a list of its words takes several times its size */
		text = utf8_head(block->text, LOOK_MAX);
		chars = (uint32_t)utf8_count(text);
	}
	tokens_find(tokens, text);
	scan_text(line, text, chars, tokens);
	line->bullet = starts_item(block->text);
	if (block->link_chars >= block->chars)
		line->link = 100;
	else
		line->link =
			(uint8_t)(block->link_chars * 100ull / block->chars);
	line->words = (uint32_t)tokens->count;
	if (line->words) {
		tokens_exact_hash(tokens, hash);
		memcpy(&line->hash, hash, sizeof(line->hash));
		line->hash += block->text.n - text.n;
	}
	line->prose = is_prose(line, tokens);
	line->declared = (int8_t)declared_share(&article->declared, tokens);
}

static bool is_prefix(const struct tokens *part, const struct tokens *whole)
{
	if (part->count < TWIN_WORDS_MIN || part->count > whole->count)
		return false;
	for (size_t i = 0; i < part->count; i++)
		if (part->token[i].hash != whole->token[i].hash)
			return false;
	return true;
}

/* Is line i the twin of the one `back` lines before it? */
static void compare(struct article *article, size_t i, int8_t back)
{
	struct line *late = &article->line[i];
	struct line *early = late - back;
	const struct tokens *a = &article->tokens[(i - (size_t)back) % 3];
	const struct tokens *b = &article->tokens[i % 3];
	const bool equal = late->hash && late->hash == early->hash;

	if (late->twin || early->copy)
		return;
	if (equal || is_prefix(b, a))
		late->copy = true;
	else if (is_prefix(a, b))
		early->copy = true;
	else
		return;
	late->twin = (int8_t)-back;
	if (!early->twin || early->copy)
		early->twin = back;
}

void measure_lines(struct article *article)
{
	if (article->size < article->page.count) {
		article->size = article->page.size;
		article->line = xreallocarray(article->line, article->size,
					      sizeof(*article->line));
	}
	for (size_t i = 0; i < article->page.count; i++) {
		measure(article, i);
		line_classify(article, i, &article->tokens[i % 3]);
		for (int8_t back = 1; back <= 2; back++)
			if (i >= (size_t)back)
				compare(article, i, back);
	}
}
