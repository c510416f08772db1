/* made_file.h - for tests of segments: what a writer wrote, and its lists. */
#ifndef MADE_FILE_H
#define MADE_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "postings.h"
#include "str.h"

/* All bytes of a file, which is closed; *out is to be freed by free(). None if
 * it was not written (or made). */
static inline struct str made_bytes(FILE *file, bool written, char **out)
{
	struct str bytes = {0};

	*out = NULL;
	if (file && written) {
		bytes.n = (size_t)lseek(fileno(file), 0, SEEK_END);
		bytes.p = *out = malloc(bytes.n);
		if (pread(fileno(file), *out, bytes.n, 0) != (ssize_t)bytes.n)
			bytes.n = 0;
	}
	if (file)
		fclose(file);
	return bytes;
}

/* Is a list, of whatever bytes, read upwards and within them, one after the
 * other and by leaps? */
static inline bool made_list_is_good(const struct postings *postings)
{
	struct postings_cursor cursor;
	uint64_t key = 0, entries = 0;
	bool good = true;

	postings_rewind(&cursor, postings);
	for (; postings_next(&cursor); key = cursor.key, entries++)
		good &= cursor.key >= key;
	good &= entries <= postings->count && entries <= postings->entries.n;
	good &= cursor.broken || entries == postings->count;
	for (unsigned leap = 1; leap < 64; leap += 9) {
		postings_rewind(&cursor, postings);
		for (key = 0; postings_seek(&cursor, key);
		     key = cursor.key + (UINT64_C(1) << leap)) {
			good &= cursor.key >= key;
			if (cursor.key > UINT64_MAX - (UINT64_C(1) << leap))
				break;
		}
	}
	return good;
}

#endif
