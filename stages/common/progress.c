#include "progress.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "msg.h"

enum {
	INTERVAL_MS = 167, /* six times a second */
	SETTLED_MS = 1000, /* a speed over less time says nothing */
	LINE_MAX_BYTES = 160,
};

static bool shown;
static const char *phase; /* NULL: none */
static size_t phase_records;
static int64_t begun_ms;
static atomic_int_fast64_t last_ms;
static atomic_uint_fast64_t total, expected; /* total: known to be all */
static atomic_uint_fast64_t added_bytes;
static atomic_size_t added_files, added_records;

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(uint64_t total_bytes)
{
	const char *const term = getenv("TERM");

	shown = msg_level() > MSG_QUIET && isatty(STDERR_FILENO) && term &&
		strcmp(term, "dumb") != 0;
	phase = NULL;
	total = total_bytes;
	expected = 0;
	added_bytes = 0;
	added_files = added_records = 0;
	begun_ms = now_ms();
	last_ms = 0;
}

bool progress_is_shown(void)
{
	return shown;
}

/* One thread says it, and not too often. */
static bool is_due(int64_t now)
{
	int_fast64_t last = last_ms;

	return (!last || now - last >= INTERVAL_MS) &&
	       atomic_compare_exchange_strong(&last_ms, &last, now);
}

static void put_left(uint64_t seconds, char *text, size_t size)
{
	snprintf(text, size, ", %" PRIu64 ":%02" PRIu64 " left", seconds / 60,
		 seconds % 60);
}

/* ", 210 MB/s, 1:05 left" */
static void put_speed(uint64_t bytes, int64_t spent_ms, char *text, size_t size)
{
	const double speed = (double)bytes / (double)spent_ms;
	const uint64_t all = total;
	int n;

	n = snprintf(text, size, ", %.0f MB/s", speed / 1000);
	if (all <= bytes || speed < 1)
		return;
	put_left((uint64_t)((double)(all - bytes) / speed / 1000), text + n,
		 size - (size_t)n);
}

static void show(size_t files, uint64_t bytes, size_t records, int64_t now)
{
	char line[LINE_MAX_BYTES], share[32] = "", speed[64] = "";
	const uint64_t all = total;

	if (all)
		snprintf(share, sizeof(share), " (%.0f %%)",
			 bytes < all ? 100.0 * (double)bytes / (double)all
				     : 100.0);
	if (now - begun_ms >= SETTLED_MS && bytes)
		put_speed(bytes, now - begun_ms, speed, sizeof(speed));
	snprintf(line, sizeof(line),
		 "%s: %zu files, %" PRIu64 " MB%s, %zu records%s",
		 msg_program(), files, bytes / 1000000, share, records, speed);
	msg_status(line);
}

void progress_update(size_t files, uint64_t bytes, size_t records)
{
	int64_t now;

	if (!shown)
		return;
	now = now_ms();
	if (is_due(now))
		show(files, bytes, records, now);
}

void progress_add(size_t files, uint64_t bytes, size_t records)
{
	if (!shown)
		return;
	added_files += files;
	added_bytes += bytes;
	added_records += records;
	progress_update(added_files, added_bytes, added_records);
}

void progress_expect(uint64_t bytes)
{
	expected += bytes;
}

void progress_expect_no_more(void)
{
	total = expected;
}

void progress_phase(const char *name, size_t records)
{
	progress_begin(0);
	phase = name;
	phase_records = records;
}

static void show_phase(size_t records, int64_t now)
{
	char line[LINE_MAX_BYTES], left[32] = "";
	const int64_t spent_ms = now - begun_ms;

	if (spent_ms >= SETTLED_MS && records && records < phase_records)
		put_left((uint64_t)((double)(phase_records - records) /
				    (double)records * (double)spent_ms / 1000),
			 left, sizeof(left));
	snprintf(line, sizeof(line), "%s: %s, %zu of %zu records (%.0f %%)%s",
		 msg_program(), phase, records, phase_records,
		 phase_records ? 100.0 * (double)records / (double)phase_records
			       : 100.0,
		 left);
	msg_status(line);
}

void progress_done(size_t records)
{
	int64_t now;

	if (!shown)
		return;
	now = now_ms();
	if (is_due(now))
		show_phase(records, now);
}

void progress_end(void)
{
	if (shown)
		msg_status("");
	shown = false;
}
