/*
 * charset.h - bytes of a page or a text as valid UTF-8.
 *
 * In this order: a byte order mark; UTF-16 without one, by its zero bytes or
 * by what it says; UTF-8 if all of it is valid, or two in three of the
 * characters that are not ASCII; what HTTP declares, then the page (<meta>,
 * XML declaration; labels of the WHATWG Encoding Standard), unless the
 * content contradicts it; the content alone (guess.h). What nothing fits is
 * not decoded: text in a wrong encoding is worse than none.
 *
 * UTF-8 that was encoded twice is undone (twice.h).
 *
 * Text decoded from a Vietnamese encoding is composed (NFC). Time is linear.
 */
#ifndef CHARSET_H
#define CHARSET_H

#include <stdbool.h>

#include "buf.h"
#include "decode.h"
#include "guess.h"
#include "str.h"

struct charset {
	struct decoder decoder;
	struct guess guess;
	struct buf text; /* what was decoded last */
};

/* {0} is valid. */

struct decoded {
	struct str text;  /* no byte order mark; valid UTF-8 */
	const char *name; /* as in labels.h, or "utf-8+windows-1252" */
	size_t lossy;	  /* how many characters became U+FFFD */
};

/*
 * Decode bytes; the text looks into bytes if those are fit, else into cs,
 * until the next call. http: the charset of the HTTP Content-Type, empty if
 * there is none. False: no encoding fits.
 */
bool charset_decode(struct charset *cs, struct str bytes, struct str http,
		    struct decoded *decoded);

/* The number in the table of labels that the head of a page declares, -1 if
 * none or unknown. As the prescan of the HTML Standard (13.2.3.2), which
 * looks at 1 KiB; pages in the wild have theirs later, so here it is 4. */
int charset_declared(struct str bytes);

/* Do the first bytes look like UTF-16 or UTF-32? Zero bytes do not make them
 * binary then. */
bool charset_is_wide(struct charset *cs, struct str bytes);

void charset_release(struct charset *cs);

#endif
