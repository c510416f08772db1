/*
 * html_meta.h - what a page says about itself, as meta items of the page.
 */
#ifndef HTML_META_H
#define HTML_META_H

#include "attributes.h"
#include "../blocks.h"
#include "elements.h"
#include "squeeze.h"

struct html_meta {
	struct page *page;
	struct squeezer scratch;
	size_t h1_at; /* blocks before the last h1; SIZE_MAX: none yet */
};

/* A start tag: <html lang>, <meta>, <link>, <time>, itemprop with content.
 * flags: enum block_flag of the element that it stands in. */
void html_meta_tag(struct html_meta *meta, enum tag tag,
		   const struct attributes *attributes, uint32_t flags);

/* The content of <title>, references and all. */
void html_meta_title(struct html_meta *meta, struct str raw);

/* The content of <script type=application/ld+json>. */
void html_meta_jsonld(struct html_meta *meta, const struct markup *text);

/* An h1 has become this block, the page's last but for at most one. */
void html_meta_h1(struct html_meta *meta, const struct block *block);

void html_meta_release(struct html_meta *meta);

#endif
