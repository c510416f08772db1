/*
 * likeness - what tests/train/likeness.py learns from.
 *
 * Reads records as winnow-match writes them from the named files; writes the
 * numbers of two documents, the cosine of their vectors once words were lent,
 * in 1/65535, and the days between their publication (-1: not known), for
 * each two that clustering compares; then the ids of documents 0, 1, ...
 */
#include <stdio.h>

#include "../../stages/cluster/digest.h"
#include "../../stages/cluster/events.h"
#include "msg.h"
#include "phrases.h"
#include "reader.h"

static void print(void *context, uint32_t a, uint32_t b, uint32_t cosine,
		  int32_t days)
{
	(void)context;
	printf("%u %u %u %d\n", (unsigned)a, (unsigned)b, (unsigned)cosine,
	       (int)days);
}

int main(int argc, char **argv)
{
	const struct events_options options = {.memory = (size_t)256 << 20};
	struct events *events = events_new(&options);
	struct buf packed = {0}, key = {0};
	struct gathered gathered;
	struct kept kept;
	uint64_t number = 0;
	struct record record = {0};
	struct digest digest = {0};
	struct error error = {0};
	struct reader reader;

	(void)argc;
	phrases_init();
	reader_init(&reader, argv + 1);
	while (reader_record(&reader, &record)) {
		if (!digest_make(&digest, &record, &error))
			reader_fail(&reader, error.what);
		buf_reset(&packed);
		buf_reset(&key);
		kept_pack(&digest, (struct str){0}, &packed);
		kept_unpack(buf_str(&packed), &kept);
		kept_key(&kept, number++, &key);
		events_add(events, buf_str(&key), buf_str(&packed));
	}
	events_pairs(events, print, NULL);
	events_rewind(events);
	while (events_next(events, &gathered))
		printf("%.*s\n", (int)gathered.kept.id.n, gathered.kept.id.p);
	buf_release(&packed);
	buf_release(&key);
	reader_release(&reader);
	record_release(&record);
	digest_release(&digest);
	events_free(events);
	phrases_release();
	return fflush(stdout) ? 1 : 0;
}
