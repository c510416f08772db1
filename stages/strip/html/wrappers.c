#include "wrappers.h"

#include <stdlib.h>

#include "mem.h"

uint32_t wrappers_add(struct wrappers *wrappers, uint32_t around,
		      uint32_t flags, bool sure)
{
	if (!wrappers->count)
		wrappers->count = 1;
	if (wrappers->count >= wrappers->size) {
		wrappers->size = wrappers->size ? 2 * wrappers->size : 64;
		wrappers->item = xreallocarray(wrappers->item, wrappers->size,
					       sizeof(*wrappers->item));
		wrappers->item[0] = (struct wrapper){0};
	}
	wrappers->item[wrappers->count] = (struct wrapper){
		.around = around, .flags = flags, .sure = sure};
	return (uint32_t)wrappers->count++;
}

void wrappers_put_block(struct wrappers *wrappers, size_t block,
			uint32_t wrapper)
{
	if (block >= wrappers->block_size) {
		wrappers->block_size = block < 128 ? 256 : 2 * block;
		wrappers->block =
			xreallocarray(wrappers->block, wrappers->block_size,
				      sizeof(*wrappers->block));
	}
	wrappers->block[block] = wrapper;
}

/* How much of the page's text outside links each holds; returns all of it. */
static uint64_t count_chars(struct wrappers *wrappers, const struct page *page)
{
	struct wrapper *item = wrappers->item;
	uint64_t all = 0;

	for (size_t i = 0; i < page->count; i++) {
		const struct block *block = &page->block[i];

		item[wrappers->block[i]].chars +=
			block->chars - block->link_chars;
		all += block->chars - block->link_chars;
	}
	/* those around have smaller numbers */
	for (size_t i = wrappers->count; i-- > 1;)
		item[item[i].around].chars += item[i].chars;
	return all;
}

void wrappers_forget(struct wrappers *wrappers, struct page *page)
{
	struct wrapper *item = wrappers->item;
	uint64_t all;

	if (!wrappers->count)
		return;
	all = count_chars(wrappers, page);
	for (size_t i = 1; i < wrappers->count; i++) {
		const struct wrapper *around = &item[item[i].around];
		const bool keep = item[i].sure || item[i].chars <= all / 2;

		item[i].raw = around->raw | item[i].flags;
		item[i].left = around->left | (keep ? item[i].flags : 0);
	}
	for (size_t i = 0; i < page->count; i++) {
		const struct wrapper *in = &item[wrappers->block[i]];

		page->block[i].flags &= ~(in->raw & ~in->left);
	}
}

void wrappers_release(struct wrappers *wrappers)
{
	free(wrappers->item);
	free(wrappers->block);
	*wrappers = (struct wrappers){0};
}
