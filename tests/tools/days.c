/*
 * days.c - the day of the event of each document, and what else its dates
 * are, without clustering.
 *
 *	days [MATCHED.jsonl ...] >days.tsv
 *
 * Reads records as winnow-match writes them. A line for each: id, day, what
 * it rests on, percent, month and day that are certain, ordinal, further days
 * that it took, and the roles of all days that are looked at.
 */
#include <stdio.h>

#include "../../stages/cluster/digest.h"
#include "buf.h"
#include "phrases.h"
#include "reader.h"

static void put_day(int32_t day)
{
	struct buf out = {0};
	struct date date;

	date_of_days(day, &date);
	if (day != FACTS_NO_DAY)
		date_put(&out, &date);
	fputs(out.n ? out.p : "-", stdout);
	buf_release(&out);
}

static void put_roles(const struct facts_finder *finder)
{
	static const char *const roles[] = {
		"event",       "published",  "clock",	"teaser",
		"yearly",      "document",   "limit",	"period",
		"anniversary", "background", "caption", "other"};

	for (size_t i = 0; i < finder->mentions; i++)
		printf("%s%s", i ? " " : "", roles[finder->mention[i].role]);
}

int main(int argc, char **argv)
{
	static const char *const froms[] = {"nothing", "created", "text"};
	struct record record = {0};
	struct digest digest = {0};
	struct error error = {0};
	struct reader reader;

	(void)argc;
	phrases_init();
	reader_init(&reader, argv + 1);
	while (reader_record(&reader, &record)) {
		if (!digest_make(&digest, &record, &error))
			reader_fail(&reader, error.what);
		printf("%.*s\t", (int)digest.id.n, digest.id.p);
		put_day(digest.facts.day);
		printf("\t%s\t%d\t%02d-%02d\t%d\t%d\t",
		       froms[digest.facts.from], digest.facts.sure,
		       digest.facts.month, digest.facts.month_day,
		       digest.facts.ordinal.number, digest.facts.span);
		put_roles(&digest.finder);
		putchar('\n');
	}
	reader_release(&reader);
	record_release(&record);
	digest_release(&digest);
	phrases_release();
	return 0;
}
