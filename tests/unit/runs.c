#include "runs.h"

#include "tap.h"

enum { RUNS = 3, RECORDS = 5000 };

/* Record i of a run: mostly short, one of 3 MiB, some empty. */
static void make(struct buf *record, size_t run, size_t i)
{
	buf_reset(record);
	buf_addf(record, "%zu.%zu ", run, i);
	if (i % 17 == 0)
		buf_reset(record);
	if (i == 1000)
		for (size_t k = 0; k < 300000; k++)
			buf_addf(record, "%09zu ", k * k % 97);
}

static bool next(struct run_reader *reader, struct str *key, struct str *record)
{
	if (!run_reader_next(reader, key))
		return false;
	run_reader_record(reader, key, record);
	return true;
}

static bool reads_back(struct tempfile *file, struct run_place place,
		       size_t run)
{
	struct run_reader *const reader = run_reader_new(file, place);
	struct buf want = {0};
	struct str key, record;
	bool same = true;
	size_t i;

	for (i = 0; next(reader, &key, &record); i++) {
		make(&want, run, i);
		same &= str_eq(record, buf_str(&want)) && key.n == i % 3 &&
			str_eq(key, (struct str){"kk", i % 3});
	}
	same &= !run_reader_next(reader, &key);
	run_reader_free(reader);
	buf_release(&want);
	return same && i == RECORDS;
}

int main(void)
{
	struct run_place place[RUNS];
	struct run_writer *writer;
	struct run_reader *half;
	struct tempfile file;
	struct buf record = {0};
	struct str key, got;
	uint64_t raw = 0;

	tempfile_init(&file);
	writer = run_writer_new(&file);
	for (size_t run = 0; run < RUNS; run++) {
		for (size_t i = 0; i < RECORDS; i++) {
			make(&record, run, i);
			run_writer_add(writer, (struct str){"kk", i % 3},
				       buf_str(&record));
			raw += record.n;
		}
		place[run] = run_writer_end(writer);
	}
	run_writer_free(writer);
	ok(file.size < raw / 2);
	half = run_reader_new(&file, place[1]);
	ok(run_reader_next(half, &key)); /* its record is passed over */
	for (size_t run = RUNS; run-- > 0;)
		ok(reads_back(&file, place[run], run));
	ok(next(half, &key, &got));
	ok(str_eq(got, STR("1.1 ")));
	run_reader_free(half);
	tempfile_release(&file);
	buf_release(&record);
	return tap_done();
}
