/*
 * twice.h - UTF-8 that was taken for Windows-1252 (or Latin-1) and encoded
 * as UTF-8 once more: "Hội" becomes "Há»™i".
 *
 * This is undone where it is certain: every character outside ASCII takes
 * part, two of them or a longer one at least, and what comes out has no
 * controls, private or unassigned characters. Valid text has its first such
 * character followed by ASCII, or is in another script, so that the first 64
 * KiB of nearly every page are done with at the first word that has an accent.
 */
#ifndef TWICE_H
#define TWICE_H

#include <stdbool.h>

#include "buf.h"
#include "str.h"

/* text: valid UTF-8. True if it was encoded twice: out is what it was
 * before. Otherwise out has nothing of use. */
bool twice_undo(struct str text, struct buf *out);

#endif
