#include "pairs.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "radix.h"
#include "tempfile.h"

enum { BLOCK_MIN = 256 }; /* pairs read at once from a run: one page */

struct run {
	uint64_t start, end; /* byte offsets */
};

/* One run that is being merged. */
struct cursor {
	struct pair head;
	uint64_t next, end; /* what is not yet in block */
	struct pair *block;
	size_t at, count; /* what of block is not yet given */
};

struct pairs {
	size_t memory, threads;
	struct pair *item; /* added, not yet in a run */
	size_t count, size;
	bool closed; /* nothing is added any more */
	struct tempfile file;
	struct run *run;
	size_t runs, runs_size;
	/* reading */
	size_t at; /* in item, if there are no runs */
	struct pair *blocks;
	size_t block_size;
	struct cursor *cursor; /* a heap, the smallest head first */
	size_t cursors;
	struct pair ahead; /* read for a group and not of it */
	bool has_ahead;
};

struct pairs *pairs_new(size_t memory)
{
	struct pairs *const pairs = xmalloc(sizeof(*pairs));

	*pairs = (struct pairs){.memory = memory, .threads = 1};
	if (memory < PAIRS_MEMORY_MIN)
		pairs->memory = PAIRS_MEMORY_MIN;
	tempfile_init(&pairs->file);
	return pairs;
}

void pairs_threads(struct pairs *pairs, size_t threads)
{
	pairs->threads = threads;
}

static void sort_items(struct pairs *pairs)
{
	struct pair *const scratch =
		xreallocarray(NULL, pairs->count, sizeof(*scratch));

	radix_sort_pairs(pairs->item, scratch, pairs->count, pairs->threads);
	free(scratch);
}

static void add_run(struct pairs *pairs, uint64_t start)
{
	if (pairs->runs == pairs->runs_size) {
		pairs->runs_size = pairs->runs_size ? 2 * pairs->runs_size : 16;
		pairs->run = xreallocarray(pairs->run, pairs->runs_size,
					   sizeof(*pairs->run));
	}
	pairs->run[pairs->runs++] = (struct run){start, pairs->file.size};
}

static void write_run(struct pairs *pairs)
{
	uint64_t start;

	sort_items(pairs);
	start = tempfile_append(&pairs->file, pairs->item,
				pairs->count * sizeof(*pairs->item));
	add_run(pairs, start);
	pairs->count = 0;
}

/* Half of the memory is for the sort. */
static void make_room(struct pairs *pairs)
{
	const size_t most = pairs->memory / 2 / sizeof(*pairs->item);

	if (pairs->count == most) {
		write_run(pairs);
		return;
	}
	pairs->size = pairs->size ? 2 * pairs->size : 1024;
	if (pairs->size > most)
		pairs->size = most;
	pairs->item =
		xreallocarray(pairs->item, pairs->size, sizeof(*pairs->item));
}

void pairs_add(struct pairs *pairs, uint64_t key, uint64_t value)
{
	if (pairs->count == pairs->size)
		make_room(pairs);
	pairs->item[pairs->count++] = (struct pair){key, value};
}

static bool is_before(const struct pair *a, const struct pair *b)
{
	return a->key != b->key ? a->key < b->key : a->value < b->value;
}

static bool cursor_fill(struct pairs *pairs, struct cursor *cursor)
{
	size_t n = (size_t)((cursor->end - cursor->next) / sizeof(struct pair));

	if (n > pairs->block_size)
		n = pairs->block_size;
	tempfile_read(&pairs->file, cursor->next, cursor->block,
		      n * sizeof(struct pair));
	cursor->next += n * sizeof(struct pair);
	cursor->at = 0;
	cursor->count = n;
	return n > 0;
}

/* False at the end of the run. */
static bool cursor_next(struct pairs *pairs, struct cursor *cursor)
{
	if (cursor->at == cursor->count && !cursor_fill(pairs, cursor))
		return false;
	cursor->head = cursor->block[cursor->at++];
	return true;
}

/* The cursor at i may be too large for its place: move it down. */
static void sift_down(struct cursor *cursor, size_t n, size_t i)
{
	const struct cursor moved = cursor[i];
	size_t child;

	for (; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n &&
		    is_before(&cursor[child + 1].head, &cursor[child].head))
			child++;
		if (!is_before(&cursor[child].head, &moved.head))
			break;
		cursor[i] = cursor[child];
	}
	cursor[i] = moved;
}

/* Begin to read runs [first, first + n). */
static void start_merge(struct pairs *pairs, size_t first, size_t n)
{
	pairs->block_size = pairs->memory / sizeof(struct pair) / n;
	pairs->blocks = xreallocarray(pairs->blocks, n * pairs->block_size,
				      sizeof(*pairs->blocks));
	pairs->cursor = xreallocarray(pairs->cursor, n, sizeof(*pairs->cursor));
	for (size_t i = 0; i < n; i++) {
		pairs->cursor[i] = (struct cursor){
			.next = pairs->run[first + i].start,
			.end = pairs->run[first + i].end,
			.block = pairs->blocks + i * pairs->block_size,
		};
		cursor_next(pairs, &pairs->cursor[i]); /* no run is empty */
	}
	pairs->cursors = n;
	for (size_t i = n / 2; i-- > 0;)
		sift_down(pairs->cursor, n, i);
}

static bool merge_next(struct pairs *pairs, struct pair *pair)
{
	if (!pairs->cursors)
		return false;
	*pair = pairs->cursor->head;
	if (!cursor_next(pairs, pairs->cursor))
		pairs->cursor[0] = pairs->cursor[--pairs->cursors];
	sift_down(pairs->cursor, pairs->cursors, 0);
	return true;
}

/* Make one run of each fan_in runs. */
static void merge_pass(struct pairs *pairs, size_t fan_in)
{
	struct pairs merged = {.memory = pairs->memory};
	struct pair pair;

	tempfile_init(&merged.file);
	for (size_t i = 0; i < pairs->runs; i += fan_in) {
		const size_t left = pairs->runs - i;
		const uint64_t start = merged.file.size;

		start_merge(pairs, i, left < fan_in ? left : fan_in);
		while (merge_next(pairs, &pair))
			tempfile_append(&merged.file, &pair, sizeof(pair));
		add_run(&merged, start);
	}
	tempfile_release(&pairs->file);
	free(pairs->run);
	pairs->file = merged.file;
	pairs->run = merged.run;
	pairs->runs = merged.runs;
	pairs->runs_size = merged.runs_size;
}

static void close_pairs(struct pairs *pairs)
{
	const size_t fan_in = pairs->memory / (BLOCK_MIN * sizeof(struct pair));

	pairs->closed = true;
	if (!pairs->runs) {
		sort_items(pairs);
		return;
	}
	if (pairs->count)
		write_run(pairs);
	free(pairs->item);
	pairs->item = NULL;
	pairs->size = 0;
	while (pairs->runs > fan_in)
		merge_pass(pairs, fan_in);
}

void pairs_rewind(struct pairs *pairs)
{
	if (!pairs->closed)
		close_pairs(pairs);
	pairs->at = 0;
	pairs->has_ahead = false;
	if (pairs->runs)
		start_merge(pairs, 0, pairs->runs);
}

bool pairs_next(struct pairs *pairs, struct pair *pair)
{
	if (pairs->has_ahead) {
		pairs->has_ahead = false;
		*pair = pairs->ahead;
		return true;
	}
	if (pairs->runs)
		return merge_next(pairs, pair);
	if (pairs->at == pairs->count)
		return false;
	*pair = pairs->item[pairs->at++];
	return true;
}

size_t pairs_next_group(struct pairs *pairs, uint64_t *key, uint64_t *value,
			size_t max, size_t *count)
{
	struct pair pair;
	size_t n = 0;

	*count = 0;
	while (pairs_next(pairs, &pair)) {
		if (*count && pair.key != *key) {
			pairs->ahead = pair;
			pairs->has_ahead = true;
			break;
		}
		*key = pair.key;
		++*count;
		if (n < max)
			value[n++] = pair.value;
	}
	return n;
}

void pairs_free(struct pairs *pairs)
{
	if (!pairs)
		return;
	tempfile_release(&pairs->file);
	free(pairs->item);
	free(pairs->run);
	free(pairs->blocks);
	free(pairs->cursor);
	free(pairs);
}
