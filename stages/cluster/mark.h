/*
 * mark.h - what a token says beyond its letters: a name, a figure.
 *
 * Names and figures are what tells the coverage of one event from that of
 * its sisters, which share all other words. A name is a word that begins
 * with a capital where no sentence begins, and stands behind another such
 * word if it is part of a run.
 */
#ifndef MARK_H
#define MARK_H

#include <stddef.h>
#include <stdint.h>

#include "str.h"
#include "token.h"

enum {
	MARK_CAPITAL = 1, /* begins with one, wherever it stands */
	MARK_NAME = 2,	  /* and not because a sentence begins */
	MARK_FIGURE = 4,  /* begins with a digit */
};

/* MARK_... of token i. tokens: of text. A script without capitals has no
 * names. */
unsigned mark_of(struct str text, const struct tokens *tokens, size_t i);

#endif
