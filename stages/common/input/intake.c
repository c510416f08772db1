#include "intake.h"

#include "msg.h"
#include "progress.h"

void intake_skip(struct intake *intake, const struct place *place,
		 const char *why)
{
	skips_add(&intake->outbox->skips, place, why);
	outbox_drain(intake->outbox);
}

void intake_partial(struct intake *intake, const struct place *place,
		    const char *why)
{
	skips_add_partial(&intake->outbox->skips, place, why);
	outbox_drain(intake->outbox);
}

void intake_empty(struct intake *intake, const struct place *place)
{
	intake->counts.empty++;
	if (msg_level() < MSG_VERBOSE)
		return;
	skips_note(&intake->outbox->skips, place, "empty");
	outbox_drain(intake->outbox);
}

void intake_tell(struct intake *intake, uint64_t open_bytes)
{
	const struct intake_counts *now = &intake->counts;
	struct intake_counts *told = &intake->told;
	const uint64_t bytes = now->bytes + open_bytes;

	if (!progress_is_shown())
		return;
	progress_add(now->files - told->files,
		     bytes > told->bytes ? bytes - told->bytes : 0,
		     now->records - told->records);
	*told = *now;
	told->bytes = bytes;
}

void intake_put(struct intake *intake, const struct document *doc)
{
	document_put(&intake->writer, doc, &intake->outbox->out);
	intake->counts.records++;
	outbox_drain(intake->outbox);
	intake_tell(intake, intake->file.bytes);
}

void intake_release(struct intake *intake)
{
	size_t i;

	for (i = 0; i < INTAKE_LEVELS_MAX; i++) {
		unpack_free(intake->level[i].unpack);
		buf_release(&intake->level[i].path);
		buf_release(&intake->level[i].label);
	}
	feed_release(&intake->file);
	charset_release(&intake->charset);
	jsonl_release(&intake->jsonl);
	warc_release(&intake->warc);
	http_release(&intake->http);
	mhtml_release(&intake->mhtml);
	document_writer_release(&intake->writer);
	buf_release(&intake->name);
	buf_release(&intake->date);
	buf_release(&intake->text);
}
