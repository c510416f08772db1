#include "input.h"

#include <inttypes.h>
#include <locale.h>
#include <stdlib.h>

#include "inputs.h"
#include "jobs.h"
#include "mem.h"
#include "msg.h"
#include "options.h"
#include "pool.h"
#include "progress.h"
#include "skips.h"
#include "survey.h"

struct input {
	struct input_settings set;
	struct skip_log log;
	struct intake_counts counts;
	size_t older, left_out, skipped;
	bool used;
};

struct input *input_new(void)
{
	struct input *input = xmalloc(sizeof(*input));

	*input = (struct input){0};
	/* libarchive gives no names in the C locale that cron runs in */
	setlocale(LC_CTYPE, "C.UTF-8");
	options_init(&input->set);
	return input;
}

const struct cli_option *input_options(struct input *input)
{
	return input->set.table;
}

size_t input_threads(const struct input *input)
{
	return pool_threads(input->set.threads);
}

bool input_has_list(const struct input *input)
{
	return input->set.files_from;
}

void input_begin(struct input *input, char **operands)
{
	options_check(&input->set, operands);
	if (input->set.log)
		skip_log_open(&input->log, input->set.log);
	progress_begin(0);
}

static struct jobs *jobs_begin(struct input *input,
			       const struct input_sink *sink)
{
	const struct input_settings *set = &input->set;
	const struct jobs_config config = {
		.limits = set->limits,
		.keys = set->keys,
		.select = &set->select,
		.verify = set->verify,
		.threads = sink->alone ? 1 : input_threads(input),
		.log = &input->log,
		.sink = sink,
	};

	input->used = true;
	return jobs_new(&config);
}

static struct inputs inputs_begin(struct input *input,
				  const struct input_sink *sink)
{
	const struct input_settings *set = &input->set;

	return (struct inputs){
		.jobs = jobs_begin(input, sink),
		.select = &set->select,
		.since = set->since ? &set->since_time : NULL,
		.base = set->base,
	};
}

static void inputs_end(struct input *input, struct inputs *inputs,
		       struct input_sink *sink)
{
	struct intake_counts counts;

	input->skipped += jobs_end(inputs->jobs, &counts);
	input->older += inputs->older;
	input->left_out += inputs->left_out;
	intake_add_counts(&input->counts, &counts);
	for (size_t i = 0; i < INPUT_COUNTS; i++)
		sink->counts[i] += counts.sink[i];
	inputs_release(inputs);
}

void input_read(struct input *input, char **operands, struct input_sink *sink)
{
	struct inputs inputs = inputs_begin(input, sink);
	struct survey *survey =
		input_has_list(input) ? NULL : survey_begin(operands);

	for (; *operands; operands++)
		inputs_operand(&inputs, *operands);
	inputs_end(input, &inputs, sink);
	survey_end(survey);
}

void input_read_list(struct input *input, struct input_sink *sink)
{
	struct inputs inputs;

	if (!input_has_list(input))
		return;
	inputs = inputs_begin(input, sink);
	if (!inputs_list(&inputs, &input->set.paths))
		die_errno("cannot read '%s'", input->set.files_from);
	inputs_end(input, &inputs, sink);
}

static void tell_warc(const struct intake_counts *counts)
{
	struct buf text = {0};
	size_t i;

	for (i = 0; i < WARC_TYPES; i++)
		if (counts->warc[i])
			buf_addf(&text, "%s%zu %s", text.n ? ", " : "",
				 counts->warc[i],
				 warc_type_name((enum warc_type)i));
	if (text.n)
		note("WARC: %s", text.p);
	buf_release(&text);
}

static void sum_up(const struct input *input)
{
	const struct input_settings *set = &input->set;
	const struct intake_counts *counts = &input->counts;
	struct buf chosen = {0};

	buf_add_text(&chosen, "");
	if (set->since)
		buf_addf(&chosen, ", %zu older", input->older);
	if (set->include.count || set->exclude.count)
		buf_addf(&chosen, ", %zu left out",
			 input->left_out + counts->left_out);
	if (counts->aside)
		buf_addf(&chosen, ", %zu lists passed over", counts->aside);
	tell_warc(counts);
	note("%zu files, %zu records, %zu empty, %zu skipped%s, %" PRIu64
	     " bytes",
	     counts->files, counts->records, counts->empty, input->skipped,
	     chosen.p, counts->bytes);
	buf_release(&chosen);
}

size_t input_end(struct input *input)
{
	progress_end();
	skip_log_close(&input->log);
	if (input->used)
		sum_up(input);
	return input->skipped;
}

void input_free(struct input *input)
{
	options_release(&input->set);
	free(input);
}
