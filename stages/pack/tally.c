#include "tally.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "mem.h"

static char *copy_name(struct str name)
{
	char *copy = xmalloc(name.n + 1);

	memcpy(copy, name.p, name.n);
	copy[name.n] = '\0';
	return copy;
}

void tally_rule(struct tally *tally, struct str name)
{
	size_t i;

	for (i = 0; i < tally->rules; i++)
		if (str_eq(str_from(tally->rule[i].name), name))
			break;
	if (i == tally->rules) {
		if (i == TALLY_RULES_MAX - 1)
			name = STR("other");
		if (i == TALLY_RULES_MAX)
			i--;
		else
			tally->rule[tally->rules++] =
				(struct tally_rule){.name = copy_name(name)};
	}
	tally->rule[i].count++;
}

const char *tally_balance(const struct tally *tally,
			  const struct tally_lines *lines)
{
	uint64_t taken = 0;

	for (size_t i = 0; i < tally->rules; i++)
		taken += tally->rule[i].count;
	if (tally->documents != tally->kept + tally->reprints)
		return "documents in are not kept + reprints";
	if (lines->documents != tally->kept)
		return "lines in documents/ are not the kept documents";
	if (lines->removed != tally->reprints)
		return "lines in removed/ are not the reprints";
	if (tally->paragraphs != tally->paragraphs_kept +
					 tally->paragraphs_removed +
					 tally->paragraphs_reprints)
		return "paragraphs in are not kept + removed + in reprints";
	if (lines->blocks != tally->stripped + tally->paragraphs_removed)
		return "lines in blocks/ are not stripped + removed";
	if (taken != lines->blocks)
		return "counts by rule do not add up to lines in blocks/";
	if (lines->events != tally->events)
		return "lines in events/ are not the events";
	if (tally->members != tally->documents)
		return "members of events are not the documents";
	return NULL;
}

static int by_name(const void *a, const void *b)
{
	const struct tally_rule *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static void put_count(struct buf *out, const char *name, uint64_t n)
{
	json_put_key(out, name);
	buf_add_uint(out, n);
}

void tally_json(struct tally *tally, struct buf *out)
{
	qsort(tally->rule, tally->rules, sizeof(*tally->rule), by_name);
	put_count(out, "documents", tally->documents);
	put_count(out, "kept", tally->kept);
	put_count(out, "reprints", tally->reprints);
	put_count(out, "unreadable", tally->unreadable);
	put_count(out, "paragraphs", tally->paragraphs);
	put_count(out, "paragraphs_kept", tally->paragraphs_kept);
	put_count(out, "paragraphs_removed", tally->paragraphs_removed);
	put_count(out, "paragraphs_in_reprints", tally->paragraphs_reprints);
	put_count(out, "stripped", tally->stripped);
	put_count(out, "events", tally->events);
	put_count(out, "text_bytes", tally->text_bytes);
	json_put_key(out, "rules");
	buf_add_char(out, '{');
	for (size_t i = 0; i < tally->rules; i++)
		put_count(out, tally->rule[i].name, tally->rule[i].count);
	buf_add_char(out, '}');
}

static void put_row(struct buf *out, const char *name, uint64_t n)
{
	buf_addf(out, "  %-28s %12" PRIu64 "\n", name, n);
}

void tally_table(struct tally *tally, struct buf *out)
{
	qsort(tally->rule, tally->rules, sizeof(*tally->rule), by_name);
	put_row(out, "documents in", tally->documents);
	put_row(out, "  kept", tally->kept);
	put_row(out, "  reprints", tally->reprints);
	put_row(out, "inputs not read", tally->unreadable);
	put_row(out, "events", tally->events);
	put_row(out, "paragraphs", tally->paragraphs);
	put_row(out, "  kept", tally->paragraphs_kept);
	put_row(out, "  removed", tally->paragraphs_removed);
	put_row(out, "  in reprints", tally->paragraphs_reprints);
	put_row(out, "lines taken out",
		tally->stripped + tally->paragraphs_removed);
	for (size_t i = 0; i < tally->rules; i++) {
		struct buf name = {0};

		buf_addf(&name, "  %s", tally->rule[i].name);
		put_row(out, name.p, tally->rule[i].count);
		buf_release(&name);
	}
}

void tally_release(struct tally *tally)
{
	for (size_t i = 0; i < tally->rules; i++)
		free(tally->rule[i].name);
	*tally = (struct tally){0};
}
