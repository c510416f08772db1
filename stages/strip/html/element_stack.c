#include "element_stack.h"

#include <string.h>

void element_stack_init(struct element_stack *stack)
{
	stack->numbers = 0;
	stack->top = 0;
	stack->flattened = false;
	memset(stack->top_of, 0, sizeof(stack->top_of));
	memset(stack->too_deep, 0, sizeof(stack->too_deep));
	stack->element[0] = (struct element){0};
}

static bool is_heading(enum tag tag)
{
	return tag >= TAG_H1 && tag <= TAG_H6;
}

/* Elements give their text its kind, but a p is what holds it. */
static void set_block_tag(struct element *e, const struct element_kind *kind)
{
	if (kind->traits & ELEMENT_SECTION)
		e->block_tag = BLOCK_TEXT;
	else if (kind->block == BLOCK_P && e->block_tag != BLOCK_TEXT &&
		 e->block_tag != BLOCK_CELL)
		return;
	else if (kind->block)
		e->block_tag = kind->block;
	if (is_heading(e->tag))
		e->level = e->tag - TAG_H1 + 1;
	else if (e->block_tag != BLOCK_HEADING)
		e->level = 0;
}

static void set_box(struct element *e, uint16_t traits, uint32_t box)
{
	const bool item = e->tag == TAG_LI || e->tag == TAG_DT ||
			  e->tag == TAG_DD || e->tag == TAG_FIGCAPTION ||
			  e->tag == TAG_CAPTION;

	if (!(traits & ELEMENT_BLOCK))
		return;
	e->holder = e->box;
	if (!(traits & ELEMENT_BOX))
		return;
	e->box = box;
	if (!item)
		e->holder = box;
}

/* FNV-1a over words instead of bytes, high bits folded in. */
static uint32_t path_step(uint32_t path, uint32_t tag, uint32_t class_hash)
{
	path = ((path ^ tag) * 16777619u ^ class_hash) * 16777619u;
	return path ^ path >> 15;
}

static uint32_t flags_in(uint32_t around, uint32_t own)
{
	/* the header of an article is no header of the page */
	if (around & BLOCK_IN_ARTICLE)
		own &= ~(uint32_t)(BLOCK_IN_HEADER | BLOCK_IN_FOOTER);
	return around | own;
}

void element_stack_push(struct element_stack *stack, struct element_start start)
{
	const struct element_kind *kind = &element_kinds[start.tag];
	const bool block = kind->traits & ELEMENT_BLOCK;
	const uint32_t number = ++stack->numbers;
	struct element *e;
	uint16_t index;

	if (stack->top >= (block ? STACK_DEPTH_MAX : STACK_INLINE_MAX)) {
		stack->too_deep[start.tag]++;
		stack->flattened = true;
		return;
	}
	index = (uint16_t)++stack->top;
	e = &stack->element[index];
	*e = stack->element[index - 1];
	e->tag = (uint8_t)start.tag;
	e->same = stack->top_of[start.tag];
	stack->top_of[start.tag] = index;
	e->own_flags = start.flags;
	e->flags = flags_in(e->flags, start.flags);
	e->own_link = start.link ? number : 0;
	if (start.link)
		e->link = number;
	e->own_wrapper = start.wrapper;
	if (start.wrapper)
		e->wrapper = start.wrapper;
	e->own_time = start.tag == TAG_TIME;
	e->time |= e->own_time;
	e->skip |= (kind->traits & ELEMENT_SKIP) != 0;
	if (kind->traits & ELEMENT_SCOPE)
		e->scope = index;
	if (kind->traits & (ELEMENT_SCOPE | ELEMENT_LIST))
		e->list = index;
	set_box(e, kind->traits, start.box);
	if (block) {
		set_block_tag(e, kind);
		e->block = index;
		e->depth++;
		e->path = path_step(e->path, start.tag, start.class_hash);
	}
}

void element_stack_pop(struct element_stack *stack, unsigned index)
{
	for (; stack->top >= index; stack->top--) {
		const struct element *e = element_stack_top(stack);

		if (e->tag)
			stack->top_of[e->tag] = e->same;
	}
	if (stack->flattened)
		memset(stack->too_deep, 0, sizeof(stack->too_deep));
	stack->flattened = false;
}

void element_stack_disown(struct element_stack *stack, enum tag tag)
{
	struct element *e = &stack->element[stack->top_of[tag]];

	stack->top_of[tag] = e->same;
	e->tag = TAG_NONE;
	e->own_flags = 0;
	e->own_link = 0;
	e->own_wrapper = 0;
	e->own_time = false;
	for (; e <= element_stack_top(stack); e++) {
		e->flags = flags_in(e[-1].flags, e->own_flags);
		e->link = e->own_link ? e->own_link : e[-1].link;
		e->wrapper = e->own_wrapper ? e->own_wrapper : e[-1].wrapper;
		e->time = e[-1].time || e->own_time;
	}
}
