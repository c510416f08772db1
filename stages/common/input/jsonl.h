/*
 * jsonl.h - a document from one line of JSONL, as others write them.
 *
 * The content is the first of "html", "raw_content" and "text" that is a
 * string with something in it (Dolma, datatrove, RedPajama, The Pile). The
 * URL is "url", or that of "metadata"; the time of crawling "fetched",
 * "crawl_date" or "added" if it is RFC 3339. Keys that options name stand in
 * for these (keys.h). All members but the content and the URL pass through,
 * byte for byte, and an object that one of these two stood in does so whole;
 * those named as a key that Winnow owns get "input_" before their names.
 */
#ifndef JSONL_H
#define JSONL_H

#include <stdbool.h>

#include "buf.h"
#include "document.h"
#include "keys.h"
#include "record.h"
#include "str.h"

/* Members a line may have; later stages add theirs, see record.h. */
enum { JSONL_KEYS_MAX = 900 };

enum jsonl_result {
	JSONL_DOCUMENT,
	JSONL_EMPTY, /* there is a content, but nothing in it */
	JSONL_BAD,   /* *why says what is wrong, until the next call */
};

struct jsonl {
	struct keys keys; /* borrowed; {0}: those of others */
	struct record record;
	struct buf line; /* repaired */
	struct buf content;
	struct buf url;
	struct buf id;
	struct buf fetched;
	struct buf foreign;
	struct buf name;
	struct buf other;
	struct buf why;
};

/* {0} is valid. A line that lacks the content, or the id if keys name one, is
 * bad; any other key may be missing. Fills doc but for its place; it looks into
 * line and jsonl, until the next call. */
enum jsonl_result jsonl_read(struct jsonl *jsonl, struct str line,
			     struct document *doc, const char **why);

/* Is it a JSON object with something in it? No prose begins with one. */
bool jsonl_is_object(struct jsonl *jsonl, struct str line);

void jsonl_release(struct jsonl *jsonl);

#endif
