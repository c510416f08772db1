/*
 * WARC files and the HTTP in them: whatever they are, what comes out is
 * records, and it does not depend on how many bytes are read at a time.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "../../stages/common/input/crawl.h"
#include "../../stages/common/input/unpack.h"
#include "record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct source {
	struct str left;
	size_t step;
};

static ssize_t read_bytes(struct feed *feed, char *p, size_t n)
{
	struct source *source = feed->from;

	if (n > source->step)
		n = source->step;
	if (n > source->left.n)
		n = source->left.n;
	memcpy(p, source->left.p, n);
	source->left = str_skip(source->left, n);
	return (ssize_t)n;
}

static bool never(void *owner, bool wait)
{
	(void)owner;
	(void)wait;
	return false;
}

static void put(void *state, const struct input_document *document,
		struct buf *out, uint64_t *counts)
{
	(void)state;
	(void)counts;
	input_put_record(document, out);
}

/* All that is in it, a compressed one opened; what it says is in outbox. */
static void crawl(struct str bytes, size_t step, struct outbox *outbox)
{
	const struct input_sink sink = {.put = put};
	const struct place place = {STR(""), STR("x.warc"), STR("x.warc")};
	struct intake intake = {
		.limits = {.record = 1 << 16,
			   .header = 1 << 10,
			   .ratio = 100,
			   .depth = 1},
		.verify = step & 1,
		.sink = &sink,
		.outbox = outbox,
	};
	struct source source = {bytes, step};
	struct feed feed = {0}, *in = &feed;
	struct expansion expansion = {.file = &feed, .ratio = 100};
	struct unpack *unpack = unpack_new();
	enum sniff_kind kind;
	const char *text;

	feed_open(&feed, &source, read_bytes);
	feed_fill(&feed, SNIFF_SIZE);
	kind = sniff_kind(feed_rest(&feed), &text);
	if ((kind == SNIFF_GZIP || kind == SNIFF_ZSTD) &&
	    unpack_open(unpack, &feed, kind, 0, &expansion, &text) &&
	    unpack_next(unpack, &text) == UNPACK_WHOLE)
		in = unpack_feed(unpack);
	crawl_read(&intake, in, &place, NULL);
	intake_release(&intake);
	unpack_free(unpack);
	feed_release(&feed);
}

static void check_records(struct str all)
{
	struct record record = {0};
	struct error error;
	struct str line;

	while (str_cut(&all, '\n', &line)) {
		assert(record_scan(&record, line, &error));
		assert(record_find(&record, "html").p ||
		       record_find(&record, "text").p);
	}
	record_release(&record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t steps[] = {1 << 20, 1, 4096, 77};
	struct outbox outbox[2] = {{.turn = never}, {.turn = never}};
	const size_t step = size ? steps[data[0] & 3] : 1;
	/* of exactly this size, so that reading beyond it shows */
	char *copy = malloc(size ? size : 1);
	const struct str bytes = {copy, size};

	if (!copy)
		return 0;
	if (size)
		memcpy(copy, data, size);
	crawl(str_skip(bytes, 1), 1 << 16, &outbox[0]);
	crawl(str_skip(bytes, 1), step & ~(size_t)1 ? step & ~(size_t)1 : 2,
	      &outbox[1]);
	check_records(buf_str(&outbox[0].out));
	assert(str_eq(buf_str(&outbox[0].out), buf_str(&outbox[1].out)));
	assert(str_eq(buf_str(&outbox[0].skips.logged),
		      buf_str(&outbox[1].skips.logged)));
	outbox_release(&outbox[0]);
	outbox_release(&outbox[1]);
	free(copy);
	return 0;
}
