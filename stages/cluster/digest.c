#include "digest.h"

#include <stdlib.h>

#include "date.h"
#include "json.h"
#include "mem.h"

static bool need(const struct record *record, const char *name, char kind,
		 const char *missing, struct str *value, struct error *error)
{
	*value = record_find(record, name);
	if (value->p && json_kind(*value) == kind)
		return true;
	error->what = missing;
	return false;
}

static void make_room(struct digest *digest)
{
	const size_t count = digest->paragraphs.count;

	if (count > digest->size) {
		digest->size = 2 * count;
		digest->skip = xreallocarray(digest->skip, digest->size,
					     sizeof(*digest->skip));
		digest->copy = xreallocarray(digest->copy, digest->size,
					     sizeof(*digest->copy));
		digest->length = xreallocarray(digest->length, digest->size,
					       sizeof(*digest->length));
	}
	for (size_t i = 0; i < count; i++)
		digest->skip[i] = digest->copy[i] = false;
}

static bool read_texts(struct digest *digest, const struct record *record,
		       struct error *error)
{
	struct str text;

	if (!need(record, "id", '"', "no 'id': run winnow-read before",
		  &digest->id, error) ||
	    !need(record, "text", '"', "no 'text': run winnow-strip before",
		  &text, error))
		return false;
	buf_reset(&digest->text);
	buf_reset(&digest->title);
	buf_reset(&digest->created);
	buf_reset(&digest->lang);
	json_unescape(text, &digest->text);
	record_text(record, "title", &digest->title);
	record_text(record, "created", &digest->created);
	record_text(record, "lang", &digest->lang);
	buf_add_text(&digest->lang, ""); /* at least its NUL */
	paragraphs_split(&digest->paragraphs, buf_str(&digest->text));
	make_room(digest);
	return true;
}

static bool read_templates(struct digest *digest, const struct record *record,
			   struct error *error)
{
	struct str template, item;
	uint64_t n;

	if (!need(record, "template", '[',
		  "no 'template': run winnow-match before", &template, error))
		return false;
	while (json_next_item(&template, &item)) {
		if (!json_uint(item, &n) || n >= digest->paragraphs.count) {
			error->what = "'template' and 'text' do not fit "
				      "together";
			return false;
		}
		digest->skip[n] = true;
	}
	return true;
}

/* What is no copy of a paragraph here is reported by read_copies(). */
static void mark_copies(struct digest *digest, const struct record *record)
{
	struct str copies = record_find(record, "copies"), copy;
	uint64_t n;

	if (!copies.p || json_kind(copies) != '[')
		return;
	while (json_next_item(&copies, &copy))
		if (json_kind(copy) == '{' &&
		    json_uint(json_member(copy, STR("at")), &n) &&
		    n < digest->paragraphs.count)
			digest->copy[n] = true;
}

/* All that is taken from the tokens, paragraph by paragraph. */
static void read_tokens(struct digest *digest)
{
	bag_reset(&digest->bag);
	digest->tokens = digest->all_tokens = 0;
	tokens_find(&digest->words, buf_str(&digest->title));
	bag_add(&digest->bag, buf_str(&digest->title), &digest->words,
		BAG_TITLE);
	facts_begin(&digest->finder, buf_str(&digest->created), digest->lang.p);
	digest->seconds =
		date_seconds_of(buf_str(&digest->created), digest->lang.p);
	digest->created_day = digest->finder.created;
	facts_add(&digest->finder, buf_str(&digest->title), &digest->words);
	for (size_t i = 0; i < digest->paragraphs.count; i++) {
		tokens_find(&digest->words, digest->paragraphs.item[i].text);
		digest->length[i] = digest->words.count;
		digest->all_tokens += digest->words.count;
		if (digest->skip[i])
			continue;
		bag_add(&digest->bag, digest->paragraphs.item[i].text,
			&digest->words,
			digest->copy[i] &&
					digest->words.count < DIGEST_COPY_TOKENS
				? BAG_LITTLE
				: BAG_BODY);
		facts_add(&digest->finder, digest->paragraphs.item[i].text,
			  &digest->words);
		digest->tokens += digest->words.count;
	}
}

static uint64_t thousandths(double share)
{
	return share <= 0   ? 0
	       : share >= 1 ? 1000
			    : (uint64_t)(1000 * share + .5);
}

static void add_source(struct digest *digest, struct str of,
		       uint64_t of_thousand)
{
	if (digest->copies == digest->copied_size) {
		digest->copied_size =
			digest->copied_size ? 2 * digest->copied_size : 32;
		digest->copied =
			xreallocarray(digest->copied, digest->copied_size,
				      sizeof(*digest->copied));
	}
	digest->copied[digest->copies++] = (struct copied){of, of_thousand};
}

/* The other sources of a copy that was stitched: that they came before is all
 * that matters of them. */
static bool add_others(struct digest *digest, struct str also)
{
	struct str other, of;

	while (also.p && json_next_item(&also, &other)) {
		of = json_kind(other) == '{' ? json_member(other, STR("of"))
					     : (struct str){0};
		if (!of.p || json_kind(of) != '"')
			return false;
		add_source(digest, of, 0);
	}
	return true;
}

static bool add_copy(struct digest *digest, struct str copy)
{
	struct str at, of, containment, also;
	uint64_t n;

	if (json_kind(copy) != '{')
		return false;
	at = json_member(copy, STR("at"));
	of = json_member(copy, STR("of"));
	containment = json_member(copy, STR("containment"));
	also = json_member(copy, STR("also"));
	if (!at.p || !of.p || !containment.p || json_kind(of) != '"' ||
	    !json_uint(at, &n) || n >= digest->paragraphs.count)
		return false;
	if (json_kind(containment) != '0' || (also.p && json_kind(also) != '['))
		return false;
	add_source(digest, of,
		   digest->length[n] < DIGEST_COPY_TOKENS || digest->skip[n]
			   ? 0
			   : digest->length[n] *
				     thousandths(json_number(containment)));
	return add_others(digest, also);
}

static int compare_copied(const void *a, const void *b)
{
	const struct copied *left = a, *right = b;

	return str_order(left->of, right->of);
}

static bool read_copies(struct digest *digest, const struct record *record,
			struct error *error)
{
	struct str copies, copy;
	size_t kept = 0;

	digest->copies = 0;
	if (!need(record, "copies", '[', "no 'copies': run winnow-match before",
		  &copies, error))
		return false;
	while (json_next_item(&copies, &copy)) {
		if (add_copy(digest, copy))
			continue;
		error->what = "'copies' and 'text' do not fit together";
		return false;
	}
	if (digest->copies)
		qsort(digest->copied, digest->copies, sizeof(*digest->copied),
		      compare_copied);
	for (size_t i = 0; i < digest->copies; i++) {
		if (kept &&
		    str_eq(digest->copied[kept - 1].of, digest->copied[i].of))
			digest->copied[kept - 1].thousandths +=
				digest->copied[i].thousandths;
		else
			digest->copied[kept++] = digest->copied[i];
	}
	digest->copies = kept;
	return true;
}

bool digest_make(struct digest *digest, const struct record *record,
		 struct error *error)
{
	if (!read_texts(digest, record, error) ||
	    !read_templates(digest, record, error))
		return false;
	mark_copies(digest, record);
	read_tokens(digest);
	if (!read_copies(digest, record, error))
		return false;
	facts_end(&digest->finder, &digest->facts);
	return true;
}

void digest_release(struct digest *digest)
{
	free(digest->copied);
	buf_release(&digest->title);
	buf_release(&digest->text);
	buf_release(&digest->created);
	buf_release(&digest->lang);
	paragraphs_release(&digest->paragraphs);
	free(digest->skip);
	free(digest->copy);
	free(digest->length);
	tokens_release(&digest->words);
}
