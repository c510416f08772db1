/*
 * names.h - the ids of all documents, by number: 8 bytes of memory each, the
 * ids themselves in a temporary file.
 */
#ifndef NAMES_H
#define NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "str.h"
#include "tempfile.h"

struct names {
	struct tempfile text;
	uint64_t *end; /* in text */
	size_t count, size;
};

void names_init(struct names *names);

/* That of the next document. */
void names_add(struct names *names, struct str id);

/* Append that of a document. */
void names_get(struct names *names, uint32_t document, struct buf *out);

void names_release(struct names *names);

#endif
