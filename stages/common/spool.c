#include "spool.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "runs.h"
#include "tempfile.h"

enum { MEMORY_MIN = 1024 * 1024 };

struct entry {
	uint64_t prefix;    /* the key's first 8 bytes, as a number */
	size_t at;	    /* in data: the key, and the record behind it */
	size_t key, record; /* bytes */
};

/* One run that is being merged. */
struct cursor {
	size_t order; /* of its run */
	struct run_reader *reader;
	struct str key; /* the first of those not yet given */
};

struct spool {
	size_t memory;
	bool closed; /* nothing is added any more */
	struct buf data;
	struct entry *entry; /* added, not yet in a run */
	size_t count, size;
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

static int compare_keys(struct str a, struct str b)
{
	const size_t n = a.n < b.n ? a.n : b.n;
	const int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order || a.n == b.n)
		return order;
	return a.n < b.n ? -1 : 1;
}

static int compare_entries(const void *left, const void *right, void *data)
{
	const struct entry *const a = left, *const b = right;
	const char *const p = data;
	int order;

	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	order = compare_keys((struct str){p + a->at, a->key},
			     (struct str){p + b->at, b->key});
	if (order)
		return order;
	return a->at < b->at ? -1 : 1;
}

static void sort_entries(struct spool *spool)
{
	if (spool->count)
		qsort_r(spool->entry, spool->count, sizeof(*spool->entry),
			compare_entries, spool->data.p);
}

static struct str entry_key(const struct spool *spool,
			    const struct entry *entry)
{
	return (struct str){spool->data.p + entry->at, entry->key};
}

static struct str entry_record(const struct spool *spool,
			       const struct entry *entry)
{
	return (struct str){spool->data.p + entry->at + entry->key,
			    entry->record};
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
	buf_reset(&spool->data);
}

static uint64_t prefix_of(struct str key)
{
	uint64_t prefix = 0;

	for (size_t i = 0; i < 8; i++)
		prefix =
			prefix << 8 | (i < key.n ? (unsigned char)key.p[i] : 0);
	return prefix;
}

void spool_add(struct spool *spool, struct str key, struct str record)
{
	const size_t used = spool->data.n + spool->count * sizeof(struct entry);

	if (spool->count &&
	    used + key.n + record.n + sizeof(struct entry) > spool->memory)
		write_run(spool);
	buf_add_str(spool_begin(spool, key), record);
	spool_end(spool);
}

struct buf *spool_begin(struct spool *spool, struct str key)
{
	const size_t used = spool->data.n + spool->count * sizeof(struct entry);

	if (spool->count && used > spool->memory)
		write_run(spool);
	if (spool->count == spool->size) {
		spool->size = spool->size ? 2 * spool->size : 256;
		spool->entry = xreallocarray(spool->entry, spool->size,
					     sizeof(*spool->entry));
	}
	spool->entry[spool->count] = (struct entry){
		.prefix = prefix_of(key),
		.at = spool->data.n,
		.key = key.n,
	};
	buf_add_str(&spool->data, key);
	return &spool->data;
}

void spool_end(struct spool *spool)
{
	struct entry *const entry = &spool->entry[spool->count++];

	entry->record = spool->data.n - entry->at - entry->key;
}

static bool is_before(const struct cursor *a, const struct cursor *b)
{
	const int order = compare_keys(a->key, b->key);

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
	buf_release(&spool->data);
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
	buf_release(&spool->data);
	free(spool->entry);
	free(spool->run);
	free(spool->cursor);
	free(spool);
}
