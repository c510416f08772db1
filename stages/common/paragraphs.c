#include "paragraphs.h"

#include <stdint.h>
#include <stdlib.h>

#include "json.h"
#include "mem.h"

static void add(struct paragraphs *paragraphs, struct str text, bool removed)
{
	if (paragraphs->count == paragraphs->size) {
		paragraphs->size = paragraphs->size ? 2 * paragraphs->size : 64;
		paragraphs->item =
			xreallocarray(paragraphs->item, paragraphs->size,
				      sizeof(*paragraphs->item));
	}
	paragraphs->item[paragraphs->count++] =
		(struct paragraph){text, removed};
}

/* Number the next paragraph of the text; false if there is none. A newline
 * at the end is followed by one more, empty paragraph. */
static bool take(struct paragraphs *paragraphs)
{
	const struct str rest = paragraphs->rest;
	struct str text = rest;
	const char *end;

	if (!paragraphs->open)
		return false;
	end = rest.n ? memchr(rest.p, '\n', rest.n) : NULL;
	if (end)
		text.n = (size_t)(end - rest.p);
	paragraphs->open = end;
	paragraphs->rest = str_skip(rest, text.n + 1);
	add(paragraphs, text, false);
	return true;
}

void paragraphs_begin(struct paragraphs *paragraphs, struct str text)
{
	paragraphs->count = 0;
	paragraphs->rest = text;
	paragraphs->open = text.n;
	arena_reset(&paragraphs->arena);
}

bool paragraphs_put(struct paragraphs *paragraphs, size_t at, struct str text)
{
	while (paragraphs->count < at)
		if (!take(paragraphs))
			return false;
	if (paragraphs->count != at)
		return false;
	add(paragraphs, text, true);
	return true;
}

static bool put_object(struct paragraphs *paragraphs, struct str object,
		       struct error *error)
{
	struct buf *scratch = &paragraphs->scratch;
	struct str at, text;
	uint64_t n;

	error->what = "'removed' lacks 'at' or 'text'";
	if (json_kind(object) != '{')
		return false;
	at = json_member(object, STR("at"));
	text = json_member(object, STR("text"));
	if (!at.p || !text.p || json_kind(text) != '"' || !json_uint(at, &n))
		return false;
	buf_reset(scratch);
	json_unescape(text, scratch);
	text.n = scratch->n;
	text.p = arena_copy(&paragraphs->arena, scratch->n ? scratch->p : "",
			    scratch->n);
	error->what = "'text' and 'removed' do not fit together";
	return n <= SIZE_MAX && paragraphs_put(paragraphs, (size_t)n, text);
}

bool paragraphs_put_removed(struct paragraphs *paragraphs, struct str removed,
			    struct error *error)
{
	struct str object;

	while (json_next_item(&removed, &object))
		if (!put_object(paragraphs, object, error))
			return false;
	return true;
}

void paragraphs_end(struct paragraphs *paragraphs)
{
	while (take(paragraphs))
		;
}

void paragraphs_split(struct paragraphs *paragraphs, struct str text)
{
	paragraphs_begin(paragraphs, text);
	paragraphs_end(paragraphs);
}

void paragraphs_join(const struct paragraphs *paragraphs, struct buf *out)
{
	for (size_t i = 0; i < paragraphs->count; i++) {
		if (i)
			buf_add_char(out, '\n');
		buf_add_str(out, paragraphs->item[i].text);
	}
}

void paragraphs_release(struct paragraphs *paragraphs)
{
	free(paragraphs->item);
	arena_release(&paragraphs->arena);
	buf_release(&paragraphs->scratch);
	*paragraphs = (struct paragraphs){0};
}
