/*
 * Any bytes as HTML: the tokenizer and what stands on it.
 *
 * The tokens lie in the input, in order; the page's texts are trimmed, not
 * empty, valid UTF-8 if the input is, and together not much longer than
 * it; every block is counted right. A second run gives the same.
 */
#include <stdint.h>
#include <stdlib.h>

#include "../../stages/strip/blocks.h"
#include "../../stages/strip/html/tokenizer.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void check_tokens(struct str html)
{
	static struct tokenizer tokenizer;
	const char *at = html.p;
	struct markup m;

	tokenizer_init(&tokenizer, html);
	while (tokenizer_next(&tokenizer, &m)) {
		require(m.text.p >= at && tokenizer.at > at);
		require(m.text.p + m.text.n <= tokenizer.at);
		require(m.kind != MARKUP_TEXT || m.text.n);
		require(m.attributes <= ATTRIBUTES_MAX);
		for (size_t i = 0; i < m.attributes; i++) {
			const struct attribute *a = &m.attribute[i];

			require(a->name.n && a->name.p > m.text.p);
			require(a->value.p >= a->name.p + a->name.n);
			require(a->value.p + a->value.n < tokenizer.at);
		}
		at = tokenizer.at;
	}
	require(tokenizer.at == html.p + html.n);
}

static void check_block(const struct block *block, bool valid)
{
	const struct str text = block->text;
	uint32_t chars = 0;

	require(text.n && text.p[0] != ' ' && text.p[text.n - 1] != ' ');
	require(!valid || utf8_valid(text));
	for (size_t i = 0; i < text.n; i++) {
		require((unsigned char)text.p[i] >= ' ');
		require(text.p[i] != ' ' || text.p[i + 1] != ' ');
		chars += ((unsigned char)text.p[i] & 0xC0) != 0x80;
	}
	require(!valid || block->chars == chars);
	require(block->link_chars <= block->chars);
	require((block->links > 0) == (block->link_chars > 0));
	require((block->level > 0) == (block->tag == BLOCK_HEADING));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct page page, again;
	const struct str html = {(const char *)data, size};
	const bool valid = utf8_valid(html);
	size_t total = 0;

	if (!size)
		return 0;
	check_tokens(html);
	page_reset(&page);
	page_reset(&again);
	page_from_html(&page, html);
	page_from_html(&again, html);
	require(page.count == again.count);
	require(page.meta_count == again.meta_count);
	for (size_t i = 0; i < page.count; i++) {
		check_block(&page.block[i], valid);
		require(str_eq(page.block[i].text, again.block[i].text));
		require(page.block[i].flags == again.block[i].flags);
		total += page.block[i].text.n;
	}
	/* &nGt; stands for six bytes; nothing else grows as much */
	require(total <= size + size / 5);
	for (size_t i = 0; i < page.meta_count; i++) {
		const struct meta_item *item = &page.meta[i];

		require(!valid ||
			(utf8_valid(item->name) && utf8_valid(item->value)));
		require(item->at <= page.count);
	}
	return 0;
}
