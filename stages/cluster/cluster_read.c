/* Reading records, on several threads. */
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "cluster.h"
#include "digest.h"
#include "json.h"
#include "kept.h"
#include "mem.h"
#include "progress.h"
#include "reader.h"
#include "stream.h"

struct worker {
	const struct cluster_options *options;
	struct digest digest;
	struct buf packed, key, row;
};

/* What a worker makes of a record, and how long each part is that follows. */
struct prepared {
	uint64_t packed, key, line;
};

static void *worker_new(const void *config)
{
	const struct cluster *const cluster = config;
	struct worker *const worker = xmalloc(sizeof(*worker));

	*worker = (struct worker){.options = cluster->options};
	return worker;
}

static void worker_free(void *state, void *config)
{
	struct worker *const worker = state;

	(void)config;
	digest_release(&worker->digest);
	buf_release(&worker->packed);
	buf_release(&worker->key);
	buf_release(&worker->row);
	free(worker);
}

static bool prepare(void *state, const struct record *record, struct buf *out,
		    struct error *error)
{
	struct worker *const worker = state;
	const uint64_t tie = XXH3_64bits(record->line.p, record->line.n);
	struct prepared parts = {.line = record->line.n};
	struct kept kept;

	error->what = NULL;
	if (!digest_make(&worker->digest, record, error))
		return false;
	buf_reset(&worker->packed);
	buf_reset(&worker->key);
	buf_reset(&worker->row);
	if (worker->options->coverage || worker->options->index)
		coverage_row(record, &worker->row);
	kept_pack(&worker->digest, buf_str(&worker->row), &worker->packed);
	kept_unpack(buf_str(&worker->packed), &kept);
	kept_key(&kept, tie, &worker->key);
	parts.packed = worker->packed.n;
	parts.key = worker->key.n;
	buf_add(out, &parts, sizeof(parts));
	buf_add_str(out, buf_str(&worker->packed));
	buf_add_str(out, buf_str(&worker->key));
	buf_add_str(out, record->line);
	return true;
}

static bool take(struct buf *prepared, void *config, size_t *taken,
		 struct error *error)
{
	struct cluster *const cluster = config;
	struct str rest = buf_str(prepared), packed, key, line;
	struct prepared parts;

	for (*taken = 0; rest.n; ++*taken) {
		memcpy(&parts, str_take(&rest, sizeof(parts)).p, sizeof(parts));
		packed = str_take(&rest, parts.packed);
		key = str_take(&rest, parts.key);
		line = str_take(&rest, parts.line);
		if (!events_add(cluster->events, key, packed)) {
			error->what = "more than 4294967294 records";
			return false;
		}
		spool_add(cluster->records, key, line);
		cluster->documents++;
		cluster->bytes += line.n + 1;
	}
	progress_update(0, cluster->bytes, cluster->documents);
	return true;
}

void cluster_init(struct cluster *cluster,
		  const struct cluster_options *options)
{
	const struct events_options events = {
		.threshold = options->threshold,
		.memory = options->memory / 2,
		.threads = options->threads,
		.index = options->index,
	};

	*cluster = (struct cluster){
		.options = options,
		.records = spool_new(options->memory / 8 * 3),
		.events = events_new(&events),
	};
	if (options->coverage)
		cluster->coverage =
			coverage_new(options->coverage, options->memory / 8);
}

void cluster_want(struct cluster *cluster, const char *id)
{
	struct buf quoted = {0};

	json_put_string(&quoted, str_from(id));
	events_want(cluster->events, buf_str(&quoted));
	buf_release(&quoted);
}

void cluster_read(struct cluster *cluster, char **files)
{
	const struct stream stream = {
		.state_new = worker_new,
		.work = prepare,
		.take = take,
		.state_free = worker_free,
		.config = cluster,
		.threads = cluster->options->threads,
	};

	progress_begin(reader_bytes(files));
	stream_run(&stream, files);
	progress_end();
	spool_close(cluster->records);
	cluster->found = events_find(cluster->events);
}
