/*
 * language.h - which language a text is in, by script and function words.
 */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include "str.h"
#include "token.h"

/*
 * Two-letter code (ISO 639-1), a static string; "" if unsure. Script
 * decides where it can (Hangul ko, Kana ja, Han zh, Thai th, Greek el,
 * Hebrew he, Devanagari hi...), Vietnamese letters and function words (see
 * phrases.h) decide among the rest. tokens are those of text.
 */
const char *language_of(struct str text, const struct tokens *tokens);

#endif
