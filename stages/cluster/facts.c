#include "facts.h"

#include <string.h>

#include "ascii.h"
#include "phrases.h"
#include "spot.h"
#include "when.h"

enum {
	YEAR_TOKENS = 4, /* the year of an ordinal follows as closely */
	/* No day in the text: that of publication. */
	SURE_CREATED = 30,
	SURE_STAMPED = 25, /* which only a stamp in the text tells */
	LEAD = 1, /* a day without a year is certain up to this paragraph */
	DAY_SECONDS = 86400,
	ORDINALS_LOOKED_AT = 32, /* in a paragraph */
};

/* The year that a token is, or 0. */
static int year_of(struct str text, const struct token *token)
{
	const int year = token->len == 4 ? token_value(text, token) : 0;

	return year >= FACTS_YEAR_MIN && year < FACTS_YEAR_MIN + FACTS_YEARS
		       ? year
		       : 0;
}

/* Is token i a year, and the next one too, with only a dash or a word such
 * as "to" between? */
static bool opens_span(const struct facts_finder *finder, struct str text,
		       const struct tokens *tokens, size_t i)
{
	const size_t n = phrase_in(tokens, i + 1, PHRASE_RANGE,
				   finder->context.language, NULL);

	return i + 1 + n < tokens->count && year_of(text, &tokens->token[i]) &&
	       year_of(text, &tokens->token[i + 1 + n]);
}

/* The first year among n tokens from at on; 0 if there is none, or if it
 * is the beginning of a span of years. */
static int year_within(const struct facts_finder *finder, struct str text,
		       const struct tokens *tokens, size_t at, size_t n)
{
	for (size_t i = at; i < tokens->count && i < at + n; i++) {
		const int year = year_of(text, &tokens->token[i]);

		if (year)
			return opens_span(finder, text, tokens, i) ? 0 : year;
	}
	return 0;
}

/* Count the years that text names, without those of spans. */
static void count_years(struct facts_finder *finder, struct str text,
			const struct tokens *tokens)
{
	bool spanned = false;

	for (size_t i = 0; i < tokens->count; i++) {
		const int year = year_of(text, &tokens->token[i]);

		if (!year)
			continue;
		if (opens_span(finder, text, tokens, i))
			spanned = true;
		else if (spanned)
			spanned = false;
		else if (finder->year[year - FACTS_YEAR_MIN] < UINT16_MAX)
			finder->year[year - FACTS_YEAR_MIN]++;
	}
}

/* The year that the text names most, the later of two as frequent. */
static int modal_year(const struct facts_finder *finder)
{
	size_t best = 0;

	for (size_t i = 1; i < FACTS_YEARS; i++)
		if (finder->year[i] >= finder->year[best])
			best = i;
	return finder->year[best] ? FACTS_YEAR_MIN + (int)best : 0;
}

/*
 * Keep an ordinal, and the year behind it. Those that number the same name
 * in two ways, such as "the first half" and "the second half", make no
 * series; but what the title numbers is the event, and another number is
 * that of an earlier one.
 */
static void keep_ordinal(struct facts_finder *finder,
			 const struct ordinal *ordinal, int year)
{
	const size_t n = finder->ordinals;
	bool differs = false;

	for (size_t i = 0; i < n; i++) {
		if (!ordinals_differ(&finder->ordinal[i], ordinal))
			continue;
		differs = true;
		if (!finder->titled[i])
			finder->ambiguous[i] = true;
	}
	if (n == FACTS_ORDINALS)
		return;
	finder->ordinal[n] = *ordinal;
	finder->ordinal_year[n] = year;
	finder->titled[n] = !finder->paragraph;
	finder->ambiguous[n] = differs;
	finder->ordinals++;
}

/* Is the ordinal that ends before token at that of an earlier event? */
static bool is_background(const struct facts_finder *finder, struct str text,
			  const struct tokens *tokens, size_t at)
{
	const struct place place = {
		.text = text, .tokens = tokens, .context = &finder->context};
	struct mention mention = {.role = MENTION_EVENT};

	spot_judge(&place, (struct spot){at - 1, at}, &mention);
	return mention.role == MENTION_BACKGROUND;
}

static void find_ordinals(struct facts_finder *finder, struct str text,
			  const struct tokens *tokens)
{
	struct ordinal ordinal;
	size_t at = 0, ordinals = 0;

	while (ordinals++ < ORDINALS_LOOKED_AT &&
	       ordinal_next(text, tokens, finder->context.language, &at,
			    &ordinal))
		if (!is_background(finder, text, tokens, at))
			keep_ordinal(finder, &ordinal,
				     year_within(finder, text, tokens, at,
						 YEAR_TOKENS));
}

/* The number of one or two digits that ends before at; -1 if there is none. */
static int number_before(struct str text, size_t at)
{
	size_t n = 0;

	while (n < at && ascii_is_digit(text.p[at - 1 - n]))
		n++;
	if (!n || n > 2)
		return -1;
	return n == 1 ? text.p[at - 1] - '0'
		      : 10 * (text.p[at - 2] - '0') + text.p[at - 1] - '0';
}

/* Count the dates of digits, with a slash, that have just one order: one of
 * two numbers, with a year behind, is no month. */
static void count_orders(struct facts_finder *finder, struct str text)
{
	size_t at = 0;

	while (at < text.n) {
		const char *slash = memchr(text.p + at, '/', text.n - at);
		size_t end;
		int first, second;

		if (!slash)
			return;
		at = (size_t)(slash - text.p) + 1;
		first = number_before(text, at - 1);
		for (end = at; end < text.n && ascii_is_digit(text.p[end]);)
			end++;
		second = end > at && end - at <= 2 ? number_before(text, end)
						   : -1;
		if (first < 1 || second < 1 || end >= text.n ||
		    text.p[end] != '/')
			continue;
		finder->dmy += first > 12 && first <= 31 && second <= 12;
		finder->mdy += second > 12 && second <= 31 && first <= 12;
	}
}

/* Take the other number for the month. */
static void swap_order(struct mention *mention)
{
	const int day = mention->date.day;

	if (!mention->numeric)
		return;
	mention->date.day = mention->date.month;
	mention->date.month = day;
}

static void find_days(struct facts_finder *finder, struct str text,
		      const struct tokens *tokens)
{
	struct mention mention[MENTIONS_MAX];
	size_t n;

	finder->context.title = !finder->paragraph;
	finder->context.first = finder->paragraph <= LEAD + 1;
	finder->context.dated = finder->created != FACTS_NO_DAY;
	n = mentions_find(&finder->context, text, tokens, mention);
	for (size_t i = 0; i < n && finder->mentions < FACTS_MENTIONS; i++) {
		mention[i].paragraph = (uint8_t)finder->paragraph;
		if (!finder->ordered && finder->context.order == DATE_MDY)
			swap_order(&mention[i]); /* all of them alike */
		finder->mention[finder->mentions++] = mention[i];
	}
}

/* The day of publication where the language is written: a stamp in UTC may
 * be of the day before. */
static int32_t local_day(const struct date *date, const char *lang)
{
	const int64_t seconds = date_seconds(date) + 60 * date_zone_of(lang);

	if (!date->has_zone || date->zone || date->hour < 0 || seconds < 0)
		return date_days(date);
	return (int32_t)(seconds / DAY_SECONDS);
}

void facts_begin(struct facts_finder *finder, struct str created,
		 const char *lang)
{
	struct date date;

	memset(finder, 0, sizeof(*finder));
	finder->context.order = date_order_of(lang);
	finder->context.language = phrase_language(lang);
	finder->ordered = date_order_sure(lang);
	finder->created = FACTS_NO_DAY;
	if (created.n && date_parse(created, finder->context.order, &date) &&
	    date.month && date.day) {
		finder->created = local_day(&date, lang);
		finder->created_year = date.year;
	}
}

/* Is it one of those reports that every day has? */
static bool is_daily(const struct facts_finder *finder,
		     const struct tokens *tokens)
{
	int role;

	for (size_t at = 0; at < tokens->count; at++)
		if (phrase_in(tokens, at, PHRASE_ROLE, finder->context.language,
			      &role) &&
		    role == PHRASE_DAILY)
			return true;
	return false;
}

/* The first FACTS_BYTES of text, and what of its tokens lies there. */
static struct str beginning(struct str text, struct tokens *tokens)
{
	if (text.n <= FACTS_BYTES)
		return text;
	text.n = FACTS_BYTES;
	while (tokens->count &&
	       tokens->token[tokens->count - 1].start +
			       tokens->token[tokens->count - 1].len >
		       text.n)
		tokens->count--;
	while (text.n && (text.p[text.n] & 0xc0) == 0x80)
		text.n--;
	return text;
}

void facts_add(struct facts_finder *finder, struct str text,
	       const struct tokens *tokens)
{
	struct tokens near = *tokens; /* borrowed, a shorter view */

	if (finder->paragraph)
		count_years(finder, text, tokens);
	if (finder->paragraph <= FACTS_PARAGRAPHS) {
		text = beginning(text, &near);
		if (finder->paragraph <= LEAD && !finder->daily)
			finder->daily = is_daily(finder, &near);
		count_orders(finder, text);
		if (!finder->ordered && finder->mdy > finder->dmy)
			finder->context.order = DATE_MDY;
		find_ordinals(finder, text, &near);
		find_days(finder, text, &near);
		if (!finder->paragraph)
			finder->title_year =
				year_within(finder, text, &near, 0, near.count);
	}
	finder->paragraph++;
}

/* Now all dates were seen that tell whether the month comes first. */
static void settle_orders(struct facts_finder *finder)
{
	if (finder->ordered || finder->dmy == finder->mdy)
		return;
	finder->ordered = true;
	for (size_t i = 0; finder->mdy > finder->dmy && i < finder->mentions;
	     i++)
		swap_order(&finder->mention[i]);
}

/* The stamp in the text that stands for the day of publication. */
static void take_stamp(const struct facts_finder *finder, struct when *when)
{
	for (size_t i = 0; i < finder->mentions; i++) {
		const struct mention *mention = &finder->mention[i];

		if ((mention->role != MENTION_PUBLISHED &&
		     !mention->dateline) ||
		    !mention->date.year)
			continue;
		when->created = date_days(&mention->date);
		when->created_year = mention->date.year;
		when->stamped = !mention->dateline;
		return;
	}
}

/* What was written some days before it was published counts from then. */
static void take_dateline(const struct facts_finder *finder, struct when *when)
{
	for (size_t i = 0; i < finder->mentions; i++) {
		const struct mention *mention = &finder->mention[i];
		int32_t day;

		if (!mention->dateline ||
		    (mention->numeric && !finder->ordered) ||
		    !when_of(when, mention, &day) || day >= when->created ||
		    when->created - day > FACTS_LATE)
			continue;
		when->created = day;
		return;
	}
}

/* The last full day of which the text speaks as past. */
static int32_t latest_day(const struct facts_finder *finder)
{
	int32_t latest = FACTS_NO_DAY;

	for (size_t i = 0; i < finder->mentions; i++) {
		const struct mention *mention = &finder->mention[i];
		const int32_t day = date_days(&mention->date);

		if (mention->role != MENTION_LIMIT && !mention->ahead &&
		    mention->role != MENTION_PERIOD && day > latest)
			latest = day;
	}
	return latest;
}

static void set_when(const struct facts_finder *finder, struct when *when)
{
	*when = (struct when){
		.created = finder->created,
		.created_year = finder->created_year,
		.ordered = finder->ordered,
		.title_year = finder->title_year,
		.modal_year = modal_year(finder),
		.latest = latest_day(finder),
	};
	for (size_t i = finder->ordinals; i-- > 0;)
		if (!finder->ambiguous[i] && finder->ordinal_year[i])
			when->ordinal_year = finder->ordinal_year[i];
	if (when->created == FACTS_NO_DAY)
		take_stamp(finder, when);
	else
		take_dateline(finder, when);
}

/* Is the day a weekday whose date the text has, too? */
static bool is_told(const struct facts_finder *finder, const struct when *when,
		    const struct mention *mention)
{
	for (size_t i = 0; i < finder->mentions; i++)
		if (when_told(when, mention, &finder->mention[i]))
			return true;
	return false;
}

/* Is this day better than what facts has? */
static void weigh(const struct when *when, const struct mention *mention,
		  struct facts *facts)
{
	int32_t day;
	const int sure = when_of(when, mention, &day);

	if (day == FACTS_NO_DAY || sure <= facts->sure)
		return;
	facts->day = day;
	facts->sure = (uint8_t)sure;
	facts->from = FACTS_TEXT;
	facts->span = (uint8_t)(mention->span + mention->night);
}

/*
 * A month and a day may be certain though no year is: those that the title
 * or the lead announces, if it names no other. Where publication is known
 * it tells the year, or that this is another day.
 */
static void find_month_day(const struct facts_finder *finder,
			   const struct when *when, struct facts *facts)
{
	const struct mention *found = NULL;

	for (size_t i = 0; i < finder->mentions; i++) {
		const struct mention *mention = &finder->mention[i];

		if (mention->role != MENTION_EVENT || !mention->date.month ||
		    mention->paragraph > LEAD)
			continue;
		if ((mention->numeric && !when->ordered) ||
		    (found && (found->date.month != mention->date.month ||
			       found->date.day != mention->date.day)))
			return;
		if (mention->cue && !mention->ahead &&
		    mention->span <= FACTS_SPAN)
			found = mention;
	}
	if (!found || found->date.year)
		return;
	facts->month = (uint8_t)found->date.month;
	facts->month_day = (uint8_t)found->date.day;
	if (facts->from == FACTS_NOTHING)
		facts->span = found->span;
}

void facts_end(struct facts_finder *finder, struct facts *facts)
{
	struct when when;
	struct date date;

	memset(facts, 0, sizeof(*facts)); /* what lies between members, too */
	facts->day = FACTS_NO_DAY;
	facts->daily = finder->daily;
	for (size_t i = finder->ordinals; i-- > 0;)
		if (!finder->ambiguous[i])
			facts->ordinal = finder->ordinal[i]; /* the first */
	settle_orders(finder);
	set_when(finder, &when);
	for (size_t i = 0; i < finder->mentions; i++)
		if (!is_told(finder, &when, &finder->mention[i]))
			weigh(&when, &finder->mention[i], facts);
	if (facts->sure >= FACTS_CERTAIN) {
		date_of_days(facts->day, &date);
		facts->month = (uint8_t)date.month;
		facts->month_day = (uint8_t)date.day;
	} else if (when.created == FACTS_NO_DAY) {
		find_month_day(finder, &when, facts);
	}
	if (facts->from != FACTS_NOTHING || when.created == FACTS_NO_DAY)
		return;
	facts->day = when.created;
	facts->sure = when.stamped ? SURE_STAMPED : SURE_CREATED;
	facts->from = FACTS_CREATED;
}
