#include "shingled.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "encode.h"
#include "json.h"
#include "mem.h"
#include "shingles.h"

static bool fail(struct error *error, const char *what)
{
	error->what = what;
	return false;
}

/* "created" as seconds; a time that names no zone is in the language's. */
static int64_t read_created(const struct record *record, struct str created,
			    struct buf *scratch)
{
	buf_reset(scratch);
	record_text(record, "lang", scratch);
	return date_seconds_of(created, scratch->n ? scratch->p : "");
}

static bool read_facts(struct shingled *shingled, const struct record *record,
		       struct error *error)
{
	struct buf *const source = &shingled->source_text;

	shingled->id = record_find(record, "id");
	if (json_kind(shingled->id) != '"')
		return fail(error, "no 'id': run winnow-read before");
	buf_reset(source);
	if (!record_text(record, "created", source))
		return fail(error, "no 'created': run winnow-strip before");
	shingled->created =
		read_created(record, buf_str(source), &shingled->text);
	buf_reset(source);
	if (!record_text(record, "source", source))
		return fail(error, "no 'source': run winnow-read before");
	shingled->source = buf_str(source);
	return true;
}

static struct shingled_paragraph *add_paragraph(struct shingled *shingled)
{
	if (shingled->count == shingled->size) {
		shingled->size = shingled->size ? 2 * shingled->size : 64;
		shingled->paragraph =
			xreallocarray(shingled->paragraph, shingled->size,
				      sizeof(*shingled->paragraph));
	}
	return &shingled->paragraph[shingled->count++];
}

static bool put_hash(struct shingled_paragraph *paragraph, struct str hex)
{
	uint64_t hash[2];

	if (!hex_get(hex, hash, sizeof(hash)))
		return false;
	paragraph->high = be64toh(hash[0]);
	paragraph->low = be64toh(hash[1]);
	return true;
}

static bool put_prints(struct shingled *shingled,
		       struct shingled_paragraph *paragraph, struct str base64)
{
	struct buf *const bytes = &shingled->print_bytes;
	const size_t before = bytes->n;

	if (base64.n && !base64_get(base64, bytes))
		return false;
	if ((bytes->n - before) % SKETCH_PRINT) {
		bytes->n = before;
		return false;
	}
	paragraph->prints = (uint32_t)((bytes->n - before) / SKETCH_PRINT);
	return true;
}

/* {"hash":"...","tokens":N,"sketch":"..."}, in any order. */
static bool read_paragraph(struct shingled *shingled, struct str object)
{
	struct shingled_paragraph *const paragraph = add_paragraph(shingled);
	struct str name, value;
	uint64_t tokens = 0;
	unsigned seen = 0;

	if (json_kind(object) != '{')
		return false;
	while (json_next_member(&object, &name, &value)) {
		const struct str plain = json_plain(value);

		if (str_eq(name, STR("\"hash\"")) && plain.p &&
		    put_hash(paragraph, plain))
			seen |= 1;
		else if (str_eq(name, STR("\"tokens\"")) &&
			 json_uint(value, &tokens) && tokens <= UINT32_MAX)
			seen |= 2;
		else if (str_eq(name, STR("\"sketch\"")) && plain.p &&
			 !(seen & 4) && put_prints(shingled, paragraph, plain))
			seen |= 4;
	}
	paragraph->tokens = (uint32_t)tokens;
	return seen == 7;
}

static struct str head_of(struct str s, size_t n)
{
	return (struct str){s.p, n};
}

/* Cut what is expected off the beginning. */
static bool skip(struct str *rest, struct str expected)
{
	if (!str_starts(*rest, expected))
		return false;
	*rest = str_skip(*rest, expected.n);
	return true;
}

/* The same as winnow-shingle writes it, cut off the beginning of rest; false,
 * with nothing read, if it is written otherwise. */
static bool read_as_written(struct shingled *shingled, struct str *rest)
{
	enum { DIGITS = 32 };
	const size_t before = shingled->print_bytes.n;
	struct shingled_paragraph paragraph;
	struct str at = *rest;
	uint64_t tokens = 0;
	size_t n = 0;

	if (!skip(&at, STR("{\"hash\":\"")) || at.n < DIGITS ||
	    !put_hash(&paragraph, head_of(at, DIGITS)))
		return false;
	at = str_skip(at, DIGITS);
	if (!skip(&at, STR("\",\"tokens\":")))
		return false;
	for (; n < 9 && n < at.n && at.p[n] >= '0' && at.p[n] <= '9'; n++)
		tokens = 10 * tokens + (uint64_t)(at.p[n] - '0');
	at = str_skip(at, n);
	if (!n || !skip(&at, STR(",\"sketch\":\"")))
		return false;
	paragraph.tokens = (uint32_t)tokens;
	for (n = 0; n < at.n && at.p[n] != '"'; n++)
		;
	if (!put_prints(shingled, &paragraph, head_of(at, n)) ||
	    !skip((at = str_skip(at, n), &at), STR("\"}"))) {
		shingled->print_bytes.n = before;
		return false;
	}
	*add_paragraph(shingled) = paragraph;
	*rest = at;
	return true;
}

/* The rest of an array in which something is written otherwise. */
static bool read_rest(struct shingled *shingled, struct str array)
{
	struct str object;

	shingled->count = 0;
	buf_reset(&shingled->print_bytes);
	while (json_next_item(&array, &object))
		if (!read_paragraph(shingled, object))
			return false;
	return true;
}

static bool read_shingles(struct shingled *shingled, struct str array)
{
	struct str rest = str_skip(array, 1);

	shingled->count = 0;
	buf_reset(&shingled->print_bytes);
	if (rest.n && rest.p[0] == ']')
		return true;
	while (read_as_written(shingled, &rest)) {
		if (rest.p[0] == ']')
			return true;
		rest = str_skip(rest, 1);
	}
	return read_rest(shingled, array);
}

/* Lines of the text that a JSON string says. */
static size_t count_lines(struct str string)
{
	const char *p = string.p + 1, *const end = string.p + string.n - 1;
	size_t lines = p < end;

	while (p < end && (p = memchr(p, '\\', (size_t)(end - p)))) {
		if (p[1] == 'n')
			lines++;
		else if (p[1] == 'u' && !strncasecmp(p + 2, "000a", 4))
			lines++;
		p += 2;
	}
	return lines;
}

bool shingled_read(struct shingled *shingled, const struct record *record,
		   struct error *error)
{
	const struct str array = record_find(record, "shingles");
	const struct str text = record_find(record, "text");

	if (!read_facts(shingled, record, error))
		return false;
	if (json_kind(array) != '[')
		return fail(error, "no 'shingles': run winnow-shingle before");
	if (!read_shingles(shingled, array))
		return fail(error, "'shingles' is not as winnow-shingle "
				   "writes it");
	if (json_kind(text) != '"')
		return fail(error, "no 'text': run winnow-strip before");
	if (count_lines(text) != shingled->count)
		return fail(error, "'text' and 'shingles' do not fit together");
	shingled->tokens = 0;
	for (size_t i = 0; i < shingled->count; i++)
		shingled->tokens += shingled->paragraph[i].tokens;
	shingled->print = (const unsigned char *)shingled->print_bytes.p;
	shingled->prints = shingled->print_bytes.n / SKETCH_PRINT;
	return true;
}

/* What stands before the rest in packed form: the id, the source, the
 * paragraphs, their fingerprints. */
struct head {
	int64_t created;
	uint64_t tokens, id, source, count, prints;
};

void shingled_pack(const struct shingled *shingled, struct buf *out)
{
	const struct head head = {
		.created = shingled->created,
		.tokens = shingled->tokens,
		.id = shingled->id.n,
		.source = shingled->source.n,
		.count = shingled->count,
		.prints = shingled->prints,
	};

	buf_add(out, &head, sizeof(head));
	buf_add_str(out, shingled->id);
	buf_add_str(out, shingled->source);
	buf_add(out, shingled->paragraph,
		shingled->count * sizeof(*shingled->paragraph));
	buf_add(out, shingled->print, shingled->prints * SKETCH_PRINT);
}

static struct str take(struct str *packed, size_t n)
{
	const struct str taken = head_of(*packed, n);

	*packed = str_skip(*packed, n);
	return taken;
}

void shingled_unpack(struct shingled *shingled, struct str packed)
{
	struct head head;
	struct str part;

	memcpy(&head, take(&packed, sizeof(head)).p, sizeof(head));
	shingled->created = head.created;
	shingled->tokens = head.tokens;
	shingled->id = take(&packed, head.id);
	shingled->source = take(&packed, head.source);
	shingled->count = 0;
	if (head.count > shingled->size) {
		shingled->size = 2 * head.count;
		shingled->paragraph =
			xreallocarray(shingled->paragraph, shingled->size,
				      sizeof(*shingled->paragraph));
	}
	part = take(&packed, head.count * sizeof(*shingled->paragraph));
	if (part.n)
		memcpy(shingled->paragraph, part.p, part.n);
	shingled->count = head.count;
	shingled->print = (const unsigned char *)packed.p;
	shingled->prints = head.prints;
}

void shingled_lines(struct shingled *shingled, struct str text)
{
	buf_reset(&shingled->text);
	json_unescape(text, &shingled->text);
	paragraphs_split(&shingled->lines, buf_str(&shingled->text));
}

void shingled_release(struct shingled *shingled)
{
	free(shingled->paragraph);
	buf_release(&shingled->source_text);
	buf_release(&shingled->print_bytes);
	buf_release(&shingled->text);
	paragraphs_release(&shingled->lines);
	*shingled = (struct shingled){0};
}
