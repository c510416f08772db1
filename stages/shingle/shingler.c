#include "shingler.h"

#include <endian.h>
#include <stdlib.h>

#include "encode.h"
#include "json.h"
#include "mem.h"
#include "shingles.h"

static void reserve(struct shingler *shingler, size_t count)
{
	if (count <= shingler->size)
		return;
	shingler->size = count < 1024 ? 1024 : 2 * count;
	free(shingler->shingle);
	shingler->shingle = xreallocarray(NULL, shingler->size,
					  2 * sizeof(*shingler->shingle));
}

/* The fingerprints as bytes, in place; how many. One that follows itself
 * (a text that repeats itself has such) is not repeated. */
static size_t pack(uint64_t *word, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!i || word[i] != word[kept - 1])
			word[kept++] = word[i];
	for (size_t i = 0; i < kept; i++)
		word[i] = htobe64(word[i]);
	return kept;
}

static void put_sketch(struct shingler *shingler, struct buf *out)
{
	uint64_t *const sketch = shingler->shingle + shingler->size;
	size_t n;

	n = shingles_hash(&shingler->tokens, SHINGLE_TOKENS, shingler->shingle);
	n = pack(sketch, sketch_winnow(shingler->shingle, n, sketch));
	base64_put(out, sketch, n * sizeof(*sketch));
}

static void put_paragraph(struct shingler *shingler, struct str text,
			  struct buf *out)
{
	unsigned char hash[16];

	tokens_find(&shingler->tokens, text);
	tokens_exact_hash(&shingler->tokens, hash);
	reserve(shingler, shingler->tokens.count);
	json_put_sep(out);
	buf_add_str(out, STR("{\"hash\":\""));
	hex_put(out, hash, sizeof(hash));
	buf_add_str(out, STR("\",\"tokens\":"));
	buf_add_uint(out, shingler->tokens.count);
	buf_add_str(out, STR(",\"sketch\":\""));
	put_sketch(shingler, out);
	buf_add_str(out, STR("\"}"));
	shingler->all_tokens += shingler->tokens.count;
}

bool shingler_put(struct shingler *shingler, const struct record *record,
		  struct buf *out, struct error *error)
{
	static const char *const drop[] = {"shingles", NULL};
	const struct paragraphs *const paragraphs = &shingler->paragraphs;

	buf_reset(&shingler->text);
	if (!record_text(record, "text", &shingler->text)) {
		error->what = "no 'text': run winnow-strip before";
		return false;
	}
	paragraphs_split(&shingler->paragraphs, buf_str(&shingler->text));
	record_open(record, drop, out);
	json_put_key(out, "shingles");
	buf_add_char(out, '[');
	for (size_t i = 0; i < paragraphs->count; i++)
		put_paragraph(shingler, paragraphs->item[i].text, out);
	buf_add_char(out, ']');
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
	*shingler = (struct shingler){0};
}
