#include "coverage.h"

#include <endian.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "date.h"
#include "json.h"
#include "keyterms.h"
#include "mem.h"
#include "msg.h"
#include "spool.h"

enum { SHARED_MOST = 16 }; /* paragraphs that are named */

/* A part of coverage->strings. */
struct part {
	size_t at, n;
};

struct report {
	struct part id, source, created; /* spans with quotes */
	int64_t seconds;		 /* INT64_MAX: not known */
	size_t number;			 /* of those before it in the event */
	size_t documents;		 /* of its outlet */
};

/* A paragraph that documents of the event have copies of. */
struct shared {
	struct part of;
	uint64_t paragraph;
	size_t copies;
};

struct coverage {
	const char *name;
	FILE *file;
	struct spool *spool;
	struct keyterms terms;
	struct buf out;
	struct record record;
	/* of one event */
	struct buf strings, title;
	struct report *report;
	size_t reports, reports_size;
	struct shared *shared;
	size_t shares, shares_size;
};

struct coverage *coverage_new(const char *name, size_t memory)
{
	struct coverage *const coverage = xmalloc(sizeof(*coverage));

	*coverage = (struct coverage){.name = name};
	coverage->spool = spool_new(memory);
	coverage->file = fopen(name, "ae"); /* what is there stays for now */
	if (!coverage->file)
		die_errno("cannot open '%s'", name);
	return coverage;
}

static void put_member(struct buf *out, const struct record *record,
		       const char *name, const char *missing)
{
	const struct str value = record_find(record, name);

	json_put_key(out, name);
	if (value.p && json_kind(value) == *missing)
		buf_add_str(out, value);
	else
		buf_add_text(out, missing);
}

void coverage_row(const struct record *record, struct buf *out)
{
	buf_add_char(out, '{');
	put_member(out, record, "id", "\"\"");
	put_member(out, record, "title", "\"\"");
	put_member(out, record, "source", "\"\"");
	put_member(out, record, "created", "\"\"");
	put_member(out, record, "lang", "\"\"");
	put_member(out, record, "copies", "[]");
}

void coverage_add(struct coverage *coverage, uint32_t event, uint32_t document,
		  struct str row)
{
	const uint32_t key[2] = {htobe32(event), htobe32(document)};

	spool_add(coverage->spool, (struct str){(const char *)key, sizeof(key)},
		  row);
}

static struct part keep(struct coverage *coverage, struct str text)
{
	const struct part part = {coverage->strings.n, text.n};

	buf_add_str(&coverage->strings, text);
	return part;
}

static struct str text_of(const struct coverage *coverage, struct part part)
{
	return (struct str){coverage->strings.p + part.at, part.n};
}

static int64_t seconds_of(const struct record *record)
{
	struct buf created = {0}, lang = {0};
	int64_t seconds;

	record_text(record, "created", &created);
	record_text(record, "lang", &lang);
	buf_add_text(&lang, ""); /* at least its NUL */
	seconds = date_seconds_of(buf_str(&created), lang.p);
	buf_release(&created);
	buf_release(&lang);
	return seconds;
}

static void add_shared(struct coverage *coverage, struct str copies)
{
	struct str copy, of, paragraph;
	struct shared shared = {.copies = 1};

	while (json_next_item(&copies, &copy)) {
		if (json_kind(copy) != '{')
			continue;
		of = json_member(copy, STR("of"));
		paragraph = json_member(copy, STR("paragraph"));
		if (!of.p || !paragraph.p ||
		    !json_uint(paragraph, &shared.paragraph))
			continue;
		shared.of = keep(coverage, of);
		if (coverage->shares == coverage->shares_size) {
			coverage->shares_size =
				coverage->shares_size
					? 2 * coverage->shares_size
					: 64;
			coverage->shared = xreallocarray(
				coverage->shared, coverage->shares_size,
				sizeof(*coverage->shared));
		}
		coverage->shared[coverage->shares++] = shared;
	}
}

static void read_report(struct coverage *coverage, struct str row)
{
	const struct record *const record = &coverage->record;
	struct error error;

	if (!record_scan(&coverage->record, row, &error))
		die("a held record is damaged: %s", error.what);
	if (coverage->reports == coverage->reports_size) {
		coverage->reports_size = coverage->reports_size
						 ? 2 * coverage->reports_size
						 : 64;
		coverage->report =
			xreallocarray(coverage->report, coverage->reports_size,
				      sizeof(*coverage->report));
	}
	if (!coverage->reports) {
		buf_reset(&coverage->title);
		buf_add_str(&coverage->title, record_find(record, "title"));
	}
	coverage->report[coverage->reports] = (struct report){
		.id = keep(coverage, record_find(record, "id")),
		.source = keep(coverage, record_find(record, "source")),
		.created = keep(coverage, record_find(record, "created")),
		.seconds = seconds_of(record),
		.number = coverage->reports,
		.documents = 1,
	};
	coverage->reports++;
	add_shared(coverage, record_find(record, "copies"));
	keyterms_add(&coverage->terms, record_find(record, "terms"));
}

static int by_source(const void *left, const void *right, void *data)
{
	const struct report *const a = left, *const b = right;
	const int order =
		str_order(text_of(data, a->source), text_of(data, b->source));

	return order ? order
		     : (a->number > b->number) - (a->number < b->number);
}

static int by_number(const void *left, const void *right)
{
	const struct report *const a = left, *const b = right;

	return (a->number > b->number) - (a->number < b->number);
}

/* One report for each outlet, its first, in order; how many. */
static size_t find_outlets(struct coverage *coverage)
{
	struct report *const report = coverage->report;
	size_t n = 0;

	qsort_r(report, coverage->reports, sizeof(*report), by_source,
		coverage);
	for (size_t i = 0; i < coverage->reports; i++)
		if (n && str_eq(text_of(coverage, report[n - 1].source),
				text_of(coverage, report[i].source)))
			report[n - 1].documents++;
		else
			report[n++] = report[i];
	qsort(report, n, sizeof(*report), by_number);
	return n;
}

static void put_outlets(struct coverage *coverage, struct buf *out)
{
	const size_t n = find_outlets(coverage);
	const struct report *const report = coverage->report;

	json_put_key(out, "outlets");
	buf_add_char(out, '[');
	for (size_t i = 0; i < n; i++) {
		json_put_sep(out);
		buf_add_text(out, "{\"source\":");
		buf_add_str(out, text_of(coverage, report[i].source));
		buf_add_text(out, ",\"id\":");
		buf_add_str(out, text_of(coverage, report[i].id));
		buf_add_text(out, ",\"created\":");
		buf_add_str(out, text_of(coverage, report[i].created));
		buf_add_text(out, ",\"lag\":");
		if (report[0].seconds == INT64_MAX ||
		    report[i].seconds == INT64_MAX ||
		    report[i].seconds < report[0].seconds)
			buf_add_text(out, "null");
		else
			buf_add_uint(out, (uint64_t)(report[i].seconds -
						     report[0].seconds));
		buf_add_text(out, ",\"documents\":");
		buf_add_uint(out, report[i].documents);
		buf_add_char(out, '}');
	}
	buf_add_char(out, ']');
}

static int by_place(const void *left, const void *right, void *data)
{
	const struct shared *const a = left, *const b = right;
	const int order = str_order(text_of(data, a->of), text_of(data, b->of));

	if (order)
		return order;
	return (a->paragraph > b->paragraph) - (a->paragraph < b->paragraph);
}

static int by_copies(const void *left, const void *right, void *data)
{
	const struct shared *const a = left, *const b = right;

	if (a->copies != b->copies)
		return a->copies > b->copies ? -1 : 1;
	return by_place(left, right, data);
}

/* Each paragraph once, those that went furthest first; how many. */
static size_t find_shared(struct coverage *coverage)
{
	struct shared *const shared = coverage->shared;
	size_t n = 0;

	if (!coverage->shares)
		return 0;
	qsort_r(shared, coverage->shares, sizeof(*shared), by_place, coverage);
	for (size_t i = 0; i < coverage->shares; i++)
		if (n && !by_place(&shared[n - 1], &shared[i], coverage))
			shared[n - 1].copies++;
		else
			shared[n++] = shared[i];
	qsort_r(shared, n, sizeof(*shared), by_copies, coverage);
	return n;
}

static void put_shared(struct coverage *coverage, struct buf *out)
{
	const size_t n = find_shared(coverage);

	json_put_key(out, "paragraphs");
	buf_add_uint(out, n);
	json_put_key(out, "shared");
	buf_add_char(out, '[');
	for (size_t i = 0; i < n && i < SHARED_MOST; i++) {
		json_put_sep(out);
		buf_add_text(out, "{\"of\":");
		buf_add_str(out, text_of(coverage, coverage->shared[i].of));
		buf_add_text(out, ",\"paragraph\":");
		buf_add_uint(out, coverage->shared[i].paragraph);
		buf_add_text(out, ",\"copies\":");
		buf_add_uint(out, coverage->shared[i].copies);
		buf_add_char(out, '}');
	}
	buf_add_char(out, ']');
}

/* The event whose reports were read. */
static void put_event(struct coverage *coverage, uint32_t event,
		      void (*head)(void *data, uint32_t event, struct buf *out),
		      void *data)
{
	struct buf *const out = &coverage->out;

	buf_reset(out);
	buf_add_char(out, '{');
	head(data, event, out);
	json_put_key(out, "title");
	buf_add_str(out, buf_str(&coverage->title));
	json_put_key(out, "terms");
	keyterms_put(&coverage->terms, out);
	put_outlets(coverage, out);
	put_shared(coverage, out);
	buf_add_text(out, "}\n");
	fwrite(out->p, 1, out->n, coverage->file);
	coverage->reports = coverage->shares = 0;
	buf_reset(&coverage->strings);
}

void coverage_write(struct coverage *coverage,
		    void (*head)(void *data, uint32_t event, struct buf *out),
		    void *data)
{
	struct str key, row;
	uint32_t event = 0, next;

	/* a pipe or a device has nothing to cut */
	if (ftruncate(fileno(coverage->file), 0) && errno != EINVAL)
		die_errno("cannot write '%s'", coverage->name);
	spool_rewind(coverage->spool);
	while (spool_next(coverage->spool, &key, &row)) {
		memcpy(&next, key.p, sizeof(next));
		next = be32toh(next);
		if (coverage->reports && next != event)
			put_event(coverage, event, head, data);
		event = next;
		read_report(coverage, row);
	}
	if (coverage->reports)
		put_event(coverage, event, head, data);
	if (ferror(coverage->file) | fclose(coverage->file))
		die_errno("cannot write '%s'", coverage->name);
	coverage->file = NULL;
}

void coverage_free(struct coverage *coverage)
{
	if (!coverage)
		return;
	spool_free(coverage->spool);
	record_release(&coverage->record);
	keyterms_release(&coverage->terms);
	buf_release(&coverage->out);
	buf_release(&coverage->strings);
	buf_release(&coverage->title);
	free(coverage->report);
	free(coverage->shared);
	free(coverage);
}
