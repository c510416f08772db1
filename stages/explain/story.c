#include "story.h"

#include <stdlib.h>

#include "json.h"
#include "mem.h"

static struct story_target *find_target(struct story *story, struct str id)
{
	for (size_t i = 0; i < story->targets; i++)
		if (str_eq(story->target[i].id, id))
			return &story->target[i];
	return NULL;
}

static struct str copy(struct story *story, struct str text)
{
	return (struct str){arena_copy(&story->arena, text.p, text.n), text.n};
}

static void add_target(struct story *story, struct str id)
{
	if (!id.n || find_target(story, id))
		return;
	if (story->targets == story->size) {
		story->size = story->size ? 2 * story->size : 16;
		story->target = xreallocarray(story->target, story->size,
					      sizeof(*story->target));
	}
	story->target[story->targets++] =
		(struct story_target){.id = copy(story, id)};
}

/* The text of a string span, appended to scratch. */
static struct str span_text(struct str span, struct buf *scratch)
{
	buf_reset(scratch);
	if (span.p && json_kind(span) == '"')
		json_unescape(span, scratch);
	return buf_str(scratch);
}

static struct str top_text(const struct corpus_document *document,
			   const char *name, struct buf *scratch)
{
	return span_text(record_find(&document->record, name), scratch);
}

static struct str meta_text(const struct corpus_document *document,
			    const char *name, struct buf *scratch)
{
	const struct str metadata = record_find(&document->record, "metadata");

	return span_text(json_member(metadata, str_from(name)), scratch);
}

void story_targets(struct story *story, const struct corpus_document *document)
{
	struct buf scratch = {0};

	add_target(story, top_text(document, "kept_id", &scratch));
	for (size_t i = 0; i < document->removed; i++)
		add_target(story, document->block[document->stripped + i].of);
	buf_release(&scratch);
}

void story_learn(struct story *story, const struct corpus_document *document)
{
	struct story_target *target = find_target(story, document->id);
	struct buf scratch = {0};

	if (!target)
		return;
	target->source = copy(story, top_text(document, "source", &scratch));
	target->title = copy(story, meta_text(document, "title", &scratch));
	buf_release(&scratch);
}

static void put_fact(struct buf *out, const char *name, struct str value)
{
	if (value.n)
		buf_addf(out, "%-10s %.*s\n", name, (int)value.n, value.p);
}

static void put_target(struct buf *out, struct story *story, struct str id)
{
	const struct story_target *target = find_target(story, id);

	buf_add_str(out, id);
	if (target && target->source.n)
		buf_addf(out, " (%.*s: %.*s)", (int)target->source.n,
			 target->source.p, (int)target->title.n,
			 target->title.p);
}

static void put_fate(struct buf *out, struct story *story,
		     const struct corpus_document *document)
{
	struct buf scratch = {0};
	const struct str kept = top_text(document, "kept_id", &scratch);

	if (!kept.n) {
		put_fact(out, "fate", STR("kept"));
	} else {
		const double share = json_number(
			record_find(&document->record, "containment"));

		buf_addf(out, "%-10s reprint: %d %% of its tokens stand in ",
			 "fate", (int)(100 * share + 0.5));
		put_target(out, story, kept);
		buf_add_char(out, '\n');
	}
	buf_release(&scratch);
}

static void put_head(struct buf *out, struct story *story,
		     const struct corpus_document *document)
{
	struct buf scratch = {0};

	put_fact(out, "id", document->id);
	put_fact(out, "title", meta_text(document, "title", &scratch));
	put_fact(out, "source", top_text(document, "source", &scratch));
	put_fact(out, "url", meta_text(document, "url", &scratch));
	put_fact(out, "path", meta_text(document, "path", &scratch));
	put_fact(out, "charset", meta_text(document, "charset", &scratch));
	put_fact(out, "lang", meta_text(document, "lang", &scratch));
	put_fact(out, "created", top_text(document, "created", &scratch));
	put_fact(out, "from", meta_text(document, "created_from", &scratch));
	put_fact(out, "event", meta_text(document, "event_id", &scratch));
	put_fact(out, "on", meta_text(document, "event_date", &scratch));
	put_fate(out, story, document);
	buf_add_char(out, '\n');
	buf_release(&scratch);
}

static void put_stripped(struct buf *out, const struct corpus_block *block)
{
	buf_addf(out, "     - %-12.*s %.*s\n", (int)block->rule.n,
		 block->rule.p, (int)block->text.n, block->text.p);
}

static void put_removed(struct buf *out, struct story *story,
			const struct corpus_block *block)
{
	buf_addf(out, "%4zu x %-12.*s %.*s\n", block->at, (int)block->rule.n,
		 block->rule.p, (int)block->text.n, block->text.p);
	if (!block->of.n)
		return;
	buf_addf(out,
		 "       %d %% of it (resemblance %d %%) stands in paragraph "
		 "%zu of ",
		 (int)(100 * block->containment + 0.5),
		 (int)(100 * block->resemblance + 0.5), block->paragraph);
	put_target(out, story, block->of);
	buf_add_char(out, '\n');
}

static void put_kept(struct buf *out, size_t number, struct str role,
		     struct str line)
{
	role = role.p ? json_plain(role) : STR("");
	buf_addf(out, "%4zu   %-12.*s %.*s\n", number, (int)role.n, role.p,
		 (int)line.n, line.p);
}

static void put_lines(struct buf *out, struct story *story,
		      const struct corpus_document *document)
{
	const struct str metadata = record_find(&document->record, "metadata");
	const struct corpus_block *stripped = document->block;
	const struct corpus_block *end = stripped + document->stripped;
	const struct corpus_block *removed = end;
	struct str roles = json_member(metadata, STR("roles")), role;
	struct paragraphs paragraphs = {0};

	corpus_restore(document, &paragraphs);
	for (size_t i = 0; i < paragraphs.count; i++) {
		while (stripped < end && stripped->at <= i)
			put_stripped(out, stripped++);
		if (!roles.p || !json_next_item(&roles, &role))
			role = (struct str){0};
		if (paragraphs.item[i].removed)
			put_removed(out, story, removed++);
		else
			put_kept(out, i, role, paragraphs.item[i].text);
	}
	while (stripped < end)
		put_stripped(out, stripped++);
	paragraphs_release(&paragraphs);
}

void story_tell(struct story *story, const struct corpus_document *document,
		struct buf *out)
{
	put_head(out, story, document);
	put_lines(out, story, document);
}

void story_release(struct story *story)
{
	free(story->target);
	arena_release(&story->arena);
	*story = (struct story){0};
}
