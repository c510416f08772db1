/* The texts of all paragraphs that have a part in something, once, in
 * canonical order: workers make words of them, and the main thread decides. */
#include <stdlib.h>

#include "json.h"
#include "match_internal.h"
#include "mem.h"
#include "pool.h"
#include "progress.h"
#include "store.h"

enum {
	BATCH = 256 * 1024, /* bytes of text that a job has, or one text */
	/* What a paragraph of more tokens takes is given back after it. */
	LARGE = 256 * 1024,
};

/* A paragraph that is looked at. */
struct seen {
	uint64_t p;
	size_t text, text_bytes;  /* its place in the batch's texts */
	struct store_entry entry; /* words: offset in the batch's */
};

struct document {
	uint64_t first; /* paragraph */
	size_t text, text_bytes;
	size_t end; /* behind its last one in seen[] */
};

/* Documents in a row. */
struct batch {
	struct batch *next; /* in the list of free ones */
	struct document *document;
	size_t documents, documents_size;
	struct buf texts;
	/* what the worker makes */
	struct seen *seen;
	size_t count, size;
	struct buf words;
};

struct verify {
	struct match *match;
	const struct candidates *candidates;
	struct store store;
	struct resolver *resolver;
	struct batch *unused;
	struct buf fold[3]; /* scratch */
};

struct worker {
	const struct verify *verify;
	struct tokens tokens;
	struct paragraphs lines;
};

/* Those that others may be copies of. */
static void want(struct verify *verify)
{
	const struct candidates *const candidates = verify->candidates;
	const uint64_t all = catalog_paragraphs(&verify->match->catalog);
	struct bits *const wanted = &verify->store.wanted;

	if (all) { /* so that all words are there */
		bits_set(wanted, all - 1);
		bits_clear(wanted, all - 1);
	}
	for (size_t i = 0; i < wanted->words; i++)
		wanted->word[i] = bits_word(&candidates->owners, i) |
				  bits_word(&candidates->targets, i);
	store_begin(&verify->store);
}

static struct seen *add_seen(struct batch *batch)
{
	if (batch->count == batch->size) {
		batch->size = batch->size ? 2 * batch->size : 256;
		batch->seen = xreallocarray(batch->seen, batch->size,
					    sizeof(*batch->seen));
	}
	return &batch->seen[batch->count++];
}

static void look_at(struct worker *worker, struct batch *batch, uint64_t p,
		    struct str line)
{
	const struct verify *const verify = worker->verify;
	const struct candidates *const candidates = verify->candidates;
	const bool target = bits_get(&candidates->targets, p);
	const bool near = target || bits_get(&candidates->near, p);
	struct seen *seen;

	if (!near && !bits_get(&candidates->equal, p) &&
	    !bits_get(&candidates->owners, p))
		return;
	seen = add_seen(batch);
	*seen = (struct seen){
		.p = p,
		.text = (size_t)(line.p - batch->texts.p),
		.text_bytes = line.n,
		.entry = {.words = batch->words.n},
	};
	if (!near)
		return;
	tokens_find(&worker->tokens, line);
	store_make_words(&worker->tokens, verify->match->shingling.width,
			 target, &batch->words, &seen->entry);
	if (worker->tokens.count > LARGE) {
		buf_trim(&batch->words);
		tokens_release(&worker->tokens);
		worker->tokens.unit = verify->match->tokens.unit;
	}
}

static void look_at_batch(void *job, void *state)
{
	struct batch *const batch = job;
	struct worker *const worker = state;

	for (size_t i = 0; i < batch->documents; i++) {
		struct document *const document = &batch->document[i];
		const struct str text = {batch->texts.p + document->text,
					 document->text_bytes};

		paragraphs_split(&worker->lines, text);
		for (size_t k = 0; k < worker->lines.count; k++)
			look_at(worker, batch, document->first + k,
				worker->lines.item[k].text);
		document->end = batch->count;
	}
}

/* Has the paragraph with this number the same text, as it is compared? */
static bool is_equal(struct verify *verify, struct str text, uint64_t owner)
{
	struct buf *const fold = verify->fold;
	struct store_entry entry;
	bool equal;

	store_entry(&verify->store, owner, &entry);
	if (store_has_text(&verify->store, &entry, text))
		return true;
	for (size_t i = 0; i < 3; i++)
		buf_reset(&fold[i]);
	store_text(&verify->store, &entry, &fold[0]);
	tokens_fold(buf_str(&fold[0]), &fold[1]);
	tokens_fold(text, &fold[2]);
	equal = str_eq(buf_str(&fold[1]), buf_str(&fold[2]));
	for (size_t i = 0; i < 3; i++)
		if (fold[i].size > LARGE)
			buf_release(&fold[i]);
	return equal;
}

/* What was seen at a paragraph, and what becomes of it. */
static void decide(struct verify *verify, const struct seen *seen,
		   struct str text, const uint64_t *words, uint64_t first)
{
	const struct candidates *const candidates = verify->candidates;
	const uint64_t p = seen->p;
	bool copy = false;
	uint64_t q;

	if (bits_get(&candidates->equal, p) &&
	    resolver_owner(verify->resolver, p, &q) &&
	    is_equal(verify, text, q)) {
		bits_set(&verify->match->confirmed, p);
		resolver_equal(verify->resolver, p, q);
	}
	if (bits_get(&candidates->near, p)) {
		const struct store_words own = {
			.entry = seen->entry,
			.fact = words,
			.shingle = words + seen->entry.facts,
		};

		copy = resolver_near(verify->resolver, p, first, &own);
		if (seen->entry.shingles > LARGE)
			overlap_release(&verify->resolver->overlap);
	}
	if (!bits_get(&verify->store.wanted, p))
		return;
	if (!bits_get(&candidates->owners, p))
		text = (struct str){0};
	if (copy || !bits_get(&candidates->targets, p))
		words = NULL;
	store_add(&verify->store, text, &seen->entry, words);
}

static void decide_batch(void *job, void *config)
{
	struct batch *const batch = job;
	struct verify *const verify = config;
	size_t i = 0;

	for (size_t d = 0; d < batch->documents; d++) {
		const struct document *const document = &batch->document[d];

		for (; i < document->end; i++) {
			const struct seen *const seen = &batch->seen[i];
			const struct str text = {batch->texts.p + seen->text,
						 seen->text_bytes};
			const char *const words =
				batch->words.p + seen->entry.words;

			decide(verify, seen, text,
			       (const uint64_t *)(const void *)words,
			       document->first);
		}
	}
	if (batch->words.size > LARGE * sizeof(struct token)) {
		buf_release(&batch->words);
		buf_release(&batch->texts);
	}
	batch->next = verify->unused;
	verify->unused = batch;
}

/* Those wanted of the index, which are numbered before all others. */
static void store_indexed(struct verify *verify)
{
	struct match *const match = verify->match;
	const struct candidates *const candidates = verify->candidates;
	const uint64_t all = match->catalog.numbers.first[0];
	struct buf words = {0};

	for (uint64_t q = 0; q < all; q++) {
		struct store_entry entry = {0};
		struct str text;
		bool target;

		if (q % 64 == 0 && !bits_word(&verify->store.wanted, q / 64)) {
			q += 63;
			continue;
		}
		if (!bits_get(&verify->store.wanted, q))
			continue;
		text = match_index_text(match->options.index, q);
		target = bits_get(&candidates->targets, q);
		buf_reset(&words);
		if (target) {
			tokens_find(&match->tokens, text);
			store_make_words(&match->tokens, match->shingling.width,
					 true, &words, &entry);
		}
		if (!bits_get(&candidates->owners, q))
			text = (struct str){0};
		store_add(&verify->store, text, &entry,
			  target ? (const uint64_t *)(const void *)words.p
				 : NULL);
	}
	buf_release(&words);
}

static struct batch *batch_new(struct verify *verify)
{
	struct batch *batch = verify->unused;

	if (batch) {
		verify->unused = batch->next;
	} else {
		batch = xmalloc(sizeof(*batch));
		*batch = (struct batch){0};
	}
	batch->documents = batch->count = 0;
	buf_reset(&batch->texts);
	buf_reset(&batch->words);
	return batch;
}

static void free_batches(struct batch *batch)
{
	while (batch) {
		struct batch *const next = batch->next;

		free(batch->document);
		buf_release(&batch->texts);
		free(batch->seen);
		buf_release(&batch->words);
		free(batch);
		batch = next;
	}
}

static void add_document(struct batch *batch, uint64_t first, struct str text)
{
	struct document *document;

	if (batch->documents == batch->documents_size) {
		batch->documents_size =
			batch->documents_size ? 2 * batch->documents_size : 64;
		batch->document =
			xreallocarray(batch->document, batch->documents_size,
				      sizeof(*batch->document));
	}
	document = &batch->document[batch->documents++];
	*document = (struct document){.first = first, .text = batch->texts.n};
	json_unescape(text, &batch->texts);
	document->text_bytes = batch->texts.n - document->text;
}

static bool has_part(const struct candidates *candidates, uint64_t first,
		     uint64_t end)
{
	return bits_any(&candidates->equal, first, end) ||
	       bits_any(&candidates->owners, first, end) ||
	       bits_any(&candidates->near, first, end) ||
	       bits_any(&candidates->targets, first, end);
}

static void submit_all(struct verify *verify, struct pool *pool)
{
	struct match *const match = verify->match;
	const uint64_t *const first = match->catalog.numbers.first;
	struct batch *batch = batch_new(verify);
	struct str key, packed, text, line;

	spool_rewind(match->lines);
	for (size_t i = 0; spool_next(match->lines, &key, &packed); i++) {
		progress_done(i);
		if (!has_part(verify->candidates, first[i], first[i + 1]))
			continue;
		match_take_line(packed, &text, &line);
		add_document(batch, first[i], text);
		if (batch->texts.n < BATCH)
			continue;
		pool_submit(pool, batch);
		batch = batch_new(verify);
	}
	pool_submit(pool, batch);
}

static void run(struct verify *verify)
{
	const size_t threads = verify->match->options.threads;
	struct worker *const worker =
		xreallocarray(NULL, threads, sizeof(*worker));
	void **const states = xreallocarray(NULL, threads, sizeof(*states));
	struct pool *pool;

	for (size_t i = 0; i < threads; i++) {
		worker[i] = (struct worker){.verify = verify};
		worker[i].tokens.unit = verify->match->tokens.unit;
		states[i] = &worker[i];
	}
	pool = pool_new(threads, states, look_at_batch, decide_batch, verify);
	submit_all(verify, pool);
	pool_free(pool);
	for (size_t i = 0; i < threads; i++) {
		tokens_release(&worker[i].tokens);
		paragraphs_release(&worker[i].lines);
	}
	free(states);
	free(worker);
}

void match_verify(struct match *match)
{
	struct resolver *const resolver = &match->resolver;
	struct verify verify = {
		.match = match,
		.candidates = &match->candidates,
		.resolver = resolver,
	};

	resolver->numbers = &match->catalog.numbers;
	resolver->candidates = &match->candidates;
	resolver->store = &verify.store;
	resolver->threshold = match->options.threshold;
	resolver->lossy = match->options.lossy;
	resolver_begin(resolver);
	/* was the templates' */
	store_init(&verify.store, match->options.memory / 8);
	want(&verify);
	store_indexed(&verify);
	run(&verify);
	resolver->store = NULL;
	match->counts.exact = resolver->exact;
	match->counts.near = resolver->near;
	match->counts.stitched = resolver->stitched;
	match->counts.verified = resolver->verified;
	store_release(&verify.store);
	free_batches(verify.unused);
	for (size_t i = 0; i < 3; i++)
		buf_release(&verify.fold[i]);
}
