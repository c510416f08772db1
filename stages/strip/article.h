/*
 * article.h - a page on its way to becoming an article.
 *
 * An article holds the page's blocks and, for each block, one struct line:
 * what was measured (measure.c), what kind of line it is (lines.c), how
 * much it speaks for the main content (content.c) and what became of it
 * (roles.c). Every block ends with either a role and RULE_KEEP or a role
 * and the rule that took it out; nothing is left over. All arrays grow with
 * the number of blocks; {0} is a valid empty article.
 */
#ifndef ARTICLE_H
#define ARTICLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "blocks.h"
#include "buf.h"
#include "date.h"
#include "declared.h"
#include "features.h"
#include "record.h"
#include "token.h"

enum role {
	ROLE_CHROME, /* no part of the article */
	ROLE_LEAD,
	ROLE_HEADING,
	ROLE_BODY,
	ROLE_LIST,
	ROLE_QUOTE,
	ROLE_TABLE,
	ROLE_CODE,
	ROLE_TITLE,
	ROLE_CAPTION,
	ROLE_BYLINE,
	ROLE_STAMP,
	ROLE_COUNT
};

enum rule {
	RULE_KEEP, /* not taken out */
	RULE_TITLE,
	RULE_STAMP,
	RULE_CAPTION,
	RULE_BYLINE,
	RULE_REPEAT, /* stands right beside its twin, or stood before */
	RULE_NAV,    /* these five: the element that it is in */
	RULE_HEADER,
	RULE_FOOTER,
	RULE_ASIDE,
	RULE_FORM,
	RULE_HIDDEN,
	RULE_NAMED,	  /* class or id: related, comment, share... */
	RULE_TAIL,	  /* from an opener of comments, related... on */
	RULE_TEASER,	  /* announces another article */
	RULE_CLOCK,	  /* the page's own clock, or another's stamp */
	RULE_COUNTER,	  /* digits: views, visits, ratings */
	RULE_PHRASE,	  /* hotline, log in...: the phrase tables */
	RULE_LINK_DENSE,  /* most of it is links */
	RULE_MENU,	  /* short, above the title */
	RULE_SHORT,	  /* short, outside the main content */
	RULE_BOILERPLATE, /* prose outside the main content */
	RULE_DROPPED,	  /* article text of a role that is not wanted */
	RULE_TEMPLATE,	  /* on several pages of the outlet: site.h */
	RULE_COUNT
};

enum line_kind {	     /* what a line looks like by itself */
		 LINE_SHORT, /* neither of those below */
		 LINE_PROSE, /* sentences */
		 LINE_HEAD,  /* could be a headline */
		 LINE_STAMP, /* a date or a time and little else */
		 LINE_BYLINE,
		 LINE_CAPTION,
		 LINE_TAIL,   /* opens what follows an article */
		 LINE_INLINE, /* opens a teaser inside an article */
		 LINE_CHROME, /* hotline, counter, log in */
		 LINE_LINKS,  /* most of it is links */
};

struct line {
	uint64_t hash;	 /* of the normal form; 0 if it has no tokens */
	uint32_t width;	 /* code points; 3 for each of a script without
			  * spaces (Han, Kana, Thai...) */
	uint32_t words;	 /* tokens */
	uint32_t ends;	 /* sentence ends, in any script */
	uint8_t link;	 /* percent of the code points inside links */
	uint8_t digits;	 /* percent of the code points that are digits */
	int8_t declared; /* percent of it in the declared body; -1: unknown */
	bool prose;	 /* running text by length, ends and words */
	bool ended;	 /* the last character ends a sentence */
	bool colon;	 /* the last character is a colon */
	bool bullet;	 /* starts with a bullet, a dash or a number */
	bool names;	 /* two to five words, all capitalised, no digit */
	int8_t twin;	 /* 1 or 2 lines before (-) or after, one that says
			  * the same or begins so; 0: none */
	bool copy;	 /* of twins, the one that can go */
	enum line_kind kind;
	struct date date; /* of a short line; year 0 if it has no full one */
	int32_t score;	  /* log-odds that it belongs, times FOREST_ONE */
	bool main;	  /* it does */
	enum role role;
	enum rule rule;
};

enum created_from {
	FROM_NONE,
	FROM_JSONLD,
	FROM_META,
	FROM_TIME,
	FROM_URL,
	FROM_TEXT,
	FROM_INPUT,
};

#define NO_LINE SIZE_MAX

struct article {
	struct page page;
	struct line *line; /* page.count of them */
	size_t size;
	bool saved_text;   /* not HTML: links, tags and flags are unknown */
	uint32_t bad;	   /* block flags that speak against a line here */
	size_t cards;	   /* from this line on there are teasers or comments */
	size_t begin, end; /* of the main stretch, from its first prose on */
	size_t title_line; /* these three: NO_LINE if there is none */
	size_t stamp_line; /* the article's own date; see stamps.h */
	size_t byline;
	bool stamp_updated; /* the stamp says that it is an update's */
	struct buf title, author, site; /* UTF-8, NFC, "" if unknown */
	struct date created;		/* year 0 if unknown */
	enum created_from created_from;
	const char *lang; /* ISO 639-1, static or in page.arena; "" */
	enum date_order order;
	struct features features; /* of the lines */
	struct declared declared; /* the body, in JSON-LD */
	struct tokens tokens[3];  /* scratch: of a line and the two before */
	struct buf scratch;
};

const char *role_name(enum role role);
const char *rule_name(enum rule rule);
const char *created_from_name(enum created_from from);

/* The role of a name; ROLE_COUNT if there is none. */
enum role role_from(struct str name);

/* Put s into out (title or author) as one line in NFC. */
void article_set(struct buf *out, struct str s);

/* Forget the page, keep the memory. */
void article_reset(struct article *article);
void article_release(struct article *article);

#endif
