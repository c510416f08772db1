#include "mention.h"

#include "ascii.h"
#include "phrases.h"
#include "spot.h"

enum {
	BESIDE_TOKENS = 2, /* "Monday, (the) 10 October" */
	LEAP_YEAR = 2000,  /* for days whose year is not stated */
};

struct found { /* dates first, then other days */
	struct place place;
	struct mention *mention;
	struct spot spot[MENTIONS_MAX];
	size_t dates, count;
};

static bool is_date(const struct mention *mention)
{
	return mention->date.month != 0;
}

/* Is the date in digits alone, with a day and a month that could change
 * places? */
static bool is_numeric(struct str text, size_t start, size_t end)
{
	int part[2] = {0};
	size_t at = start;

	for (int i = 0; i < 2; i++) {
		const size_t from = at;

		for (; at < end && ascii_is_digit(text.p[at]); at++)
			if (at - from < 2)
				part[i] = 10 * part[i] + (text.p[at] - '0');
		if (at == from || at - from > 2 ||
		    (!i && (at + 1 >= end || !memchr("/-.", text.p[at], 3))))
			return false;
		at += !i;
	}
	return part[0] != part[1] && part[0] <= 12 && part[1] <= 12;
}

/* Does a hyphen or dash, and nothing but space, stand between a token and
 * the next? */
static bool is_dashed(const struct place *place, size_t at)
{
	const struct token *token = &place->tokens->token[at];
	bool dash = false;

	for (size_t i = token->start + token->len; i < token[1].start; i++) {
		const char c = place->text.p[i];

		dash |= c == '-' || (c & 0x80);
		if (c != ' ' && c != '-' && !(c & 0x80))
			return false;
	}
	return dash;
}

static void set_span(struct mention *mention, int days)
{
	if (days > 0 && days <= MENTION_SPAN && !mention->span)
		mention->span = (uint8_t)days;
}

/* "26 - 27/12", "October 10-12": the last day stands in the date. */
static void span_within(struct found *found, size_t i)
{
	const struct place *place = &found->place;
	const struct spot spot = found->spot[i];
	const struct date *date = &found->mention[i].date;

	for (size_t at = spot.first; at + 1 < spot.end; at++) {
		const int day =
			token_value(place->text, &place->tokens->token[at]);
		const int last =
			token_value(place->text, &place->tokens->token[at + 1]);

		if (day != date->day)
			continue;
		if (last > day && last <= 31 && last != date->month &&
		    is_dashed(place, at))
			set_span(&found->mention[i], last - day);
		return;
	}
}

/* "5 to" before "7 November": the first day stands before the date. */
static void span_before(struct found *found, size_t i)
{
	const struct place *place = &found->place;
	struct mention *mention = &found->mention[i];
	struct spot *spot = &found->spot[i];
	const size_t reach = 4;

	for (size_t at = spot->first > reach ? spot->first - reach : 1;
	     at < spot->first; at++) {
		const size_t n = phrase_in(place->tokens, at, PHRASE_RANGE,
					   place->context->language, NULL);
		const int day =
			n && at ? token_value(place->text,
					      &place->tokens->token[at - 1])
				: 0;

		if (at + n != spot->first || !day || day >= mention->date.day ||
		    (i && found->spot[i - 1].end >= at))
			continue;
		set_span(mention, mention->date.day - day);
		mention->date.day = day;
		spot->first = at - 1;
		return;
	}
}

/* "November 5" before "to 7", "11月5日" before "至7日". */
static void span_behind(struct found *found, size_t i)
{
	const struct place *place = &found->place;
	const struct token *token = place->tokens->token;
	struct mention *mention = &found->mention[i];
	const size_t at = found->spot[i].end;
	int value = 0, last;
	const size_t n = phrase_in(place->tokens, at, PHRASE_RANGE,
				   place->context->language, &value);

	if (!n || value || at + n >= place->tokens->count ||
	    (i + 1 < found->dates && found->spot[i + 1].first <= at + n) ||
	    token_value(place->text, &token[found->spot[i].first]) ==
		    mention->date.day)
		return;
	last = token_value(place->text, &token[at + n]);
	if (last > mention->date.day && last <= 31) {
		set_span(mention, last - mention->date.day);
		found->spot[i].end = at + n + 1;
	}
}

/* Days from one date to another; the year may stand at one of them, or at
 * none. */
static int days_between(struct date first, struct date last)
{
	if (!first.year)
		first.year = last.year ? last.year : LEAP_YEAR;
	if (!last.year)
		last.year = first.year;
	return date_days(&last) - date_days(&first);
}

/* Is there a join such as "to" or a dash between this date and the next? */
static bool is_joined(const struct found *found, size_t i)
{
	const struct place *place = &found->place;
	const size_t end = found->spot[i].end, next = found->spot[i + 1].first;
	int value = 0;
	size_t n;

	if (end == next)
		return is_dashed(place, end - 1);
	n = phrase_in(place->tokens, end, PHRASE_RANGE,
		      place->context->language, &value);
	return n && !value && end + n <= next && end + n + 1 >= next;
}

/* "from 28 October to 3 November": one mention of two dates; of one day in
 * two years, an anniversary; of a long time, no event. */
static void join_dates(struct found *found, size_t i)
{
	struct mention *first = &found->mention[i], *last = first + 1;
	int days;

	if (!is_joined(found, i))
		return;
	if (first->date.month == last->date.month &&
	    first->date.day == last->date.day &&
	    first->date.year != last->date.year) {
		first->role = last->role = MENTION_ANNIVERSARY;
		return;
	}
	days = days_between(first->date, last->date);
	if (days > 0 && days <= MENTION_SPAN) {
		if (!first->date.year)
			first->date.year = last->date.year;
		set_span(first, days);
	} else {
		first->role = MENTION_PERIOD;
	}
	last->role = MENTION_PERIOD;
}

static void find_dates(struct found *found)
{
	const struct tokens *tokens = found->place.tokens;
	const struct str text = found->place.text;
	struct date_hit hit;
	size_t at = 0, first = 0;

	while (found->count < MENTIONS_MAX &&
	       date_next(text, &at, found->place.context->order, &hit)) {
		size_t end;

		if (hit.clock_only || !hit.date.month || !hit.date.day)
			continue;
		while (first < tokens->count &&
		       tokens->token[first].start < hit.start)
			first++;
		for (end = first;
		     end < tokens->count && tokens->token[end].start < hit.end;)
			end++;
		if (end == first)
			continue;
		found->spot[found->count] = (struct spot){first, end};
		found->mention[found->count++] = (struct mention){
			.date = hit.date,
			.cue = hit.date.hour >= 0,
			.numeric = is_numeric(text, hit.start, hit.end),
		};
	}
	found->dates = found->count;
	for (size_t i = 0; i < found->dates; i++) {
		span_within(found, i);
		span_before(found, i);
		span_behind(found, i);
	}
	for (size_t i = 0; i + 1 < found->dates; i++)
		join_dates(found, i);
}

/* Is there no word between these tokens but those that a date may have? */
static bool is_within_date(const struct found *found, size_t from, size_t to)
{
	static const enum phrase_kind kinds[] = {
		PHRASE_FUNCTION,   PHRASE_DAY_CUE, PHRASE_DATE_JOIN,
		PHRASE_CLOCK_JOIN, PHRASE_WEEKDAY, PHRASE_HOUR};
	const struct place *place = &found->place;

	for (size_t at = from; at < to; at++) {
		bool known = place->tokens->token[at].number;

		for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++)
			known |= phrase_in(place->tokens, at, kinds[k],
					   place->context->language, NULL) > 0;
		if (!known)
			return false;
	}
	return true;
}

/* The date beside which a day of n tokens at at stands; dates if none. */
static size_t date_beside(const struct found *found, size_t at, size_t n)
{
	for (size_t i = 0; i < found->dates; i++) {
		const struct spot spot = found->spot[i];

		if (at < spot.end + BESIDE_TOKENS &&
		    at + n + BESIDE_TOKENS >= spot.first &&
		    is_within_date(found, at + n, spot.first) &&
		    is_within_date(found, spot.end, at))
			return i;
	}
	return found->dates;
}

static void add_day(struct found *found, size_t at, size_t n, int weekday,
		    int relative)
{
	const size_t beside = date_beside(found, at, n);
	const size_t last = found->count;

	/* "Saturday (14日)": behind or before a day alone */
	if (weekday && last > found->dates &&
	    found->mention[last - 1].date.day &&
	    found->spot[last - 1].end == at) {
		found->mention[last - 1].weekday = (uint8_t)weekday;
		return;
	}
	if (beside < found->dates) {
		if (weekday)
			found->mention[beside].weekday = (uint8_t)weekday;
		found->mention[beside].cue = true;
		return;
	}
	found->spot[found->count] = (struct spot){at, at + n};
	found->mention[found->count++] = (struct mention){
		.relative = (int8_t)relative,
		.weekday = (uint8_t)weekday,
	};
}

/* The day that a number without a month is: "20日"; 0 if it is none. */
static int lone_day(const struct found *found, size_t at)
{
	const struct place *place = &found->place;
	const struct token *token = &place->tokens->token[at];
	const int day = token->number && token->len <= 2
				? token_value(place->text, token)
				: 0;

	if (!day || day > 31)
		return 0;
	for (size_t i = 0; i < found->dates; i++)
		if (at >= found->spot[i].first && at < found->spot[i].end)
			return 0;
	return phrase_in(place->tokens, at + 1, PHRASE_DAY_UNIT,
			 place->context->language, NULL)
		       ? day
		       : 0;
}

/* A number that is a day; of the weekday before it, too. */
static void add_lone_day(struct found *found, size_t at)
{
	struct mention *last = found->mention + found->count - 1;

	if (found->count > found->dates && last->weekday && !last->date.day &&
	    found->spot[found->count - 1].end == at) {
		last->date.day = lone_day(found, at);
		found->spot[found->count - 1].end = at + 2;
		return;
	}
	found->spot[found->count] = (struct spot){at, at + 2};
	found->mention[found->count++] =
		(struct mention){.date.day = lone_day(found, at)};
}

/* Weekdays, "yesterday", and days without a month. */
static void find_days(struct found *found)
{
	const struct tokens *tokens = found->place.tokens;
	const int language = found->place.context->language;

	for (size_t at = 0; at < tokens->count && found->count < MENTIONS_MAX;
	     at++) {
		int relative, weekday;
		size_t n = phrase_in(tokens, at, PHRASE_RELATIVE, language,
				     &relative);
		const size_t len = phrase_in(tokens, at, PHRASE_WEEKDAY,
					     language, &weekday);

		if (!n && !len && lone_day(found, at)) {
			add_lone_day(found, at);
			continue;
		}
		if (n >= len)
			weekday = 0;
		else if (weekday)
			n = len;
		if (!n)
			continue;
		add_day(found, at, n, weekday, weekday ? 0 : relative);
		at += n - 1;
	}
}

/* Tokens that belong to no date. */
static size_t rest_of(const struct found *found)
{
	size_t rest = found->place.tokens->count;

	for (size_t i = 0; i < found->count; i++)
		rest -= found->spot[i].end - found->spot[i].first;
	return rest;
}

static void judge(struct found *found)
{
	bool caption;
	size_t rest;

	found->place.spot = found->spot;
	found->place.spots = found->count;
	caption = found->count && place_is_caption(&found->place);
	rest = found->dates ? rest_of(found) : 0;

	for (size_t i = 0; i < found->count; i++) {
		struct mention *mention = &found->mention[i];

		if (mention->role != MENTION_EVENT)
			continue;
		spot_judge(&found->place, found->spot[i], mention);
		if (mention->role != MENTION_EVENT)
			continue;
		if (caption)
			mention->role = MENTION_CAPTION;
		else if (is_date(mention))
			mention->role = (uint8_t)place_stamp(
				&found->place, rest, &mention->date);
	}
}

size_t mentions_find(const struct mention_context *context, struct str text,
		     const struct tokens *tokens,
		     struct mention mention[MENTIONS_MAX])
{
	struct found found = {
		.place = {.text = text, .tokens = tokens, .context = context},
		.mention = mention,
	};

	find_dates(&found);
	find_days(&found);
	judge(&found);
	return found.count;
}
