#include "runs.h"

#include <stdlib.h>
#include <string.h>

#include <zstd.h>

#include "mem.h"
#include "msg.h"

enum {
	IN_SIZE = 32 * 1024,
	OUT_SIZE = 128 * 1024,
	LONG_SIZE = 4 * OUT_SIZE, /* room that is given back */
	/* Half again as large as by level 1, in half the time: what is read
	 * back once is not worth more. */
	LEVEL = -5,
};

/* Before each key and record. */
struct lengths {
	uint64_t key, record;
};

struct run_writer {
	struct tempfile *file;
	ZSTD_CCtx *zstd;
	uint64_t start;
	struct buf out;
};

struct run_reader {
	struct tempfile *file;
	uint64_t next, end;
	ZSTD_DCtx *zstd;
	char raw[IN_SIZE];
	ZSTD_inBuffer in;
	struct buf data;
	size_t at;		/* what comes next in data: the key given, */
	struct lengths lengths; /* of it, and of the record behind it */
};

static size_t checked(size_t result)
{
	if (ZSTD_isError(result))
		die("cannot use a temporary file: zstd: %s",
		    ZSTD_getErrorName(result));
	return result;
}

struct run_writer *run_writer_new(struct tempfile *file)
{
	struct run_writer *const writer = xmalloc(sizeof(*writer));

	*writer = (struct run_writer){.file = file, .start = file->size};
	writer->zstd = ZSTD_createCCtx();
	if (!writer->zstd)
		die("out of memory (zstd)");
	checked(ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_compressionLevel,
				       LEVEL));
	checked(ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_windowLog,
				       RUN_WINDOW_LOG));
	checked(ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_checksumFlag, 1));
	buf_reserve(&writer->out, OUT_SIZE);
	return writer;
}

static void compress(struct run_writer *writer, const void *p, size_t n,
		     ZSTD_EndDirective end)
{
	ZSTD_inBuffer in = {.src = p, .size = n};
	size_t left;

	do {
		ZSTD_outBuffer out = {.dst = writer->out.p, .size = OUT_SIZE};

		left = checked(
			ZSTD_compressStream2(writer->zstd, &out, &in, end));
		tempfile_append(writer->file, out.dst, out.pos);
	} while (in.pos < in.size || (end == ZSTD_e_end && left));
}

void run_writer_add(struct run_writer *writer, struct str key,
		    struct str record)
{
	const struct lengths lengths = {key.n, record.n};

	compress(writer, &lengths, sizeof(lengths), ZSTD_e_continue);
	compress(writer, key.p, key.n, ZSTD_e_continue);
	compress(writer, record.p, record.n, ZSTD_e_continue);
}

struct run_place run_writer_end(struct run_writer *writer)
{
	struct run_place place = {.start = writer->start};

	compress(writer, NULL, 0, ZSTD_e_end);
	place.end = writer->start = writer->file->size;
	return place;
}

void run_writer_free(struct run_writer *writer)
{
	ZSTD_freeCCtx(writer->zstd);
	buf_release(&writer->out);
	free(writer);
}

struct run_reader *run_reader_new(struct tempfile *file, struct run_place place)
{
	struct run_reader *const reader = xmalloc(sizeof(*reader));

	reader->file = file;
	reader->next = place.start;
	reader->end = place.end;
	reader->in = (ZSTD_inBuffer){.src = reader->raw};
	reader->data = (struct buf){0};
	reader->at = 0;
	reader->lengths = (struct lengths){0};
	reader->zstd = ZSTD_createDCtx();
	if (!reader->zstd)
		die("out of memory (zstd)");
	return reader;
}

/* Decode some more behind data; false at the end of the run. */
static bool decode(struct run_reader *reader)
{
	struct buf *const data = &reader->data;
	ZSTD_outBuffer out;

	if (reader->in.pos == reader->in.size) {
		const uint64_t left = reader->end - reader->next;
		const size_t n = left < IN_SIZE ? (size_t)left : IN_SIZE;

		tempfile_read(reader->file, reader->next, reader->raw, n);
		reader->next += n;
		reader->in.size = n;
		reader->in.pos = 0;
	}
	buf_reserve(data, OUT_SIZE);
	out = (ZSTD_outBuffer){data->p, data->size - 1, data->n};
	checked(ZSTD_decompressStream(reader->zstd, &out, &reader->in));
	if (out.pos == data->n && !reader->in.size)
		return false;
	data->n = out.pos;
	return true;
}

/* At least n bytes at data.p + at; false at the end of the run. */
static bool want(struct run_reader *reader, size_t n)
{
	struct buf *const data = &reader->data;

	if (data->n - reader->at >= n)
		return true;
	if (reader->at)
		memmove(data->p, data->p + reader->at, data->n - reader->at);
	data->n -= reader->at;
	reader->at = 0;
	if (data->size <= n)
		buf_reserve(data, n - data->n);
	while (data->n < n)
		if (!decode(reader))
			return false;
	return true;
}

/* Pass over what was given, and give back the room of a long record. */
static void leave(struct run_reader *reader)
{
	struct buf *const data = &reader->data;
	struct buf rest = {0};

	if (reader->lengths.key + reader->lengths.record == 0)
		return;
	/* the record may not have been asked for */
	want(reader, (size_t)(reader->lengths.key + reader->lengths.record));
	reader->at += (size_t)(reader->lengths.key + reader->lengths.record);
	reader->lengths = (struct lengths){0};
	if (data->size <= LONG_SIZE || data->n - reader->at > OUT_SIZE)
		return;
	buf_add(&rest, data->p + reader->at, data->n - reader->at);
	buf_release(data);
	*data = rest;
	reader->at = 0;
}

bool run_reader_next(struct run_reader *reader, struct str *key)
{
	struct lengths lengths;

	leave(reader);
	if (!want(reader, sizeof(lengths)))
		return false;
	memcpy(&lengths, reader->data.p + reader->at, sizeof(lengths));
	reader->at += sizeof(lengths);
	if (!want(reader, (size_t)lengths.key))
		die("a temporary file is damaged");
	reader->lengths = lengths;
	*key = (struct str){reader->data.p + reader->at, (size_t)lengths.key};
	return true;
}

void run_reader_record(struct run_reader *reader, struct str *key,
		       struct str *record)
{
	const struct lengths lengths = reader->lengths;

	if (!want(reader, (size_t)(lengths.key + lengths.record)))
		die("a temporary file is damaged");
	*key = (struct str){reader->data.p + reader->at, (size_t)lengths.key};
	*record = (struct str){key->p + key->n, (size_t)lengths.record};
}

void run_reader_free(struct run_reader *reader)
{
	ZSTD_freeDCtx(reader->zstd);
	buf_release(&reader->data);
	free(reader);
}
