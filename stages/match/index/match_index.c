#include "match_index.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "folder.h"
#include "mem.h"
#include "msg.h"

struct part {
	uint64_t number; /* of its file */
	struct segment segment;
	uint64_t first, document; /* of all before it */
	struct postings_cursor exact, prints;
};

struct match_index {
	struct folder folder;
	struct part *part;
	size_t parts;
	uint64_t paragraphs, documents;
};

static void open_part(struct match_index *index, struct part *part,
		      uint64_t number)
{
	struct str bytes;
	const char *wrong;

	bytes = folder_map(&index->folder, number);
	wrong = segment_open(&part->segment, bytes, true);
	if (wrong)
		die("'%s/%08" PRIu64 ".seg' is damaged (%s): restore the "
		    "index, or remove it and index everything again",
		    index->folder.name, number, wrong);
	part->number = number;
	part->first = index->paragraphs;
	part->document = index->documents;
	index->paragraphs += part->segment.head.paragraphs;
	index->documents += part->segment.head.documents;
}

static void check_shingling(const struct match_index *index)
{
	const struct segment_shingling first = match_index_shingling(index);

	for (size_t i = 1; i < index->parts; i++)
		if (memcmp(&first, &index->part[i].segment.head.shingling,
			   sizeof(first)) != 0)
			die("the segments of '%s' were made with different "
			    "settings: remove it and index everything again",
			    index->folder.name);
}

struct match_index *match_index_open(const char *name)
{
	struct match_index *const index = xmalloc(sizeof(*index));

	*index = (struct match_index){0};
	folder_open(&index->folder, name, "winnow-match");
	index->parts = index->folder.files;
	index->part =
		xreallocarray(NULL, index->parts + 1, sizeof(*index->part));
	for (size_t i = 0; i < index->parts; i++) {
		index->part[i] = (struct part){0};
		open_part(index, &index->part[i], index->folder.file[i].number);
	}
	if (index->parts)
		check_shingling(index);
	match_index_rewind(index);
	return index;
}

struct segment_shingling match_index_shingling(const struct match_index *index)
{
	return index->parts ? index->part[0].segment.head.shingling
			    : (struct segment_shingling){0};
}

uint64_t match_index_paragraphs(const struct match_index *index)
{
	return index->paragraphs;
}

uint64_t match_index_documents(const struct match_index *index)
{
	return index->documents;
}

void match_index_rewind(struct match_index *index)
{
	for (size_t i = 0; i < index->parts; i++) {
		struct part *const part = &index->part[i];

		postings_rewind(&part->exact, &part->segment.exact);
		postings_rewind(&part->prints, &part->segment.prints);
	}
}

static _Noreturn void die_damaged(const struct match_index *index,
				  const struct part *part)
{
	die("'%s/%08" PRIu64 ".seg' is damaged: restore the index, or remove "
	    "it and index everything again",
	    index->folder.name, part->number);
}

/* Read on to key; does the part have it? */
static bool seek(const struct match_index *index, const struct part *part,
		 struct postings_cursor *cursor, uint64_t key)
{
	const bool found = postings_seek(cursor, key);

	if (cursor->broken ||
	    (found && cursor->value >= part->segment.head.paragraphs))
		die_damaged(index, part);
	return found && cursor->key == key;
}

uint64_t match_index_equal(struct match_index *index, uint64_t hash)
{
	for (size_t i = 0; i < index->parts; i++) {
		struct part *const part = &index->part[i];

		if (seek(index, part, &part->exact, hash))
			return part->first + part->exact.value;
	}
	return MATCH_INDEX_NONE;
}

size_t match_index_prints(struct match_index *index, uint64_t print,
			  uint64_t *paragraph, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < index->parts && n < max; i++) {
		struct part *const part = &index->part[i];
		bool found = seek(index, part, &part->prints, print);

		for (; found && n < max; found = postings_next(&part->prints) &&
						 part->prints.key == print)
			paragraph[n++] = part->first + part->prints.value;
		if (part->prints.broken)
			die_damaged(index, part);
	}
	return n;
}

/* The part that has the paragraph, which is one of the index. */
static struct part *part_of(const struct match_index *index, uint64_t paragraph)
{
	size_t i = index->parts;

	while (index->part[--i].first > paragraph)
		;
	return &index->part[i];
}

struct str match_index_text(struct match_index *index, uint64_t paragraph)
{
	struct part *part = part_of(index, paragraph);
	uint64_t number;
	struct str text;

	if (segment_kind(&part->segment, paragraph - part->first, &number) ==
	    SEGMENT_EQUAL) {
		struct part *const other = number < index->paragraphs
						   ? part_of(index, number)
						   : NULL;

		if (!other ||
		    segment_kind(&other->segment, number - other->first,
				 &number) == SEGMENT_EQUAL)
			die_damaged(index, part);
		part = other;
	}
	text = segment_text(&part->segment, number);
	if (!text.p)
		die_damaged(index, part);
	return text;
}

static void describe(const struct part *part, size_t document,
		     struct match_index_document *out)
{
	struct segment_document found;

	segment_document(&part->segment, document, &found);
	*out = (struct match_index_document){
		.id = segment_id(&part->segment, &found),
		.source = segment_source(&part->segment, &found),
		.created = found.created,
		.first = part->first + found.first,
		.end = part->first +
		       segment_first(&part->segment, document + 1),
	};
}

void match_index_document(const struct match_index *index, uint64_t document,
			  struct match_index_document *out)
{
	size_t i = index->parts;

	while (index->part[--i].document > document)
		;
	describe(&index->part[i], (size_t)(document - index->part[i].document),
		 out);
}

void match_index_document_of(const struct match_index *index,
			     uint64_t paragraph,
			     struct match_index_document *out)
{
	const struct part *const part = part_of(index, paragraph);

	describe(part,
		 segment_document_of(&part->segment, paragraph - part->first),
		 out);
}

uint64_t match_index_find(const struct match_index *index, struct str id)
{
	const uint64_t hash = XXH3_64bits(id.p, id.n);
	struct match_index_document document;
	struct postings_cursor cursor;

	for (size_t i = 0; i < index->parts; i++) {
		const struct part *const part = &index->part[i];

		postings_rewind(&cursor, &part->segment.ids);
		for (bool found = postings_seek(&cursor, hash);
		     found && cursor.key == hash;
		     found = postings_next(&cursor)) {
			if (cursor.value >= part->segment.head.documents)
				die_damaged(index, part);
			describe(part, (size_t)cursor.value, &document);
			if (str_eq(document.id, id))
				return document.first;
		}
		if (cursor.broken)
			die_damaged(index, part);
	}
	return MATCH_INDEX_NONE;
}

static uint64_t write_segment(struct match_index *index,
			      struct segment_writer *writer)
{
	const uint64_t number = folder_next(&index->folder);
	const int fd = folder_create(&index->folder, number);

	if (!segment_writer_end(writer, fd))
		die_errno("cannot write '%s/%08" PRIu64 ".seg'",
			  index->folder.name, number);
	folder_keep(&index->folder, number, fd);
	return number;
}

/*
 * Where the segments begin that are merged: the first that is smaller than
 * all behind it together, so that there are never more than the logarithm of
 * all paragraphs, and each is written again as often (Bentley & Saxe 1980).
 */
static size_t merge_from(const struct match_index *index)
{
	uint64_t behind = 0;
	size_t from = index->parts;

	for (size_t i = index->parts; i-- > 0;) {
		const uint64_t here =
			index->part[i].segment.head.paragraphs + 1;

		if (here < behind)
			from = i;
		behind += here;
	}
	return from;
}

/* The segments from this one on count no more once others are committed. */
static void forget_from(struct match_index *index, size_t from)
{
	for (size_t i = from; i < index->parts; i++)
		folder_forget(&index->folder, index->part[i].number);
}

static void merge(struct match_index *index, size_t from, size_t memory)
{
	const struct segment_shingling shingling = match_index_shingling(index);
	struct segment_writer writer;

	segment_writer_init(&writer, memory, &shingling);
	for (size_t i = from; i < index->parts; i++)
		if (!segment_writer_append(&writer, &index->part[i].segment))
			die_damaged(index, &index->part[i]);
	forget_from(index, from);
	write_segment(index, &writer);
	segment_writer_release(&writer);
	folder_commit(&index->folder);
}

void match_index_add(struct match_index *index, struct segment_writer *writer,
		     size_t memory)
{
	const uint64_t number = write_segment(index, writer);
	struct part *part;
	size_t from;

	folder_commit(&index->folder);
	index->part = xreallocarray(index->part, index->parts + 1,
				    sizeof(*index->part));
	part = &index->part[index->parts++];
	*part = (struct part){0};
	open_part(index, part, number);
	from = merge_from(index);
	if (from + 1 < index->parts)
		merge(index, from, memory);
}

void match_index_replace(struct match_index *index,
			 struct segment_writer *writer)
{
	forget_from(index, 0);
	write_segment(index, writer);
	folder_commit(&index->folder);
}

void match_index_close(struct match_index *index)
{
	if (!index)
		return;
	for (size_t i = 0; i < index->parts; i++) {
		const struct str bytes = index->part[i].segment.bytes;

		segment_close(&index->part[i].segment);
		munmap((void *)(uintptr_t)bytes.p, bytes.n);
	}
	folder_close(&index->folder);
	free(index->part);
	free(index);
}
