/*
 * entities.h - character references of HTML: &amp; &#233; &#xe9; &eacute
 *
 * All 2,231 names of the HTML standard with its longest-prefix rule, and
 * its repairs of numbers: 0x80-0x9F are read as windows-1252, and what is
 * no character becomes U+FFFD. (HTML Living Standard, 13.2.5.72-80.)
 */
#ifndef ENTITIES_H
#define ENTITIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"

/*
 * The reference that s begins with; s.p[0] is the '&'. Returns its length
 * in bytes, 0 if there is none (the '&' then stands for itself). code[0]
 * gets the character and code[1] a second one, or 0. In an attribute a
 * name without ';' before a letter, digit or '=' is no reference. Looks at
 * no more than 33 bytes, except for numbers, which it takes whole.
 */
size_t entity_decode(struct str s, bool in_attribute, uint32_t code[2]);

/*
 * Append raw characters as the tokenizer would emit them: line ends as
 * "\n", references resolved if so asked, NUL as U+FFFD if so asked.
 */
struct entity_rules {
	bool references;
	bool in_attribute;
	bool replace_nul;
};
void entity_put(struct buf *out, struct str raw, struct entity_rules rules);

#endif
