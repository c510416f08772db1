/*
 * outbox.h - where records go, and what is said of those that are none.
 *
 * Threads that read different files hold back what they have until it is
 * their turn, so that it comes out in the order of the input. When an outbox
 * holds OUTBOX_HOLD bytes it waits for its turn; memory is bounded by that and
 * the largest record.
 */
#ifndef OUTBOX_H
#define OUTBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "skips.h"

enum { OUTBOX_FLUSH = 1 << 20, OUTBOX_HOLD = 8 << 20 };

struct outbox {
	struct buf out;
	struct skips skips;
	struct skip_log *log;
	/* May it write now? wait: until it may. NULL: always. */
	bool (*turn)(void *owner, bool wait);
	void *owner;
};

/* May it write? To be asked before anything is put, too: what turns out not
 * to be wanted is not read then. wait: until it may. */
bool outbox_may_write(const struct outbox *outbox, bool wait);

/* Call after each record: writes if there is enough. */
void outbox_drain(struct outbox *outbox);

/* Write all that there is; only if it may. */
void outbox_flush(struct outbox *outbox);

/* Forget all that was not written. */
void outbox_drop(struct outbox *outbox);

void outbox_release(struct outbox *outbox);

#endif
