/*
 * attributes.h - the attributes of a tag that mean something here.
 */
#ifndef ATTRIBUTES_H
#define ATTRIBUTES_H

#include <stdbool.h>

#include "tokenizer.h"

enum attribute_name {
	ATTRIBUTE_ARIA_HIDDEN,
	ATTRIBUTE_CLASS,
	ATTRIBUTE_CONTENT,
	ATTRIBUTE_DATETIME,
	ATTRIBUTE_HIDDEN,
	ATTRIBUTE_HREF,
	ATTRIBUTE_ID,
	ATTRIBUTE_ITEMPROP,
	ATTRIBUTE_LANG,
	ATTRIBUTE_NAME,
	ATTRIBUTE_OPEN,
	ATTRIBUTE_PROPERTY,
	ATTRIBUTE_REL,
	ATTRIBUTE_ROLE,
	ATTRIBUTE_STYLE,
	ATTRIBUTE_TYPE,
	ATTRIBUTE_COUNT
};

struct attributes {
	struct str value[ATTRIBUTE_COUNT]; /* raw; p is NULL if not there */
};

/* Of a name that comes twice, the first. */
void attributes_read(struct attributes *attributes, const struct markup *tag);

/* hidden, aria-hidden=true, style with display:none, visibility:hidden */
bool attributes_hide(const struct attributes *attributes);

/* Is word (lower case) one of the words of a value, ASCII case aside? */
bool value_has_word(struct str value, struct str word);

#endif
