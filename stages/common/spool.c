#include "spool.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "runs.h"
#include "tempfile.h"

enum { MEMORY_MIN = 1024 * 1024, BLOCK = 1024 * 1024 };

struct entry {
	uint64_t prefix; /* the key's first 8 bytes, as a number */
	size_t at;	 /* in its block: the key, and the record behind it */
	size_t record;	 /* bytes */
	uint32_t key;	 /* bytes */
	uint32_t block;
};

/* One run that is being merged. */
struct cursor {
	size_t order; /* of its run */
	struct run_reader *reader;
	struct str key; /* the first of those not yet given */
};

struct spool {
	size_t memory;
	bool closed;	     /* nothing is added any more */
	struct entry *entry; /* added, not yet in a run */
	size_t count, size;
	struct buf *block; /* what these are of */
	size_t blocks, blocks_size;
	size_t bytes; /* of all blocks but the open one */
	bool open;    /* the last block, to add to */
	struct tempfile file;
	struct run_place *run;
	size_t runs, runs_size;
	/* reading */
	size_t at;	       /* in entry, if there are no runs */
	struct cursor *cursor; /* a heap, the smallest key first */
	size_t cursors;
	bool given; /* the first cursor's record is with the caller */
};

struct spool *spool_new(size_t memory)
{
	struct spool *const spool = xmalloc(sizeof(*spool));

	*spool = (struct spool){
		.memory = memory < MEMORY_MIN ? MEMORY_MIN : memory,
	};
	tempfile_init(&spool->file);
	return spool;
}

static struct str entry_key(const struct spool *spool,
			    const struct entry *entry)
{
	return (struct str){spool->block[entry->block].p + entry->at,
			    entry->key};
}

static struct str entry_record(const struct spool *spool,
			       const struct entry *entry)
{
	const struct str key = entry_key(spool, entry);

	return (struct str){key.p + key.n, entry->record};
}

static int compare_entries(const void *left, const void *right, void *data)
{
	const struct entry *const a = left, *const b = right;
	int order;

	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	order = str_order(entry_key(data, a), entry_key(data, b));
	if (order)
		return order;
	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	return a->at < b->at ? -1 : 1;
}

static void sort_entries(struct spool *spool)
{
	if (spool->count)
		qsort_r(spool->entry, spool->count, sizeof(*spool->entry),
			compare_entries, spool);
}

static void free_blocks(struct spool *spool)
{
	while (spool->blocks)
		buf_release(&spool->block[--spool->blocks]);
	spool->bytes = 0;
	spool->open = false;
}

static void add_run(struct spool *spool, struct run_place place)
{
	if (spool->runs == spool->runs_size) {
		spool->runs_size = spool->runs_size ? 2 * spool->runs_size : 16;
		spool->run = xreallocarray(spool->run, spool->runs_size,
					   sizeof(*spool->run));
	}
	spool->run[spool->runs++] = place;
}

static void write_run(struct spool *spool)
{
	struct run_writer *const writer = run_writer_new(&spool->file);

	sort_entries(spool);
	for (size_t i = 0; i < spool->count; i++)
		run_writer_add(writer, entry_key(spool, &spool->entry[i]),
			       entry_record(spool, &spool->entry[i]));
	add_run(spool, run_writer_end(writer));
	run_writer_free(writer);
	spool->count = 0;
	free_blocks(spool);
}

static uint64_t prefix_of(struct str key)
{
	uint64_t prefix = 0;

	for (size_t i = 0; i < 8; i++)
		prefix =
			prefix << 8 | (i < key.n ? (unsigned char)key.p[i] : 0);
	return prefix;
}

/* For so many more bytes: if there are too many, a run is written first. */
static void make_room(struct spool *spool, size_t bytes)
{
	size_t used = spool->bytes + bytes +
		      (spool->count + 1) * sizeof(struct entry);

	if (spool->open)
		used += spool->block[spool->blocks - 1].n;
	if (spool->count && used > spool->memory)
		write_run(spool);
}

static void add_block(struct spool *spool, struct buf block)
{
	if (spool->open)
		spool->bytes += spool->block[spool->blocks - 1].n;
	if (spool->blocks == spool->blocks_size) {
		spool->blocks_size =
			spool->blocks_size ? 2 * spool->blocks_size : 16;
		spool->block = xreallocarray(spool->block, spool->blocks_size,
					     sizeof(*spool->block));
	}
	spool->block[spool->blocks++] = block;
}

static void add_entry(struct spool *spool, struct str key, size_t at,
		      size_t record)
{
	if (spool->count == spool->size) {
		spool->size = spool->size ? 2 * spool->size : 256;
		spool->entry = xreallocarray(spool->entry, spool->size,
					     sizeof(*spool->entry));
	}
	spool->entry[spool->count++] = (struct entry){
		.prefix = prefix_of(key),
		.block = (uint32_t)spool->blocks - 1,
		.at = at,
		.key = (uint32_t)key.n,
		.record = record,
	};
}

void spool_add(struct spool *spool, struct str key, struct str record)
{
	make_room(spool, key.n + record.n);
	buf_add_str(spool_begin(spool, key), record);
	spool_end(spool);
}

struct buf *spool_begin(struct spool *spool, struct str key)
{
	struct buf empty = {0}, *block;

	make_room(spool, key.n);
	if (!spool->open || spool->block[spool->blocks - 1].n >= BLOCK) {
		buf_reserve(&empty, BLOCK);
		add_block(spool, empty);
		spool->open = true;
	}
	block = &spool->block[spool->blocks - 1];
	add_entry(spool, key, block->n, 0);
	buf_add_str(block, key);
	return block;
}

void spool_end(struct spool *spool)
{
	struct entry *const entry = &spool->entry[spool->count - 1];

	entry->record = spool->block[entry->block].n - entry->at - entry->key;
}

void spool_adopt(struct spool *spool, struct buf *block)
{
	make_room(spool, block->n);
	add_block(spool, *block);
	spool->open = false;
	spool->bytes += block->n;
	*block = (struct buf){0};
}

void spool_add_adopted(struct spool *spool, struct str key, size_t record)
{
	const struct buf *const block = &spool->block[spool->blocks - 1];

	add_entry(spool, key, (size_t)(key.p - block->p), record);
}

static bool is_before(const struct cursor *a, const struct cursor *b)
{
	const int order = str_order(a->key, b->key);

	return order ? order < 0 : a->order < b->order;
}

/* The cursor at i may be too large for its place: move it down. */
static void sift_down(struct cursor *cursor, size_t n, size_t i)
{
	const struct cursor moved = cursor[i];
	size_t child;

	for (; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n &&
		    is_before(&cursor[child + 1], &cursor[child]))
			child++;
		if (!is_before(&cursor[child], &moved))
			break;
		cursor[i] = cursor[child];
	}
	cursor[i] = moved;
}

static void stop_merge(struct spool *spool)
{
	while (spool->cursors)
		run_reader_free(spool->cursor[--spool->cursors].reader);
}

/* Begin to read runs [first, first + n). */
static void start_merge(struct spool *spool, size_t first, size_t n)
{
	stop_merge(spool);
	spool->cursor = xreallocarray(spool->cursor, n, sizeof(*spool->cursor));
	for (size_t i = 0; i < n; i++) {
		struct cursor *const cursor = &spool->cursor[i];

		cursor->order = first + i;
		cursor->reader =
			run_reader_new(&spool->file, spool->run[first + i]);
		/* no run is empty */
		run_reader_next(cursor->reader, &cursor->key);
	}
	spool->cursors = n;
	spool->given = false;
	for (size_t i = n / 2; i-- > 0;)
		sift_down(spool->cursor, n, i);
}

static bool merge_next(struct spool *spool, struct str *key, struct str *record)
{
	struct cursor *const first = spool->cursor;

	if (spool->given && spool->cursors) {
		if (!run_reader_next(first->reader, &first->key)) {
			run_reader_free(first->reader);
			*first = spool->cursor[--spool->cursors];
		}
		sift_down(spool->cursor, spool->cursors, 0);
	}
	if (!spool->cursors)
		return false;
	spool->given = true;
	run_reader_record(first->reader, key, record);
	return true;
}

/* Make one run of each fan_in neighbours, so that arrival still orders. */
static void merge_pass(struct spool *spool, size_t fan_in)
{
	struct spool merged = {.memory = spool->memory};
	struct run_writer *writer;
	struct str key, record;

	tempfile_init(&merged.file);
	writer = run_writer_new(&merged.file);
	for (size_t i = 0; i < spool->runs; i += fan_in) {
		const size_t left = spool->runs - i;

		start_merge(spool, i, left < fan_in ? left : fan_in);
		while (merge_next(spool, &key, &record))
			run_writer_add(writer, key, record);
		add_run(&merged, run_writer_end(writer));
	}
	run_writer_free(writer);
	tempfile_release(&spool->file);
	free(spool->run);
	spool->file = merged.file;
	spool->run = merged.run;
	spool->runs = merged.runs;
	spool->runs_size = merged.runs_size;
}

void spool_close(struct spool *spool)
{
	size_t fan_in = spool->memory / RUN_MEMORY;

	if (spool->closed)
		return;
	spool->closed = true;
	if (!spool->runs) {
		sort_entries(spool);
		return;
	}
	if (spool->count)
		write_run(spool);
	free(spool->entry);
	spool->entry = NULL;
	if (fan_in < 2)
		fan_in = 2;
	while (spool->runs > fan_in)
		merge_pass(spool, fan_in);
}

void spool_rewind(struct spool *spool)
{
	spool_close(spool);
	spool->at = 0;
	if (spool->runs)
		start_merge(spool, 0, spool->runs);
}

bool spool_next(struct spool *spool, struct str *key, struct str *record)
{
	if (spool->runs)
		return merge_next(spool, key, record);
	if (spool->at == spool->count)
		return false;
	*key = entry_key(spool, &spool->entry[spool->at]);
	*record = entry_record(spool, &spool->entry[spool->at]);
	spool->at++;
	return true;
}

void spool_free(struct spool *spool)
{
	if (!spool)
		return;
	stop_merge(spool);
	tempfile_release(&spool->file);
	free_blocks(spool);
	free(spool->block);
	free(spool->entry);
	free(spool->run);
	free(spool->cursor);
	free(spool);
}
