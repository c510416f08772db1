#include "shards.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zstd.h>

#include "mem.h"
#include "msg.h"

#define IN_SIZE ((size_t)256 * 1024)
#define OUT_SIZE ((size_t)1024 * 1024)

struct shards {
	char *dir;	      /* DIR/KIND */
	struct dirent **name; /* sorted */
	int count;
	int next;	 /* index of the next one to open */
	struct buf path; /* of the open one, for messages */
	int fd;
	ZSTD_DCtx *zstd;
	char *raw; /* IN_SIZE compressed bytes */
	ZSTD_inBuffer in;
	size_t hint; /* of the last ZSTD call: 0 at the end of a frame */
	struct buf data;
	size_t start;
	size_t line;
};

bool shards_present(const char *dir)
{
	struct buf path = {0};
	bool present;

	buf_addf(&path, "%s/MANIFEST.json", dir);
	present = !access(path.p, R_OK);
	buf_release(&path);
	return present;
}

static int is_part(const struct dirent *entry)
{
	const struct str name = str_from(entry->d_name);

	return str_starts(name, STR("part-")) &&
	       str_ends(name, STR(".jsonl.zst"));
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

struct shards *shards_open(const char *dir, const char *kind)
{
	struct shards *shards = xmalloc(sizeof(*shards));
	struct buf path = {0};

	*shards = (struct shards){.fd = -1};
	buf_addf(&path, "%s/%s", dir, kind);
	shards->dir = path.p;
	shards->count = scandir(shards->dir, &shards->name, is_part, by_bytes);
	if (shards->count < 0)
		die_errno("cannot open '%s'", shards->dir);
	shards->raw = xmalloc(IN_SIZE);
	shards->zstd = ZSTD_createDCtx();
	if (!shards->zstd)
		die("out of memory (zstd)");
	return shards;
}

static bool open_next(struct shards *shards)
{
	if (shards->next == shards->count)
		return false;
	buf_reset(&shards->path);
	buf_addf(&shards->path, "%s/%s", shards->dir,
		 shards->name[shards->next++]->d_name);
	shards->fd = open(shards->path.p, O_RDONLY | O_CLOEXEC);
	if (shards->fd < 0)
		die_errno("cannot open '%s'", shards->path.p);
	ZSTD_DCtx_reset(shards->zstd, ZSTD_reset_session_only);
	shards->in = (ZSTD_inBuffer){.src = shards->raw};
	shards->hint = 1;
	shards->line = 0;
	return true;
}

/* Compressed bytes for the decoder; false at the end of the file. */
static bool fill(struct shards *shards)
{
	ssize_t n;

	if (shards->in.pos < shards->in.size)
		return true;
	do
		n = read(shards->fd, shards->raw, IN_SIZE);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		die_errno("cannot read '%s'", shards->path.p);
	shards->in = (ZSTD_inBuffer){.src = shards->raw, .size = (size_t)n};
	return n > 0;
}

/* Decode some more of the open file behind data; false at its end. */
static bool decode(struct shards *shards)
{
	struct buf *data = &shards->data;
	ZSTD_outBuffer out;

	memmove(data->p, data->p + shards->start, data->n - shards->start);
	data->n -= shards->start;
	shards->start = 0;
	if (!fill(shards)) {
		if (shards->hint || data->n)
			die("'%s' is truncated", shards->path.p);
		close(shards->fd);
		shards->fd = -1;
		return false;
	}
	buf_reserve(data, OUT_SIZE);
	out = (ZSTD_outBuffer){.dst = data->p, .size = data->size - 1};
	out.pos = data->n;
	shards->hint = ZSTD_decompressStream(shards->zstd, &out, &shards->in);
	if (ZSTD_isError(shards->hint))
		die("'%s' is damaged: %s", shards->path.p,
		    ZSTD_getErrorName(shards->hint));
	data->n = out.pos;
	return true;
}

bool shards_next(struct shards *shards, struct record *record)
{
	struct buf *data = &shards->data;
	struct error error;
	const char *from, *end;
	size_t seen = 0;

	buf_reserve(data, OUT_SIZE);
	for (;;) {
		if (shards->fd < 0 && !open_next(shards))
			return false;
		from = data->p + shards->start;
		end = memchr(from + seen, '\n', data->n - shards->start - seen);
		if (end)
			break;
		seen = data->n - shards->start;
		if (!decode(shards))
			seen = 0;
	}
	shards->line++;
	shards->start = (size_t)(end + 1 - data->p);
	if (!record_scan(record, (struct str){from, (size_t)(end - from)},
			 &error))
		die("'%s' line %zu: %s", shards->path.p, shards->line,
		    error.what);
	return true;
}

void shards_close(struct shards *shards)
{
	for (int i = 0; i < shards->count; i++)
		free(shards->name[i]);
	free(shards->name);
	if (shards->fd >= 0)
		close(shards->fd);
	ZSTD_freeDCtx(shards->zstd);
	free(shards->raw);
	free(shards->dir);
	buf_release(&shards->path);
	buf_release(&shards->data);
	free(shards);
}
