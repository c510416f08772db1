/*
 * sniff.h - what bytes are, from the bytes themselves.
 *
 * Magic numbers first, then the tags that the WHATWG MIME Sniffing Standard
 * (section 7.1) takes for HTML; a file's ending is asked only when those
 * leave the choice between text and HTML open.
 */
#ifndef SNIFF_H
#define SNIFF_H

#include <stdbool.h>

#include "str.h"

enum {
	SNIFF_SIZE = 4096,	/* sniff_kind() looks at no more */
	SNIFF_HTML_SIZE = 1024, /* nor sniff_is_html() beyond white space */
};

enum sniff_kind {
	SNIFF_TEXT, /* HTML, JSONL or plain, in whatever encoding */
	SNIFF_GZIP,
	SNIFF_ZSTD,
	SNIFF_COMPRESSED, /* xz, bzip2, lz4 */
	SNIFF_TAR,	  /* with a right checksum */
	SNIFF_ZIP,
	SNIFF_WARC,
	SNIFF_OTHER, /* *name says what */
};

/* head: the first bytes of the input, SNIFF_SIZE of them if it has so
 * many. *name: static text for messages ("a PDF file"). */
enum sniff_kind sniff_kind(struct str head, const char **name);

/*
 * Is UTF-8 (or ASCII-compatible) text HTML? It is if it begins with a tag
 * or a comment, or has one of <html>, <head>, <body> or the doctype in its
 * first kilobyte. file: the name, whose ending decides if there is no tag.
 */
bool sniff_is_html(struct str text, struct str file);

/* Does text begin as nothing but a page does (doctype, <html>)? */
bool sniff_is_page(struct str text);

/* Text that is read as neither page nor prose: *name says what it is. */
bool sniff_is_foreign(struct str text, const char **name);

/* Does the name end in .jsonl or .ndjson, or in one of these or .json,
 * perhaps with the ending of a compression behind it? */
bool sniff_is_jsonl_name(struct str file);
bool sniff_is_json_name(struct str file);

/* The name without the ending of a compression, if it has one. */
struct str sniff_plain_name(struct str file);

#endif
