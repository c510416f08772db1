#include "edges.h"

#include <stdlib.h>

#include "lookup.h"
#include "mem.h"
#include "pool.h"

enum { ROW = 1024 /* edges that a thread takes at once */ };

static const uint32_t NONE = UINT32_MAX;

void edges_init(struct edges *edges)
{
	tempfile_init(&edges->file);
}

void edges_add(struct edges *edges, const struct edge *edge)
{
	tempfile_append(&edges->file, edge, sizeof(*edge));
}

struct row {
	size_t count;
	struct edge edge[ROW];
};

struct comparer {
	struct vectors *vectors;
	struct lookup lookup;
};

struct user {
	void (*use)(void *context, const struct edge *edge);
	void *context;
};

static void run(void *job, void *state)
{
	struct comparer *const comparer = state;
	struct row *const row = job;
	uint32_t loaded = NONE;

	for (size_t i = 0; i < row->count; i++) {
		struct edge *const edge = &row->edge[i];

		if (edge->a != loaded)
			lookup_load(&comparer->lookup,
				    vectors_get(comparer->vectors, edge->a));
		loaded = edge->a;
		edge->alike =
			lookup_cosine(&comparer->lookup,
				      vectors_get(comparer->vectors, edge->b));
	}
}

static void done(void *job, void *config)
{
	const struct user *const user = config;
	struct row *const row = job;

	for (size_t i = 0; i < row->count; i++)
		user->use(user->context, &row->edge[i]);
	free(row);
}

/* The next edges, from one byte of the file on. */
static struct row *read_row(struct edges *edges, uint64_t at)
{
	const uint64_t left = (edges->file.size - at) / sizeof(struct edge);
	struct row *const row = xmalloc(sizeof(*row));

	row->count = left < ROW ? (size_t)left : ROW;
	tempfile_read(&edges->file, at, row->edge,
		      row->count * sizeof(*row->edge));
	return row;
}

void edges_compare(struct edges *edges, struct vectors *vectors, size_t threads,
		   void (*use)(void *context, const struct edge *edge),
		   void *context)
{
	struct user user = {use, context};
	void *state[POOL_THREADS_MAX];
	struct comparer *comparer;
	struct pool *pool;

	threads = vectors_threads(vectors, threads);
	comparer = xreallocarray(NULL, threads, sizeof(*comparer));
	for (size_t i = 0; i < threads; i++) {
		comparer[i].vectors = vectors;
		state[i] = &comparer[i];
	}
	pool = pool_new(threads, state, run, done, &user);
	for (uint64_t at = 0; at < edges->file.size;
	     at += sizeof(struct edge) * ROW)
		pool_submit(pool, read_row(edges, at));
	pool_free(pool);
	free(comparer);
}

void edges_reset(struct edges *edges)
{
	tempfile_reset(&edges->file);
}

void edges_release(struct edges *edges)
{
	tempfile_release(&edges->file);
}
