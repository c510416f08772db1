/*
 * frequency_file.h - how often terms occurred, from one batch to the next.
 *
 * A file of sections (sections.h): the terms that outgrew their cells, and the
 * cells, as a zstd frame. Numbers are as the machine has them.
 */
#ifndef FREQUENCY_FILE_H
#define FREQUENCY_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "../frequency.h"
#include "str.h"

#define FREQUENCY_FILE_MAGIC UINT64_C(0x0A31515246574E57) /* "WNWFRQ1\n" */

/* Write all of it to an empty file, and how many documents were counted; false
 * with errno set. */
bool frequency_file_write(const struct frequency *frequency, uint64_t documents,
			  int fd);

/* Let an empty one have what a file has. NULL, or what is wrong with its bytes
 * (static text). */
const char *frequency_file_read(struct str bytes, struct frequency *frequency,
				uint64_t *documents);

#endif
