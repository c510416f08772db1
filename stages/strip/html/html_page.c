/* html_page.c - HTML as a page: elements on a stack, texts into blocks. */
#include "../blocks.h"

#include "draft.h"
#include "element_stack.h"
#include "elements.h"
#include "html_meta.h"
#include "start_reader.h"
#include "tokenizer.h"
#include "wrappers.h"

struct builder {
	struct page *page;
	struct tokenizer tokenizer;
	struct element_stack stack;
	struct start_reader reader;
	struct draft visible, hidden; /* hidden: parts that are not shown */
	struct html_meta meta;
	struct wrappers wrappers;
	enum tag raw;	 /* whose content, no markup, comes next */
	bool jsonld;	 /* and that is JSON-LD */
	unsigned breaks; /* <br> since the last text */
};

/* --- blocks --- */

static void end_draft(struct builder *b, struct draft *draft)
{
	const uint32_t wrapper = draft->wrapper;
	const struct block *block = draft_end(draft, b->page);

	if (!block)
		return;
	wrappers_put_block(&b->wrappers, b->page->count - 1, wrapper);
	if (block->tag == BLOCK_HEADING && block->level == 1)
		html_meta_h1(&b->meta, block);
}

static void add_gap(struct builder *b)
{
	squeezer_add_gap(&b->visible.text);
	squeezer_add_gap(&b->hidden.text);
}

static void end_block(struct builder *b)
{
	b->breaks = 0;
	if (page_is_full(b->page)) {
		add_gap(b);
		return;
	}
	end_draft(b, &b->visible);
	end_draft(b, &b->hidden);
}

static void add_text(struct builder *b, const struct markup *m)
{
	const struct element *top = element_stack_top(&b->stack);
	struct draft *draft =
		top->flags & BLOCK_HIDDEN ? &b->hidden : &b->visible;
	const bool refs = m->mode == MARKUP_DATA || m->mode == MARKUP_RCDATA;

	if (top->skip)
		return;
	if (!draft_add(draft, top, m->text,
		       refs ? SQUEEZE_TEXT_REFS : SQUEEZE_NO_REFS))
		return;
	draft->wrapper = b->stack.element[top->block].wrapper;
	b->breaks = 0;
}

static void add_break(struct builder *b)
{
	add_gap(b);
	if (++b->breaks == 2)
		end_block(b);
}

/* Text that is no markup: of title, script, textarea, xmp... */
static void add_raw_text(struct builder *b, const struct markup *m)
{
	if (b->raw == TAG_TITLE)
		html_meta_title(&b->meta, m->text);
	else if (b->jsonld)
		html_meta_jsonld(&b->meta, m);
	else if (b->raw == TAG_XMP || b->raw == TAG_PLAINTEXT)
		add_text(b, m);
}

/* --- elements that end without an end tag --- */

static unsigned top_of(const struct builder *b, enum tag tag)
{
	return b->stack.top_of[tag];
}

static unsigned higher(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static unsigned top_heading(const struct builder *b)
{
	unsigned top = 0;

	for (unsigned tag = TAG_H1; tag <= TAG_H6; tag++)
		top = higher(top, top_of(b, tag));
	return top;
}

/* Pop down to the element at index, if it is above the scope. */
static void pop_above(struct builder *b, unsigned index, unsigned scope)
{
	if (index > scope)
		element_stack_pop(&b->stack, index);
}

static void close_p(struct builder *b)
{
	const unsigned scope = element_stack_top(&b->stack)->scope;

	pop_above(b, top_of(b, TAG_P), higher(scope, top_of(b, TAG_BUTTON)));
}

static void close_cells(struct builder *b)
{
	pop_above(b, top_of(b, TAG_TD), top_of(b, TAG_TABLE));
	pop_above(b, top_of(b, TAG_TH), top_of(b, TAG_TABLE));
	pop_above(b, top_of(b, TAG_CAPTION), top_of(b, TAG_TABLE));
}

static void close_rows(struct builder *b, bool groups)
{
	close_cells(b);
	pop_above(b, top_of(b, TAG_TR), top_of(b, TAG_TABLE));
	if (!groups)
		return;
	pop_above(b, top_of(b, TAG_TBODY), top_of(b, TAG_TABLE));
	pop_above(b, top_of(b, TAG_THEAD), top_of(b, TAG_TABLE));
	pop_above(b, top_of(b, TAG_TFOOT), top_of(b, TAG_TABLE));
}

static void end_inline(struct builder *b, enum tag tag);

/* A control that was not closed must not swallow the page. */
static void close_controls(struct builder *b, enum tag tag, uint16_t traits)
{
	const bool section = (traits & ELEMENT_SECTION) || tag == TAG_TABLE ||
			     tag == TAG_FORM;

	if (section || tag == TAG_P || tag == TAG_INPUT ||
	    tag == TAG_TEXTAREA || tag == TAG_SELECT)
		pop_above(b, top_of(b, TAG_SELECT), 0);
	if (section || tag == TAG_BUTTON)
		pop_above(b, top_of(b, TAG_BUTTON), 0);
}

/* What the start tag of tag closes. */
static void close_implied(struct builder *b, enum tag tag, uint16_t traits)
{
	const struct element *top;

	if (top_of(b, TAG_SELECT) || top_of(b, TAG_BUTTON))
		close_controls(b, tag, traits);
	if (traits & ELEMENT_CLOSES_P)
		close_p(b);
	top = element_stack_top(&b->stack);
	if (tag >= TAG_H1 && tag <= TAG_H6 && top->tag >= TAG_H1 &&
	    top->tag <= TAG_H6)
		element_stack_pop(&b->stack, b->stack.top);
	else if (tag == TAG_LI)
		pop_above(b, top_of(b, TAG_LI), top->list);
	else if (tag == TAG_DT || tag == TAG_DD)
		pop_above(b, higher(top_of(b, TAG_DT), top_of(b, TAG_DD)),
			  top->list);
	else if (tag == TAG_TD || tag == TAG_TH)
		close_cells(b);
	else if (traits & ELEMENT_TABLE)
		close_rows(b, tag != TAG_TR);
	else if (tag == TAG_A && top_of(b, TAG_A) > top->scope)
		end_inline(b, TAG_A);
}

/* --- svg and math --- */

static bool in_foreign(const struct builder *b)
{
	return (top_of(b, TAG_SVG) || top_of(b, TAG_MATH)) &&
	       !top_of(b, TAG_FOREIGNOBJECT);
}

/*
 * A start tag inside svg or math. False: it is theirs. Some elements of
 * HTML end an svg that was not closed.
 */
static bool leave_foreign(struct builder *b, enum tag tag, uint16_t traits)
{
	const bool html = (traits & ELEMENT_BLOCK) || tag == TAG_SPAN ||
			  tag == TAG_BR || tag == TAG_IMG || tag == TAG_B ||
			  tag == TAG_I || tag == TAG_EM || tag == TAG_STRONG ||
			  tag == TAG_META;

	if (tag == TAG_SVG || tag == TAG_MATH || tag == TAG_FOREIGNOBJECT)
		return true;
	if (!html)
		return false;
	while (in_foreign(b))
		element_stack_pop(&b->stack, higher(top_of(b, TAG_SVG),
						    top_of(b, TAG_MATH)));
	return true;
}

/* --- tags --- */

/* What follows the start tag is no markup. */
static void enter_raw(struct builder *b, enum tag tag)
{
	const struct str name = str_from(element_kinds[tag].name);
	const struct str type = b->reader.attributes.value[ATTRIBUTE_TYPE];
	const struct str jsonld = STR("application/ld+json");
	struct str start = str_trim(type);
	enum markup_mode mode = MARKUP_RAWTEXT;

	if (tag == TAG_TITLE || tag == TAG_TEXTAREA)
		mode = MARKUP_RCDATA;
	else if (tag == TAG_SCRIPT)
		mode = MARKUP_SCRIPT;
	else if (tag == TAG_PLAINTEXT)
		mode = MARKUP_PLAINTEXT;
	if (start.n > jsonld.n)
		start.n = jsonld.n;
	b->raw = tag;
	b->jsonld = tag == TAG_SCRIPT && markup_is_name(start, jsonld);
	tokenizer_enter(&b->tokenizer, mode, name);
}

/* Elements that are on the stack only where they belong. */
static bool is_misplaced(const struct builder *b, enum tag tag, bool closed)
{
	const uint8_t top = element_stack_top(&b->stack)->tag;

	if (tag == TAG_SVG || tag == TAG_MATH)
		return closed;
	if (tag == TAG_FOREIGNOBJECT)
		return closed || !in_foreign(b);
	/* a form around rows has no content; nor has one in a form */
	if (tag == TAG_FORM)
		return top_of(b, TAG_FORM) || top == TAG_TABLE ||
		       top == TAG_TR || top == TAG_TBODY;
	return false;
}

static void open_element(struct builder *b, enum tag tag)
{
	struct element_start start = start_reader_read(&b->reader, tag);
	const uint32_t flags = start.flags & WRAPPER_FLAGS;

	if (flags)
		start.wrapper = wrappers_add(
			&b->wrappers, element_stack_top(&b->stack)->wrapper,
			flags, start.comments);
	if (element_kinds[tag].traits & ELEMENT_BOX)
		start.box = page_add_box(
			b->page, (struct box){element_stack_top(&b->stack)->box,
					      start.flags, tag});
	/* words on both sides of a button or a picture are two words */
	if (element_kinds[tag].traits & ELEMENT_SKIP)
		add_gap(b);
	element_stack_push(&b->stack, start);
}

static void start_tag(struct builder *b, const struct markup *m)
{
	const enum tag tag = element_find(m->text);
	const uint16_t traits = element_kinds[tag].traits;

	if (tag == TAG_NONE ||
	    (in_foreign(b) && !leave_foreign(b, tag, traits)))
		return;
	attributes_read(&b->reader.attributes, m);
	close_implied(b, tag, traits);
	if (tag == TAG_BR)
		add_break(b);
	else if (traits & ELEMENT_BLOCK)
		end_block(b);
	html_meta_tag(&b->meta, tag, &b->reader.attributes,
		      element_stack_top(&b->stack)->flags);
	if (traits & ELEMENT_RAW)
		enter_raw(b, tag);
	if (!(traits & (ELEMENT_VOID | ELEMENT_THROUGH)) &&
	    !is_misplaced(b, tag, m->closed))
		open_element(b, tag);
}

/* Pop the element, or, with blocks open inside it, only its effect. */
static void end_inline(struct builder *b, enum tag tag)
{
	const unsigned index = top_of(b, tag);

	if (index > element_stack_top(&b->stack)->block)
		element_stack_pop(&b->stack, index);
	else if (index)
		element_stack_disown(&b->stack, tag);
}

/* The element that an end tag of a block ends; 0 if there is none. */
static unsigned end_index(const struct builder *b, enum tag tag,
			  uint16_t traits)
{
	const struct element *top = element_stack_top(&b->stack);
	unsigned index = top_of(b, tag), scope = top->scope;

	if (tag >= TAG_H1 && tag <= TAG_H6)
		index = top_heading(b);
	else if (tag == TAG_LI || tag == TAG_DT || tag == TAG_DD)
		scope = top->list;
	else if (tag == TAG_TABLE || (traits & ELEMENT_SCOPE))
		scope = tag == TAG_TABLE ? 0 : top_of(b, TAG_TABLE);
	else if (traits & ELEMENT_TABLE)
		scope = top_of(b, TAG_TABLE);
	/* these end whatever is open in them */
	if (tag == TAG_TEMPLATE || tag == TAG_OBJECT || tag == TAG_SVG ||
	    tag == TAG_MATH || tag == TAG_FOREIGNOBJECT)
		scope = 0;
	return index > scope ? index : 0;
}

/* Does an end tag around it end this element, as if it had been closed? */
static bool ends_by_itself(uint8_t tag)
{
	return tag == TAG_P || tag == TAG_LI || tag == TAG_DT || tag == TAG_DD;
}

/* A form may end anywhere, and closes little. */
static void end_form(struct builder *b, unsigned index)
{
	unsigned block = element_stack_top(&b->stack)->block;

	while (block > index && ends_by_itself(b->stack.element[block].tag)) {
		element_stack_pop(&b->stack, block);
		block = element_stack_top(&b->stack)->block;
	}
	if (block == index)
		element_stack_pop(&b->stack, index);
	else
		element_stack_disown(&b->stack, TAG_FORM);
}

/* End a block, or an element that ends with all that is open in it. */
static void end_whole(struct builder *b, enum tag tag, uint16_t traits)
{
	const unsigned index = end_index(b, tag, traits);

	if (!index && tag != TAG_P)
		return;
	if ((traits & ELEMENT_BLOCK) ||
	    element_stack_top(&b->stack)->block > index)
		end_block(b);
	if (tag == TAG_FORM)
		end_form(b, index);
	else if (index)
		element_stack_pop(&b->stack, index);
}

static void end_tag(struct builder *b, const struct markup *m)
{
	const enum tag tag = element_find(m->text);
	const uint16_t traits = element_kinds[tag].traits;

	if (tag == b->raw) /* never on the stack */
		b->raw = TAG_NONE;
	if (tag == TAG_BR)
		add_break(b);
	if (traits & ELEMENT_BLOCK && traits & ELEMENT_THROUGH)
		end_block(b);
	if (traits & (ELEMENT_VOID | ELEMENT_THROUGH))
		return;
	if (b->stack.too_deep[tag]) {
		b->stack.too_deep[tag]--;
		if (traits & ELEMENT_BLOCK)
			end_block(b);
	} else if (traits & (ELEMENT_BLOCK | ELEMENT_SCOPE | ELEMENT_SKIP)) {
		end_whole(b, tag, traits);
	} else {
		end_inline(b, tag);
	}
}

static void add_markup(struct builder *b, const struct markup *m)
{
	if (m->kind == MARKUP_START)
		start_tag(b, m);
	else if (m->kind == MARKUP_END)
		end_tag(b, m);
	else if (m->kind == MARKUP_TEXT && b->raw)
		add_raw_text(b, m);
	else if (m->kind == MARKUP_TEXT)
		add_text(b, m);
	b->tokenizer.foreign = in_foreign(b);
}

void page_from_html(struct page *page, struct str html)
{
	struct builder b;
	struct markup m;

	b.page = page;
	b.visible = b.hidden = (struct draft){0};
	b.meta = (struct html_meta){.page = page, .h1_at = SIZE_MAX};
	b.wrappers = (struct wrappers){0};
	b.raw = TAG_NONE;
	b.jsonld = false;
	b.breaks = 0;
	page_limit(page, html.n);
	page_add_box(page, (struct box){0});
	start_reader_init(&b.reader);
	element_stack_init(&b.stack);
	tokenizer_init(&b.tokenizer, html);
	while (tokenizer_next(&b.tokenizer, &m))
		add_markup(&b, &m);
	end_draft(&b, &b.visible);
	end_draft(&b, &b.hidden);
	wrappers_forget(&b.wrappers, page);
	wrappers_release(&b.wrappers);
	draft_release(&b.visible);
	draft_release(&b.hidden);
	html_meta_release(&b.meta);
}
