/*
 * syllable.h - is a word a Vietnamese syllable?
 *
 * A syllable is an onset, a rime and at most one tone; rimes that end in a
 * stop bear only sắc or nặng (Doàn Thiện Thuật, Ngữ âm tiếng Việt, 1977).
 * This separates Vietnamese from text in another language, or in a wrong
 * encoding, without any word list.
 */
#ifndef SYLLABLE_H
#define SYLLABLE_H

#include <stdbool.h>

#include "str.h"

/* word: letters alone, valid UTF-8 in NFC, any case. Needs unicode_init(). */
bool syllable_is_vietnamese(struct str word);

#endif
