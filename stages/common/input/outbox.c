#include "outbox.h"

#include "output.h"

bool outbox_may_write(const struct outbox *outbox, bool wait)
{
	return !outbox->turn || outbox->turn(outbox->owner, wait);
}

void outbox_drain(struct outbox *outbox)
{
	const size_t held =
		outbox->out.n + outbox->skips.said.n + outbox->skips.logged.n;

	if (outbox->skips.said.n && outbox_may_write(outbox, false))
		skips_flush(&outbox->skips, outbox->log);
	if (outbox->out.n < OUTBOX_FLUSH && held < OUTBOX_HOLD)
		return;
	if (outbox_may_write(outbox, held >= OUTBOX_HOLD))
		outbox_flush(outbox);
}

void outbox_flush(struct outbox *outbox)
{
	skips_flush(&outbox->skips, outbox->log);
	output_write(&outbox->out);
}

void outbox_drop(struct outbox *outbox)
{
	buf_reset(&outbox->out);
	buf_reset(&outbox->skips.said);
	buf_reset(&outbox->skips.logged);
	outbox->skips.count = 0;
}

void outbox_release(struct outbox *outbox)
{
	buf_release(&outbox->out);
	skips_release(&outbox->skips);
}
