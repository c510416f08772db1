#include "shown.h"

#include <stdlib.h>

#include "../html/elements.h"
#include "json.h"
#include "mem.h"

static struct shown_line *add_line(struct shown *shown)
{
	struct shown_line *line;

	if (shown->count == shown->size) {
		shown->size = shown->size ? shown->size * 2 : 64;
		shown->line = xreallocarray(shown->line, shown->size,
					    sizeof(*shown->line));
	}
	line = &shown->line[shown->count++];
	*line = (struct shown_line){0};
	return line;
}

/* Keep what scratch holds. */
static struct str keep(struct shown *shown)
{
	const size_t n = shown->scratch.n;

	return (struct str){
		arena_copy(&shown->arena, n ? shown->scratch.p : "", n), n};
}

static struct str keep_key(struct shown *shown, const struct record *record,
			   const char *name)
{
	buf_reset(&shown->scratch);
	if (record)
		record_text(record, name, &shown->scratch);
	return keep(shown);
}

static struct str keep_string(struct shown *shown, struct str value)
{
	buf_reset(&shown->scratch);
	if (value.p && json_kind(value) == '"')
		json_unescape(value, &shown->scratch);
	return keep(shown);
}

static void reset(struct shown *shown, const struct record *head)
{
	shown->count = 0;
	arena_reset(&shown->arena);
	shown->path = keep_key(shown, head, "path");
}

/* The table, row and cell that the line stands in, the nearest of each. */
static void find_cell(struct shown_line *line, const struct page *page,
		      uint32_t box)
{
	for (; box && !line->table; box = page->box[box].parent) {
		const uint32_t tag = page->box[box].tag;

		if ((tag == TAG_TD || tag == TAG_TH) && !line->cell)
			line->cell = box;
		else if (tag == TAG_TR && !line->row)
			line->row = box;
		else if (tag == TAG_TABLE)
			line->table = box;
	}
}

void shown_page(struct shown *shown, const struct stripper *stripper,
		const struct record *head)
{
	const struct article *article = &stripper->article;
	const struct page *page = &article->page;

	reset(shown, head);
	shown->title = buf_str(&article->title);
	for (size_t i = 0; i < page->count; i++) {
		struct shown_line *line = add_line(shown);

		line->text = page->block[i].text;
		line->rule = str_from(rule_name(article->line[i].rule));
		line->role = article->line[i].role;
		line->kept = strip_is_kept(stripper, &article->line[i]);
		line->scored = true;
		line->score = article->line[i].score;
		line->level = page->block[i].level;
		if (page->block[i].tag == BLOCK_CELL)
			find_cell(line, page, page->block[i].box);
	}
}

/* The lines that were taken out behind the first at lines of the text. */
static void add_stripped(struct shown *shown, struct str *rest,
			 struct str *item, uint64_t at)
{
	struct shown_line *line;
	uint64_t before;

	while (item->p) {
		if (json_uint(json_member(*item, STR("at")), &before) &&
		    before > at)
			return;
		line = add_line(shown);
		line->text =
			keep_string(shown, json_member(*item, STR("text")));
		line->rule =
			keep_string(shown, json_member(*item, STR("rule")));
		line->role = role_from(
			keep_string(shown, json_member(*item, STR("role"))));
		if (line->role == ROLE_COUNT)
			line->role = ROLE_CHROME;
		if (!json_next_item(rest, item))
			item->p = NULL;
	}
}

void shown_record(struct shown *shown, const struct record *record)
{
	struct str roles = record_find(record, "roles");
	struct str stripped = record_find(record, "stripped");
	struct str role, item = {0}, text, line;
	uint64_t at = 0;

	reset(shown, record);
	shown->title = keep_key(shown, record, "title");
	text = keep_key(shown, record, "text");
	if (!json_next_item(&stripped, &item))
		item.p = NULL;
	add_stripped(shown, &stripped, &item, at);
	while (str_cut(&text, '\n', &line)) {
		struct shown_line *kept = add_line(shown);

		kept->text = line;
		kept->rule = str_from(rule_name(RULE_KEEP));
		kept->kept = true;
		kept->role = json_next_item(&roles, &role)
				     ? role_from(keep_string(shown, role))
				     : ROLE_BODY;
		if (kept->role == ROLE_COUNT)
			kept->role = ROLE_BODY;
		add_stripped(shown, &stripped, &item, ++at);
	}
	add_stripped(shown, &stripped, &item, UINT64_MAX);
}

void shown_release(struct shown *shown)
{
	arena_release(&shown->arena);
	buf_release(&shown->scratch);
	free(shown->line);
	*shown = (struct shown){0};
}

void shown_put_line(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++)
		buf_add_char(out,
			     (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]);
}
