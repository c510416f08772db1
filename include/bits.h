/* bits.h - one bit for each number from 0; those never set are 0. */
#ifndef BITS_H
#define BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bits { /* {0} is valid */
	uint64_t *word;
	size_t words;
};

/* Memory grows with the largest number ever set, by one bit each. */
void bits_set(struct bits *bits, uint64_t at);
void bits_clear(struct bits *bits, uint64_t at);
void bits_release(struct bits *bits);

/* Numbers 64 i to 64 i + 63, the first as the lowest bit. */
static inline uint64_t bits_word(const struct bits *bits, size_t i)
{
	return i < bits->words ? bits->word[i] : 0;
}

/* Is one of [from, to) set? */
bool bits_any(const struct bits *bits, uint64_t from, uint64_t to);

static inline bool bits_get(const struct bits *bits, uint64_t at)
{
	return at / 64 < bits->words && bits->word[at / 64] >> at % 64 & 1;
}

#endif
