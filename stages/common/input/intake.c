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
	const struct input_document document =
		document_write(&intake->writer, doc);

	intake->sink->put(intake->state, &document, &intake->outbox->out,
			  intake->counts.sink);
	intake->counts.records++;
	outbox_drain(intake->outbox);
	intake_tell(intake, intake->file.bytes);
}

void intake_add_counts(struct intake_counts *sum,
		       const struct intake_counts *counts)
{
	size_t i;

	sum->files += counts->files;
	sum->records += counts->records;
	sum->empty += counts->empty;
	sum->aside += counts->aside;
	sum->left_out += counts->left_out;
	sum->bytes += counts->bytes;
	for (i = 0; i < WARC_TYPES; i++)
		sum->warc[i] += counts->warc[i];
	for (i = 0; i < INPUT_COUNTS; i++)
		sum->sink[i] += counts->sink[i];
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
	if (intake->sink->state_free)
		intake->sink->state_free(intake->state);
}
