#include "progress.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "msg.h"

enum { INTERVAL_MS = 167, LINE_MAX_BYTES = 128 }; /* six times a second */

static bool shown;
static uint64_t total;
static int64_t last_ms;

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
	total = total_bytes;
	last_ms = 0;
}

void progress_update(size_t files, uint64_t bytes, size_t records)
{
	char line[LINE_MAX_BYTES], share[32] = "";
	int64_t now;

	if (!shown)
		return;
	now = now_ms();
	if (last_ms && now - last_ms < INTERVAL_MS)
		return;
	last_ms = now;
	if (total)
		snprintf(share, sizeof(share), " (%.0f %%)",
			 bytes < total ? 100.0 * (double)bytes / (double)total
				       : 100.0);
	snprintf(line, sizeof(line),
		 "%s: %zu files, %" PRIu64 " MB%s, %zu records", msg_program(),
		 files, bytes / 1000000, share, records);
	msg_status(line);
}

void progress_end(void)
{
	if (shown)
		msg_status("");
	shown = false;
}
