/*
 * story.h - what happened to one document, told to people.
 */
#ifndef STORY_H
#define STORY_H

#include "buf.h"
#include "corpus.h"

struct story_target { /* a document that is pointed at */
	struct str id;
	struct str source, title; /* empty if it is not in the corpus */
};

struct story {
	struct story_target *target;
	size_t targets;
	size_t size;
	struct arena arena;
};

/* Note the documents that this one points at, for their names. */
void story_targets(struct story *story, const struct corpus_document *document);

/* If this is one of the targets, learn its names. */
void story_learn(struct story *story, const struct corpus_document *document);

/* Tell it; targets that were not learned are named by id alone. */
void story_tell(struct story *story, const struct corpus_document *document,
		struct buf *out);

void story_release(struct story *story);

#endif
