/*
 * squeeze.h - raw characters of a page as text for people.
 *
 * White space of any kind (Unicode White_Space, U+00A0 included) becomes
 * single spaces between words, none at either end; control characters,
 * U+00AD, U+200B and U+FEFF go; U+200C and U+200D stay, since some scripts
 * need them. What is not valid UTF-8 passes as it is.
 */
#ifndef SQUEEZE_H
#define SQUEEZE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "str.h"

enum squeeze_refs { /* character references in raw */
		    SQUEEZE_NO_REFS,
		    SQUEEZE_TEXT_REFS,
		    SQUEEZE_ATTRIBUTE_REFS,
};

struct squeezer {
	struct buf out;
	bool gap; /* white space stood behind the last character */
};

/* Append raw; returns how many code points were added. Texts that follow
 * each other are one text: a word may go on. Linear. */
size_t squeezer_add(struct squeezer *squeezer, struct str raw,
		    enum squeeze_refs refs);

/* White space between what was added and what will be. */
void squeezer_add_gap(struct squeezer *squeezer);

void squeezer_reset(struct squeezer *squeezer);
void squeezer_release(struct squeezer *squeezer);

#endif
