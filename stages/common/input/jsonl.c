#include "jsonl.h"

#include "error.h"
#include "instant.h"
#include "json.h"
#include "sniff.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* In the order in which the default keys are tried. */
enum content { CONTENT_HTML, CONTENT_EITHER, CONTENT_TEXT };

/* Keys that a stage writes: see winnow-record(5). */
static bool is_owned(struct str name)
{
	static const char *const names[] = {
		"id",	    "source",  "url",	       "path",	"media",
		"charset",  "lossy",   "fetched",      "text",	"html",
		"warc_id",  "tdm",     "truncated",    "roles", "title",
		"author",   "created", "created_from", "lang",	"stripped",
		"shingles", "copies",  "template",     "event", "fate",
		"kept_id",  "share",   "removed",      "site",
	};

	return str_is_one_of(name, names, COUNT(names));
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

/* The value of the option's key; p is NULL if the option was not given. */
static struct found find_named(const struct jsonl *jsonl, const char *key)
{
	return key ? keys_find(&jsonl->record, str_from(key))
		   : (struct found){0};
}

static bool is_full_string(struct str value)
{
	return json_kind(value) == '"' && value.n > 2;
}

/* Of two that may be the content: the first with a string in it before an
 * empty one, and that before one of another type. */
static bool is_better(struct str value, struct str than)
{
	if (!value.p || !than.p)
		return value.p;
	if (json_kind(value) != '"' || is_full_string(than))
		return false;
	return json_kind(than) != '"' || is_full_string(value);
}

static struct found find_default_content(struct jsonl *jsonl,
					 enum content *kind)
{
	static const char *const names[] = {
		[CONTENT_HTML] = "html",
		[CONTENT_EITHER] = "raw_content",
		[CONTENT_TEXT] = "text",
	};
	struct found best = {0};
	size_t i;

	for (i = 0; i < COUNT(names) && !is_full_string(best.value); i++) {
		const struct field *field = find(jsonl, str_from(names[i]));

		if (!field || !is_better(field->value, best.value))
			continue;
		best = (struct found){field->value, field};
		*kind = (enum content)i;
	}
	return best;
}

static struct found find_content(struct jsonl *jsonl, enum content *kind)
{
	const struct keys *keys = &jsonl->keys;
	struct found html, text;

	if (!keys->html && !keys->text)
		return find_default_content(jsonl, kind);
	html = find_named(jsonl, keys->html);
	text = find_named(jsonl, keys->text);
	if (is_better(text.value, html.value)) {
		*kind = CONTENT_TEXT;
		return text;
	}
	*kind = CONTENT_HTML;
	return html;
}

static struct str find_default_fetched(struct jsonl *jsonl)
{
	static const char *const names[] = {"fetched", "crawl_date", "added"};
	size_t i;

	for (i = 0; i < COUNT(names); i++) {
		const struct field *field = find(jsonl, str_from(names[i]));
		struct str text;

		if (!is_string(field))
			continue;
		text = text_of(field->value, &jsonl->fetched);
		if (instant_is_rfc3339(text))
			return text;
	}
	return (struct str){"", 0};
}

/* The text of a string or the digits of a number; else p is NULL. */
static struct str scalar(struct str value, struct buf *buf)
{
	switch (json_kind(value)) {
	case '"':
		return text_of(value, buf);
	case '0':
		return value;
	default:
		return (struct str){0};
	}
}

static struct str find_fetched(struct jsonl *jsonl)
{
	const struct found found = find_named(jsonl, jsonl->keys.date);
	struct str text;

	if (!jsonl->keys.date)
		return find_default_fetched(jsonl);
	text = scalar(found.value, &jsonl->other);
	buf_reset(&jsonl->fetched);
	if (!text.p || !instant_put(str_trim(text), &jsonl->fetched))
		return (struct str){"", 0};
	return buf_str(&jsonl->fetched);
}

static struct found find_default_url(struct jsonl *jsonl)
{
	const struct field *field = find(jsonl, STR("url"));
	const struct field *metadata;

	if (is_string(field) && field->value.n > 2)
		return (struct found){field->value, field};
	metadata = find(jsonl, STR("metadata"));
	if (metadata && json_kind(metadata->value) == '{') {
		const struct str value =
			json_member(metadata->value, STR("url"));

		if (json_kind(value) == '"')
			return (struct found){value, field};
	}
	return (struct found){field ? field->value : (struct str){0}, field};
}

/* *used: the field that was consumed, NULL if none was. */
static struct str find_url(struct jsonl *jsonl, const struct field **used)
{
	const struct found found = jsonl->keys.url
					   ? find_named(jsonl, jsonl->keys.url)
					   : find_default_url(jsonl);

	*used = is_string(found.field) ? found.field : NULL;
	if (json_kind(found.value) != '"')
		return (struct str){"", 0};
	return str_trim(text_of(found.value, &jsonl->url));
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

/* What is said of a line without a content. */
static enum jsonl_result no_content(struct jsonl *jsonl, const char **why)
{
	const struct keys *keys = &jsonl->keys;
	struct buf *said = &jsonl->why;

	if (!keys->html && !keys->text)
		return bad(why, "no 'html', 'raw_content' or 'text'");
	buf_reset(said);
	buf_addf(said, "no '%s'", keys->html ? keys->html : keys->text);
	if (keys->html && keys->text)
		buf_addf(said, " or '%s'", keys->text);
	return bad(why, said->p);
}

/* The document's own id, if an option says where it stands; false: *why. */
static bool find_id(struct jsonl *jsonl, struct str *id, const char **why)
{
	const struct found found = find_named(jsonl, jsonl->keys.id);
	struct buf *said = &jsonl->why;

	*id = scalar(found.value, &jsonl->id);
	if (!jsonl->keys.id || id->n)
		return true;
	buf_reset(said);
	if (found.value.p && !id->p)
		buf_addf(said, "'%s' is neither a string nor a number",
			 jsonl->keys.id);
	else
		buf_addf(said, "no '%s'", jsonl->keys.id);
	*why = said->p;
	return false;
}

static bool is_html(struct str text, enum content kind)
{
	return kind == CONTENT_HTML ||
	       (kind == CONTENT_EITHER && sniff_is_html(text, STR("")));
}

/* Of a line that was scanned. */
static enum jsonl_result read_record(struct jsonl *jsonl, struct document *doc,
				     const char **why)
{
	enum content kind = CONTENT_TEXT;
	const struct found content = find_content(jsonl, &kind);
	const struct field *url;

	if (!content.value.p)
		return no_content(jsonl, why);
	if (json_kind(content.value) != '"')
		return bad(why, "its content is not a string");
	if (!find_id(jsonl, &doc->own_id, why))
		return JSONL_BAD;
	doc->url = find_url(jsonl, &url);
	doc->fetched = find_fetched(jsonl);
	put_foreign(jsonl, content.field, url);
	doc->foreign = buf_str(&jsonl->foreign);
	doc->raw = text_of(content.value, &jsonl->content);
	doc->text = doc->raw;
	doc->html = is_html(doc->text, kind);
	return document_is_empty(doc->text) ? JSONL_EMPTY : JSONL_DOCUMENT;
}

enum jsonl_result jsonl_read(struct jsonl *jsonl, struct str line,
			     struct document *doc, const char **why)
{
	struct error error;

	*doc = (struct document){.charset = "utf-8"};
	*why = "";
	if (!str_starts(str_trim(line), STR("{")))
		return bad(why, "not a JSON object");
	if (!utf8_valid(line)) {
		buf_reset(&jsonl->line);
		doc->lossy = utf8_repair(line, &jsonl->line);
		line = buf_str(&jsonl->line);
	}
	if (!record_scan(&jsonl->record, line, &error))
		return bad(why, error.what);
	if (jsonl->record.count > JSONL_KEYS_MAX)
		return bad(why, "too many keys");
	return read_record(jsonl, doc, why);
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
	buf_release(&jsonl->id);
	buf_release(&jsonl->fetched);
	buf_release(&jsonl->foreign);
	buf_release(&jsonl->name);
	buf_release(&jsonl->other);
	buf_release(&jsonl->why);
}
