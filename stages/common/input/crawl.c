#include "crawl.h"

#include "ascii.h"
#include "warc_digest.h"
#include "instant.h"
#include "mime.h"
#include "pages.h"
#include "sniff.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct place place_record(struct intake *intake,
				 const struct place *file, struct locus locus)
{
	struct buf *path = &intake->name;

	buf_reset(path);
	buf_add_str(path, file->path);
	buf_add_char(path, '#');
	buf_add_uint(path, locus.at);
	if (locus.within) {
		buf_add_char(path, '+');
		buf_add_uint(path, locus.within);
	}
	return (struct place){file->prefix, buf_str(path), file->label};
}

static bool has_scheme(struct str uri, const char *const *schemes, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (ascii_starts(uri, str_from(schemes[i])))
			return true;
	return false;
}

/* What a crawler writes about itself, and the names that it looked up. */
static bool is_about_crawl(const struct warc_record *record)
{
	static const char *const schemes[] = {
		"dns:", "metadata:", "urn:", "whois:", "screenshot:", "about:"};

	return has_scheme(record->uri, schemes, COUNT(schemes));
}

static bool is_robots(struct str uri)
{
	const char *query = uri.n ? memchr(uri.p, '?', uri.n) : NULL;

	if (query)
		uri.n = (size_t)(query - uri.p);
	return ascii_ends(uri, STR("/robots.txt"));
}

/* False: what has this type is not read. */
static bool media_of(struct str type, enum page_media *media)
{
	*media = PAGE_ANY;
	if (!str_trim(type).n ||
	    mime_is_type(type, STR("application/octet-stream")))
		return true;
	*media = PAGE_HTML;
	if (mime_is_type(type, STR("text/html")) ||
	    mime_is_type(type, STR("application/xhtml+xml")) ||
	    mime_is_type(type, STR("application/vnd.wap.xhtml+xml")))
		return true;
	*media = PAGE_TEXT;
	return mime_is_type(type, STR("text/plain")) ||
	       mime_is_type(type, STR("text/markdown"));
}

/* Is the content what it is said to be? A server says text/html of anything,
 * and text/plain of pages; the content knows better. */
static bool fits(struct intake *intake, const struct document *doc,
		 enum page_media *media)
{
	struct str head = doc->raw;
	const char *name;

	if (head.n > SNIFF_SIZE)
		head.n = SNIFF_SIZE;
	if (sniff_kind(head, &name) != SNIFF_TEXT &&
	    !charset_is_wide(&intake->charset, head)) {
		intake_skip(intake, &doc->place,
			    *name ? name : "an archive, not a page");
		return false;
	}
	if (*media == PAGE_TEXT && sniff_is_page(head))
		*media = PAGE_HTML;
	return true;
}

static void skip_type(struct intake *intake, const struct place *place,
		      struct str type)
{
	buf_reset(&intake->text);
	buf_add_text(&intake->text, "content of type ");
	type = str_trim(type);
	if (type.n > 80)
		type.n = 80;
	buf_add_str(&intake->text, type);
	intake_skip(intake, place, intake->text.p);
}

/* The content is decoded of what the transport did; type says what it is. */
static void put(struct intake *intake, const struct warc_record *record,
		struct document *doc, struct str type)
{
	enum page_media media;

	if (!str_trim(type).n)
		type = record->payload_type;
	if (!media_of(type, &media)) {
		skip_type(intake, &doc->place, type);
		return;
	}
	if (is_robots(record->uri)) {
		intake_skip(intake, &doc->place, "robots.txt");
		return;
	}
	if (!str_trim(doc->raw).n) {
		intake_empty(intake, &doc->place);
		return;
	}
	if (!fits(intake, doc, &media))
		return;
	pages_put(intake, doc,
		  mime_parameter(type, STR("charset"), &intake->text), media);
}

static void skip_status(struct intake *intake, const struct place *place,
			unsigned int status)
{
	buf_reset(&intake->text);
	buf_addf(&intake->text, "HTTP status %u", status);
	intake_skip(intake, place, intake->text.p);
}

/* Do the digests that there are agree? What was cut off has none; that of a
 * payload is of all its segments. */
static bool is_verified(struct intake *intake, const struct warc_record *record,
			const struct place *place, struct str payload,
			struct str decoded)
{
	if (!intake->verify || record->cut)
		return true;
	if (digest_check(record->block_digest, record->block) ==
		    DIGEST_DIFFERS ||
	    (!record->segment &&
	     digest_check(record->payload_digest, payload) == DIGEST_DIFFERS &&
	     digest_check(record->payload_digest, decoded) == DIGEST_DIFFERS)) {
		intake_skip(intake, place, "its digest does not fit");
		return false;
	}
	return true;
}

/* coding: does that tell that the end is missing? */
static void tell_truncated(struct intake *intake,
			   const struct warc_record *record,
			   struct document *doc, bool coding)
{
	const char *what = "truncated: its end is missing";
	struct str why = STR("end");

	if (record->segment) {
		what = "only its first segment: continuations are not read";
		why = STR("segment");
	} else if (!record->cut && (!coding || doc->truncated.n)) {
		return;
	}
	intake_partial(intake, &doc->place, what);
	if (!doc->truncated.n)
		doc->truncated = why;
}

static void read_response(struct intake *intake,
			  const struct warc_record *record,
			  struct document *doc)
{
	struct http_response response;
	enum http_result result;
	const char *why;

	if (!http_parse(record->block, intake->limits.header, &response)) {
		intake_skip(intake, &doc->place, "no HTTP response");
		return;
	}
	if (response.status != 200) {
		skip_status(intake, &doc->place, response.status);
		return;
	}
	result = http_decode(&intake->http, &response, intake->limits.record,
			     intake->limits.ratio, &why);
	if (result == HTTP_BAD) {
		intake_skip(intake, &doc->place, why);
		return;
	}
	doc->raw = intake->http.body;
	doc->fields = response.fields;
	if (!is_verified(intake, record, &doc->place, response.body, doc->raw))
		return;
	tell_truncated(intake, record, doc, result == HTTP_CUT);
	put(intake, record, doc, response.type);
}

/* Its block is the content itself. */
static void read_content(struct intake *intake,
			 const struct warc_record *record, struct document *doc)
{
	doc->raw = record->block;
	if (!is_verified(intake, record, &doc->place, doc->raw, doc->raw))
		return;
	tell_truncated(intake, record, doc, false);
	put(intake, record, doc, record->content_type);
}

static void read_record(struct intake *intake, const struct warc_record *record,
			const struct place *place)
{
	struct document doc = {
		.place = *place,
		.url = record->uri,
		.warc_id = record->id,
		.truncated = record->truncated,
	};

	intake->counts.warc[record->type]++;
	if (record->wrong_length)
		intake_partial(intake, place, "its Content-Length is wrong");
	buf_reset(&intake->date);
	if (instant_put(record->date, &intake->date))
		doc.fetched = buf_str(&intake->date);
	if (is_about_crawl(record))
		return;
	if (record->type == WARC_RESPONSE)
		read_response(intake, record, &doc);
	else if (record->type == WARC_RESOURCE ||
		 record->type == WARC_CONVERSION)
		read_content(intake, record, &doc);
}

/* Does a record behind the part begin here? */
static bool is_behind(struct part *part, const struct warc_record *record)
{
	if (!part || !record->begins || record->locus.within ||
	    record->locus.at < part->to)
		return false;
	part->end = record->locus.at;
	return true;
}

void crawl_read(struct intake *intake, struct feed *feed,
		const struct place *place, struct part *part)
{
	struct warc *warc = &intake->warc;
	struct warc_record record;
	enum warc_result result;
	struct place own;
	const char *why;

	warc->record_max = intake->limits.record;
	warc->header_max = intake->limits.header;
	warc_open(warc, feed);
	while (!(part && part->abandoned) &&
	       (result = warc_next(warc, &record, &why)) != WARC_END &&
	       !is_behind(part, &record)) {
		own = place_record(intake, place, record.locus);
		if (result == WARC_RECORD)
			read_record(intake, &record, &own);
		else
			intake_skip(intake, &own, why);
	}
}
