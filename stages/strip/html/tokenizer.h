/*
 * tokenizer.h - HTML as a row of tokens that are slices of the input.
 *
 * The tokenization states of the HTML standard (Living Standard, 13.2.5),
 * parse errors unreported. Nothing is copied or allocated: names come in
 * the case in which they stand and values undecoded (see entities.h). Any
 * bytes give some row of tokens, in linear time; ASCII alone cuts, so that
 * slices of valid UTF-8 are valid.
 *
 * As in the standard it is for the caller to say, after a start tag, that
 * its content is not markup: tokenizer_enter(). Of the attributes of a tag
 * the first ATTRIBUTES_MAX are kept; of equal names the first counts, which
 * is left to the lookup.
 */
#ifndef TOKENIZER_H
#define TOKENIZER_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "str.h"

enum { ATTRIBUTES_MAX = 256 }; /* real pages: 60 at most on any tag */

enum markup_kind {
	MARKUP_TEXT,
	MARKUP_START,
	MARKUP_END,
	MARKUP_COMMENT,
	MARKUP_DOCTYPE,
};

enum markup_mode {
	MARKUP_DATA,
	MARKUP_RCDATA,	  /* title, textarea: references, no tags */
	MARKUP_RAWTEXT,	  /* style, iframe...: neither */
	MARKUP_SCRIPT,	  /* the same, with <!-- --> inside */
	MARKUP_PLAINTEXT, /* all the rest of the page */
	MARKUP_CDATA,	  /* <![CDATA[ of svg and math, up to ]]> */
};

struct attribute {
	struct str name;
	struct str value; /* raw; empty, but never a NULL p, if there is none */
};

struct markup {
	enum markup_kind kind;
	enum markup_mode mode; /* in which a text stood */
	struct str text; /* name of a tag; raw characters of text or comment;
			  * what stands between <!DOCTYPE and > */
	bool closed;	 /* a tag ends in "/>", a doctype in ">" */
	const struct attribute *attribute; /* until the next token */
	size_t attributes;
};

struct tokenizer {
	const char *at, *end;
	enum markup_mode mode;
	struct str raw_name; /* whose end tag ends RCDATA, RAWTEXT, SCRIPT */
	bool foreign;	     /* inside svg or math: <![CDATA[ is text */
	struct attribute attribute[ATTRIBUTES_MAX];
};

void tokenizer_init(struct tokenizer *tokenizer, struct str html);

/* False at the end. A tag that the end of input cuts off is no token. */
bool tokenizer_next(struct tokenizer *tokenizer, struct markup *markup);

/* What follows is in mode, up to the end tag of name (any case) if the
 * mode has one; then MARKUP_DATA again. name must outlive that. */
void tokenizer_enter(struct tokenizer *tokenizer, enum markup_mode mode,
		     struct str name);

/* Are these the same name, ASCII case aside? lower is in lower case. */
bool markup_is_name(struct str name, struct str lower);

/* Append the characters of a text or comment, decoded. */
void markup_put_text(const struct markup *markup, struct buf *out);

#endif
