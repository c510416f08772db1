/*
 * Any bytes as a segment: what opens has documents, paragraphs, texts and
 * lists that can all be looked at, whether checksums were compared or not.
 * tests/fuzz/make_segments.py makes the seeds.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../stages/match/index/segment.h"
#include "made_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
	if (!cond)
		abort();
}

static unsigned char sum; /* of what was read, so that it is read */

static void read_bytes(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		sum ^= (unsigned char)s.p[i];
}

static void look_at_documents(const struct segment *segment)
{
	struct segment_document document;
	uint64_t first = 0;

	for (size_t i = 0; i < segment->head.documents; i++) {
		segment_document(segment, i, &document);
		read_bytes(segment_id(segment, &document));
		read_bytes(segment_source(segment, &document));
		must(segment_first(segment, i) == document.first);
		must(document.first >= first);
		first = document.first;
		must(segment_first(segment, i + 1) >= first);
	}
	must(segment_first(segment, segment->head.documents) ==
	     segment->head.paragraphs);
}

static void look_at_paragraphs(struct segment *segment)
{
	uint64_t number;

	for (uint64_t p = 0; p < segment->head.paragraphs; p++) {
		const size_t document = segment_document_of(segment, p);

		must(document < segment->head.documents);
		must(segment_first(segment, document) <= p);
		must(segment_first(segment, document + 1) > p);
		if (segment_kind(segment, p, &number) != SEGMENT_EQUAL)
			must(number < segment->head.texts);
	}
	for (uint64_t i = 0; i < segment->head.texts; i++) {
		const struct str text = segment_text(segment, i);

		if (!text.p)
			break;
		read_bytes(text);
		must(!text.n || !memchr(text.p, '\n', text.n));
	}
}

static void look(struct str bytes, bool check)
{
	struct segment segment;

	if (!segment_open(&segment, bytes, check)) {
		look_at_documents(&segment);
		look_at_paragraphs(&segment);
		must(made_list_is_good(&segment.ids));
		must(made_list_is_good(&segment.exact));
		must(made_list_is_good(&segment.prints));
	}
	segment_close(&segment);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a block of its own, so that a read behind its end is noticed */
	char *const bytes = malloc(size ? size : 1);

	if (size)
		memcpy(bytes, data, size);
	look((struct str){bytes, size}, true);
	look((struct str){bytes, size}, false);
	free(bytes);
	return 0;
}
