/*
 * segment_write.h - making a segment, document by document.
 *
 *	segment_writer_init(&w, memory, &shingling);
 *	segment_writer_document(&w, ...);	for each
 *		segment_writer_paragraph(&w, ...);	for each of its own
 *	segment_writer_end(&w, fd);
 *
 * What is said decides every byte. Memory: as given; the rest waits in
 * temporary files.
 */
#ifndef SEGMENT_WRITE_H
#define SEGMENT_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <zstd.h>

#include "buf.h"
#include "pairs.h"
#include "segment.h"
#include "str.h"
#include "tempfile.h"

struct segment_writer {
	struct segment_head head;
	struct tempfile section[SEGMENT_SECTIONS];
	struct pairs *ids, *exact, *prints;
	struct buf block, frame; /* texts not yet compressed, and then */
	uint64_t block_text;	 /* the first text of block */
	ZSTD_CCtx *zstd;
};

struct segment_paragraph {
	enum segment_kind kind;
	uint64_t number;	    /* of EQUAL: the other one */
	struct str text;	    /* normal form; not of EQUAL */
	bool listed;		    /* later ones may be equal to it */
	uint64_t hash;		    /* if so: the low half of its exact hash */
	const unsigned char *print; /* see shingled.h; used if it is OWN */
	size_t prints;
};

/* memory: bytes for lists. */
void segment_writer_init(struct segment_writer *writer, size_t memory,
			 const struct segment_shingling *shingling);

void segment_writer_document(struct segment_writer *writer, struct str id,
			     struct str source, int64_t created,
			     uint64_t tokens);
void segment_writer_paragraph(struct segment_writer *writer,
			      const struct segment_paragraph *paragraph);

/* All of another segment that is next before what this one will hold, in the
 * numbering of the index. Its texts are copied as they are. False if its
 * lists are damaged. */
bool segment_writer_append(struct segment_writer *writer,
			   const struct segment *segment);

/* Write the segment to an empty file; false with errno set. */
bool segment_writer_end(struct segment_writer *writer, int fd);
void segment_writer_release(struct segment_writer *writer);

#endif
