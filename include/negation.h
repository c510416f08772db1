/*
 * negation.h - words that say no, by the hash of a token.
 *
 * A list of some languages, as data in negation.c. What a word means in the
 * sentence is not asked: one that another sentence lacks makes both say
 * different things, however alike they are.
 */
#ifndef NEGATION_H
#define NEGATION_H

#include <stdbool.h>
#include <stdint.h>

enum { NEGATION_FILTER = 1 << 14 }; /* bits */

/* Never written to after main() began. */
extern uint64_t negation_filter[NEGATION_FILTER / 64];

/* Fill the tables. Runs by itself before main(); calling it again is free. */
void negation_init(void);

/* False: surely no such word. One hash in a hundred or less passes. */
static inline bool negation_may_be(uint64_t hash)
{
	const uint64_t at = hash % NEGATION_FILTER;

	return negation_filter[at / 64] >> at % 64 & 1;
}

/* What the word with this hash (struct token) is. */
enum negation {
	NEGATION_NONE,
	NEGATION_WORD,
	NEGATION_VERB, /* "don", "isn"...: makes "t" behind it one */
	NEGATION_T,    /* "t": behind such a verb alone */
};

enum negation negation_of(uint64_t hash);

#endif
