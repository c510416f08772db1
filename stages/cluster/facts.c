#include "facts.h"

#include <string.h>

#include "phrases.h"

enum {
	CUE_TOKENS = 5,	   /* a cue stands at most so far before its day, */
	OTHER_TOKENS = 8,  /* and what makes it another thing's so far away */
	BEHIND_TOKENS = 2, /* or so close behind it */
	YEAR_TOKENS = 4,   /* the year of an ordinal follows as closely */
	/* How sure a day is by where its year comes from, in percent. A cue
	 * adds CUE, each paragraph before it takes PARAGRAPH. */
	SURE_STATED = 85,      /* beside the day, and it fits publication */
	SURE_STATED_ONLY = 64, /* beside the day, publication unknown */
	SURE_ORDINAL = 75,     /* beside the ordinal */
	SURE_LATE = 80,	       /* 0 to FACTS_LATE days before publication */
	SURE_EARLY = 55,       /* up to FACTS_EARLY days after it */
	SURE_TITLE = 60,
	SURE_MODAL = 45,
	SURE_CREATED = 30, /* no day in the text: that of publication */
	SURE_CUE = 10,
	SURE_PARAGRAPH = 4,
};

struct sentence { /* tokens from first to before end */
	size_t first, end;
};

/* The year that a token is, or 0. */
static int year_of(struct str text, const struct token *token)
{
	int year = 0;

	if (!token->number || token->len != 4)
		return 0;
	for (size_t i = 0; i < 4; i++) {
		const char c = text.p[token->start + i];

		if (c < '0' || c > '9')
			return 0;
		year = 10 * year + (c - '0');
	}
	return year >= FACTS_YEAR_MIN && year < FACTS_YEAR_MIN + FACTS_YEARS
		       ? year
		       : 0;
}

/* The first year among n tokens from at on; 0 if there is none, or if it
 * is the beginning or the end of a span of years. */
static int year_within(struct str text, const struct tokens *tokens, size_t at,
		       size_t n)
{
	for (size_t i = at; i < tokens->count && i < at + n; i++) {
		const int year = year_of(text, &tokens->token[i]);

		if (!year)
			continue;
		if (i + 1 < tokens->count &&
		    year_of(text, &tokens->token[i + 1]))
			return 0;
		return year;
	}
	return 0;
}

static bool ends_sentence(struct str text, size_t at)
{
	return memchr(".;!?", text.p[at], 4) &&
	       (at + 1 == text.n || text.p[at + 1] == ' ');
}

/* The tokens of the sentence around the bytes from start to end, at most
 * OTHER_TOKENS on either side. */
static struct sentence sentence_around(struct str text,
				       const struct tokens *tokens,
				       size_t first, size_t end)
{
	struct sentence sentence = {first, end};

	while (sentence.first && first - sentence.first < OTHER_TOKENS) {
		const struct token *token = &tokens->token[sentence.first - 1];
		bool stop = false;

		for (size_t i = token->start + token->len;
		     i < tokens->token[sentence.first].start; i++)
			stop |= ends_sentence(text, i);
		if (stop)
			break;
		sentence.first--;
	}
	while (sentence.end < tokens->count &&
	       sentence.end - end < OTHER_TOKENS) {
		const struct token *token = &tokens->token[sentence.end - 1];
		bool stop = false;

		for (size_t i = token->start + token->len;
		     i < tokens->token[sentence.end].start; i++)
			stop |= ends_sentence(text, i);
		if (stop)
			break;
		sentence.end++;
	}
	return sentence;
}

/* Does a phrase that ends at the day, or runs into it, announce it? */
static bool has_cue(const struct tokens *tokens, size_t first, size_t end)
{
	const size_t from = first > CUE_TOKENS ? first - CUE_TOKENS : 0;

	for (size_t i = from; i <= first && i < tokens->count; i++) {
		const size_t n = phrase_at(tokens, i, PHRASE_DAY_CUE, NULL);

		if (n && i + n + 1 >= first && i + n <= end)
			return true;
	}
	return false;
}

/*
 * Does a phrase near the day, which has the tokens from first to before
 * end, make it another thing's? In front of it a word such as "by" must
 * stand right there, "resolution" may stand further away. Behind it only
 * "every year" and the like matter, or anything if the day of publication
 * does not tell that the date is an old one.
 */
static bool is_other(const struct tokens *tokens, struct sentence sentence,
		     size_t first, size_t end, bool dated)
{
	for (size_t i = sentence.first; i < sentence.end; i++) {
		const size_t n = phrase_at(tokens, i, PHRASE_NOT_EVENT, NULL);

		if (!n || i + n > sentence.end)
			continue;
		if (i >= end) {
			if (!dated || i - end < BEHIND_TOKENS)
				return true;
			continue;
		}
		if (phrase_at(tokens, i, PHRASE_FUNCTION, NULL) < n ||
		    i + n + 1 >= first)
			return true;
	}
	return false;
}

static int32_t day_in(struct date date, int year)
{
	date.year = year;
	return date_days(&date);
}

/* How sure it is that a full date is the event's; 0: it is not. */
static int fit_stated(const struct facts_finder *finder, int32_t day)
{
	if (finder->created == FACTS_NO_DAY)
		return SURE_STATED_ONLY;
	if (day > finder->created)
		return day - finder->created <= FACTS_EARLY ? SURE_EARLY : 0;
	if (finder->created - day <= FACTS_LATE)
		return SURE_STATED;
	return finder->created - day <= FACTS_EARLY ? SURE_TITLE : 0;
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

/* How sure a day without a year is; *day gets the full one, as far as a
 * year is found. */
static int fit_year(const struct facts_finder *finder, struct date date,
		    int32_t *day)
{
	int year;

	if (finder->ordinal_year) {
		*day = day_in(date, finder->ordinal_year);
		if (finder->created == FACTS_NO_DAY ||
		    fit_stated(finder, *day) == SURE_STATED)
			return SURE_ORDINAL;
	}
	for (year = finder->created_year - 1; finder->created != FACTS_NO_DAY &&
					      year <= finder->created_year + 1;
	     year++) {
		int fit;

		*day = day_in(date, year);
		fit = *day == FACTS_NO_DAY ? 0 : fit_stated(finder, *day);
		if (fit)
			return fit == SURE_STATED ? SURE_LATE : fit;
	}
	if (finder->created != FACTS_NO_DAY)
		return 0;
	year = finder->title_year ? finder->title_year : modal_year(finder);
	*day = year ? day_in(date, year) : FACTS_NO_DAY;
	return finder->title_year ? SURE_TITLE : SURE_MODAL;
}

/* Is this day better than what facts has? */
static void weigh(const struct facts_finder *finder,
		  const struct mention *mention, struct facts *facts)
{
	const struct date *date = &mention->date;
	int32_t day = FACTS_NO_DAY;
	int sure;

	if (date->year) {
		day = date_days(date);
		sure = day == FACTS_NO_DAY ? 0 : fit_stated(finder, day);
	} else {
		sure = fit_year(finder, *date, &day);
	}
	if (!sure)
		return;
	sure += (mention->cue ? SURE_CUE : 0) -
		SURE_PARAGRAPH * (int)mention->paragraph;
	/* where publication is known, it tells the year, or that this is
	 * another day */
	if (finder->created == FACTS_NO_DAY && mention->cue && !facts->month &&
	    mention->paragraph <= 2) {
		facts->month = (uint8_t)date->month;
		facts->month_day = (uint8_t)date->day;
	}
	if (day == FACTS_NO_DAY || sure <= facts->sure)
		return;
	facts->day = day;
	facts->sure = (uint8_t)sure;
	facts->from = FACTS_TEXT;
	if (sure < FACTS_CERTAIN)
		return;
	facts->month = (uint8_t)date->month;
	facts->month_day = (uint8_t)date->day;
}

static void find_days(struct facts_finder *finder, struct str text,
		      const struct tokens *tokens)
{
	struct date_hit hit;
	size_t at = 0, first = 0;

	while (finder->mentions < FACTS_MENTIONS &&
	       date_next(text, &at, finder->order, &hit)) {
		size_t end;

		if (hit.clock_only || !hit.date.month || !hit.date.day)
			continue;
		while (first < tokens->count &&
		       tokens->token[first].start < hit.start)
			first++;
		for (end = first;
		     end < tokens->count && tokens->token[end].start < hit.end;)
			end++;
		if (end == first ||
		    is_other(tokens, sentence_around(text, tokens, first, end),
			     first, end, finder->created != FACTS_NO_DAY))
			continue;
		finder->mention[finder->mentions++] = (struct mention){
			.date = hit.date,
			.cue = has_cue(tokens, first, end),
			.paragraph = finder->paragraph,
		};
	}
}

/* Keep an ordinal; those that number the same name in two ways, such as
 * "the first half" and "the second half", make no series. */
static void keep_ordinal(struct facts_finder *finder,
			 const struct ordinal *ordinal)
{
	bool differs = false;

	for (size_t i = 0; i < finder->ordinals; i++)
		if (ordinals_differ(&finder->ordinal[i], ordinal))
			finder->ambiguous[i] = differs = true;
	if (finder->ordinals == FACTS_ORDINALS)
		return;
	finder->ordinal[finder->ordinals] = *ordinal;
	finder->ambiguous[finder->ordinals++] = differs;
}

/* All ordinals, and the first year that stands behind one. */
static void find_ordinals(struct facts_finder *finder, struct str text,
			  const struct tokens *tokens)
{
	struct ordinal ordinal;
	size_t at = 0;

	while (ordinal_next(text, tokens, &at, &ordinal)) {
		keep_ordinal(finder, &ordinal);
		if (!finder->ordinal_year)
			finder->ordinal_year =
				year_within(text, tokens, at, YEAR_TOKENS);
	}
}

void facts_begin(struct facts_finder *finder, struct str created,
		 const char *lang)
{
	struct date date;

	memset(finder, 0, sizeof(*finder));
	finder->order = date_order_of(lang);
	finder->created = FACTS_NO_DAY;
	if (created.n && date_parse(created, finder->order, &date) &&
	    date.month && date.day) {
		finder->created = date_days(&date);
		finder->created_year = date.year;
	}
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

	for (size_t i = 0; i < tokens->count; i++) {
		const int year = year_of(text, &tokens->token[i]);

		if (year && finder->paragraph &&
		    finder->year[year - FACTS_YEAR_MIN] < UINT16_MAX)
			finder->year[year - FACTS_YEAR_MIN]++;
	}
	if (finder->paragraph <= FACTS_PARAGRAPHS) {
		text = beginning(text, &near);
		find_ordinals(finder, text, &near);
		find_days(finder, text, &near);
		if (!finder->paragraph)
			finder->title_year =
				year_within(text, &near, 0, near.count);
	}
	finder->paragraph++;
}

void facts_end(const struct facts_finder *finder, struct facts *facts)
{
	*facts = (struct facts){.day = FACTS_NO_DAY};
	for (size_t i = finder->ordinals; i-- > 0;)
		if (!finder->ambiguous[i])
			facts->ordinal = finder->ordinal[i]; /* the first */
	for (size_t i = 0; i < finder->mentions; i++)
		weigh(finder, &finder->mention[i], facts);
	if (facts->from != FACTS_NOTHING || finder->created == FACTS_NO_DAY)
		return;
	facts->day = finder->created;
	facts->sure = SURE_CREATED;
	facts->from = FACTS_CREATED;
}
