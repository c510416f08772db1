/*
 * class_words.h - what class, id and itemprop say about an element.
 *
 * A value is cut into words at '-', '_', blanks, digits and case changes,
 * and whole words are looked up in one table of web vocabulary. Two words
 * beside each other may say more (article-body). What follows a negation
 * (no-sidebar, has-comments) or a label (tag-social, category-popular) in
 * the same name is not looked at; nor are letters right behind a digit,
 * which belong to hashes, and what stands in brackets.
 */
#ifndef CLASS_WORDS_H
#define CLASS_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

struct class_words {
	uint32_t flags; /* enum block_flag, NAME and IN_BODY ones */
	uint32_t hash;	/* of the value without its digits */
	bool comments;	/* a section of readers' comments */
};

/* value: raw, any bytes. Linear. */
struct class_words class_words_read(struct str value);

#endif
