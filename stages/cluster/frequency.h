/*
 * frequency.h - in how many documents each term occurs, in fixed memory.
 *
 * A count-min sketch of two rows with conservative update (Cormode and
 * Muthukrishnan 2005; Estan and Varghese 2002): never too low, and exact as
 * long as a term is alone in one of its two cells. Both cells stand in one
 * cache line, one in each half. Cells have 16 bits; the few terms that
 * outgrow them are counted exactly in a table of their own, 16 bytes each,
 * at most one for every 65,535 terms of all documents.
 */
#ifndef FREQUENCY_H
#define FREQUENCY_H

#include <stddef.h>
#include <stdint.h>

enum {
	/* 64 MiB in all: enough for some 10 million distinct terms, beyond
	 * which rare terms count as less rare than they are. */
	FREQUENCY_LINE_BITS = 20,
	FREQUENCY_LINES = 1 << FREQUENCY_LINE_BITS,
	FREQUENCY_CELLS = 32, /* in a line */
};

#define FREQUENCY_BYTES                                                        \
	((size_t)FREQUENCY_LINES * FREQUENCY_CELLS * sizeof(uint16_t))

struct frequent {
	uint64_t count; /* 0: free; beyond UINT16_MAX */
	uint32_t term;
};

struct frequency {
	uint16_t *cell; /* FREQUENCY_LINES * FREQUENCY_CELLS */
	struct frequent *large;
	size_t large_size; /* power of two, or 0 */
	size_t large_count;
};

/* Pages that no term falls into take no memory. */
void frequency_init(struct frequency *frequency);

/* term: as in a bag (bag.h). Once for each document. */
void frequency_count(struct frequency *frequency, uint32_t term);

/* The line of a term: its high bits. */
static inline uint16_t *frequency_line(const struct frequency *frequency,
				       uint32_t term)
{
	return frequency->cell +
	       (size_t)(term >> (32 - FREQUENCY_LINE_BITS)) * FREQUENCY_CELLS;
}

/* Begin to fetch what the two calls need for this term. */
static inline void frequency_prefetch(const struct frequency *frequency,
				      uint32_t term)
{
	__builtin_prefetch(frequency_line(frequency, term));
}

uint32_t frequency_of(const struct frequency *frequency, uint32_t term);

/* A term has outgrown its cells by so many more. */
void frequency_add_large(struct frequency *frequency, uint32_t term,
			 uint64_t count);

void frequency_release(struct frequency *frequency);

#endif
