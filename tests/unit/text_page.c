#include <stdlib.h>

#include "../../stages/strip/blocks.h"
#include "buf.h"
#include "tap.h"

static struct page page;

/* The blocks of text, each in brackets. */
static const char *blocks(const char *text)
{
	static char out[4096];
	size_t n = 0;

	page_reset(&page);
	page_from_text(&page, str_from(text));
	for (size_t i = 0; i < page.count; i++)
		n += (size_t)snprintf(out + n, sizeof(out) - n, "[%.*s]",
				      (int)page.block[i].text.n,
				      page.block[i].text.p);
	out[n] = '\0';
	return out;
}

/* Very many tiny lines: the last ones are one block, and none is lost. */
static void test_full(void)
{
	enum { LINES = 3 * PAGE_BLOCKS };
	struct buf text = {0};
	size_t chars = 0;

	for (int i = 0; i < LINES; i++)
		buf_add_text(&text, i % 2 ? "a\n" : "\nb\n");
	page_reset(&page);
	page_from_text(&page, buf_str(&text));
	for (size_t i = 0; i < page.count; i++)
		chars += page.block[i].chars;
	ok(page.count <= PAGE_BLOCKS + text.n / PAGE_BLOCK_BYTES);
	ok(page.count > PAGE_BLOCKS);
	ok(chars == LINES + (LINES - page.count)); /* spaces between them */
	buf_release(&text);
}

int main(void)
{
	test_full();
	is_str(blocks(""), "");
	is_str(blocks(" \n\t\n\xc2\xa0\n"), "");
	is_str(blocks("a\nb\r\nc\rd\fe"), "[a][b][c][d][e]");
	is_str(blocks("a\xe2\x80\xa8ỏ\xe2\x80\xa9\xe2\x80\xa6"),
	       "[a][ỏ][\xe2\x80\xa6]");
	is_str(blocks("  two\t \xc2\xa0words \x01\n"), "[two words]");
	is_str(blocks("\xef\xbb\xbfmark"), "[mark]");

	blocks("a\n\n  bé\n\xc2\xa0\xe3\x80\x80x\n");
	ok(page.count == 3);
	ok(!page.block[0].gap_before && page.block[1].gap_before &&
	   !page.block[2].gap_before);
	ok(!page.block[0].indented && page.block[1].indented &&
	   page.block[2].indented);
	ok(page.block[0].line == 0 && page.block[1].line == 2 &&
	   page.block[2].line == 3);
	ok(page.block[1].chars == 2);
	page_release(&page);
	return tap_done();
}
