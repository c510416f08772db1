#include "document.h"

#include <xxhash.h>

#include "encode.h"
#include "json.h"
#include "mem.h"
#include "msg.h"
#include "tdm.h"
#include "utf8.h"

bool document_is_empty(struct str text)
{
	size_t i = 0;

	while (i < text.n && memchr(" \t\n\r\f\v\0", text.p[i], 7))
		i++;
	return i == text.n;
}

/* XXH3-128 of the locator, a NUL and the content, big-endian, as hex. */
static void put_id(struct document_writer *writer, const struct document *doc,
		   struct buf *out)
{
	struct buf *locator = &writer->scratch;
	XXH128_canonical_t bytes;

	if (!writer->hash && !(writer->hash = XXH3_createState()))
		die("out of memory");
	buf_reset(locator);
	if (doc->own_id.n)
		buf_add_str(locator, doc->own_id);
	else if (doc->url.n)
		origin_locator(doc->url, locator);
	else
		buf_add_str(locator, doc->place.path);
	buf_add_char(locator, '\0');
	XXH3_128bits_reset(writer->hash);
	XXH3_128bits_update(writer->hash, locator->p, locator->n);
	XXH3_128bits_update(writer->hash, doc->raw.p, doc->raw.n);
	XXH128_canonicalFromHash(&bytes, XXH3_128bits_digest(writer->hash));
	buf_add_char(out, '"');
	hex_put(out, bytes.digest, sizeof(bytes.digest));
	buf_add_char(out, '"');
}

static struct str without_padding(struct str text)
{
	while (text.n && !text.p[text.n - 1])
		text.n--;
	while (text.n && !text.p[0])
		text = str_skip(text, 1);
	return text;
}

/* Copy text to out, line ends and NULs replaced; returns how many NULs. */
static size_t replace(struct str text, bool html, struct buf *out)
{
	size_t count = 0, start = 0, i = 0;

	while (i < text.n) {
		const char c = text.p[i];

		if (c && (c != '\r' || html)) {
			i++;
			continue;
		}
		buf_add(out, text.p + start, i - start);
		if (!c) {
			utf8_put(out, 0xfffd);
			count++;
		} else if (i + 1 == text.n || text.p[i + 1] != '\n') {
			buf_add_char(out, '\n');
		}
		start = ++i;
	}
	buf_add(out, text.p + start, text.n - start);
	return count;
}

static struct str clean(struct document_writer *writer, struct str text,
			bool html, size_t *lossy)
{
	text = without_padding(text);
	if (!text.n || (!memchr(text.p, '\0', text.n) &&
			(html || !memchr(text.p, '\r', text.n))))
		return text;
	buf_reset(&writer->clean);
	*lossy += replace(text, html, &writer->clean);
	return buf_str(&writer->clean);
}

/* A path, a URL and the like are bytes; what is no UTF-8 in them is
 * repaired. */
static void put_bytes(struct document_writer *writer, const char *key,
		      struct str bytes, struct buf *out)
{
	json_put_key(out, key);
	if (!bytes.n || utf8_valid(bytes)) {
		json_put_string(out, bytes.n ? bytes : STR(""));
		return;
	}
	buf_reset(&writer->scratch);
	utf8_repair(bytes, &writer->scratch);
	json_put_string(out, buf_str(&writer->scratch));
}

static void put_tdm(struct document_writer *writer, const struct document *doc,
		    struct str text, struct buf *out)
{
	buf_reset(&writer->tdm);
	tdm_fields(doc->fields, &writer->tdm);
	if (doc->html)
		tdm_metas(text, &writer->tdm);
	put_bytes(writer, "tdm", buf_str(&writer->tdm), out);
}

static void put_source(struct document_writer *writer,
		       const struct document *doc, struct buf *out)
{
	struct buf *source = &writer->tdm; /* free until put_tdm() */

	buf_reset(source);
	origin_source(doc->url, doc->place.label, source);
	put_bytes(writer, "source", buf_str(source), out);
}

struct input_document document_write(struct document_writer *writer,
				     const struct document *doc)
{
	struct buf *out = &writer->head;
	size_t lossy = doc->lossy;
	const struct str text = clean(writer, doc->text, doc->html, &lossy);

	buf_reset(out);
	buf_add_char(out, '{');
	json_put_key(out, "id");
	put_id(writer, doc, out);
	put_source(writer, doc, out);
	put_bytes(writer, "url", doc->url, out);
	put_bytes(writer, "path", doc->place.path, out);
	json_put_key(out, "media");
	json_put_string(out, doc->html ? STR("text/html") : STR("text/plain"));
	json_put_key(out, "charset");
	json_put_string(out, str_from(doc->charset));
	json_put_key(out, "lossy");
	buf_add_uint(out, lossy);
	json_put_key(out, "fetched");
	json_put_string(out, doc->fetched);
	put_bytes(writer, "warc_id", doc->warc_id, out);
	put_tdm(writer, doc, text, out);
	put_bytes(writer, "truncated", doc->truncated, out);
	buf_add_str(out, doc->foreign);
	buf_add_char(out, '}');
	return (struct input_document){buf_str(out), doc->html, text};
}

void input_put_record(const struct input_document *document, struct buf *out)
{
	buf_add(out, document->head.p, document->head.n - 1);
	json_put_key(out, document->html ? "html" : "text");
	json_put_string(out, document->content);
	buf_add_text(out, "}\n");
}

void document_writer_release(struct document_writer *writer)
{
	XXH3_freeState(writer->hash);
	buf_release(&writer->head);
	buf_release(&writer->clean);
	buf_release(&writer->scratch);
	buf_release(&writer->tdm);
	writer->hash = NULL;
}
