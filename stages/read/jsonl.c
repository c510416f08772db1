#include "jsonl.h"

#include "error.h"
#include "json.h"
#include "sniff.h"
#include "timestamp.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const content_keys[] = {"html", "raw_content", "text"};

/* Keys that a stage writes: see winnow-record(5). */
static bool is_owned(struct str name)
{
	static const char *const names[] = {
		"id",	    "source",  "url",	       "path",	"media",
		"charset",  "lossy",   "fetched",      "text",	"html",
		"warc_id",  "tdm",     "truncated",    "roles", "title",
		"author",   "created", "created_from", "lang",	"stripped",
		"shingles", "copies",  "template",     "event", "fate",
		"kept_id",  "share",   "removed",
	};
	size_t i;

	for (i = 0; i < COUNT(names); i++)
		if (str_eq(name, str_from(names[i])))
			return true;
	return false;
}

/* The name of a field, escapes resolved (into spare if there are any). */
static struct str name_of(const struct field *field, struct buf *spare)
{
	const struct str quoted = {field->name.p - 1, field->name.n + 2};

	if (!field->name.n || !memchr(field->name.p, '\\', field->name.n))
		return field->name;
	buf_reset(spare);
	json_unescape(quoted, spare);
	return buf_str(spare);
}

static const struct field *find(struct jsonl *jsonl, struct str name)
{
	const struct record *record = &jsonl->record;
	size_t i;

	for (i = 0; i < record->count; i++)
		if (str_eq(name_of(&record->field[i], &jsonl->other), name))
			return &record->field[i];
	return NULL;
}

static bool is_string(const struct field *field)
{
	return field && json_kind(field->value) == '"';
}

/* The text of a string: in place if it has no escapes, else in buf. */
static struct str text_of(struct str value, struct buf *buf)
{
	const struct str plain = json_plain(value);

	if (plain.p)
		return plain;
	buf_reset(buf);
	json_unescape(value, buf);
	return buf_str(buf);
}

/* The field with the content; one with a string in it before an empty one,
 * and that before one of another type. */
static const struct field *find_content(struct jsonl *jsonl)
{
	const struct field *best = NULL;
	size_t i;

	for (i = 0; i < COUNT(content_keys); i++) {
		const struct field *field =
			find(jsonl, str_from(content_keys[i]));

		if (!field)
			continue;
		if (is_string(field) && field->value.n > 2)
			return field;
		if (!best || (is_string(field) && !is_string(best)))
			best = field;
	}
	return best;
}

static struct str find_fetched(struct jsonl *jsonl)
{
	static const char *const names[] = {"fetched", "crawl_date", "added"};
	size_t i;

	for (i = 0; i < COUNT(names); i++) {
		const struct field *field = find(jsonl, str_from(names[i]));
		struct str text;

		if (!is_string(field))
			continue;
		text = text_of(field->value, &jsonl->fetched);
		if (timestamp_is_rfc3339(text))
			return text;
	}
	return (struct str){"", 0};
}

/* *used: the field that was consumed, NULL if the URL is metadata's. */
static struct str find_url(struct jsonl *jsonl, const struct field **used)
{
	const struct field *field = find(jsonl, STR("url"));
	const struct field *metadata = find(jsonl, STR("metadata"));
	struct str value = {0};

	*used = is_string(field) ? field : NULL;
	if (*used && field->value.n > 2)
		return str_trim(text_of(field->value, &jsonl->url));
	if (metadata && json_kind(metadata->value) == '{')
		value = json_member(metadata->value, STR("url"));
	if (value.p && json_kind(value) == '"')
		return str_trim(text_of(value, &jsonl->url));
	return (struct str){"", 0};
}

/* As many "input_" as it takes to be no other member's name. */
static void put_renamed(struct jsonl *jsonl, struct str name)
{
	struct buf *full = &jsonl->content; /* free until the content is read */
	size_t times, i;

	for (times = 1;; times++) {
		buf_reset(full);
		for (i = 0; i < times; i++)
			buf_add_text(full, "input_");
		buf_add_str(full, name);
		if (!find(jsonl, buf_str(full)))
			break;
	}
	json_put_string(&jsonl->foreign, buf_str(full));
}

static void put_foreign(struct jsonl *jsonl, const struct field *content,
			const struct field *url)
{
	struct buf *out = &jsonl->foreign;
	size_t i;

	buf_reset(out);
	for (i = 0; i < jsonl->record.count; i++) {
		const struct field *field = &jsonl->record.field[i];
		const struct str name = name_of(field, &jsonl->name);

		if (field == content || field == url)
			continue;
		buf_add_char(out, ',');
		if (is_owned(name)) {
			put_renamed(jsonl, name);
		} else {
			buf_add_char(out, '"');
			buf_add_str(out, field->name);
			buf_add_char(out, '"');
		}
		buf_add_char(out, ':');
		buf_add_str(out, field->value);
	}
}

static enum jsonl_result bad(const char **why, const char *what)
{
	*why = what;
	return JSONL_BAD;
}

enum jsonl_result jsonl_read(struct jsonl *jsonl, struct str line,
			     struct document *doc, const char **why)
{
	const struct field *content, *url;
	struct error error;

	*doc = (struct document){.charset = "utf-8"};
	*why = "";
	if (!utf8_valid(line)) {
		buf_reset(&jsonl->line);
		doc->lossy = utf8_repair(line, &jsonl->line);
		line = buf_str(&jsonl->line);
	}
	if (!record_scan(&jsonl->record, line, &error))
		return bad(why, error.what);
	if (jsonl->record.count > JSONL_KEYS_MAX)
		return bad(why, "too many keys");
	content = find_content(jsonl);
	if (!content)
		return bad(why, "no 'html', 'raw_content' or 'text'");
	if (!is_string(content))
		return bad(why, "its content is not a string");
	doc->url = find_url(jsonl, &url);
	doc->fetched = find_fetched(jsonl);
	put_foreign(jsonl, content, url);
	doc->foreign = buf_str(&jsonl->foreign);
	doc->raw = text_of(content->value, &jsonl->content);
	doc->text = doc->raw;
	doc->html =
		str_eq(name_of(content, &jsonl->name), STR("html")) ||
		(str_eq(name_of(content, &jsonl->name), STR("raw_content")) &&
		 sniff_is_html(doc->text, STR("")));
	return document_is_empty(doc->text) ? JSONL_EMPTY : JSONL_DOCUMENT;
}

bool jsonl_is_object(struct jsonl *jsonl, struct str line)
{
	struct error error;

	if (!utf8_valid(line)) {
		buf_reset(&jsonl->line);
		utf8_repair(line, &jsonl->line);
		line = buf_str(&jsonl->line);
	}
	return record_scan(&jsonl->record, line, &error) && jsonl->record.count;
}

void jsonl_release(struct jsonl *jsonl)
{
	record_release(&jsonl->record);
	buf_release(&jsonl->line);
	buf_release(&jsonl->content);
	buf_release(&jsonl->url);
	buf_release(&jsonl->fetched);
	buf_release(&jsonl->foreign);
	buf_release(&jsonl->name);
	buf_release(&jsonl->other);
}
