/*
 * radix.h - sorting of 64-bit words and of pairs in linear time.
 *
 * LSD radix sort (Knuth 1973, 5.2.5), of many in parts by their highest
 * bits; passes in which all items agree are left out. scratch holds n items
 * and has no meaning afterwards. No input makes them slow.
 */
#ifndef RADIX_H
#define RADIX_H

#include <stddef.h>
#include <stdint.h>

#include "pairs.h"

/* By key, then value; threads: how many may help, at least 1. */
void radix_sort_pairs(struct pair *item, struct pair *scratch, size_t n,
		      size_t threads);

/* Ascending. Made for hashes: some hundred evenly spread words take two
 * passes. */
void radix_sort_words(uint64_t *word, uint64_t *scratch, size_t n);

#endif
