/*
 * Foreign bytes, as winnow-read meets them: whatever they are, what comes
 * out is valid UTF-8 and a record.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "../../stages/common/input/charset.h"
#include "../../stages/common/input/document.h"
#include "../../stages/common/input/jsonl.h"
#include "../../stages/common/input/sniff.h"
#include "../../stages/common/input/unpack.h"
#include "record.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str left; /* what the feed has not given yet */

static ssize_t read_bytes(struct feed *feed, char *p, size_t n)
{
	(void)feed;
	if (n > left.n)
		n = left.n;
	memcpy(p, left.p, n);
	left = str_skip(left, n);
	return (ssize_t)n;
}

static void check_record(const struct document *doc)
{
	struct document_writer writer = {0};
	struct input_document document;
	struct record record = {0};
	struct buf line = {0};
	struct error error;

	document = document_write(&writer, doc);
	assert(record_scan(&record, document.head, &error));
	input_put_record(&document, &line);
	assert(line.p[line.n - 1] == '\n' && !memchr(line.p, '\n', line.n - 1));
	assert(record_scan(&record, (struct str){line.p, line.n - 1}, &error));
	assert(record_find(&record, doc->html ? "html" : "text").p);
	record_release(&record);
	document_writer_release(&writer);
	buf_release(&line);
}

static void check_page(struct str bytes)
{
	struct document doc = {.url = {"", 0}, .fetched = {"", 0}};
	struct charset cs = {0};
	struct decoded decoded;

	if (charset_decode(&cs, bytes, STR(""), &decoded)) {
		assert(utf8_valid(decoded.text));
		doc.raw = bytes;
		doc.text = decoded.text;
		doc.html = sniff_is_html(decoded.text, STR(""));
		doc.charset = decoded.name;
		/* a name and a URL are foreign bytes, too */
		doc.place.path = doc.place.label = bytes;
		if (decoded.text.n)
			doc.url = decoded.text;
		check_record(&doc);
	}
	charset_release(&cs);
}

static void check_line(struct str bytes)
{
	struct jsonl jsonl = {0};
	struct document doc;
	const char *why;

	if (jsonl_read(&jsonl, bytes, &doc, &why) == JSONL_DOCUMENT &&
	    !memchr(bytes.p, '\n', bytes.n))
		check_record(&doc);
	jsonl_release(&jsonl);
}

static void check_archive(struct str bytes, enum sniff_kind kind)
{
	struct unpack *unpack = unpack_new();
	struct feed feed = {0};
	struct expansion expansion = {.file = &feed, .ratio = 50};
	enum unpack_result result;
	const char *why;

	left = bytes;
	feed_open(&feed, NULL, read_bytes);
	if (unpack_open(unpack, &feed, kind, 100, &expansion, &why)) {
		while ((result = unpack_next(unpack, &why)) != UNPACK_END) {
			struct feed *member = unpack_feed(unpack);

			if (result != UNPACK_MEMBER && result != UNPACK_WHOLE)
				continue;
			if (!feed_fill(member, 1 << 16) && feed_resume(member))
				feed_fill(member, 1 << 16);
			feed_locate(member, feed_at(member));
		}
		unpack_close(unpack);
	}
	unpack_free(unpack);
	feed_release(&feed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* of exactly this size, so that reading beyond it shows */
	char *copy = malloc(size ? size : 1);
	const struct str bytes = {copy, size};
	enum sniff_kind kind;
	const char *name;

	if (!copy)
		return 0;
	if (size)
		memcpy(copy, data, size);
	kind = sniff_kind(bytes, &name);
	if (unpack_opens(kind))
		check_archive(bytes, kind);
	if (size)
		check_line(bytes);
	check_page(bytes);
	free(copy);
	return 0;
}
