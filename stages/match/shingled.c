#include "shingled.h"

#include <endian.h>
#include <stdlib.h>

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
			    struct buf *lang)
{
	struct date date;

	if (!created.n || !date_parse(created, DATE_YMD, &date))
		return INT64_MAX;
	buf_reset(lang);
	record_text(record, "lang", lang);
	if (!date.has_zone) {
		date.has_zone = true;
		date.zone = date_zone_of(lang->n ? lang->p : "");
	}
	return date_seconds(&date);
}

static bool read_facts(struct shingled *shingled, const struct record *record,
		       struct error *error)
{
	struct buf *const source = &shingled->source;

	shingled->id = record_find(record, "id");
	if (json_kind(shingled->id) != '"')
		return fail(error, "no 'id': run winnow-read before");
	buf_reset(source);
	if (!record_text(record, "created", source))
		return fail(error, "no 'created': run winnow-strip before");
	shingled->created =
		read_created(record, buf_str(source), &shingled->lang);
	buf_reset(source);
	if (!record_text(record, "source", source))
		return fail(error, "no 'source': run winnow-read before");
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

/* {"hash":"...","tokens":N,"sketch":"..."}, in any order. */
static bool read_paragraph(struct shingled *shingled, struct str object,
			   bool with_prints)
{
	struct shingled_paragraph *const paragraph = add_paragraph(shingled);
	struct buf *const prints = &shingled->prints;
	const size_t before = prints->n;
	struct str name, value;
	uint64_t hash[2];
	unsigned seen = 0;

	if (json_kind(object) != '{')
		return false;
	while (json_next_member(&object, &name, &value)) {
		const struct str plain = json_plain(value);

		if (str_eq(name, STR("\"hash\"")) && plain.p &&
		    hex_get(plain, hash, sizeof(hash)))
			seen |= 1;
		else if (str_eq(name, STR("\"tokens\"")) &&
			 json_uint(value, &paragraph->tokens))
			seen |= 2;
		else if (str_eq(name, STR("\"sketch\"")) && plain.p &&
			 prints->n == before &&
			 (!with_prints || base64_get(plain, prints)))
			seen |= 4;
	}
	if (seen != 7 || prints->n % SKETCH_PRINT)
		return false;
	paragraph->high = be64toh(hash[0]);
	paragraph->low = be64toh(hash[1]);
	paragraph->print = before / SKETCH_PRINT;
	paragraph->prints = (prints->n - before) / SKETCH_PRINT;
	shingled->tokens += paragraph->tokens;
	return true;
}

bool shingled_read(struct shingled *shingled, const struct record *record,
		   bool prints, struct error *error)
{
	struct str array = record_find(record, "shingles"), object;

	if (!read_facts(shingled, record, error))
		return false;
	if (json_kind(array) != '[')
		return fail(error, "no 'shingles': run winnow-shingle before");
	shingled->count = 0;
	shingled->tokens = 0;
	buf_reset(&shingled->prints);
	while (json_next_item(&array, &object))
		if (!read_paragraph(shingled, object, prints))
			return fail(error, "'shingles' is not as "
					   "winnow-shingle writes it");
	return true;
}

bool shingled_lines(struct shingled *shingled, const struct record *record,
		    struct error *error)
{
	buf_reset(&shingled->text);
	if (!record_text(record, "text", &shingled->text))
		return fail(error, "no 'text': run winnow-strip before");
	paragraphs_split(&shingled->lines, buf_str(&shingled->text));
	if (shingled->lines.count != shingled->count)
		return fail(error, "'text' and 'shingles' do not fit together");
	return true;
}

uint64_t shingled_print(const struct shingled *shingled, size_t i)
{
	const char *const bytes = shingled->prints.p + SKETCH_PRINT * i;
	uint64_t print = 0;

	for (unsigned k = 0; k < SKETCH_PRINT; k++)
		print = print << 8 | (unsigned char)bytes[k];
	return print;
}

void shingled_release(struct shingled *shingled)
{
	buf_release(&shingled->source);
	buf_release(&shingled->lang);
	free(shingled->paragraph);
	buf_release(&shingled->prints);
	buf_release(&shingled->text);
	paragraphs_release(&shingled->lines);
	*shingled = (struct shingled){0};
}
