#include "draft.h"

#define NAMED ((uint32_t)(BLOCK_NAME_BYLINE | BLOCK_NAME_STAMP))

bool draft_add(struct draft *draft, const struct element *element,
	       struct str raw, enum squeeze_refs refs)
{
	const bool space = draft->text.gap && draft->chars;
	const uint32_t n = (uint32_t)squeezer_add(&draft->text, raw, refs);

	if (!n)
		return false;
	if (!draft->chars) {
		draft->first = *element;
		draft->all_flags = UINT32_MAX;
	}
	draft->chars += n;
	draft->all_flags &= element->flags;
	draft->any_flags |= element->flags;
	if (element->time)
		draft->time_chars += n;
	if (element->flags & NAMED)
		draft->named_chars += n;
	if (element->link) {
		draft->link_chars += n - space; /* what stood before it */
		draft->links += element->link != draft->last_link;
		draft->last_link = element->link;
	}
	return true;
}

static void draft_reset(struct draft *draft)
{
	const struct squeezer text = draft->text;

	*draft = (struct draft){.text = text};
	squeezer_reset(&draft->text);
}

struct block *draft_end(struct draft *draft, struct page *page)
{
	const struct buf *text = &draft->text.out;
	const struct element *first = &draft->first;
	struct block *block;

	if (!text->n) {
		squeezer_reset(&draft->text);
		return NULL;
	}
	block = page_add_block(page);
	block->text.p = arena_copy(&page->arena, text->p, text->n);
	block->text.n = text->n;
	block->tag = first->block_tag;
	block->level = first->level;
	if (draft->time_chars == draft->chars && block->tag != BLOCK_HEADING)
		block->tag = BLOCK_TIME;
	block->flags = draft->all_flags;
	if (draft->named_chars >= draft->chars - draft->named_chars)
		block->flags |= draft->any_flags & NAMED;
	block->chars = draft->chars;
	block->link_chars = draft->link_chars;
	block->links = draft->links;
	block->box = first->holder;
	block->path = first->path;
	block->depth = first->depth;
	draft_reset(draft);
	return block;
}

void draft_release(struct draft *draft)
{
	squeezer_release(&draft->text);
}
