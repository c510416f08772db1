#include "keyterms.h"

#include <stdlib.h>
#include <string.h>

#include "bag.h"
#include "json.h"
#include "mem.h"

struct keyterm {
	uint32_t term, weight;
	size_t at, n; /* in keyterms->text: a JSON string's inside */
	size_t order; /* in which it was added */
};

static int by_term(const void *left, const void *right)
{
	const struct heavy *const a = left, *const b = right;

	return (a->term > b->term) - (a->term < b->term);
}

/* Is token i right behind the one before, with a space or nothing between? */
static bool follows(struct str text, const struct tokens *tokens, size_t i)
{
	const struct token *const before = &tokens->token[i - 1];
	const size_t end = before->start + before->len;
	const size_t start = tokens->token[i].start;

	return start == end || (start == end + 1 && text.p[end] == ' ');
}

/* The term, if it is wanted and was not found yet: its weight is 0 then. */
static void try_term(struct heavy *term, size_t n, uint32_t wanted,
		     struct str text, struct buf *out)
{
	const struct heavy key = {.term = wanted};
	struct heavy *const found =
		bsearch(&key, term, n, sizeof(key), by_term);

	if (!found || !found->weight)
		return;
	json_put_sep(out);
	buf_addf(out, "[%u,%u,", (unsigned)found->term,
		 (unsigned)found->weight);
	json_put_string(out, text);
	buf_add_char(out, ']');
	found->weight = 0;
}

void keyterms_find(struct heavy *term, size_t n, struct str text,
		   struct tokens *tokens, struct buf *out)
{
	if (!n)
		return;
	qsort(term, n, sizeof(*term), by_term);
	tokens_find(tokens, text);
	for (size_t i = 0; i < tokens->count && i < KEYTERMS_TOKENS; i++) {
		const struct token *const token = &tokens->token[i];
		const struct token *const before = token - 1;

		if (i && follows(text, tokens, i))
			try_term(term, n, bag_bigram(before->hash, token->hash),
				 (struct str){text.p + before->start,
					      token->start + token->len -
						      before->start},
				 out);
		try_term(term, n, bag_term(token->hash),
			 (struct str){text.p + token->start, token->len}, out);
	}
}

void keyterms_add(struct keyterms *keyterms, struct str array)
{
	struct str item, term, weight, text;
	uint64_t number, heavy;

	while (array.p && json_next_item(&array, &item)) {
		if (json_kind(item) != '[' || !json_next_item(&item, &term) ||
		    !json_uint(term, &number) ||
		    !json_next_item(&item, &weight) ||
		    !json_uint(weight, &heavy) ||
		    !json_next_item(&item, &text) || json_kind(text) != '"')
			continue;
		if (keyterms->count == keyterms->size) {
			keyterms->size =
				keyterms->size ? 2 * keyterms->size : 64;
			keyterms->item =
				xreallocarray(keyterms->item, keyterms->size,
					      sizeof(*keyterms->item));
		}
		keyterms->item[keyterms->count] = (struct keyterm){
			(uint32_t)number, (uint32_t)heavy, keyterms->text.n + 1,
			text.n - 2, keyterms->count};
		keyterms->count++;
		buf_add_str(&keyterms->text, text);
	}
}

/* The heaviest first of each term, and of equals that added first. */
static int by_term_first(const void *left, const void *right)
{
	const struct keyterm *const a = left, *const b = right;

	if (a->term != b->term)
		return a->term < b->term ? -1 : 1;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static int by_weight(const void *left, const void *right)
{
	const struct keyterm *const a = left, *const b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a->term > b->term) - (a->term < b->term);
}

static struct str text_of(const struct keyterms *keyterms,
			  const struct keyterm *item)
{
	return (struct str){keyterms->text.p + item->at, item->n};
}

/* Does one of two terms stand within the other? */
static bool overlap(struct str a, struct str b)
{
	return memmem(a.p, a.n, b.p, b.n) || memmem(b.p, b.n, a.p, a.n);
}

/* Choose: of two that overlap two tokens stay, or the heavier. Into the front
 * of item[]; returns how many. */
static size_t choose(struct keyterms *keyterms, size_t n)
{
	struct keyterm *const item = keyterms->item;
	size_t kept = 0;

	for (size_t i = 0; i < n && kept < KEYTERMS_MOST; i++) {
		const struct keyterm next = item[i];
		bool covered = false;
		size_t k = 0, stay = 0;

		for (k = 0; k < kept && !covered; k++)
			covered = overlap(text_of(keyterms, &item[k]),
					  text_of(keyterms, &next)) &&
				  (bag_is_bigram(item[k].term) ||
				   !bag_is_bigram(next.term));
		if (covered)
			continue;
		for (k = 0; k < kept; k++)
			if (!overlap(text_of(keyterms, &item[k]),
				     text_of(keyterms, &next)))
				item[stay++] = item[k];
		item[stay++] = next;
		kept = stay;
	}
	return kept;
}

void keyterms_put(struct keyterms *keyterms, struct buf *out)
{
	struct keyterm *const item = keyterms->item;
	size_t n = 0;

	if (keyterms->count)
		qsort(item, keyterms->count, sizeof(*item), by_term_first);
	for (size_t i = 0; i < keyterms->count; i++)
		if (!n || item[n - 1].term != item[i].term)
			item[n++] = item[i];
	if (n)
		qsort(item, n, sizeof(*item), by_weight);
	n = choose(keyterms, n);
	if (n)
		qsort(item, n, sizeof(*item), by_weight);
	buf_add_char(out, '[');
	for (size_t i = 0; i < n; i++) {
		json_put_sep(out);
		buf_add_char(out, '"');
		buf_add_str(out, text_of(keyterms, &item[i]));
		buf_add_char(out, '"');
	}
	buf_add_char(out, ']');
	keyterms->count = 0;
	buf_reset(&keyterms->text);
}

void keyterms_release(struct keyterms *keyterms)
{
	free(keyterms->item);
	buf_release(&keyterms->text);
}
