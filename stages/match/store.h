/*
 * store.h - what decides whether a paragraph is a copy: texts and shingles.
 *
 * For each paragraph that others may be copies of: its text, if one may be
 * equal; and if one may share a part, its shingles in the order of the text
 * and its facts (tokens with a digit and negations), sorted; a long one's
 * shingles sorted, too, and of any long set a table of where the words with
 * the same highest bits begin, so that a short paragraph need not read all.
 * What does not fit the memory given is on disk.
 */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "shingled.h"
#include "tempfile.h"
#include "token.h"

enum {
	STORE_LONG = 1024,	/* shingles of a paragraph that is long */
	STORE_BLOCK = 8 * 1024, /* words that are read at once */
};

struct store_entry {
	uint64_t words; /* offset of its words in store->words */
	uint64_t text;	/* of its text in store->texts */
	uint32_t text_bytes;
	uint32_t facts;	   /* different ones, sorted, first of its words */
	uint32_t shingles; /* in the order of the text, behind them */
	uint32_t distinct; /* of these, sorted behind them, if it is long */
};

struct store {
	struct bits wanted; /* paragraphs that are asked about */
	uint64_t *before;   /* how many of them before each word of bits */
	struct tempfile entries, words, texts;
	uint64_t *block; /* what was read last */
	uint64_t *word;	 /* scratch, twice STORE_LONG */
};

/* Words of a paragraph, in memory, as its entry counts them. */
struct store_words {
	struct store_entry entry;
	const uint64_t *fact, *shingle;
};

/* Append the words of a paragraph to out, which holds words alone, and count
 * them in *entry. target: others may be copies of it. */
void store_make_words(const struct tokens *tokens, size_t width, bool target,
		      struct buf *out, struct store_entry *entry);

/* memory: bytes for what is stored and for caches. */
void store_init(struct store *store, size_t memory);

/* store->wanted is set: from now on it must not change. */
void store_begin(struct store *store);

/*
 * The next wanted paragraph. text.p NULL: none is equal to it; word NULL:
 * none shares a part of it, or it is a copy, so that others are copies of
 * what it is a copy of. word: those that made was counted of.
 */
void store_add(struct store *store, struct str text,
	       const struct store_entry *made, const uint64_t *word);

/* What there is of a wanted paragraph that was added. */
void store_entry(struct store *store, uint64_t paragraph,
		 struct store_entry *entry);

/* Has it this text, byte for byte? */
bool store_has_text(struct store *store, const struct store_entry *entry,
		    struct str text);

/* Append its text to out. */
void store_text(struct store *store, const struct store_entry *entry,
		struct buf *out);

/* n words of an entry, at most STORE_BLOCK, from one on, facts being first and
 * shingles behind them; good until the next call. */
const uint64_t *store_read(struct store *store, const struct store_entry *entry,
			   size_t from, size_t n);

/* How many different shingles it has. */
size_t store_distinct(struct store *store, const struct store_entry *entry);

/*
 * Which of n sorted words a long entry has among its shingles, or any among
 * its facts: found(i, data) is called for each that it has. In n steps,
 * without reading the entry, if its words are as evenly spread as hashes are;
 * else times the logarithm of its length.
 */
void store_search(struct store *store, const struct store_entry *entry,
		  const uint64_t *word, size_t n,
		  void (*found)(size_t i, void *data), void *data);
void store_search_facts(struct store *store, const struct store_entry *entry,
			const uint64_t *word, size_t n,
			void (*found)(size_t i, void *data), void *data);

void store_release(struct store *store);

#endif
