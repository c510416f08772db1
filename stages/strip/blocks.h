/*
 * blocks.h - a page as a flat list of blocks: what both HTML and saved text
 * become before anything is decided.
 *
 * A block is one paragraph-like piece of text, in page order: the text
 * between two block-level boundaries of HTML (with <br><br> a boundary and
 * a single <br> a space), or one non-empty line of saved text. Text is
 * UTF-8, white space collapsed to single spaces and trimmed, control
 * characters out, never empty (pre and code: inner line breaks become
 * spaces too). All memory is the page's arena.
 *
 * What is known of a block takes some 500 bytes. So that a page of very many
 * tiny ones does not take a hundred times its size, a page has at most
 * PAGE_BLOCKS and one more for every PAGE_BLOCK_BYTES of it; what comes then is
 * joined to the last one. It has as many boxes at most: what stands in more
 * stands in the one around.
 */
#ifndef BLOCKS_H
#define BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "str.h"

enum block_tag { /* the nearest element that gives the block its kind */
		 BLOCK_TEXT, /* bare text in div, section, body... or a line of
				text */
		 BLOCK_P,
		 BLOCK_HEADING, /* h1-h6, see level */
		 BLOCK_LI,
		 BLOCK_QUOTE,
		 BLOCK_CELL, /* td, th */
		 BLOCK_PRE,
		 BLOCK_FIGCAPTION, /* figcaption, caption, or a block in
				      <figure> */
		 BLOCK_TIME,	   /* all of its text stands in <time> */
		 BLOCK_DT,	   /* dt, dd */
};

/* A block has a flag if all of it stands in an element that has it. Flags
 * of elements that hold most of the page are forgotten: see wrappers.h. */
enum block_flag {
	BLOCK_IN_NAV = 1 << 0,	     /* nav, role=navigation, menu */
	BLOCK_IN_HEADER = 1 << 1,    /* header outside article/main */
	BLOCK_IN_FOOTER = 1 << 2,    /* footer outside article/main */
	BLOCK_IN_ASIDE = 1 << 3,     /* aside, role=complementary */
	BLOCK_IN_FORM = 1 << 4,	     /* form, button, select, label */
	BLOCK_IN_ARTICLE = 1 << 5,   /* article, main, role=main */
	BLOCK_IN_BODY = 1 << 6,	     /* itemprop=articleBody, or class/id words
				      * such as article-body, entry-content */
	BLOCK_NAME_BAD = 1 << 7,     /* class/id words: related, comment,
				      * share, sidebar, promo, menu,
				      * breadcrumb, cookie... */
	BLOCK_NAME_GOOD = 1 << 8,    /* class/id words: content, article, story,
				      * post, body, entry, detail, text... */
	BLOCK_NAME_CAPTION = 1 << 9, /* caption, photo credit */
	BLOCK_NAME_BYLINE = 1 << 10, /* author, byline, writer; rel=author */
	BLOCK_NAME_STAMP = 1 << 11,  /* date, time, published */
	BLOCK_NAME_LEAD = 1 << 12,   /* sapo, lead, summary, standfirst */
	BLOCK_HIDDEN = 1 << 13, /* hidden, display:none, aria-hidden=true */
	BLOCK_IN_TABLE = 1 << 14,
	BLOCK_IN_FIGURE = 1 << 15,
	BLOCK_NAME_TITLE = 1 << 16, /* title, headline */
};

struct block {
	struct str text;
	enum block_tag tag;
	uint32_t flags;
	uint8_t level;	     /* of a heading, 1-6 */
	uint32_t chars;	     /* code points of text */
	uint32_t link_chars; /* of these, inside <a href> */
	uint32_t links;	     /* number of <a href> that stand in it */
	uint32_t box;	     /* the box that holds it */
	uint32_t path;	     /* hash of the tag path with class names */
	uint32_t depth;
	uint32_t line;	 /* source line of saved text, from 0 */
	bool gap_before; /* saved text: an empty line stood before it */
	bool indented;	 /* saved text: white space stood before it */
};

/* An element that holds blocks: div, section, ul, td... */
struct box {
	uint32_t parent; /* the box around it; of box 0, the page, itself */
	uint32_t flags;	 /* its own, enum block_flag */
	uint32_t tag;	 /* enum tag; 0: the page */
};

struct meta_item { /* one <meta>, <link>, <title>, <time>, JSON-LD script */
	enum {
		META_NAME,   /* <meta> name/property (lower case) + content */
		META_PROP,   /* itemprop (lower case) + content; in_article */
		META_LINK,   /* rel (lower case) + href */
		META_TITLE,  /* <title>: value */
		META_TIME,   /* <time datetime>: value; its itemprop, if any;
				in_article */
		META_JSONLD, /* script text as it stands */
		META_LANG,   /* <html lang>: value */
		META_H1,     /* h1 text: value */
	} kind;
	struct str name;
	struct str value;
	bool in_article; /* inside article/main, or near the h1 */
	size_t at;	 /* number of blocks before it */
};

enum {
	PAGE_BLOCKS = 1 << 14,
	PAGE_BLOCK_BYTES = 192,
};

struct page {
	struct block *block;
	size_t count;
	size_t most; /* blocks */
	size_t size;
	struct box *box; /* parents first; saved text has one */
	size_t box_count;
	size_t box_size;
	struct meta_item *meta;
	size_t meta_count;
	size_t meta_size;
	struct arena arena; /* all texts */
};

/* {0} is a valid empty page. Forget the contents, keep memory. */
void page_reset(struct page *page);
void page_release(struct page *page);
/* How many blocks a page of so many bytes may have. */
void page_limit(struct page *page, size_t bytes);
/* Has it only room for its last ones: one that is seen and one hidden? */
bool page_is_full(const struct page *page);
struct block *page_add_block(struct page *page); /* zeroed, at the end */
uint32_t page_add_box(struct page *page, struct box box); /* its number */
struct meta_item *page_add_meta(struct page *page);

/* Fill an empty page from HTML or saved text (valid UTF-8). Linear in text;
 * any bytes give some page. */
void page_from_html(struct page *page, struct str html);
void page_from_text(struct page *page, struct str text);

#endif
