/* What is kept of a record until all were read. */
#include <string.h>

#include <xxhash.h>

#include "json.h"
#include "match_internal.h"
#include "shingles.h"

/* Keys that are written anew, or are of no use behind this stage. */
static const char *const drop[] = {"shingles", "shingling",  "copies",
				   "template", "reprint_of", "reprint_share",
				   NULL};

static void put_line(const struct record *record, struct buf *out)
{
	const struct str text = record_find(record, "text");
	const struct text_place place = {
		.start = record_open_offset(record, drop, text),
		.length = text.n,
	};

	buf_add(out, &place, sizeof(place));
	record_open(record, drop, out);
}

void match_take_line(struct str packed, struct str *text, struct str *line)
{
	struct text_place place;

	memcpy(&place, packed.p, sizeof(place));
	*line = str_skip(packed, sizeof(place));
	*text = (struct str){line->p + place.start, place.length};
}

/* "word 5" or "char 24" */
static bool read_shingling(const struct record *record,
			   struct segment_shingling *shingling)
{
	const struct str value = json_plain(record_find(record, "shingling"));
	uint64_t width;
	struct str rest = value, unit;

	*shingling = (struct segment_shingling){
		.version = SEGMENT_VERSION,
		.width = SHINGLE_TOKENS,
		.window = SKETCH_WINDOW,
	};
	if (!value.p)
		return true;
	if (!str_cut(&rest, ' ', &unit) || !json_uint(rest, &width) ||
	    width < 1 || width > SHINGLE_WIDTH_MAX)
		return false;
	shingling->unit = str_eq(unit, STR("char"));
	shingling->width = (uint32_t)width;
	return shingling->unit || str_eq(unit, STR("word"));
}

bool match_prepare(const struct match *match, struct shingled *page,
		   const struct record *record, struct buf *out,
		   struct error *error)
{
	const uint64_t tie = XXH3_64bits(record->line.p, record->line.n);
	struct match_prepared parts = {.bytes = record->line.n + 1};
	const size_t start = out->n;
	size_t end;

	error->what = NULL;
	if (!shingled_read(page, record, error))
		return false;
	if (!read_shingling(record, &parts.shingling)) {
		error->what = "'shingling' is not as winnow-shingle writes it";
		return false;
	}
	buf_add(out, &parts, sizeof(parts));
	end = out->n;
	shingled_pack(page, out);
	parts.page = out->n - end;
	end = out->n;
	order_key(&match->order, page, out);
	buf_add(out, &tie, sizeof(tie));
	parts.key = out->n - end;
	end = out->n;
	put_line(record, out);
	parts.line = out->n - end;
	memcpy(out->p + start, &parts, sizeof(parts));
	return true;
}
