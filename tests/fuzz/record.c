/*
 * Any bytes: what record_scan() takes is JSON all the way down, says the
 * same when it is written anew, and reads no byte outside of the line.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "record.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
	if (!cond)
		abort();
}

static struct str quoted(struct str name)
{
	return (struct str){name.p - 1, name.n + 2};
}

/* Decoded and encoded again, a string says the same. */
static void check_string(struct str value)
{
	struct buf text = {0}, again = {0};
	struct error error;

	json_unescape(value, &text);
	must(utf8_valid(buf_str(&text)));
	json_put_string(&again, buf_str(&text));
	must(json_check(buf_str(&again), &error));
	must(json_is(value, buf_str(&text)));
	must(json_is(buf_str(&again), buf_str(&text)));
	buf_release(&text);
	buf_release(&again);
}

/* Walk a value down its first children; never deeper than the cap. */
static void check_value(struct str value)
{
	struct str rest, first, item, name;
	struct error error;
	uint64_t n;

	for (; value.p; value = first) {
		must(json_check(value, &error));
		if (json_kind(value) == '"')
			check_string(value);
		if (json_uint(value, &n))
			must(json_number(value) == (double)n);
		first = (struct str){0};
		rest = value;
		if (json_kind(value) == '[')
			while (json_next_item(&rest, &item))
				first = first.p ? first : item;
		if (json_kind(value) == '{')
			while (json_next_member(&rest, &name, &item))
				first = first.p ? first : item;
	}
}

static void check_record(const struct record *record)
{
	static const char *const drop[] = {NULL};
	struct record again = {0};
	struct buf out = {0};
	struct error error;

	record_open(record, drop, &out);
	record_close(&out);
	must(record_scan(&again, buf_str(&out), &error));
	must(again.count == record->count);
	for (size_t i = 0; i < record->count; i++) {
		must(str_eq(again.field[i].name, record->field[i].name));
		must(str_eq(again.field[i].value, record->field[i].value));
		check_string(quoted(record->field[i].name));
		check_value(record->field[i].value);
	}
	record_release(&again);
	buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a block of its own, so that a read behind its end is noticed */
	char *const line = malloc(size ? size : 1);
	const struct str text = {line, size};
	struct record record = {0};
	struct error error = {0};

	if (size)
		memcpy(line, data, size);
	if (record_scan(&record, text, &error)) {
		must(json_check(text, &error));
		check_record(&record);
	} else {
		must(error.what && error.at <= size);
	}
	record_release(&record);
	free(line);
	return 0;
}
