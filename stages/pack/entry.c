#include "entry.h"

#include <string.h>

#include "json.h"

/* What the record must have, and what to say if it has not. */
static const struct {
	const char *name;
	char kind;
	const char *missing;
} needed[] = {
	{"id", '"', "no 'id': run winnow-read before"},
	{"text", '"', "no 'text': run winnow-strip before"},
	{"roles", '[', "no 'roles': run winnow-strip before"},
	{"stripped", '[', "no 'stripped': run winnow-strip before"},
	{"copies", '[', "no 'copies': run winnow-match before"},
	{"event", '{', "no 'event': run winnow-cluster before"},
	{"fate", '"', "no 'fate': run winnow-dedup before"},
	{"removed", '[', "no 'removed': run winnow-dedup before"},
};

/* Keys of the record that have a place of their own, or none at all. */
static const char *const placed[] = {
	"id",	      "source",	       "url",	    "path",	    "media",
	"charset",    "lossy",	       "fetched",   "text",	    "roles",
	"title",      "author",	       "created",   "created_from", "lang",
	"stripped",   "copies",	       "template",  "event",	    "fate",
	"kept_id",    "share",	       "removed",   "html",	    "shingles",
	"warc_id",    "tdm",	       "truncated", "site",	    "shingling",
	"reprint_of", "reprint_share",
};

static bool is_placed(struct str name)
{
	for (size_t i = 0; i < sizeof(placed) / sizeof(*placed); i++)
		if (str_eq(name, str_from(placed[i])))
			return true;
	return false;
}

static bool check_needed(const struct record *record, struct error *error)
{
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++) {
		const struct str value = record_find(record, needed[i].name);

		if (value.p && json_kind(value) == needed[i].kind)
			continue;
		error->what = needed[i].missing;
		return false;
	}
	return true;
}

/* "name":value as it stands, or the value that stands for none. */
static void put_span(struct buf *out, const char *name, struct str value,
		     const char *none)
{
	json_put_key(out, name);
	if (value.p)
		buf_add_str(out, value);
	else
		buf_add_text(out, none);
}

static void put_same(struct buf *out, const struct record *record,
		     const char *name, const char *none)
{
	put_span(out, name, record_find(record, name), none);
}

static void put_extra(struct buf *out, const struct record *record)
{
	struct buf extra = {0};

	buf_add_char(&extra, '{');
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->field[i];

		if (is_placed(field->name))
			continue;
		json_put_sep(&extra);
		buf_add_char(&extra, '"');
		buf_add_str(&extra, field->name);
		buf_add_text(&extra, "\":");
		buf_add_str(&extra, field->value);
	}
	buf_add_char(&extra, '}');
	json_put_key(out, "extra");
	json_put_string(out, buf_str(&extra));
	buf_release(&extra);
}

static size_t count_items(struct str array)
{
	struct str item;
	size_t n = 0;

	while (json_next_item(&array, &item))
		n++;
	return n;
}

struct counts {
	size_t roles, removed, stripped;
};

static void put_metadata(struct buf *out, const struct record *record,
			 const struct counts *counts)
{
	const struct str event = record_find(record, "event");

	json_put_key(out, "metadata");
	buf_add_char(out, '{');
	put_same(out, record, "url", "\"\"");
	put_same(out, record, "path", "\"\"");
	put_same(out, record, "title", "\"\"");
	put_same(out, record, "author", "\"\"");
	put_same(out, record, "lang", "\"\"");
	put_same(out, record, "site", "\"\"");
	put_same(out, record, "media", "\"\"");
	put_same(out, record, "charset", "\"\"");
	put_same(out, record, "lossy", "0");
	put_same(out, record, "fetched", "\"\"");
	put_same(out, record, "warc_id", "\"\"");
	put_same(out, record, "tdm", "\"\"");
	put_same(out, record, "truncated", "\"\"");
	put_same(out, record, "created_from", "\"\"");
	put_span(out, "event_id", json_member(event, STR("id")), "\"\"");
	put_span(out, "event_date", json_member(event, STR("date")), "\"\"");
	put_span(out, "event_sure", json_member(event, STR("sure")), "0.000");
	put_same(out, record, "share", "0.000");
	put_same(out, record, "roles", "[]");
	json_put_key(out, "paragraphs");
	buf_add_uint(out, counts->roles);
	json_put_key(out, "removed");
	buf_add_uint(out, counts->removed);
	json_put_key(out, "stripped");
	buf_add_uint(out, counts->stripped);
	put_extra(out, record);
	buf_add_char(out, '}');
}

static void put_document(struct entry *entry, const struct record *record,
			 struct str added, const struct counts *counts)
{
	struct buf *out = &entry->document;

	buf_reset(out);
	buf_add_char(out, '{');
	put_same(out, record, "id", "\"\"");
	put_same(out, record, "text", "\"\"");
	put_same(out, record, "source", "\"\"");
	if (added.p)
		put_span(out, "added", added, "\"\"");
	else
		put_span(out, "added", record_find(record, "fetched"), "\"\"");
	put_same(out, record, "created", "\"\"");
	put_metadata(out, record, counts);
	if (entry->reprint) {
		put_same(out, record, "kept_id", "\"\"");
		put_span(out, "containment", record_find(record, "share"),
			 "0.000");
		put_span(out, "reason", record_find(record, "fate"), "\"\"");
	}
	buf_add_text(out, "}\n");
}

/* Members of an item of "stripped" or "removed", as blocks/ has them. */
static const struct {
	const char *name, *none;
} members[] = {
	{"at", "0"},
	{"rule", "\"\""},
	{"role", "\"\""},
	{"of", "\"\""},
	{"paragraph", "-1"},
	{"containment", "0.000"},
	{"resemblance", "0.000"},
	{"also", "[]"},
	{"text", "\"\""},
};

enum { MEMBERS = sizeof(members) / sizeof(*members), RULE = 1 };

/* The spans of the members of an object, in one pass. */
static void find_members(struct str object, struct str value[MEMBERS])
{
	struct str name, span;

	memset(value, 0, MEMBERS * sizeof(*value));
	while (json_next_member(&object, &name, &span)) {
		name = (struct str){name.p + 1, name.n - 2};
		for (size_t i = 0; i < MEMBERS; i++)
			if (str_eq(name, str_from(members[i].name)))
				value[i] = span;
	}
}

/* One line of blocks/ for each item; returns how many. */
static size_t put_blocks(struct entry *entry, const struct record *record,
			 const char *key, const char *stage,
			 struct tally *tally)
{
	const struct str id = record_find(record, "id");
	struct str rest = record_find(record, key), item, rule;
	struct str value[MEMBERS];
	struct buf *out = &entry->blocks;
	size_t n = 0;

	for (; json_next_item(&rest, &item); n++) {
		find_members(item, value);
		buf_add_char(out, '{');
		put_span(out, "id", id, "\"\"");
		json_put_key(out, "stage");
		json_put_string(out, str_from(stage));
		for (size_t i = 0; i < MEMBERS; i++)
			put_span(out, members[i].name, value[i],
				 members[i].none);
		buf_add_text(out, "}\n");
		rule = value[RULE].p ? json_plain(value[RULE]) : STR("");
		tally_rule(tally, rule.n ? rule : STR("other"));
	}
	return n;
}

static size_t count_paragraphs(struct str text)
{
	struct str line;
	size_t n = 0;

	while (str_cut(&text, '\n', &line))
		n++;
	return n;
}

static bool check_counts(const struct entry *entry, const struct counts *counts,
			 size_t left, struct error *error)
{
	error->what = "paragraphs in 'text' and 'removed' are not those in "
		      "'roles': the record was changed after winnow-strip";
	if (entry->reprint)
		return !counts->removed && left == counts->roles;
	return left + counts->removed == counts->roles;
}

bool entry_make(struct entry *entry, const struct record *record,
		struct str added, struct tally *tally, struct error *error)
{
	struct counts counts;
	size_t left;

	if (!check_needed(record, error))
		return false;
	buf_reset(&entry->text);
	record_text(record, "text", &entry->text);
	left = count_paragraphs(buf_str(&entry->text));
	counts.roles = count_items(record_find(record, "roles"));
	counts.removed = count_items(record_find(record, "removed"));
	counts.stripped = count_items(record_find(record, "stripped"));
	entry->reprint =
		!str_eq(json_plain(record_find(record, "fate")), STR("kept"));
	if (!check_counts(entry, &counts, left, error))
		return false;
	put_document(entry, record, added, &counts);
	buf_reset(&entry->blocks);
	tally->stripped +=
		put_blocks(entry, record, "stripped", "strip", tally);
	tally->paragraphs_removed +=
		put_blocks(entry, record, "removed", "dedup", tally);
	tally->documents++;
	tally->paragraphs += counts.roles;
	if (entry->reprint) {
		tally->reprints++;
		tally->paragraphs_reprints += left;
	} else {
		tally->kept++;
		tally->paragraphs_kept += left;
		tally->text_bytes += entry->text.n;
	}
	return true;
}

void entry_release(struct entry *entry)
{
	buf_release(&entry->document);
	buf_release(&entry->blocks);
	buf_release(&entry->text);
}
