/*
 * Any JSON as the `shingles` of a record: it is read the same whether it is
 * written as winnow-shingle does or with spaces between, and what was read
 * survives packing.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../stages/match/shingled.h"
#include "json.h"
#include "shingles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
	if (!cond)
		abort();
}

/* A record with this value behind the bracket, and a line for each item. */
static void put_record(struct str value, const char *bracket, struct buf *out)
{
	struct str rest = value, item;
	bool any = false;

	buf_add_str(out, STR("{\"id\":\"x\",\"source\":\"y\",\"lang\":\"\","
			     "\"created\":\"2024\",\"text\":\""));
	for (; json_next_item(&rest, &item); any = true)
		buf_add_text(out, any ? "\\na" : "a");
	buf_add_str(out, STR("\",\"shingles\":"));
	buf_add_text(out, bracket);
	buf_add_str(out, str_skip(value, 1));
	buf_add_char(out, '}');
}

/* What is borrowed is from the record and the buffer. */
static bool read_value(struct str value, const char *bracket, struct buf *line,
		       struct shingled *shingled)
{
	struct record record = {0};
	struct error error = {0};
	bool read;

	put_record(value, bracket, line);
	read = record_scan(&record, buf_str(line), &error) &&
	       shingled_read(shingled, &record, &error);
	must(read || error.what);
	record_release(&record);
	return read;
}

static void check_sums(const struct shingled *shingled)
{
	uint64_t tokens = 0, prints = 0;

	for (size_t i = 0; i < shingled->count; i++) {
		tokens += shingled->paragraph[i].tokens;
		prints += shingled->paragraph[i].prints;
	}
	must(tokens == shingled->tokens && prints == shingled->prints);
}

static void must_equal(const struct shingled *a, const struct shingled *b)
{
	must(a->count == b->count && a->prints == b->prints &&
	     a->tokens == b->tokens && a->created == b->created);
	must(str_eq(a->id, b->id) && str_eq(a->source, b->source));
	must(!a->count || !memcmp(a->paragraph, b->paragraph,
				  a->count * sizeof(*a->paragraph)));
	for (size_t i = 0; i < a->prints; i++)
		must(sketch_print(a->print, i) == sketch_print(b->print, i));
}

static void check_packing(const struct shingled *shingled)
{
	struct shingled again = {0};
	struct buf packed = {0};

	shingled_pack(shingled, &packed);
	shingled_unpack(&again, buf_str(&packed));
	must_equal(shingled, &again);
	shingled_release(&again);
	buf_release(&packed);
}

static void check_value(struct str value)
{
	struct shingled dense = {0}, loose = {0};
	struct buf line = {0}, spaced = {0};
	const bool read = read_value(value, "[", &line, &dense);

	must(read == read_value(value, "[ ", &spaced, &loose));
	if (read) {
		check_sums(&dense);
		must_equal(&dense, &loose);
		check_packing(&dense);
	}
	shingled_release(&dense);
	shingled_release(&loose);
	buf_release(&line);
	buf_release(&spaced);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str value = {(const char *)data, size};
	struct error error;

	if (size && value.p[0] == '[' && json_check(value, &error))
		check_value(value);
	return 0;
}
