#include "shingler.h"

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

static void put_sketch(struct shingler *shingler, struct buf *out)
{
	uint64_t *const shingle = shingler->shingle;
	uint64_t *const sketch = shingle + shingler->size;
	unsigned char *const bytes = (unsigned char *)shingle;
	size_t n;

	if (shingler->tokens.count < SKETCH_TOKENS)
		return;
	n = shingles_hash(&shingler->tokens, SHINGLE_TOKENS, shingle);
	n = sketch_winnow(shingle, n, sketch);
	sketch_pack(sketch, n, bytes); /* the hashes are of no more use */
	base64_put(out, bytes, n * SKETCH_PRINT);
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
	static const char *const drop[] = {"shingles", "shingling", NULL};
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
	json_put_key(out, "shingling");
	buf_add_str(out, STR("\"word 5\""));
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
