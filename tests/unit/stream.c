#include "stream.h"

#include <stdlib.h>

#include "child.h"
#include "cli.h"
#include "mem.h"
#include "tap.h"

enum { LINES = 200000 };

struct config {
	struct stream stream;
	char **files;
	size_t seen;
	size_t states;
};

static void *state_new(const void *config)
{
	size_t *const seen = xmalloc(sizeof(*seen));

	*seen = ((const struct config *)config)->states ? 1000 : 0;
	return seen;
}

static void state_free(void *state, void *config)
{
	((struct config *)config)->seen += *(size_t *)state;
	((struct config *)config)->states++;
	free(state);
}

static bool work(void *state, const struct record *record, struct buf *out,
		 struct error *error)
{
	static const char *const drop[] = {"n", NULL};
	uint64_t n;

	++*(size_t *)state;
	*error = (struct error){"not an error: work() says true", 0};
	if (!json_uint(record_find(record, "n"), &n)) {
		*error = (struct error){"no 'n': run winnow-n before", 0};
		return false;
	}
	record_open(record, drop, out);
	json_put_key(out, "square");
	buf_add_uint(out, n * n);
	record_close(out);
	return true;
}

static void run(void *arg)
{
	struct config *const config = arg;
	size_t records;

	config->stream.state_new = state_new;
	config->stream.work = work;
	config->stream.state_free = state_free;
	config->stream.config = config;
	records = stream_run(&config->stream, config->files);
	if (config->seen != records || config->states != config->stream.threads)
		exit(9);
	cli_finish();
}

/* More than 4 batches for each of 4 threads, so that they are used again. */
static void make_input(struct buf *in, struct buf *want)
{
	char filler[200];

	memset(filler, 'x', sizeof(filler));
	for (unsigned long n = 0; n < LINES; n++) {
		const int length = (int)(n % sizeof(filler));

		buf_addf(in, "{\"n\": %lu,\"text\":\"%.*s\"}\n", n, length,
			 filler);
		buf_addf(want, "{\"text\":\"%.*s\",\"square\":%lu}\n", length,
			 filler, n * n);
		if (n % 1000 == 0)
			buf_add_char(in, '\n');
	}
}

static void test_same_bytes(struct str in, struct str want)
{
	char *files[] = {NULL};
	struct child child = {0};

	for (size_t threads = 1; threads <= 4; threads++) {
		struct config config = {.files = files};

		config.stream.threads = threads;
		child_run(&child, run, &config, in);
		ok(child.status == 0);
		ok(str_eq(buf_str(&child.out), want));
		is_str(child.err.p, "");
	}
	child_release(&child);
}

/* The first of several bad lines is named, whoever meets one first. */
static void test_first_error(struct buf *in, const char *bad, const char *why)
{
	const size_t lines = LINES + LINES / 1000;
	char *files[] = {(char[]){"/dev/null"}, (char[]){"-"}, NULL};
	struct child child = {0};
	struct buf want = {0};

	buf_addf(&want, "winnow: 'standard input' line %zu%s\n", lines + 1,
		 why);
	buf_add_text(in, bad);
	for (size_t i = 0; i < 20000; i++)
		buf_addf(in, "{%200s}\n", "");
	for (size_t threads = 1; threads <= 4; threads++) {
		struct config config = {.files = files};

		config.stream.threads = threads;
		child_run(&child, run, &config, buf_str(in));
		ok(child.status == 1);
		is_str(child.err.p, want.p);
	}
	child_release(&child);
	buf_release(&want);
}

int main(void)
{
	struct buf in = {0}, want = {0};
	size_t whole;

	make_input(&in, &want);
	whole = in.n;
	test_same_bytes(buf_str(&in), buf_str(&want));
	test_same_bytes(STR(""), STR(""));
	test_first_error(&in, "{\"m\":1}\n", ": no 'n': run winnow-n before");
	in.n = whole;
	test_first_error(&in, "{\"n\":1,}\n", " byte 8: expected a string");
	buf_release(&in);
	buf_release(&want);
	return tap_done();
}
