#include "intake.h"

#include <errno.h>

#include "error.h"
#include "json.h"
#include "msg.h"
#include "output.h"
#include "progress.h"
#include "sniff.h"

/* Lines are searched in steps of this many bytes. */
enum { LINE_STEP = 256 << 10 };

static void skip(struct intake *intake, const struct place *place,
		 const char *why)
{
	skips_add(intake->skips, place, why);
}

static void count_empty(struct intake *intake, const struct place *place)
{
	struct buf path = {0};

	intake->empty++;
	if (msg_level() < MSG_VERBOSE)
		return;
	skips_escape(place->prefix, &path);
	skips_escape(place->path, &path);
	note("empty '%s'", path.p);
	buf_release(&path);
}

static void put(struct intake *intake, const struct document *doc)
{
	document_put(&intake->writer, doc, output_buf());
	output_flush_if_full();
	intake->records++;
	progress_update(intake->files, intake->bytes + intake->file.bytes,
			intake->records);
}

/* One JSON object; place is its own. */
static void read_object(struct intake *intake, struct str line,
			const struct place *place)
{
	struct document doc;
	const char *why;

	switch (jsonl_read(&intake->jsonl, line, &doc, &why)) {
	case JSONL_DOCUMENT:
		doc.place = *place;
		put(intake, &doc);
		break;
	case JSONL_EMPTY:
		count_empty(intake, place);
		break;
	case JSONL_BAD:
		skip(intake, place, why);
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

	while ((result = next_line(feed, intake->record_max, &line)) !=
	       LINE_END) {
		number++;
		if (result == LINE_READ && !str_trim(line).n)
			continue;
		buf_reset(&intake->line);
		buf_add_str(&intake->line, place->path);
		buf_addf(&intake->line, "#%zu", number);
		own.path = buf_str(&intake->line);
		if (result == LINE_READ)
			read_object(intake, line, &own);
		else
			skip(intake, &own, "larger than --max-record");
	}
	if (feed->error)
		skip(intake, place, feed->error);
}

/* JSONL must be UTF-8 (RFC 8259, 8.1); it must not pass for prose. */
static bool is_wide_jsonl(struct intake *intake, const struct decoded *decoded,
			  const char **name)
{
	struct str rest = str_trim(decoded->text), line;

	*name = "JSONL, but not in UTF-8";
	return strncmp(decoded->name, "utf-8", 5) && rest.n &&
	       rest.p[0] == '{' && str_cut(&rest, '\n', &line) &&
	       jsonl_is_object(&intake->jsonl, line);
}

static void read_document(struct intake *intake, struct feed *feed,
			  const struct place *place)
{
	struct document doc = {.place = *place, .fetched = {"", 0}};
	struct decoded decoded;
	const char *name;

	if (!feed_fill(feed, intake->record_max + 1)) {
		skip(intake, place, feed->error);
		return;
	}
	doc.raw = feed_rest(feed);
	if (doc.raw.n > intake->record_max) {
		skip(intake, place, "larger than --max-record");
		return;
	}
	if (!charset_decode(&intake->charset, doc.raw, &decoded)) {
		skip(intake, place, "unknown charset");
		return;
	}
	if (document_is_empty(decoded.text)) {
		count_empty(intake, place);
		return;
	}
	if (sniff_is_foreign(decoded.text, &name) ||
	    is_wide_jsonl(intake, &decoded, &name)) {
		skip(intake, place, name);
		return;
	}
	doc.url = (struct str){"", 0};
	doc.text = decoded.text;
	doc.html = sniff_is_html(decoded.text, place->label);
	doc.charset = decoded.name;
	doc.lossy = decoded.lossy;
	put(intake, &doc);
}

/* From lead on, is all of the feed one object, over several lines? Then it
 * is put on one: white space that is not in a string becomes spaces. */
static bool take_object(struct intake *intake, struct feed *feed, size_t lead)
{
	struct buf *object = &intake->object;
	struct error error;
	struct str all;
	size_t i;

	feed_fill(feed, intake->record_max + 1);
	all = str_skip(feed_rest(feed), lead);
	if (!feed->end || all.n > intake->record_max ||
	    !json_check(all, &error))
		return false;
	buf_reset(object);
	buf_add_str(object, all);
	for (i = 0; i < object->n; i++)
		if (memchr("\t\n\r", object->p[i], 3))
			object->p[i] = ' ';
	return true;
}

/* The line that begins at lead, as much of it as a record may have. */
static struct str first_line(struct intake *intake, struct feed *feed,
			     size_t lead)
{
	struct str rest, line = {NULL, 0};
	const char *end;

	do {
		rest = str_skip(feed_rest(feed), lead);
		end = memchr(rest.p + line.n, '\n', rest.n - line.n);
		line = (struct str){rest.p,
				    end ? (size_t)(end - rest.p) : rest.n};
	} while (!end && !feed->end && line.n <= intake->record_max &&
		 feed_fill(feed, lead + line.n + LINE_STEP));
	return line;
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

/* There is a '{' at lead: JSONL, one object over several lines, or text? */
static void read_braces(struct intake *intake, struct feed *feed, size_t lead,
			const struct place *place)
{
	const bool named = sniff_is_json_name(place->label);
	const struct str line = first_line(intake, feed, lead);

	if (jsonl_is_object(&intake->jsonl, line))
		take_lead(intake, feed, lead, place);
	else if (take_object(intake, feed, lead) &&
		 (named ||
		  jsonl_is_object(&intake->jsonl, buf_str(&intake->object))))
		read_object(intake, buf_str(&intake->object), place);
	else if (named)
		take_lead(intake, feed, lead, place);
	else
		read_document(intake, feed, place);
}

/* The feed stands at its first bytes, which are text in some encoding. */
static void read_text(struct intake *intake, struct feed *feed,
		      const struct place *place)
{
	const struct str all = feed_rest(feed);
	struct str head = all;

	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_skip(head, 3);
	head = str_trim(head);
	if (head.n && head.p[0] == '{')
		read_braces(intake, feed, (size_t)(head.p - all.p), place);
	else if (head.n && head.p[0] == '[' && sniff_is_json_name(place->label))
		skip(intake, place, "JSON, but not one object a line");
	else
		read_document(intake, feed, place);
}

/* What the bytes are; wide encodings are full of zero bytes. */
static enum sniff_kind kind_of(struct str head, const char **name)
{
	const enum sniff_kind kind = sniff_kind(head, name);

	return kind == SNIFF_OTHER && charset_is_wide(head) ? SNIFF_TEXT : kind;
}

/* Inside a compressed file or an archive nothing more is unpacked. */
static void read_member(struct intake *intake, const struct place *place)
{
	struct feed *feed = &intake->unpack.member;
	const char *name;

	feed_fill(feed, SNIFF_SIZE);
	switch (kind_of(feed_rest(feed), &name)) {
	case SNIFF_TEXT:
		read_text(intake, feed, place);
		break;
	case SNIFF_OTHER:
		skip(intake, place, name);
		break;
	default:
		skip(intake, place, "nested archive or compression");
		break;
	}
}

/* ARCHIVE/MEMBER; its outlet is named by the folders around the archive,
 * then those within. */
static struct place place_member(struct intake *intake,
				 const struct place *archive)
{
	const struct str member = buf_str(&intake->unpack.name);
	const char *slash = memrchr(archive->label.p, '/', archive->label.n);

	buf_reset(&intake->path);
	buf_add_str(&intake->path, archive->path);
	buf_add_char(&intake->path, '/');
	buf_add_str(&intake->path, member);
	buf_reset(&intake->label);
	if (slash)
		buf_add(&intake->label, archive->label.p,
			(size_t)(slash + 1 - archive->label.p));
	buf_add_str(&intake->label, member);
	return (struct place){archive->prefix, buf_str(&intake->path),
			      buf_str(&intake->label)};
}

static void read_archive(struct intake *intake, enum sniff_kind kind,
			 const struct place *place)
{
	struct unpack *unpack = &intake->unpack;
	enum unpack_result result;
	struct place own;
	const char *why;

	if (!unpack_open(unpack, &intake->file, kind, &intake->limits, &why)) {
		skip(intake, place, why);
		return;
	}
	while ((result = unpack_next(unpack, &why)) != UNPACK_END) {
		if (result == UNPACK_FAILED) {
			skip(intake, place, why);
		} else if (result == UNPACK_EMPTY) {
			count_empty(intake, place);
		} else if (result == UNPACK_WHOLE) {
			read_member(intake, place);
		} else {
			own = place_member(intake, place);
			if (result == UNPACK_SKIP)
				skip(intake, &own, why);
			else
				read_member(intake, &own);
		}
	}
	unpack_close(unpack);
}

void intake_file(struct intake *intake, int fd, const struct place *place)
{
	struct feed *feed = &intake->file;
	enum sniff_kind kind;
	const char *name;

	intake->files++;
	if (!feed_open_file(feed, fd)) {
		skip(intake, place, strerror(errno));
		return;
	}
	feed_fill(feed, SNIFF_SIZE);
	kind = kind_of(feed_rest(feed), &name);
	if (kind == SNIFF_OTHER)
		skip(intake, place, name);
	else if (kind == SNIFF_TEXT)
		read_text(intake, feed, place);
	else
		read_archive(intake, kind, place);
	intake->bytes += feed->bytes;
	progress_update(intake->files, intake->bytes, intake->records);
}

void intake_release(struct intake *intake)
{
	feed_release(&intake->file);
	unpack_release(&intake->unpack);
	charset_release(&intake->charset);
	jsonl_release(&intake->jsonl);
	document_writer_release(&intake->writer);
	buf_release(&intake->path);
	buf_release(&intake->label);
	buf_release(&intake->line);
	buf_release(&intake->object);
}
