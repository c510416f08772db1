#include "frequency_file.h"

#include <stdlib.h>
#include <string.h>

#include <zstd.h>

#include "mem.h"
#include "msg.h"
#include "sections.h"

enum { LARGE, CELLS, SECTIONS };

enum {
	OUT_SIZE = 128 * 1024,
	LEVEL = 1, /* most of it is zero */
};

struct head {
	struct sections_head head;
	uint64_t documents;
	struct section section[SECTIONS];
};

static int by_term(const void *left, const void *right)
{
	const struct frequent *const a = left, *const b = right;

	return (a->term > b->term) - (a->term < b->term);
}

/* By term, so that the bytes do not depend on the order of counting. */
static void put_large(const struct frequency *frequency, struct tempfile *file)
{
	const size_t size = frequency->large_count * sizeof(struct frequent);
	struct frequent *const large = xmalloc(size + 1);
	size_t n = 0;

	memset(large, 0, size); /* what lies between members, too */
	for (size_t i = 0; i < frequency->large_size; i++) {
		if (!frequency->large[i].count)
			continue;
		large[n].count = frequency->large[i].count;
		large[n++].term = frequency->large[i].term;
	}
	if (n)
		qsort(large, n, sizeof(*large), by_term);
	tempfile_append(file, large, size);
	free(large);
}

static void put_cells(const struct frequency *frequency, struct tempfile *file)
{
	ZSTD_CCtx *const zstd = ZSTD_createCCtx();
	char *const bytes = xmalloc(OUT_SIZE);
	ZSTD_inBuffer in = {frequency->cell, FREQUENCY_BYTES, 0};
	size_t left;

	if (!zstd)
		die("out of memory (wanted a compressor)");
	ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, LEVEL);
	do {
		ZSTD_outBuffer out = {bytes, OUT_SIZE, 0};

		left = ZSTD_compressStream2(zstd, &out, &in, ZSTD_e_end);
		if (ZSTD_isError(left))
			die("cannot compress: %s", ZSTD_getErrorName(left));
		tempfile_append(file, bytes, out.pos);
	} while (left);
	free(bytes);
	ZSTD_freeCCtx(zstd);
}

bool frequency_file_write(const struct frequency *frequency, uint64_t documents,
			  int fd)
{
	struct head head = {.head.magic = FREQUENCY_FILE_MAGIC,
			    .documents = documents};
	struct tempfile file[SECTIONS];
	bool good;

	for (size_t i = 0; i < SECTIONS; i++)
		tempfile_init(&file[i]);
	put_large(frequency, &file[LARGE]);
	put_cells(frequency, &file[CELLS]);
	good = sections_write(fd, &head.head, sizeof(head), head.section, file,
			      SECTIONS);
	for (size_t i = 0; i < SECTIONS; i++)
		tempfile_release(&file[i]);
	return good;
}

const char *frequency_file_read(struct str bytes, struct frequency *frequency,
				uint64_t *documents)
{
	struct str part[SECTIONS];
	struct frequent frequent;
	struct head head = {0};
	const char *const wrong = sections_open(
		bytes, FREQUENCY_FILE_MAGIC, &head.head, sizeof(head),
		head.section, part, SECTIONS, SECTIONS, true);

	if (wrong)
		return wrong;
	*documents = head.documents;
	for (size_t i = 0; i + sizeof(frequent) <= part[LARGE].n;
	     i += sizeof(frequent)) {
		memcpy(&frequent, part[LARGE].p + i, sizeof(frequent));
		frequency_add_large(frequency, frequent.term, frequent.count);
	}
	if (ZSTD_decompress(frequency->cell, FREQUENCY_BYTES, part[CELLS].p,
			    part[CELLS].n) != FREQUENCY_BYTES)
		return "its counts cannot be unpacked";
	return NULL;
}
