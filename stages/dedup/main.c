/*
 * winnow-dedup - take repeated paragraphs and reprints out, on record.
 *
 * Reads records in the order of winnow-match, one at a time. Memory grows
 * with the longest record and the number of documents (22 to 64 bytes
 * each), not with their size.
 */
#include <string.h>

#include "cli.h"
#include "decide.h"
#include "json.h"
#include "msg.h"
#include "output.h"
#include "owners.h"
#include "progress.h"
#include "reader.h"

struct counts {
	size_t reprints;
	size_t copies, templates; /* paragraphs taken out */
	size_t bytes;		  /* of their texts */
};

static bool parse_level(const char *name, enum decide_level *level)
{
	static const char *const names[] = {"paragraph", "document", "mark"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(name, names[i]))
			continue;
		*level = (enum decide_level)i;
		return true;
	}
	return false;
}

/* "name":value as it stands, or what stands for none. */
static void put_span(struct buf *out, const char *name, struct str value,
		     const char *none)
{
	json_put_key(out, name);
	if (value.p)
		buf_add_str(out, value);
	else
		buf_add_text(out, none);
}

/* The whole text of a decision from which nothing or something goes. */
static void put_text(const struct decision *decision,
		     const struct record *record, struct buf *scratch,
		     struct buf *out)
{
	const struct paragraphs *paragraphs = &decision->paragraphs;
	bool changed = false, first = true;

	for (size_t i = 0; i < paragraphs->count; i++)
		changed |= decision->verdict[i].removed ||
			   paragraphs->item[i].removed;
	json_put_key(out, "text");
	if (!changed) {
		buf_add_str(out, record_find(record, "text"));
		return;
	}
	buf_reset(scratch);
	for (size_t i = 0; i < paragraphs->count; i++) {
		if (decision->verdict[i].removed)
			continue;
		if (!first)
			buf_add_char(scratch, '\n');
		buf_add_str(scratch, paragraphs->item[i].text);
		first = false;
	}
	json_put_string(out, buf_str(scratch));
}

static void put_removed(const struct decision *decision, struct buf *out,
			struct counts *counts)
{
	json_put_key(out, "removed");
	buf_add_char(out, '[');
	for (size_t i = 0; i < decision->paragraphs.count; i++) {
		const struct verdict *verdict = &decision->verdict[i];
		const struct str text = decision->paragraphs.item[i].text;
		const bool copy = verdict->rule == RULE_COPY;

		if (!verdict->removed)
			continue;
		json_put_sep(out);
		buf_add_char(out, '{');
		json_put_key(out, "at");
		buf_add_uint(out, i);
		json_put_key(out, "rule");
		json_put_string(out, copy ? STR("copy") : STR("template"));
		put_span(out, "role", verdict->role, "\"\"");
		put_span(out, "of", verdict->of, "\"\"");
		put_span(out, "paragraph", verdict->paragraph, "-1");
		put_span(out, "containment", verdict->containment, "0.000");
		put_span(out, "resemblance", verdict->resemblance, "0.000");
		put_span(out, "also", verdict->also, "[]");
		json_put_key(out, "text");
		json_put_string(out, text);
		buf_add_char(out, '}');
		counts->copies += copy;
		counts->templates += !copy;
		counts->bytes += text.n;
	}
	buf_add_char(out, ']');
}

static void put_record(const struct decision *decision,
		       const struct record *record, struct buf *scratch,
		       struct counts *counts)
{
	static const char *const drop[] = {"text",  "fate",    "kept_id",
					   "share", "removed", NULL};
	struct buf *out = output_buf();

	record_open(record, drop, out);
	put_text(decision, record, scratch, out);
	json_put_key(out, "fate");
	json_put_string(out, decision->reprint ? STR("reprint") : STR("kept"));
	put_span(out, "kept_id", decision->kept_id, "\"\"");
	json_put_key(out, "share");
	json_put_share(out, decision->share);
	put_removed(decision, out, counts);
	record_close(out);
	counts->reprints += decision->reprint;
	output_flush_if_full();
}

static void run(char **files, enum decide_level level, double reprint_share,
		struct counts *counts)
{
	struct decision decision = {0};
	struct owners owners = {0};
	struct record record = {0};
	struct reader reader;
	struct buf scratch = {0};
	struct error error = {0};
	struct str id, event;

	reader_init(&reader, files);
	progress_begin(0);
	while (reader_record(&reader, &record)) {
		id = record_find(&record, "id");
		if (!id.p || json_kind(id) != '"')
			reader_fail(&reader, "no 'id': run winnow-read before");
		if (!decide(&decision, &record, &owners, level, reprint_share,
			    &error))
			reader_fail(&reader, error.what);
		event = json_member(record_find(&record, "event"), STR("id"));
		owners_add(&owners, id, event, decision.reprint);
		put_record(&decision, &record, &scratch, counts);
		progress_update(0, 0, reader.records);
	}
	progress_end();
	note("%zu of %zu documents kept, %zu reprints; %zu copies and %zu "
	     "templates taken out (%zu bytes)",
	     reader.records - counts->reprints, reader.records,
	     counts->reprints, counts->copies, counts->templates,
	     counts->bytes);
	buf_release(&scratch);
	reader_release(&reader);
	record_release(&record);
	owners_release(&owners);
	decision_release(&decision);
}

int main(int argc, char **argv)
{
	const char *level_name = "paragraph";
	double reprint_share = 0.8;
	const struct cli_option options[] = {
		{'l', "level", CLI_STRING, &level_name, "LEVEL",
		 "what is taken out: paragraph, document or mark (paragraph)"},
		{'t', "threshold", CLI_SHARE, &reprint_share, "SHARE",
		 "of its tokens in one other makes a document a reprint (0.8)"},
		{0},
	};
	const struct cli cli = {
		.operands = "[FILE ...]",
		.purpose = "take repeated paragraphs and reprints out",
		.options = options,
	};
	const int first = cli_parse(&cli, argc, argv);
	enum decide_level level = DECIDE_PARAGRAPH;
	struct counts counts = {0};

	if (!parse_level(level_name, &level)) {
		warn("--level wants paragraph, document or mark, not '%s'",
		     level_name);
		return EXIT_USAGE;
	}
	run(argv + first, level, reprint_share, &counts);
	cli_finish();
	return EXIT_OK;
}
