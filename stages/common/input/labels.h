/*
 * labels.h - names that pages give to encodings (WHATWG Encoding Standard,
 * 4.2, and Vietnamese ones that it leaves out). LABEL_REPLACEMENT is for
 * those that are never decoded (HZ, ISO-2022-KR and -CN).
 */
#ifndef LABELS_H
#define LABELS_H

#include <stdbool.h>

#include "str.h"

enum label_index {
	LABEL_UTF8,
	LABEL_UTF16LE,
	LABEL_UTF16BE,
	LABEL_UTF32LE,
	LABEL_UTF32BE,
	LABEL_WINDOWS_1252,
	LABEL_ISO_8859_15,
	LABEL_WINDOWS_1258,
	LABEL_VISCII,
	LABEL_TCVN,
	LABEL_VNI,
	LABEL_VPS,
	LABEL_WINDOWS_1251,
	LABEL_KOI8_R,
	LABEL_KOI8_U,
	LABEL_IBM866,
	LABEL_ISO_8859_5,
	LABEL_GB18030,
	LABEL_BIG5,
	LABEL_EUC_JP,
	LABEL_SHIFT_JIS,
	LABEL_EUC_KR,
	LABEL_ISO_8859_2,
	LABEL_WINDOWS_1250,
	LABEL_WINDOWS_1254,
	LABEL_WINDOWS_1257,
	LABEL_ISO_2022_JP,
	LABEL_REPLACEMENT,
	LABEL_OTHERS, /* the first of the rest */
	LABEL_COUNT = LABEL_OTHERS + 15,
};

struct label {
	const char *name;    /* as in records */
	const char *decoder; /* what iconv calls it; empty: not by iconv */
	const char *labels;  /* in lower case, a space between two */
	bool vietnamese;     /* has combining marks: compose after decoding */
};

const struct label *label_get(int index);

/* The index of a label in any case, white space around it allowed; -1 if
 * there is none. */
int label_find(struct str label);

#endif
