#include "record.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "jsonscan.h"
#include "mem.h"
#include "utf8.h"

/* The name with its quotes, as json.h wants it. */
static struct str quoted(struct str name)
{
	return (struct str){name.p - 1, name.n + 2};
}

static bool fail(struct json_scan *scan, const char *what)
{
	scan->what = what;
	return false;
}

static void field_add(struct record *record, struct str name, struct str value)
{
	if (record->count == record->size) {
		record->size = record->size ? record->size * 2 : 32;
		record->field = xreallocarray(record->field, record->size,
					      sizeof(*record->field));
	}
	name = (struct str){name.p + 1, name.n - 2};
	record->escaped |= memchr(name.p, '\\', name.n) != NULL;
	record->field[record->count++] = (struct field){name, value};
}

static bool scan_member(struct record *record, struct json_scan *scan)
{
	struct str name, value;

	if (record->count == RECORD_KEYS_MAX)
		return fail(scan, "too many keys");
	if (!json_scan_name(scan, &name))
		return false;
	value.p = scan->p;
	if (!json_scan_value(scan, JSON_DEPTH_MAX - 1))
		return false;
	value.n = (size_t)(scan->p - value.p);
	field_add(record, name, value);
	json_scan_space(scan);
	return true;
}

static bool scan_object(struct record *record, struct json_scan *scan)
{
	json_scan_space(scan);
	if (scan->p == scan->end || *scan->p != '{')
		return fail(scan, "not a JSON object: run winnow-read before");
	scan->p++;
	json_scan_space(scan);
	if (scan->p == scan->end || *scan->p != '}') {
		while (scan_member(record, scan)) {
			if (scan->p == scan->end || *scan->p != ',')
				break;
			scan->p++;
			json_scan_space(scan);
		}
		if (scan->what)
			return false;
	}
	if (scan->p == scan->end)
		return fail(scan, "unclosed object");
	if (*scan->p != '}')
		return fail(scan, "expected ',' or '}'");
	scan->p++;
	json_scan_space(scan);
	return scan->p == scan->end || fail(scan, "text after the object");
}

/* Names that say the same hash the same, however they are spelled. */
static uint64_t name_hash(struct str name)
{
	struct buf said = {0};
	uint64_t hash;

	if (!memchr(name.p, '\\', name.n))
		return XXH3_64bits(name.p, name.n);
	json_unescape(quoted(name), &said);
	hash = XXH3_64bits(said.p, said.n);
	buf_release(&said);
	return hash;
}

static bool same_name(struct str a, struct str b)
{
	struct buf said = {0};
	bool same;

	json_unescape(quoted(a), &said);
	same = json_is(quoted(b), buf_str(&said));
	buf_release(&said);
	return same;
}

/* The first field whose name an earlier one has; count if there is none. */
static size_t find_duplicate(const struct record *record)
{
	uint64_t hash[RECORD_KEYS_MAX];
	uint16_t slot[2 * RECORD_KEYS_MAX]; /* open addressing; index + 1 */
	const struct field *const field = record->field;
	size_t size = 16, i, at;

	while (size < 2 * record->count)
		size *= 2;
	memset(slot, 0, size * sizeof(*slot));
	for (i = 0; i < record->count; i++) {
		hash[i] = name_hash(field[i].name);
		for (at = hash[i]; slot[at &= size - 1]; at++)
			if (hash[slot[at] - 1] == hash[i] &&
			    same_name(field[slot[at] - 1].name, field[i].name))
				return i;
		slot[at] = (uint16_t)(i + 1);
	}
	return i;
}

bool record_scan(struct record *record, struct str line, struct error *error)
{
	struct json_scan scan = {.p = line.p, .end = line.p + line.n};
	size_t at;

	record->line = line;
	record->count = 0;
	record->escaped = false;
	if (!scan_object(record, &scan)) {
		*error = (struct error){scan.what, (size_t)(scan.p - line.p)};
		return false;
	}
	at = utf8_valid_prefix(line);
	if (at < line.n) {
		*error = (struct error){"not UTF-8", at};
		return false;
	}
	at = find_duplicate(record);
	if (at < record->count) {
		at = (size_t)(record->field[at].name.p - line.p);
		*error = (struct error){"duplicate key", at};
		return false;
	}
	return true;
}

/* Does the name say this? */
static bool is_name(const struct record *record, struct str name,
		    struct str want)
{
	if (name.n == want.n)
		return !memcmp(name.p, want.p, want.n);
	return record->escaped && json_is(quoted(name), want);
}

struct str record_find(const struct record *record, const char *name)
{
	const struct str want = str_from(name);

	for (size_t i = 0; i < record->count; i++)
		if (is_name(record, record->field[i].name, want))
			return record->field[i].value;
	return (struct str){0};
}

bool record_text(const struct record *record, const char *name, struct buf *out)
{
	const struct str value = record_find(record, name);

	if (json_kind(value) != '"')
		return false;
	json_unescape(value, out);
	return true;
}

static bool is_dropped(const struct record *record, struct str name,
		       const char *const *drop)
{
	for (; *drop; drop++)
		if ((name.p[0] == **drop || record->escaped) &&
		    is_name(record, name, str_from(*drop)))
			return true;
	return false;
}

void record_open(const struct record *record, const char *const *drop,
		 struct buf *out)
{
	buf_reserve(out, record->line.n);
	buf_add_char(out, '{');
	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->field[i];

		if (is_dropped(record, field->name, drop))
			continue;
		json_put_sep(out);
		buf_add_str(out, quoted(field->name));
		buf_add_char(out, ':');
		buf_add_str(out, field->value);
	}
}

size_t record_open_offset(const struct record *record, const char *const *drop,
			  struct str value)
{
	size_t at = 1; /* the bracket, or the comma before each */

	for (const struct field *field = record->field;; field++) {
		if (!is_dropped(record, field->name, drop))
			at += field->name.n + 3;
		if (field->value.p == value.p)
			return at;
		if (!is_dropped(record, field->name, drop))
			at += field->value.n + 1;
	}
}

void record_close(struct buf *out)
{
	buf_add_text(out, "}\n");
}

void record_release(struct record *record)
{
	free(record->field);
	*record = (struct record){0};
}
