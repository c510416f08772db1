/*
 * record.h - one JSON object a line: the spans of its top-level keys.
 *
 * record_scan() validates a line strictly (RFC 8259, nesting at most
 * JSON_DEPTH_MAX, valid UTF-8, no duplicate top-level key, at most
 * RECORD_KEYS_MAX of them) in one pass and notes where each value stands.
 * Nothing is copied or unescaped; spans are good as long as the line is.
 * The record keeps its field table between lines: {0} is a valid empty
 * record, record_release() returns the memory.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>

#include "buf.h"
#include "error.h"
#include "json.h"
#include "str.h"

enum { RECORD_KEYS_MAX = 1024 };

struct field {
	struct str name;  /* between its quotes, still escaped */
	struct str value; /* the whole span, no white space around it */
};

struct record {
	struct str line; /* as given to record_scan() */
	struct field *field;
	size_t count;
	size_t size;  /* of field */
	bool escaped; /* some name has an escape */
};

bool record_scan(struct record *record, struct str line, struct error *error);

/* The value's span; p is NULL if the record has no such key. A key that the
 * record spells with escapes is found too. */
struct str record_find(const struct record *record, const char *name);

/*
 * Append the text of a string value to out and return true; false (nothing
 * appended) if there is no such key or it is not a string.
 */
bool record_text(const struct record *record, const char *name,
		 struct buf *out);

/*
 * Write the record anew, byte for byte, without the keys in drop (ends
 * with NULL; keys that the stage writes anew belong there): record_open()
 * leaves the object open, json_put_key() and values follow, record_close()
 * writes "}\n". Bytes inside kept values are never touched.
 */
void record_open(const struct record *record, const char *const *drop,
		 struct buf *out);
void record_close(struct buf *out);

/* Where the value that record_find() gave, not one of those dropped, stands
 * in what record_open() appends. */
size_t record_open_offset(const struct record *record, const char *const *drop,
			  struct str value);

void record_release(struct record *record);

#endif
