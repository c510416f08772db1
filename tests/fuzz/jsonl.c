/*
 * Lines of somebody's JSONL under options of all kinds, which the first byte
 * picks: what is taken comes out as one record with a content, the same from
 * a reader that has seen other lines as from a fresh one.
 */
#include <stdint.h>
#include <stdlib.h>

#include "../../stages/common/input/jsonl.h"
#include "record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
	if (!cond)
		abort();
}

static struct keys keys_of(uint8_t pick)
{
	return (struct keys){
		.text = pick & 1   ? "body"
			: pick & 2 ? "m.t"
				   : NULL,
		.html = pick & 4   ? "page"
			: pick & 8 ? "m.h"
				   : NULL,
		.id = pick & 16 ? "id" : NULL,
		.url = pick & 32 ? "m.url" : NULL,
		.date = pick & 64    ? "date"
			: pick & 128 ? "m.date"
				     : NULL,
	};
}

/* The record of a line, or why there is none. */
static enum jsonl_result read_line(struct jsonl *jsonl, struct str line,
				   struct buf *out, bool *html)
{
	struct document_writer writer = {0};
	struct input_document document;
	struct document doc;
	const char *why;
	const enum jsonl_result result = jsonl_read(jsonl, line, &doc, &why);

	buf_reset(out);
	if (result == JSONL_DOCUMENT) {
		doc.place.path = doc.place.label = STR("x.jsonl#1");
		document = document_write(&writer, &doc);
		input_put_record(&document, out);
	} else if (result == JSONL_BAD) {
		must(*why);
		buf_add_text(out, why);
	}
	*html = doc.html;
	document_writer_release(&writer);
	return result;
}

static void check_record(struct str line, bool html)
{
	struct record record = {0};
	struct error error;

	must(line.p[line.n - 1] == '\n');
	line.n--;
	must(!memchr(line.p, '\n', line.n));
	must(record_scan(&record, line, &error));
	must(json_kind(record_find(&record, html ? "html" : "text")) == '"');
	must(!record_find(&record, html ? "text" : "html").p);
	must(record_find(&record, "id").n == 34);
	must(json_kind(record_find(&record, "url")) == '"');
	must(json_kind(record_find(&record, "fetched")) == '"');
	record_release(&record);
}

static void check_line(struct jsonl *used, struct str line)
{
	struct jsonl fresh = {.keys = used->keys};
	/* of exactly this size, so that reading beyond it shows */
	char *copy = malloc(line.n ? line.n : 1);
	struct buf one = {0}, other = {0};
	bool html, same;
	enum jsonl_result result;

	if (line.n)
		memcpy(copy, line.p, line.n);
	line.p = copy;
	result = read_line(used, line, &one, &html);
	must(result == read_line(&fresh, line, &other, &same));
	must(str_eq(buf_str(&one), buf_str(&other)) && html == same);
	if (result == JSONL_DOCUMENT)
		check_record(buf_str(&one), html);
	jsonl_release(&fresh);
	buf_release(&one);
	buf_release(&other);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = {(const char *)data, size}, line;
	struct jsonl jsonl = {0};

	if (!size)
		return 0;
	jsonl.keys = keys_of(data[0]);
	rest = str_skip(rest, 1);
	while (str_cut(&rest, '\n', &line))
		check_line(&jsonl, line);
	jsonl_release(&jsonl);
	return 0;
}
