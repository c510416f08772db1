#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <nettle/sha2.h>
#include <xxhash.h>
#include <zstd.h>

#include "encode.h"
#include "mem.h"
#include "msg.h"

#define CHUNK ((size_t)1024 * 1024)

/* A file being written: its descriptor, and digests of what went there. */
struct out_file {
	struct buf path;
	int fd;
	uint64_t bytes;
	struct sha256_ctx sha256;
	XXH3_state_t *xxh3;
};

static void out_open(struct out_file *out, const char *dir, const char *path)
{
	*out = (struct out_file){.fd = -1};
	buf_addf(&out->path, "%s/%s", dir, path);
	out->fd = open(out->path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		       0666);
	if (out->fd < 0)
		die_errno("cannot create '%s'", out->path.p);
	sha256_init(&out->sha256);
	out->xxh3 = XXH3_createState();
	if (!out->xxh3)
		die("out of memory (xxhash)");
	XXH3_128bits_reset(out->xxh3);
}

static void out_write(struct out_file *out, const char *p, size_t n)
{
	ssize_t done;

	sha256_update(&out->sha256, n, (const uint8_t *)p);
	XXH3_128bits_update(out->xxh3, p, n);
	out->bytes += n;
	for (; n; p += done, n -= (size_t)done) {
		done = write(out->fd, p, n);
		if (done < 0 && errno == EINTR)
			done = 0;
		if (done < 0)
			die_errno("cannot write '%s'", out->path.p);
	}
}

static struct sink_file *file_note(struct sink_files *files, const char *path)
{
	if (files->count == files->size) {
		files->size = files->size ? 2 * files->size : 16;
		files->file = xreallocarray(files->file, files->size,
					    sizeof(*files->file));
	}
	files->file[files->count] = (struct sink_file){.path = strdup(path)};
	if (!files->file[files->count].path)
		die("out of memory");
	return &files->file[files->count++];
}

/* Flush to disk, close, and note size and digests for the manifest. */
static void out_close(struct out_file *out, const char *path, uint64_t lines,
		      struct sink_files *files)
{
	struct sink_file *file = file_note(files, path);
	uint8_t digest[SHA256_DIGEST_SIZE];
	XXH128_canonical_t hash;
	struct buf hex = {0};

	if (fsync(out->fd) || close(out->fd))
		die_errno("cannot write '%s'", out->path.p);
	sha256_digest(&out->sha256, sizeof(digest), digest);
	hex_put(&hex, digest, sizeof(digest));
	memcpy(file->sha256, hex.p, hex.n + 1);
	buf_reset(&hex);
	XXH128_canonicalFromHash(&hash, XXH3_128bits_digest(out->xxh3));
	hex_put(&hex, hash.digest, sizeof(hash.digest));
	memcpy(file->xxh3, hex.p, hex.n + 1);
	file->bytes = out->bytes;
	file->lines = lines;
	XXH3_freeState(out->xxh3);
	buf_release(&hex);
	buf_release(&out->path);
}

static size_t count_lines(const char *p, size_t n)
{
	const char *end = p + n;
	size_t lines = 0;

	while ((p = memchr(p, '\n', (size_t)(end - p)))) {
		lines++;
		p++;
	}
	return lines;
}

static void check_zstd(size_t code)
{
	if (ZSTD_isError(code))
		die("zstd: %s", ZSTD_getErrorName(code));
}

/* Up to level 19 the window is 8 MiB or less, which every reader accepts. */
static ZSTD_CCtx *compressor(const struct sink *sink, uint64_t size)
{
	ZSTD_CCtx *zstd = ZSTD_createCCtx();

	if (!zstd)
		die("out of memory (zstd)");
	check_zstd(ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel,
					  sink->level));
	check_zstd(ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1));
	check_zstd(ZSTD_CCtx_setPledgedSrcSize(zstd, size));
	return zstd;
}

/* Compress the gathered lines into out; returns how many they were. */
static uint64_t compress_lines(struct sink *sink, struct out_file *out)
{
	const uint64_t size = sink->lines.size;
	ZSTD_CCtx *zstd = compressor(sink, size);
	const size_t room = ZSTD_CStreamOutSize();
	char *raw = xmalloc(CHUNK), *packed = xmalloc(room);
	uint64_t at = 0, lines = 0;
	size_t left = 1;

	while (left) {
		const size_t n =
			size - at < CHUNK ? (size_t)(size - at) : CHUNK;
		ZSTD_inBuffer in = {.src = raw, .size = n};

		if (n)
			tempfile_read(&sink->lines, at, raw, n);
		at += n;
		lines += count_lines(raw, n);
		do {
			ZSTD_outBuffer to = {.dst = packed, .size = room};

			left = ZSTD_compressStream2(
				zstd, &to, &in,
				at == size ? ZSTD_e_end : ZSTD_e_continue);
			check_zstd(left);
			out_write(out, packed, to.pos);
		} while (in.pos < in.size || (at == size && left));
		if (at < size)
			left = 1;
	}
	ZSTD_freeCCtx(zstd);
	free(raw);
	free(packed);
	return lines;
}

static void finish_part(struct sink *sink)
{
	struct out_file out;
	struct buf path = {0};
	uint64_t lines;

	buf_add_text(&path, sink->stem);
	if (sink->numbered)
		buf_addf(&path, "-%05u", sink->parts);
	buf_add_text(&path, ".jsonl.zst");
	out_open(&out, sink->dir, path.p);
	lines = compress_lines(sink, &out);
	out_close(&out, path.p, lines, sink->files);
	tempfile_release(&sink->lines);
	tempfile_init(&sink->lines);
	sink->parts++;
	buf_release(&path);
}

void sink_init(struct sink *sink)
{
	tempfile_init(&sink->lines);
}

void sink_add(struct sink *sink, struct str line)
{
	if (sink->numbered && sink->lines.size &&
	    sink->lines.size + line.n > sink->shard_size)
		finish_part(sink);
	tempfile_append(&sink->lines, line.p, line.n);
}

uint64_t sink_finish(struct sink *sink)
{
	const size_t stem = strlen(sink->stem);
	uint64_t lines = 0;

	if (sink->lines.size || !sink->parts)
		finish_part(sink);
	tempfile_release(&sink->lines);
	for (size_t i = 0; i < sink->files->count; i++)
		if (!strncmp(sink->files->file[i].path, sink->stem, stem))
			lines += sink->files->file[i].lines;
	return lines;
}

void sink_write_file(const char *dir, const char *path, struct str text,
		     struct sink_files *files)
{
	struct out_file out;

	out_open(&out, dir, path);
	out_write(&out, text.p, text.n);
	out_close(&out, path, 0, files);
}

void sink_files_release(struct sink_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->file[i].path);
	free(files->file);
	*files = (struct sink_files){0};
}
