/* text_page.c - saved text as a page: one block a line. */
#include "blocks.h"
#include "html/squeeze.h"

static const bool may_end[256] = {
	['\n'] = true, ['\r'] = true, ['\f'] = true, [0xe2] = true};

/* Cut a line off; it ends at CR, LF, CR LF, FF, and U+2028 or U+2029. */
static bool line_cut(struct str *rest, struct str *line)
{
	size_t n = 0, end = 1;

	if (!rest->n)
		return false;
	for (; n < rest->n; n++) {
		const struct str here = {rest->p + n, rest->n - n};

		if (!may_end[(unsigned char)*here.p])
			continue;
		if (*here.p != '\xe2')
			break;
		if (str_starts(here, STR("\xe2\x80\xa8")) ||
		    str_starts(here, STR("\xe2\x80\xa9"))) {
			end = 3;
			break;
		}
	}
	*line = (struct str){rest->p, n};
	if (n + 1 < rest->n && rest->p[n] == '\r' && rest->p[n + 1] == '\n')
		end = 2;
	*rest = str_skip(*rest, n + end);
	return true;
}

static bool is_indented(struct str line)
{
	return line.n && (*line.p == ' ' || *line.p == '\t' ||
			  str_starts(line, STR("\xc2\xa0")) ||
			  str_starts(line, STR("\xe3\x80\x80")));
}

/* A block of what the squeezer has, which is emptied; NULL: nothing. */
static struct block *add_block(struct page *page, struct squeezer *squeezer,
			       size_t chars)
{
	struct block *block;

	if (!chars)
		return NULL;
	block = page_add_block(page);
	block->text.p =
		arena_copy(&page->arena, squeezer->out.p, squeezer->out.n);
	block->text.n = squeezer->out.n;
	block->chars = (uint32_t)chars;
	squeezer_reset(squeezer);
	return block;
}

/* All that is left, as one block. */
static void join(struct page *page, struct squeezer *squeezer, struct str text)
{
	struct str line;
	size_t chars = 0;

	while (line_cut(&text, &line)) {
		chars += squeezer_add(squeezer, line, SQUEEZE_NO_REFS);
		squeezer_add_gap(squeezer);
	}
	add_block(page, squeezer, chars);
}

void page_from_text(struct page *page, struct str text)
{
	struct squeezer squeezer = {0};
	struct str line;
	bool gap = false;
	uint32_t number;

	page_limit(page, text.n);
	page_add_box(page, (struct box){0});
	for (number = 0; !page_is_full(page) && line_cut(&text, &line);
	     number++) {
		struct block *const block = add_block(
			page, &squeezer,
			squeezer_add(&squeezer, line, SQUEEZE_NO_REFS));

		if (block) {
			block->indented = is_indented(line);
			block->gap_before = gap;
			block->line = number;
		}
		gap = !block;
		squeezer_reset(&squeezer);
	}
	join(page, &squeezer, text);
	squeezer_release(&squeezer);
}
