/*
 * elements.h - the elements of HTML that mean something to a page's text.
 *
 * An element that is not here (and custom elements) is looked through: its
 * text counts as that of the element around it.
 */
#ifndef ELEMENTS_H
#define ELEMENTS_H

#include <stdint.h>

#include "../blocks.h"
#include "str.h"

enum tag {
	TAG_NONE, /* not in the list */
	TAG_A,
	TAG_ABBR,
	TAG_ADDRESS,
	TAG_AREA,
	TAG_ARTICLE,
	TAG_ASIDE,
	TAG_AUDIO,
	TAG_B,
	TAG_BASE,
	TAG_BIG,
	TAG_BLOCKQUOTE,
	TAG_BODY,
	TAG_BR,
	TAG_BUTTON,
	TAG_CANVAS,
	TAG_CAPTION,
	TAG_CENTER,
	TAG_CITE,
	TAG_CODE,
	TAG_COL,
	TAG_COLGROUP,
	TAG_DATALIST,
	TAG_DD,
	TAG_DEL,
	TAG_DETAILS,
	TAG_DIALOG,
	TAG_DIR,
	TAG_DIV,
	TAG_DL,
	TAG_DT,
	TAG_EM,
	TAG_EMBED,
	TAG_FIELDSET,
	TAG_FIGCAPTION,
	TAG_FIGURE,
	TAG_FONT,
	TAG_FOOTER,
	TAG_FOREIGNOBJECT,
	TAG_FORM,
	TAG_FRAME,
	TAG_FRAMESET,
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_H4,
	TAG_H5,
	TAG_H6,
	TAG_HEAD,
	TAG_HEADER,
	TAG_HGROUP,
	TAG_HR,
	TAG_HTML,
	TAG_I,
	TAG_IFRAME,
	TAG_IMG,
	TAG_INPUT,
	TAG_INS,
	TAG_LABEL,
	TAG_LEGEND,
	TAG_LI,
	TAG_LINK,
	TAG_LISTING,
	TAG_MAIN,
	TAG_MARK,
	TAG_MATH,
	TAG_MENU,
	TAG_META,
	TAG_NAV,
	TAG_NOEMBED,
	TAG_NOFRAMES,
	TAG_NOSCRIPT,
	TAG_OBJECT,
	TAG_OL,
	TAG_OPTGROUP,
	TAG_OPTION,
	TAG_P,
	TAG_PARAM,
	TAG_PICTURE,
	TAG_PLAINTEXT,
	TAG_PRE,
	TAG_Q,
	TAG_S,
	TAG_SCRIPT,
	TAG_SEARCH,
	TAG_SECTION,
	TAG_SELECT,
	TAG_SMALL,
	TAG_SOURCE,
	TAG_SPAN,
	TAG_STRIKE,
	TAG_STRONG,
	TAG_STYLE,
	TAG_SUB,
	TAG_SUMMARY,
	TAG_SUP,
	TAG_SVG,
	TAG_TABLE,
	TAG_TBODY,
	TAG_TD,
	TAG_TEMPLATE,
	TAG_TEXTAREA,
	TAG_TFOOT,
	TAG_TH,
	TAG_THEAD,
	TAG_TIME,
	TAG_TITLE,
	TAG_TR,
	TAG_TRACK,
	TAG_TT,
	TAG_U,
	TAG_UL,
	TAG_VIDEO,
	TAG_WBR,
	TAG_XMP,
	TAG_COUNT
};

enum element_trait {
	ELEMENT_VOID = 1 << 0,	   /* has no content: never on the stack */
	ELEMENT_THROUGH = 1 << 1,  /* has no meaning here: the same */
	ELEMENT_BLOCK = 1 << 2,	   /* a block of text ends at both its tags */
	ELEMENT_CLOSES_P = 1 << 3, /* its start tag ends an open p */
	ELEMENT_BOX = 1 << 4,	   /* holds blocks: a container */
	ELEMENT_SECTION = 1 << 5, /* a box that starts anew: no list, cell... */
	ELEMENT_SCOPE = 1 << 6,	  /* end tags inside do not reach out of it */
	ELEMENT_LIST = 1 << 7,	  /* the same for li, dt and dd */
	ELEMENT_TABLE = 1 << 8,	  /* caption, row, cell...: part of a table */
	ELEMENT_SKIP = 1 << 9,	  /* its text is no text of the page */
	ELEMENT_RAW = 1 << 10,	  /* its content is no markup */
};

struct element_kind {
	char name[16]; /* lower case, NULs behind it */
	uint16_t traits;
	uint8_t block; /* enum block_tag of text in it; BLOCK_TEXT: as around */
	uint32_t flags; /* enum block_flag of text in it */
};

extern const struct element_kind element_kinds[TAG_COUNT];

/* name in any case. */
enum tag element_find(struct str name);

#endif
