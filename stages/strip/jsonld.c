#include "jsonld.h"

#include <stdbool.h>
#include <string.h>

#include "json.h"

enum { AUTHORS_MAX = 16 };

struct pile { /* of spans still to look at */
	struct str item[JSONLD_OBJECTS_MAX];
	size_t count;
};

static void pile_add(struct pile *pile, struct str value)
{
	if (value.p && pile->count < JSONLD_OBJECTS_MAX)
		pile->item[pile->count++] = value;
}

static bool is_article_type(struct str name)
{
	return str_ends(name, STR("Article")) ||
	       str_ends(name, STR("Posting")) ||
	       str_ends(name, STR("Report")) || str_ends(name, STR("Review"));
}

/* What a whole page is, and no picture, film or comment on it. */
static bool is_page_type(struct str name)
{
	return str_ends(name, STR("Page")) || str_eq(name, STR("Recipe")) ||
	       str_eq(name, STR("HowTo")) || str_eq(name, STR("CreativeWork"));
}

static bool has_type(struct str object, bool (*is_type)(struct str))
{
	struct str type = json_member(object, STR("@type")), item;

	if (!type.p)
		return false;
	if (json_kind(type) == '"')
		return is_type(json_plain(type));
	if (json_kind(type) != '[')
		return false;
	while (json_next_item(&type, &item))
		if (json_kind(item) == '"' && is_type(json_plain(item)))
			return true;
	return false;
}

/* The text of a string span as people see it; good until the next call. */
static struct str clean(struct jsonld *jsonld, struct str value)
{
	buf_reset(&jsonld->raw);
	json_unescape(value, &jsonld->raw);
	squeezer_reset(&jsonld->squeezer);
	squeezer_add(&jsonld->squeezer, buf_str(&jsonld->raw),
		     SQUEEZE_TEXT_REFS);
	return buf_str(&jsonld->squeezer.out);
}

/* Append a text member to out, unless out has something already. */
static void take(struct jsonld *jsonld, struct buf *out, struct str object,
		 struct str name)
{
	const struct str value = json_member(object, name);

	if (!out->n && value.p && json_kind(value) == '"')
		buf_add_str(out, clean(jsonld, value));
}

static void take_name(struct jsonld *jsonld, struct str person)
{
	struct buf *out = &jsonld->author;
	struct str name;

	if (json_kind(person) == '{')
		person = json_member(person, STR("name"));
	if (!person.p || json_kind(person) != '"')
		return;
	name = clean(jsonld, person);
	if (out->n && name.n)
		buf_add_text(out, ", ");
	buf_add_str(out, name);
}

static void take_author(struct jsonld *jsonld, struct str object)
{
	struct str author = json_member(object, STR("author")), item;

	if (!author.p || jsonld->author.n)
		return;
	if (json_kind(author) != '[') {
		take_name(jsonld, author);
		return;
	}
	for (int i = 0; i < AUTHORS_MAX && json_next_item(&author, &item); i++)
		take_name(jsonld, item);
}

static void take_publisher(struct jsonld *jsonld, struct str object)
{
	const struct str publisher = json_member(object, STR("publisher"));

	if (publisher.p && json_kind(publisher) == '{')
		take(jsonld, &jsonld->publisher, publisher, STR("name"));
}

/* An address without what differs between two ways to the same page: the
 * host, a query, a fragment and the last slash. */
static struct str path_of(struct str url)
{
	const char *p = url.n ? memmem(url.p, url.n, "://", 3) : NULL;
	size_t n = 0;

	if (p)
		url = str_skip(url, (size_t)(p - url.p) + 3);
	p = url.n ? memchr(url.p, '/', url.n) : NULL;
	url = p ? str_skip(url, (size_t)(p - url.p)) : (struct str){0};
	while (n < url.n && url.p[n] != '?' && url.p[n] != '#')
		n++;
	url.n = n;
	while (url.n && url.p[url.n - 1] == '/')
		url.n--;
	return url;
}

/* The address of an article, or of the page that it is on; {0} if it says
 * none. Good until the next call. */
static struct str address_of(struct jsonld *jsonld, struct str object)
{
	static const char *const names[] = {"mainEntityOfPage", "url", "@id"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str value = json_member(object, str_from(names[i]));
		struct str path;

		if (value.p && json_kind(value) == '{')
			value = json_member(value, STR("@id"));
		if (!value.p || json_kind(value) != '"')
			continue;
		path = path_of(clean(jsonld, value));
		if (path.n)
			return path;
	}
	return (struct str){0};
}

static enum jsonld_rank rank_of(struct jsonld *jsonld, struct str object)
{
	const struct str here = path_of(jsonld->address);
	const struct str path = address_of(jsonld, object);

	if (!here.n || !path.n)
		return JSONLD_SOME;
	return str_eq(here, path) ? JSONLD_THIS : JSONLD_OTHER;
}

static void forget_article(struct jsonld *jsonld)
{
	buf_reset(&jsonld->headline);
	buf_reset(&jsonld->author);
	buf_reset(&jsonld->published);
	buf_reset(&jsonld->body);
	buf_reset(&jsonld->publisher);
}

static void read_article(struct jsonld *jsonld, struct str object)
{
	const enum jsonld_rank rank = rank_of(jsonld, object);

	if (rank < jsonld->rank ||
	    (rank == JSONLD_OTHER && rank == jsonld->rank))
		return;
	if (rank > jsonld->rank)
		forget_article(jsonld);
	jsonld->rank = rank;
	take(jsonld, &jsonld->headline, object, STR("headline"));
	take(jsonld, &jsonld->published, object, STR("datePublished"));
	take(jsonld, &jsonld->body, object, STR("articleBody"));
	take_author(jsonld, object);
	take_publisher(jsonld, object);
}

static void read_object(struct jsonld *jsonld, struct str object,
			struct pile *pile)
{
	if (has_type(object, is_article_type)) {
		read_article(jsonld, object);
	} else if (has_type(object, is_page_type)) {
		take(jsonld, &jsonld->page_published, object,
		     STR("datePublished"));
	}
	pile_add(pile, json_member(object, STR("@graph")));
	pile_add(pile, json_member(object, STR("mainEntity")));
}

static void read_items(struct pile *pile, struct str array)
{
	struct str item;
	const size_t first = pile->count;

	while (pile->count < JSONLD_OBJECTS_MAX &&
	       json_next_item(&array, &item))
		pile_add(pile, item);
	/* the pile gives out its last item first: turn them round */
	for (size_t i = first, j = pile->count; i + 1 < j; i++) {
		const struct str swap = pile->item[i];

		pile->item[i] = pile->item[--j];
		pile->item[j] = swap;
	}
}

/* The script without the comment or CDATA marks that some put round it. */
static struct str unwrap(struct str script)
{
	const char *start, *end;

	script = str_trim(script);
	if (!script.n || *script.p == '[')
		return script;
	start = memchr(script.p, '{', script.n);
	if (!start)
		return script;
	end = script.p + script.n;
	while (end[-1] != '}' && end - 1 > start)
		end--;
	return (struct str){start, (size_t)(end - start)};
}

void jsonld_read(struct jsonld *jsonld, struct str script)
{
	struct pile pile = {.count = 0};
	struct error error;
	struct buf *fixed = &jsonld->scratch;

	script = unwrap(script);
	if (!json_check(script, &error)) {
		buf_reset(fixed);
		buf_add_str(fixed, script);
		for (size_t i = 0; i < fixed->n; i++)
			if ((unsigned char)fixed->p[i] < ' ')
				fixed->p[i] = ' ';
		script = buf_str(fixed);
		if (!json_check(script, &error))
			return;
	}
	pile_add(&pile, script);
	for (int seen = 0; pile.count && seen < JSONLD_OBJECTS_MAX; seen++) {
		const struct str value = pile.item[--pile.count];

		if (json_kind(value) == '{')
			read_object(jsonld, value, &pile);
		else if (json_kind(value) == '[')
			read_items(&pile, value);
	}
}

void jsonld_reset(struct jsonld *jsonld, struct str address)
{
	forget_article(jsonld);
	buf_reset(&jsonld->page_published);
	jsonld->rank = JSONLD_NONE;
	jsonld->address = address;
}

void jsonld_release(struct jsonld *jsonld)
{
	buf_release(&jsonld->headline);
	buf_release(&jsonld->author);
	buf_release(&jsonld->published);
	buf_release(&jsonld->body);
	buf_release(&jsonld->publisher);
	buf_release(&jsonld->page_published);
	buf_release(&jsonld->scratch);
	buf_release(&jsonld->raw);
	squeezer_release(&jsonld->squeezer);
}
