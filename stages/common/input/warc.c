#include "warc.h"

#include <inttypes.h>

#include "ascii.h"
#include "mime.h"

enum {
	STEP = 64 << 10,
	HEADER_STEP = 4096,
	LOOK_AHEAD = 16, /* newlines behind a block, and the next "WARC/1.0" */
	VERSION_SIZE = 8,
	OFF_BY = 2, /* see end_of_block() */
};

static const char *const type_names[WARC_TYPES] = {
	[WARC_RESPONSE] = "response",	  [WARC_RESOURCE] = "resource",
	[WARC_CONVERSION] = "conversion", [WARC_REVISIT] = "revisit",
	[WARC_REQUEST] = "request",	  [WARC_METADATA] = "metadata",
	[WARC_INFO] = "warcinfo",	  [WARC_CONTINUATION] = "continuation",
	[WARC_OTHER] = "other",
};

const char *warc_type_name(enum warc_type type)
{
	return type_names[type];
}

bool warc_is(struct str head)
{
	return head.n >= VERSION_SIZE && str_starts(head, STR("WARC/")) &&
	       ascii_is_digit(head.p[5]) && head.p[6] == '.' &&
	       ascii_is_digit(head.p[7]);
}

void warc_open(struct warc *warc, struct feed *from)
{
	warc->from = from;
	warc->take = 0;
	warc->failed = false;
}

static struct str without_newlines(struct str s)
{
	while (s.n && (s.p[0] == '\n' || s.p[0] == '\r'))
		s = str_skip(s, 1);
	return s;
}

/* The first record that begins a line in s, which begins one itself if
 * at_line; NULL: none. */
static const char *find_record(struct str s, bool at_line)
{
	const char *at;

	if (at_line && warc_is(s))
		return s.p;
	while (s.n && (at = memmem(s.p, s.n, "\nWARC/", 6))) {
		s = str_skip(s, (size_t)(at + 1 - s.p));
		if (warc_is(s))
			return s.p;
	}
	return NULL;
}

/* Do they begin with fields, one of them WARC's own? */
static bool has_field(struct str fields)
{
	struct str name, value;

	while (mime_header_next(&fields, &name, &value) && name.n)
		if (ascii_starts(name, STR("warc-")))
			return true;
	return false;
}

bool warc_is_within(struct str head)
{
	struct str line;
	const char *at;

	do {
		if (str_cut(&head, '\n', &line) && has_field(head))
			return true;
		at = find_record(head, true);
		head = str_skip(head, at ? (size_t)(at - head.p) : head.n);
	} while (at);
	return false;
}

uint64_t warc_find(struct feed *from, uint64_t max, bool at_line)
{
	uint64_t passed = 0;

	while (passed < max) {
		struct str rest;
		const char *at;
		size_t n;

		feed_fill(from, STEP);
		rest = feed_rest(from);
		if (rest.n > max - passed)
			rest.n = (size_t)(max - passed);
		at = find_record(rest, at_line);
		n = rest.n;
		if (at)
			n = (size_t)(at - rest.p);
		else if (n > VERSION_SIZE && n == feed_rest(from).n &&
			 !from->end && !from->error)
			n -= VERSION_SIZE; /* it may begin there */
		if (n)
			at_line = rest.p[n - 1] == '\n';
		feed_take(from, n);
		passed += n;
		if (at || !n)
			break;
	}
	return passed;
}

/* Newlines are what a record ends with. */
static void pass_newlines(struct feed *from)
{
	for (;;) {
		struct str rest, behind;

		feed_fill(from, LOOK_AHEAD);
		rest = feed_rest(from);
		behind = without_newlines(rest);
		feed_take(from, rest.n - behind.n);
		if (behind.n || !rest.n)
			return;
	}
}

static enum warc_result bad(struct warc *warc, const char **why,
			    const char *reason)
{
	buf_reset(&warc->why);
	buf_add_text(&warc->why, reason);
	*why = warc->why.p;
	return WARC_BAD;
}

static enum warc_result passed_over(struct warc *warc, const char **why,
				    uint64_t count)
{
	buf_reset(&warc->why);
	buf_addf(&warc->why, "passed over %" PRIu64 " bytes that are no record",
		 count);
	*why = warc->why.p;
	return WARC_BAD;
}

static enum warc_type type_of(struct str name)
{
	size_t i;

	for (i = 0; i < WARC_OTHER; i++)
		if (ascii_same(name, str_from(type_names[i])))
			return (enum warc_type)i;
	return WARC_OTHER;
}

/* wget writes <http://...> (WARC 1.0 showed it so by mistake). */
static struct str without_brackets(struct str uri)
{
	if (uri.n > 1 && uri.p[0] == '<' && uri.p[uri.n - 1] == '>')
		return (struct str){uri.p + 1, uri.n - 2};
	return uri;
}

/* The fields behind the first line; false: no length that can be. */
static bool parse_fields(struct str rest, struct warc_record *record,
			 uint64_t *length)
{
	const struct {
		struct str name;
		struct str *value;
	} fields[] = {
		{STR_INIT("warc-record-id"), &record->id},
		{STR_INIT("warc-target-uri"), &record->uri},
		{STR_INIT("warc-date"), &record->date},
		{STR_INIT("content-type"), &record->content_type},
		{STR_INIT("warc-identified-payload-type"),
		 &record->payload_type},
		{STR_INIT("warc-truncated"), &record->truncated},
		{STR_INIT("warc-block-digest"), &record->block_digest},
		{STR_INIT("warc-payload-digest"), &record->payload_digest},
	};
	struct str name, value;
	bool known = false;
	size_t i;

	record->type = WARC_OTHER;
	while (mime_header_next(&rest, &name, &value)) {
		if (ascii_same(name, STR("warc-type")))
			record->type = type_of(value);
		else if (ascii_same(name, STR("content-length")))
			known = mime_length(value, length);
		else if (ascii_same(name, STR("warc-segment-number")))
			record->segment = value.n != 0;
		for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
			if (ascii_same(name, fields[i].name))
				*fields[i].value = value;
	}
	record->uri = without_brackets(record->uri);
	return known;
}

/* The header that rest begins with, if it ends before the next record does
 * begin: else many records without one would each be read to the limit. */
static struct str header_of(struct str rest, size_t max)
{
	const char *next;

	if (rest.n > max)
		rest.n = max;
	next = find_record(rest, false);
	return mime_header(rest, next ? (size_t)(next - rest.p) : rest.n);
}

/* The header at the feed's first byte; p is NULL if it has no end. */
static struct str read_header(const struct warc *warc)
{
	struct str header;

	feed_fill(warc->from, HEADER_STEP);
	header = header_of(feed_rest(warc->from), warc->header_max);
	if (header.p || feed_rest(warc->from).n >= warc->header_max)
		return header;
	feed_fill(warc->from, warc->header_max);
	return header_of(feed_rest(warc->from), warc->header_max);
}

static bool is_boundary(struct str behind, bool end)
{
	const struct str rest = without_newlines(behind);

	return warc_is(rest) || (!rest.n && (end || behind.n));
}

/*
 * The block's length: what the header says, if a record or the end follows.
 * A block may have two bytes more (Common Crawl's archive of August 2018 has
 * a line end there that was not counted), and one that holds a record's first
 * line, with no record where it should end, ends there.
 */
static size_t end_of_block(const struct warc *warc, struct str all,
			   uint64_t length, struct warc_record *record)
{
	const bool end = warc->from->end || warc->from->error;
	const size_t n = length < all.n ? (size_t)length : all.n;
	const struct str behind = str_skip(all, n);
	const char *at;
	size_t i;

	record->cut = length > all.n;
	for (i = 0; i <= OFF_BY && !record->cut; i++)
		if (is_boundary(str_skip(behind, i), end))
			return n + (behind.n < i ? behind.n : i);
	at = find_record((struct str){all.p, n}, false);
	if (!at)
		return n;
	record->cut = false;
	record->wrong_length = true;
	while (at > all.p && (at[-1] == '\n' || at[-1] == '\r'))
		at--;
	return (size_t)(at - all.p);
}

static enum warc_result pass_large(struct warc *warc, uint64_t length,
				   const char **why)
{
	warc_find(warc->from, length, false);
	return bad(warc, why, "larger than --max-record");
}

/* No end of the header: within the limit, or at all. */
static enum warc_result pass_header(struct warc *warc, const char **why)
{
	uint64_t passed;

	feed_take(warc->from, 1);
	passed = warc_find(warc->from, UINT64_MAX, false);
	return bad(warc, why,
		   passed < warc->header_max
			   ? "truncated in its header"
			   : "no end of its header (see --max-header)");
}

/* A record begins at the feed's first byte. */
static enum warc_result
read_record(struct warc *warc, struct warc_record *record, const char **why)
{
	struct str header = read_header(warc), fields, line;
	const char *const base = header.p;
	uint64_t length;
	struct str all;

	if (!header.p)
		return pass_header(warc, why);
	fields = header;
	str_cut(&fields, '\n', &line);
	if (!parse_fields(fields, record, &length)) {
		feed_take(warc->from, header.n);
		warc_find(warc->from, UINT64_MAX, true);
		return bad(warc, why, "no valid Content-Length");
	}
	if (length > warc->record_max) {
		feed_take(warc->from, header.n);
		return pass_large(warc, length, why);
	}
	feed_fill(warc->from, header.n + (size_t)length + LOOK_AHEAD);
	all = feed_rest(warc->from);
	if (all.p != base)
		parse_fields((struct str){all.p + (fields.p - base), fields.n},
			     record, &length);
	all = str_skip(all, header.n);
	record->block =
		(struct str){all.p, end_of_block(warc, all, length, record)};
	warc->take = header.n + record->block.n;
	return WARC_RECORD;
}

enum warc_result warc_next(struct warc *warc, struct warc_record *record,
			   const char **why)
{
	struct feed *from = warc->from;
	uint64_t passed = 0;

	*record = (struct warc_record){0};
	*why = "";
	feed_take(from, warc->take);
	warc->take = 0;
	pass_newlines(from);
	record->locus = feed_locate(from, feed_at(from));
	if (!warc_is(feed_rest(from)))
		passed = warc_find(from, UINT64_MAX, true);
	if (passed)
		return passed_over(warc, why, passed);
	record->begins = feed_rest(from).n != 0;
	if (record->begins)
		return read_record(warc, record, why);
	if (!from->error || warc->failed)
		return WARC_END;
	bad(warc, why, from->error);
	warc->failed = !feed_resume(from);
	return WARC_BAD;
}

void warc_release(struct warc *warc)
{
	buf_release(&warc->why);
}
