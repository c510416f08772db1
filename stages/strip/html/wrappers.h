/*
 * wrappers.h - flags that say too much are forgotten.
 *
 * Pages wrap all they have in <form>, <div class=has-sidebar>, <div hidden>
 * until a script has run, <header>. An element that calls its text chrome
 * but holds more than half of the page's text outside links is such a
 * wrapper, and its flags say nothing about what is in it. A comment section
 * is what its name says, however long it is.
 *
 * Half: of 578 news and article pages (article-extraction-benchmark, WCXB)
 * 89 have such a flag around most of the article, and on 88 its element
 * holds over half of the text outside links; so do 11 of the 93,000
 * such elements around what is no article.
 */
#ifndef WRAPPERS_H
#define WRAPPERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../blocks.h"

struct wrapper {
	uint32_t around; /* number of the wrapper that it stands in; 0: none */
	uint32_t flags;	 /* its own, of WRAPPER_FLAGS */
	bool sure;	 /* never forgotten */
	uint64_t chars;
	uint32_t raw, left; /* with those around: all flags, what is left */
};

struct wrappers {
	struct wrapper *item; /* item[0] is the page */
	size_t count;
	size_t size;
	uint32_t *block; /* for each block the wrapper that it stands in */
	size_t block_size;
};

enum {
	WRAPPER_FLAGS = BLOCK_IN_NAV | BLOCK_IN_HEADER | BLOCK_IN_FOOTER |
			BLOCK_IN_ASIDE | BLOCK_IN_FORM | BLOCK_NAME_BAD |
			BLOCK_HIDDEN,
};

/* {0} is a valid empty list. The number of a new wrapper. */
uint32_t wrappers_add(struct wrappers *wrappers, uint32_t around,
		      uint32_t flags, bool sure);

/* Block number `block` of the page, the next one, stands in it. */
void wrappers_put_block(struct wrappers *wrappers, size_t block,
			uint32_t wrapper);

/* All blocks are there: take the flags of those too large from them. */
void wrappers_forget(struct wrappers *wrappers, struct page *page);

void wrappers_release(struct wrappers *wrappers);

#endif
