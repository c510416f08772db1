/*
 * start_reader.h - from the attributes of a start tag to what they say.
 */
#ifndef START_READER_H
#define START_READER_H

#include "attributes.h"
#include "class_words.h"
#include "element_stack.h"

/* Class values repeat: a page has few, and most tags have one. */
enum { START_CACHE = 256 };

struct start_reader {
	struct attributes attributes; /* of the tag at hand */
	struct {
		struct str value;
		struct class_words words;
	} cache[START_CACHE];
};

/* For one page: the cache looks at its bytes. */
void start_reader_init(struct start_reader *reader);

/* The attributes are in reader->attributes; wrapper stays 0. */
struct element_start start_reader_read(struct start_reader *reader,
				       enum tag tag);

#endif
