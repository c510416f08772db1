#include <stdlib.h>

#include "blocks.h"
#include "mem.h"

void page_reset(struct page *page)
{
	page->count = 0;
	page->box_count = 0;
	page->meta_count = 0;
	arena_reset(&page->arena);
}

void page_release(struct page *page)
{
	free(page->block);
	free(page->box);
	free(page->meta);
	arena_release(&page->arena);
	*page = (struct page){0};
}

void page_limit(struct page *page, size_t bytes)
{
	page->most = PAGE_BLOCKS + bytes / PAGE_BLOCK_BYTES;
}

bool page_is_full(const struct page *page)
{
	return page->count + 2 >= page->most;
}

struct block *page_add_block(struct page *page)
{
	struct block *block;

	if (page->count == page->size) {
		page->size = page->size ? 2 * page->size : 256;
		page->block = xreallocarray(page->block, page->size,
					    sizeof(*page->block));
	}
	block = &page->block[page->count++];
	*block = (struct block){0};
	return block;
}

uint32_t page_add_box(struct page *page, struct box box)
{
	if (page->box_count >= page->most)
		return box.parent;
	if (page->box_count == page->box_size) {
		page->box_size = page->box_size ? 2 * page->box_size : 256;
		page->box = xreallocarray(page->box, page->box_size,
					  sizeof(*page->box));
	}
	page->box[page->box_count] = box;
	return (uint32_t)page->box_count++;
}

struct meta_item *page_add_meta(struct page *page)
{
	struct meta_item *item;

	if (page->meta_count == page->meta_size) {
		page->meta_size = page->meta_size ? 2 * page->meta_size : 64;
		page->meta = xreallocarray(page->meta, page->meta_size,
					   sizeof(*page->meta));
	}
	item = &page->meta[page->meta_count++];
	*item = (struct meta_item){0};
	return item;
}
