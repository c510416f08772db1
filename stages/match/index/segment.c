#include "segment.h"

#include <endian.h>
#include <string.h>

#include <xxhash.h>
#include <zstd.h>

#include "reader.h"

enum {
	KIND_SHIFT = 56,
	/* the longest text there is, behind others of its block */
	FRAME_MAX = READER_LINE_MAX + SEGMENT_BLOCK + 1,
};

/* All words of the file are little-endian; so is all that this runs on in
 * practice, and where it does not, every word read is turned. */
static uint64_t word_at(struct str section, size_t i)
{
	uint64_t word;

	memcpy(&word, section.p + i * sizeof(word), sizeof(word));
	return le64toh(word);
}

static bool documents_are_good(const struct segment *segment)
{
	const size_t strings = segment->section[SEGMENT_STRINGS].n;
	struct segment_document document;
	uint64_t first = 0;

	if (segment->head.documents !=
		    segment->section[SEGMENT_DOCUMENTS].n / sizeof(document) ||
	    segment->section[SEGMENT_DOCUMENTS].n % sizeof(document))
		return false;
	for (size_t i = 0; i < segment->head.documents; i++) {
		segment_document(segment, i, &document);
		if (document.first < first || (!i && document.first) ||
		    document.first > segment->head.paragraphs ||
		    document.strings > strings ||
		    (uint64_t)document.id + document.source >
			    strings - document.strings)
			return false;
		first = document.first;
	}
	return segment->head.documents || !segment->head.paragraphs;
}

static bool paragraphs_are_good(const struct segment *segment)
{
	const size_t bytes = segment->section[SEGMENT_PARAGRAPHS].n;
	uint64_t number;

	if (bytes % 8 || bytes / 8 != segment->head.paragraphs)
		return false;
	for (uint64_t p = 0; p < segment->head.paragraphs; p++) {
		const enum segment_kind kind =
			segment_kind(segment, p, &number);

		if (kind > SEGMENT_EQUAL ||
		    (kind != SEGMENT_EQUAL && number >= segment->head.texts))
			return false;
	}
	return true;
}

static size_t blocks(const struct segment *segment)
{
	return segment->section[SEGMENT_BLOCKS].n /
		       sizeof(struct segment_block) -
	       1;
}

static struct segment_block block_at(const struct segment *segment, size_t i)
{
	const struct str section = segment->section[SEGMENT_BLOCKS];

	return (struct segment_block){word_at(section, 2 * i),
				      word_at(section, 2 * i + 1)};
}

static bool blocks_are_good(const struct segment *segment)
{
	const size_t bytes = segment->section[SEGMENT_BLOCKS].n;
	struct segment_block last = {0, 0}, block = {0, 0};

	if (!bytes || bytes % sizeof(block))
		return false;
	for (size_t i = 0; i <= blocks(segment); i++, last = block) {
		block = block_at(segment, i);
		if (i ? block.text <= last.text || block.start <= last.start
		      : block.text || block.start)
			return false;
	}
	return block.text == segment->head.texts &&
	       block.start == segment->section[SEGMENT_TEXTS].n;
}

const char *segment_open(struct segment *segment, struct str bytes, bool check)
{
	struct segment_head *const head = &segment->head;
	const char *wrong;

	*segment = (struct segment){.bytes = bytes};
	if (bytes.n >= sizeof(*head)) {
		memcpy(head, bytes.p, sizeof(*head));
		if (head->head.magic == SEGMENT_MAGIC &&
		    head->shingling.version != SEGMENT_VERSION)
			return "it is of another version";
	}
	wrong = sections_open(bytes, SEGMENT_MAGIC, &head->head, sizeof(*head),
			      head->section, segment->section, SEGMENT_SECTIONS,
			      SEGMENT_TEXTS, check);
	if (wrong)
		return wrong;
	if (!postings_open(&segment->ids, segment->section[SEGMENT_IDS]) ||
	    !postings_open(&segment->exact, segment->section[SEGMENT_EXACT]) ||
	    !postings_open(&segment->prints,
			   segment->section[SEGMENT_PRINTS]) ||
	    !documents_are_good(segment) || !paragraphs_are_good(segment) ||
	    !blocks_are_good(segment))
		return "its parts do not fit together";
	return NULL;
}

void segment_document(const struct segment *segment, size_t document,
		      struct segment_document *out)
{
	memcpy(out,
	       segment->section[SEGMENT_DOCUMENTS].p + document * sizeof(*out),
	       sizeof(*out));
}

struct str segment_id(const struct segment *segment,
		      const struct segment_document *document)
{
	return (struct str){segment->section[SEGMENT_STRINGS].p +
				    document->strings,
			    document->id};
}

struct str segment_source(const struct segment *segment,
			  const struct segment_document *document)
{
	return (struct str){segment->section[SEGMENT_STRINGS].p +
				    document->strings + document->id,
			    document->source};
}

uint64_t segment_first(const struct segment *segment, size_t document)
{
	struct segment_document at;

	if (document == segment->head.documents)
		return segment->head.paragraphs;
	segment_document(segment, document, &at);
	return at.first;
}

size_t segment_document_of(const struct segment *segment, uint64_t paragraph)
{
	size_t low = 0, high = segment->head.documents;

	/* The last document that begins at or before it. */
	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;

		if (segment_first(segment, middle) <= paragraph)
			low = middle;
		else
			high = middle;
	}
	return low;
}

enum segment_kind segment_kind(const struct segment *segment,
			       uint64_t paragraph, uint64_t *number)
{
	const uint64_t word =
		word_at(segment->section[SEGMENT_PARAGRAPHS], paragraph);

	*number = word & ((UINT64_C(1) << KIND_SHIFT) - 1);
	return (enum segment_kind)(word >> KIND_SHIFT);
}

/* The frame that has the text. */
static size_t find_block(const struct segment *segment, uint64_t number)
{
	size_t low = 0, high = blocks(segment);

	if (segment->decoded &&
	    block_at(segment, segment->block).text <= number)
		low = segment->block;
	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;

		if (block_at(segment, middle).text <= number)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static bool decode(struct segment *segment, size_t block)
{
	const uint64_t from = block_at(segment, block).start;
	const uint64_t to = block_at(segment, block + 1).start;
	const char *const frame = segment->section[SEGMENT_TEXTS].p + from;
	unsigned long long size;
	size_t got;

	if (segment->decoded && segment->block == block)
		return true;
	segment->decoded = false;
	size = ZSTD_getFrameContentSize(frame, (size_t)(to - from));
	if (size > FRAME_MAX)
		return false;
	buf_reset(&segment->text);
	buf_reserve(&segment->text, (size_t)size);
	got = ZSTD_decompress(segment->text.p, (size_t)size, frame,
			      (size_t)(to - from));
	if (ZSTD_isError(got) || got != size)
		return false;
	segment->text.n = got;
	segment->block = block;
	segment->line = segment->at = 0;
	return segment->decoded = true;
}

struct str segment_text(struct segment *segment, uint64_t number)
{
	const size_t block = find_block(segment, number);
	const uint64_t wanted = number - block_at(segment, block).text;
	struct str rest, line;

	if (!decode(segment, block))
		return (struct str){0};
	if (wanted < segment->line)
		segment->line = segment->at = 0;
	rest = str_skip(buf_str(&segment->text), segment->at);
	while (str_cut(&rest, '\n', &line)) {
		if (segment->line == wanted)
			return line;
		segment->line++;
		segment->at = segment->text.n - rest.n;
	}
	return (struct str){0};
}

void segment_close(struct segment *segment)
{
	buf_release(&segment->text);
	*segment = (struct segment){0};
}
