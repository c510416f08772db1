#include "shingler.h"

#include <stdlib.h>

#include "encode.h"
#include "json.h"
#include "mem.h"
#include "shingles.h"

enum {
	TEXT_AT_ONCE = 16 * 1024, /* bytes of paragraphs: fits the L1 cache */
	PIECES_MAX = 160, /* bytes of one item of `shingles`, less its sketch */
};

static void reserve(struct shingler *shingler, size_t count)
{
	if (count <= shingler->size)
		return;
	shingler->size = count < 1024 ? 1024 : 2 * count;
	free(shingler->shingle);
	shingler->shingle = xreallocarray(NULL, shingler->size,
					  2 * sizeof(*shingler->shingle));
}

/* The sketch of n tokens, whose shingles these are. */
static void put_sketch(struct shingler *shingler, const uint64_t *shingle,
		       size_t n, struct buf *out)
{
	uint64_t *const sketch = shingler->shingle + shingler->size;
	size_t prints;

	if (n < sketch_tokens_min(shingler->width))
		return;
	prints = sketch_winnow(shingle, n - shingler->width + 1, sketch);
	buf_reset(&shingler->prints);
	buf_reserve(&shingler->prints, prints * SKETCH_PRINT);
	sketch_pack(sketch, prints, (unsigned char *)shingler->prints.p);
	base64_put(out, shingler->prints.p, prints * SKETCH_PRINT);
}

/* The item of a paragraph with these tokens and shingles. */
static void put_item(struct shingler *shingler, const struct tokens *tokens,
		     const uint64_t *shingle, struct buf *out)
{
	unsigned char hash[16];

	tokens_exact_hash(tokens, hash);
	buf_reserve(out, PIECES_MAX);
	json_put_sep(out);
	buf_add_str(out, STR("{\"hash\":\""));
	hex_put(out, hash, sizeof(hash));
	buf_add_str(out, STR("\",\"tokens\":"));
	buf_add_uint(out, tokens->count);
	buf_add_str(out, STR(",\"sketch\":\""));
	put_sketch(shingler, shingle, tokens->count, out);
	buf_add_str(out, STR("\"}"));
	shingler->all_tokens += tokens->count;
}

/* The first token from number `at` on that starts at end or behind it. */
static size_t first_behind(const struct tokens *tokens, size_t at, size_t end)
{
	enum { STRIDE = 8 };
	const struct token *const token = tokens->token;

	while (tokens->count - at >= STRIDE &&
	       token[at + STRIDE - 1].start < end)
		at += STRIDE;
	while (at < tokens->count && token[at].start < end)
		at++;
	return at;
}

/* The items of count paragraphs, one behind the other in the text: what a
 * newline parts shares no token, so that they are looked at in one go. */
static void put_items(struct shingler *shingler,
		      const struct paragraph *paragraph, size_t count,
		      struct buf *out)
{
	const char *const start = paragraph[0].text.p;
	const struct str last = paragraph[count - 1].text;
	struct tokens *const tokens = &shingler->tokens;
	size_t at = 0;

	tokens_find(tokens,
		    (struct str){start, (size_t)(last.p - start) + last.n});
	reserve(shingler, tokens->count);
	shingles_hash(tokens, shingler->width, shingler->shingle);
	for (size_t i = 0; i < count; i++) {
		const struct str text = paragraph[i].text;
		const size_t end = (size_t)(text.p - start) + text.n;
		struct tokens own = {.token = tokens->token + at};

		at = first_behind(tokens, at, end);
		own.count = tokens->token + at - own.token;
		put_item(shingler, &own, shingler->shingle + (at - own.count),
			 out);
	}
}

/* How many of the paragraphs to take next, of those from i on. */
static size_t next_few(const struct paragraphs *paragraphs, size_t i)
{
	const struct str first = paragraphs->item[i].text;
	size_t end = i + 1;

	while (end < paragraphs->count) {
		const struct str text = paragraphs->item[end].text;

		if ((size_t)(text.p - first.p) + text.n > TEXT_AT_ONCE)
			break;
		end++;
	}
	return end - i;
}

static void put_shingling(const struct shingler *shingler, struct buf *out)
{
	json_put_key(out, "shingling");
	buf_add_text(out, shingler->tokens.unit == TOKEN_CHARACTERS
				  ? "\"char "
				  : "\"word ");
	buf_add_uint(out, shingler->width);
	buf_add_char(out, '"');
}

bool shingler_put(struct shingler *shingler, const struct record *record,
		  struct buf *out, struct error *error)
{
	static const char *const drop[] = {"shingles", "shingling", NULL};
	const struct paragraphs *const paragraphs = &shingler->paragraphs;
	const bool characters = shingler->tokens.unit == TOKEN_CHARACTERS;
	size_t n;

	if (!shingler->width)
		shingler->width =
			characters ? SHINGLE_CHARACTERS : SHINGLE_TOKENS;

	buf_reset(&shingler->text);
	if (!record_text(record, "text", &shingler->text)) {
		error->what = "no 'text': run winnow-strip before";
		return false;
	}
	paragraphs_split(&shingler->paragraphs, buf_str(&shingler->text));
	record_open(record, drop, out);
	json_put_key(out, "shingles");
	buf_add_char(out, '[');
	for (size_t i = 0; i < paragraphs->count; i += n) {
		n = next_few(paragraphs, i);
		put_items(shingler, paragraphs->item + i, n, out);
	}
	buf_add_char(out, ']');
	put_shingling(shingler, out);
	record_close(out);
	shingler->documents++;
	shingler->all_paragraphs += paragraphs->count;
	return true;
}

void shingler_release(struct shingler *shingler)
{
	buf_release(&shingler->text);
	paragraphs_release(&shingler->paragraphs);
	tokens_release(&shingler->tokens);
	free(shingler->shingle);
	buf_release(&shingler->prints);
	*shingler = (struct shingler){0};
}
