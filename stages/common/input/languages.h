/*
 * languages.h - with which letters beyond ASCII a language is written.
 *
 * Latin alphabets leave out letters that stand in loans only (the exemplar
 * characters of the Unicode CLDR, main set); those that Windows-1252 cannot
 * write begin with their five most frequent letters. Of other alphabets it
 * is the ten letters that make up three in five of running text; of Han and
 * Hangul those that make up a third or more of it. Such counts of news differ
 * by a few places from each other, which does not matter here.
 */
#ifndef LANGUAGES_H
#define LANGUAGES_H

#include <stdbool.h>

enum language_kind {
	LANGUAGE_WESTERN, /* Windows-1252 can write it */
	LANGUAGE_LATIN,
	LANGUAGE_CYRILLIC,
	LANGUAGE_GREEK,
};

struct language {
	enum language_kind kind;
	const char *letters; /* UTF-8, lower case */
};

/* Ends with letters NULL. */
extern const struct language languages[];

/* The characters of Chinese (both scripts) and Korean that are met most. */
extern const char *const languages_han;
extern const char *const languages_hangul;

#endif
