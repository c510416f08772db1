/*
 * vector.h - a document as its heaviest terms, and how alike two are.
 *
 * TF-IDF with logarithmic term frequency (Salton and Buckley 1988), in
 * integers throughout, so that every machine finds the same. Terms of one
 * document alone cannot join it to another and get no place. Vectors have
 * length 65535, so that a dot product shifted by 16 is the cosine, from 0
 * to VECTOR_ONE.
 */
#ifndef VECTOR_H
#define VECTOR_H

#include <stddef.h>
#include <stdint.h>

#include "bag.h"
#include "frequency.h"

enum {
	/* Heaviest terms kept of a document; with what its neighbours lend it
	 * (blend.h) VECTOR_TERMS. */
	VECTOR_OWN = 320,
	VECTOR_TERMS = 640,
	VECTOR_ONE = 65535,
	/* Of them, those through which candidates are sought. */
	VECTOR_PROBES = 48,
};

struct vector {
	uint32_t count;
	uint32_t term[VECTOR_TERMS]; /* ascending */
	uint16_t weight[VECTOR_TERMS];
};

enum { WEIGHER_RARITIES = 1024 };

/*
 * How much more a term weighs that is part of a name, and one that is a
 * figure, in 1/256. Names at 1, 1.5, 2 times: pairwise F1 on VietnameseMDS
 * .92, .93, .93, on ECB+ with 2 % of sisters joined .88, .90, .92; figures at
 * 1.5, 2, 3 and 4 times .910, .912, .919, .906 on VietnameseMDS, .900, .897,
 * .891, .868 on ECB+, .76, .80, .80, .86 on ECB+ with three texts an event;
 * of daily reports in one form, which differ in figures alone, .3, .3, .8, 1.
 */
enum { WEIGHER_NAME = 512, WEIGHER_FIGURE = 768 };

/* What the weight of a term is made of, in 1/65536. */
struct weigher {
	const struct frequency *frequency;
	uint32_t documents;		/* that were counted */
	uint32_t tf[BAG_TIMES_MAX + 1]; /* by how often it occurs, in steps */
	/* by how many documents have it, as far as so few do */
	uint32_t rarity[WEIGHER_RARITIES];
};

/* frequency is borrowed. */
void weigher_init(struct weigher *weigher, const struct frequency *frequency,
		  uint32_t documents);

/*
 * Make the vector of a bag. probe[] gets its VECTOR_PROBES heaviest terms;
 * returns how many. Linear.
 */
size_t vector_make(const struct weigher *weigher, const struct bag *bag,
		   struct vector *vector, uint32_t probe[VECTOR_PROBES]);

/* Leave the heaviest terms of a bag, at most `most`, in their order. One that
 * no other document has counts as one that a single other has. Linear. */
void vector_trim(const struct weigher *weigher, struct bag *bag, size_t most);

uint32_t square_root(uint64_t n);

/* log2(n) in 1/65536, within 0.008; n > 0. */
uint32_t log2_fixed(uint64_t n);

#endif
