/*
 * allpairs.c - of which earlier paragraph each is most contained in, exactly.
 *
 *	allpairs MATCHED.jsonl >gold.tsv
 *
 * Reads records in the order in which winnow-match writes them, and compares
 * each paragraph of TOKENS_MIN tokens or more with every paragraph of every
 * earlier document that shares a shingle with it: no sketch, no limit. A line
 * for each that has half of its shingles in one of them: id, paragraph, tokens,
 * the highest containment, of which id, its paragraph; and the same once more
 * of those that have all its figures and negations. Equal paragraphs are
 * compared once. Memory: some ten times the text.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "error.h"
#include "mem.h"
#include "paragraphs.h"
#include "reader.h"
#include "record.h"
#include "shingles.h"
#include "token.h"
#include "unicode.h"

enum { TOKENS_MIN = 20 };

static const double least = 0.5;

struct paragraph_set {
	unsigned char hash[16];
	uint32_t document, number, tokens;
	size_t word, shingles, facts; /* in words: shingles, then facts */
};

struct posting {
	uint64_t shingle;
	uint32_t paragraph;
};

static struct paragraph_set *set;
static size_t sets, sets_size;
static uint64_t *word;
static size_t words, words_size;
static char **id;
static size_t ids, ids_size;

static int compare_words(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Sort the words from `from` on, each once; how many. */
static size_t make_set(size_t from)
{
	size_t n = from;

	qsort(word + from, words - from, sizeof(*word), compare_words);
	for (size_t i = from; i < words; i++)
		if (i == from || word[i] != word[n - 1])
			word[n++] = word[i];
	words = n;
	return n - from;
}

static void add_paragraph(struct tokens *tokens, struct str text,
			  uint32_t document, uint32_t number)
{
	struct paragraph_set new = {.document = document, .number = number};
	size_t from = words;

	tokens_find(tokens, text);
	tokens_exact_hash(tokens, new.hash);
	new.tokens = (uint32_t)tokens->count;
	while (words + 2 * tokens->count > words_size) {
		words_size = words_size ? 2 * words_size : 1 << 20;
		word = xreallocarray(word, words_size, sizeof(*word));
	}
	new.word = words;
	words += shingles_hash(tokens, SHINGLE_TOKENS, word + words);
	new.shingles = make_set(from);
	from = words;
	for (size_t i = 0; i < tokens->count; i++)
		if (token_is_fact(&tokens->token[i]))
			word[words++] = tokens->token[i].hash;
	new.facts = make_set(from);
	if (sets == sets_size) {
		sets_size = sets_size ? 2 * sets_size : 1 << 16;
		set = xreallocarray(set, sets_size, sizeof(*set));
	}
	set[sets++] = new;
}

static void read_all(char **files)
{
	struct record record = {0};
	struct paragraphs paragraphs = {0};
	struct tokens tokens = {0};
	struct buf text = {0};
	struct reader reader;

	reader_init(&reader, files);
	while (reader_record(&reader, &record)) {
		buf_reset(&text);
		record_text(&record, "id", &text);
		if (ids == ids_size) {
			ids_size = ids_size ? 2 * ids_size : 1024;
			id = xreallocarray(id, ids_size, sizeof(*id));
		}
		id[ids] = strdup(text.p ? text.p : "");
		buf_reset(&text);
		record_text(&record, "text", &text);
		paragraphs_split(&paragraphs, buf_str(&text));
		for (size_t i = 0; i < paragraphs.count; i++)
			add_paragraph(&tokens, paragraphs.item[i].text,
				      (uint32_t)ids, (uint32_t)i);
		ids++;
	}
	reader_release(&reader);
	record_release(&record);
	paragraphs_release(&paragraphs);
	tokens_release(&tokens);
	buf_release(&text);
}

static int compare_postings(const void *a, const void *b)
{
	const struct posting *const x = a, *const y = b;

	if (x->shingle != y->shingle)
		return x->shingle < y->shingle ? -1 : 1;
	return x->paragraph < y->paragraph ? -1 : x->paragraph > y->paragraph;
}

static int compare_sets(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	const int order = memcmp(set[x].hash, set[y].hash, 16);

	return order ? order : x < y ? -1 : x > y;
}

/* Of each paragraph the first that is equal to it. */
static uint32_t *find_firsts(void)
{
	uint32_t *const order = xreallocarray(NULL, sets + 1, sizeof(*order));
	uint32_t *const first = xreallocarray(NULL, sets + 1, sizeof(*first));

	for (uint32_t i = 0; i < sets; i++)
		order[i] = i;
	qsort(order, sets, sizeof(*order), compare_sets);
	for (size_t i = 0; i < sets; i++)
		first[order[i]] = i && !memcmp(set[order[i]].hash,
					       set[order[i - 1]].hash, 16)
					  ? first[order[i - 1]]
					  : order[i];
	free(order);
	return first;
}

static bool knows(const struct paragraph_set *q, const struct paragraph_set *p)
{
	const uint64_t *const a = word + p->word + p->shingles;
	const uint64_t *const b = word + q->word + q->shingles;
	size_t k = 0;

	for (size_t i = 0; i < p->facts; i++) {
		while (k < q->facts && b[k] < a[i])
			k++;
		if (k == q->facts || b[k] != a[i])
			return false;
	}
	return true;
}

struct best {
	double containment;
	uint32_t of;
};

static void better(struct best *best, double containment, uint32_t of)
{
	if (containment > best->containment)
		*best = (struct best){containment, of};
}

static void print_best(const struct best *best)
{
	if (best->containment < least)
		printf("\t0\t\t0");
	else
		printf("\t%.4f\t%s\t%" PRIu32, best->containment,
		       id[set[best->of].document], set[best->of].number);
}

/* Inverted lists over the paragraphs that are the first of their kind. */
static struct posting *posting;
static size_t postings;

static void make_postings(const uint32_t *first)
{
	size_t n = 0;

	for (size_t i = 0; i < sets; i++)
		n += first[i] == i ? set[i].shingles : 0;
	posting = xreallocarray(NULL, n + 1, sizeof(*posting));
	for (uint32_t i = 0; i < sets; i++)
		for (size_t k = 0; first[i] == i && k < set[i].shingles; k++)
			posting[postings++] =
				(struct posting){word[set[i].word + k], i};
	qsort(posting, postings, sizeof(*posting), compare_postings);
}

static size_t find_posting(uint64_t shingle)
{
	size_t low = 0, high = postings;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (posting[middle].shingle < shingle)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void compare(uint32_t p, uint32_t first, uint32_t *count,
		    uint32_t *touched)
{
	const struct paragraph_set *const a = &set[p];
	struct best any = {0}, full = {0};
	size_t n = 0;

	if (first != p && set[first].document != a->document) {
		better(&any, 1, first);
		better(&full, 1, first);
	}
	for (size_t i = 0; i < a->shingles; i++) {
		const uint64_t shingle = word[a->word + i];

		for (size_t k = find_posting(shingle);
		     k < postings && posting[k].shingle == shingle; k++) {
			const uint32_t q = posting[k].paragraph;

			if (set[q].document >= a->document)
				break;
			if (!count[q]++)
				touched[n++] = q;
		}
	}
	for (size_t i = 0; i < n; i++) {
		const uint32_t q = touched[i];
		const double share = (double)count[q] / (double)a->shingles;

		count[q] = 0;
		if (share < least)
			continue;
		better(&any, share, q);
		if (knows(&set[q], a))
			better(&full, share, q);
	}
	if (any.containment < least)
		return;
	printf("%s\t%" PRIu32 "\t%" PRIu32, id[a->document], a->number,
	       a->tokens);
	print_best(&any);
	print_best(&full);
	putchar('\n');
}

int main(int argc, char **argv)
{
	uint32_t *first, *count, *touched;

	(void)argc;
	unicode_init();
	read_all(argv + 1);
	first = find_firsts();
	make_postings(first);
	count = calloc(sets + 1, sizeof(*count));
	touched = xreallocarray(NULL, sets + 1, sizeof(*touched));
	for (uint32_t p = 0; p < sets; p++)
		if (set[p].tokens >= TOKENS_MIN)
			compare(p, first[p], count, touched);
	for (size_t i = 0; i < ids; i++)
		free(id[i]);
	free(id);
	free(first);
	free(count);
	free(touched);
	free(posting);
	free(set);
	free(word);
	return 0;
}
