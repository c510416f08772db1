#include "jsonl_lines.h"

#include "error.h"
#include "json.h"
#include "jsonscan.h"
#include "sniff.h"

/* Lines are searched in steps of this many bytes. */
enum { LINE_STEP = 256 << 10 };

/* One JSON object; place is its own. */
static void read_object(struct intake *intake, struct str line,
			const struct place *place)
{
	struct document doc;
	const char *why;

	switch (jsonl_read(&intake->jsonl, line, &doc, &why)) {
	case JSONL_DOCUMENT:
		doc.place = *place;
		if (doc.raw.n > intake->limits.record)
			intake_skip(intake, place, "larger than --max-record");
		else
			intake_put(intake, &doc);
		break;
	case JSONL_EMPTY:
		intake_empty(intake, place);
		break;
	case JSONL_BAD:
		intake_skip(intake, place, why);
		break;
	}
}

enum line_result { LINE_READ, LINE_TOO_LONG, LINE_END };

/* Throw away the rest of a line. */
static void pass_line(struct feed *feed)
{
	for (;;) {
		const struct str rest = feed_rest(feed);
		const char *end = rest.n ? memchr(rest.p, '\n', rest.n) : NULL;

		if (end) {
			feed_take(feed, (size_t)(end + 1 - rest.p));
			return;
		}
		feed_take(feed, rest.n);
		if (!feed_fill(feed, LINE_STEP) || !feed_rest(feed).n)
			return;
	}
}

/*
 * Take the next line, without its newline; it is good until the feed is
 * filled again. The last one may lack its newline, but not if reading failed.
 */
static enum line_result next_line(struct feed *feed, size_t max,
				  struct str *line)
{
	size_t seen = 0;

	for (;;) {
		const struct str rest = feed_rest(feed);
		const struct str fresh = str_skip(rest, seen);
		const char *end =
			fresh.n ? memchr(fresh.p, '\n', fresh.n) : NULL;
		const size_t n = end ? (size_t)(end - rest.p) : rest.n;

		*line = (struct str){rest.p, n};
		if (n > max) {
			pass_line(feed);
			return LINE_TOO_LONG;
		}
		if (end || (feed->end && n)) {
			feed_take(feed, end ? n + 1 : n);
			return LINE_READ;
		}
		if (feed->end || feed->error)
			return LINE_END;
		seen = n;
		feed_fill(feed, n + LINE_STEP);
	}
}

/* number: of the line before the first. */
static void read_lines(struct intake *intake, struct feed *feed,
		       const struct place *place, size_t number)
{
	struct place own = *place;
	enum line_result result;
	struct str line;

	while ((result = next_line(feed, intake->limits.line, &line)) !=
	       LINE_END) {
		number++;
		if (result == LINE_READ && !str_trim(line).n)
			continue;
		buf_reset(&intake->name);
		buf_add_str(&intake->name, place->path);
		buf_addf(&intake->name, "#%zu", number);
		own.path = buf_str(&intake->name);
		if (result == LINE_READ)
			read_object(intake, line, &own);
		else
			intake_skip(intake, &own, "longer than --max-line");
	}
	if (feed->error)
		intake_skip(intake, place, feed->error);
}

/* From lead on, is all of the feed one object, over several lines? Then it
 * is put on one: white space that is not in a string becomes spaces. */
static bool take_object(struct intake *intake, struct feed *feed, size_t lead)
{
	struct buf *object = &intake->text;
	struct error error;
	struct str all;
	size_t i;

	feed_fill(feed, intake->limits.line + 1);
	all = str_skip(feed_rest(feed), lead);
	if (!feed->end || all.n > intake->limits.line ||
	    !json_check(all, &error))
		return false;
	buf_reset(object);
	buf_add_str(object, all);
	for (i = 0; i < object->n; i++)
		if (memchr("\t\n\r", object->p[i], 3))
			object->p[i] = ' ';
	return true;
}

/* The line that begins at an offset in the feed's rest, as much of it as a
 * record may have. */
static struct str line_at(struct intake *intake, struct feed *feed, size_t at)
{
	struct str rest, line = {NULL, 0};
	const char *end;

	do {
		rest = str_skip(feed_rest(feed), at);
		end = rest.n > line.n
			      ? memchr(rest.p + line.n, '\n', rest.n - line.n)
			      : NULL;
		line = (struct str){rest.p,
				    end ? (size_t)(end - rest.p) : rest.n};
	} while (!end && !feed->end && line.n <= intake->limits.line &&
		 feed_fill(feed, at + line.n + LINE_STEP));
	return line;
}

/* Does a line that is an object stand there, or behind lines that are blank
 * or have one of its braces? */
static bool is_jsonl(struct intake *intake, struct feed *feed, size_t lead)
{
	size_t at = lead;

	while (at - lead <= intake->limits.line) {
		const struct str line = line_at(intake, feed, at);
		const struct str bare = str_trim(line);

		if (jsonl_is_object(&intake->jsonl, line))
			return true;
		if (bare.n && bare.p[0] != '{' && bare.p[bare.n - 1] != '}')
			return false;
		at += line.n + 1;
		if (at >= feed_rest(feed).n && (feed->end || feed->error))
			return false;
	}
	return false;
}

/* Do these brackets stand there, and the name of a member behind them? No
 * prose begins so. */
static bool begins_json(struct str head, const char *brackets)
{
	struct json_scan scan = {head.p, head.p + head.n, NULL};
	struct str name;

	for (; *brackets; brackets++) {
		if (scan.p == scan.end || *scan.p++ != *brackets)
			return false;
		json_scan_space(&scan);
	}
	return json_scan_name(&scan, &name);
}

static void take_lead(struct intake *intake, struct feed *feed, size_t lead,
		      const struct place *place)
{
	const char *p = feed_rest(feed).p;
	size_t lines = 0, i;

	for (i = 0; i < lead; i++)
		lines += p[i] == '\n';
	feed_take(feed, lead);
	read_lines(intake, feed, place, lines);
}

/* Does the name say so? What is not in UTF-8 is told of elsewhere. */
static bool is_named(struct intake *intake, const struct feed *feed, bool name)
{
	return name && !charset_is_wide(&intake->charset, feed_rest(feed));
}

/* There is a '{' at lead: JSONL, or one object over several lines? A line
 * that is too long for a text too is one of JSONL if it begins as one. */
static bool read_braces(struct intake *intake, struct feed *feed,
			struct str head, size_t lead, const struct place *place)
{
	const bool json = begins_json(head, "{");
	const bool name = sniff_is_json_name(place->label);
	const struct str line = line_at(intake, feed, lead);
	const bool large =
		line.n > intake->limits.line && line.n > intake->limits.record;

	if (jsonl_is_object(&intake->jsonl, line)) {
		take_lead(intake, feed, lead, place);
	} else if (take_object(intake, feed, lead) &&
		   (name ||
		    jsonl_is_object(&intake->jsonl, buf_str(&intake->text)))) {
		read_object(intake, buf_str(&intake->text), place);
	} else if (is_named(intake, feed, name) || (large && json) ||
		   is_jsonl(intake, feed, lead)) {
		take_lead(intake, feed, lead, place);
	} else {
		return false;
	}
	return true;
}

bool lines_read(struct intake *intake, struct feed *feed, struct str head,
		size_t lead, const struct place *place)
{
	const bool name = sniff_is_jsonl_name(place->label);
	bool page;

	if (!head.n)
		return false;
	if (head.p[0] == '{')
		return read_braces(intake, feed, head, lead, place);
	if (begins_json(head, "[{") ||
	    (head.p[0] == '[' && !name && sniff_is_json_name(place->label))) {
		intake_skip(intake, place, "JSON, but not one object a line");
		return true;
	}
	page = head.p[0] == '<';
	if (!is_jsonl(intake, feed, lead) &&
	    (page || !is_named(intake, feed, name)))
		return false;
	take_lead(intake, feed, lead, place);
	return true;
}
