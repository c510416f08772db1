#include "when.h"

#include "facts.h"

enum {
	/* How sure a day is by where its year comes from, in percent. A cue
	 * adds CUE, each paragraph before it takes PARAGRAPH. */
	SURE_STATED = 85,      /* beside the day, and it fits publication */
	SURE_STATED_ONLY = 64, /* beside the day, publication unknown */
	SURE_ORDINAL = 75,     /* beside the ordinal */
	SURE_LATE = 80,	       /* 0 to FACTS_LATE days before publication */
	SURE_EARLY = 55,       /* up to FACTS_EARLY days after it, */
	SURE_AHEAD = 50,       /* or further, but said to be still to come */
	SURE_OLD = 40,	       /* up to FACTS_EARLY days before it, */
	SURE_SIGNED = 35,      /* a decision is the news, it may be */
	SURE_PAST = 32,	       /* or further */
	SURE_TITLE = 60,
	SURE_MODAL = 45,
	SURE_TODAY = 76,   /* today, yesterday */
	SURE_WEEKDAY = 76, /* of the last days, */
	SURE_WEEK = 58,	   /* of the week, or of the next */
	SURE_CUE = 10,
	SURE_SAID = -20, /* the day on which somebody spoke of it */
	SURE_STAMP = -6, /* publication is not quite known */
	SURE_WEEKDAY_FITS = 8,
	SURE_PARAGRAPH = 4,
	UNSURE = FACTS_CERTAIN - 10, /* at most, if something is amiss */
	WEEK = 7,
	DAYS_AHEAD = 200,
	DAYS_PAST = 800,
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* 1 is Monday; 1970-01-01 was a Thursday. */
static int weekday_of(int32_t day)
{
	return (int)(((int64_t)day + 3) % 7 + 7) % 7 + 1;
}

static int32_t day_in(struct date date, int year)
{
	date.year = year;
	return date_days(&date);
}

/* Is it told near the beginning, as the event is? */
static bool is_lead(const struct mention *mention)
{
	return mention->paragraph <= 1;
}

/* A full date, where the day of publication is known. */
static int fit_created(const struct when *when, const struct mention *mention,
		       int32_t day)
{
	const int64_t age = (int64_t)when->created - day;

	if (age >= 0 && age <= FACTS_LATE + mention->span)
		return SURE_STATED;
	/* further down, other days than these are of other things */
	if (!is_lead(mention))
		return 0;
	if (age < 0 && -age <= FACTS_EARLY)
		return SURE_EARLY;
	if (age < 0)
		return mention->ahead && -age <= DAYS_AHEAD ? SURE_AHEAD : 0;
	if (age <= FACTS_EARLY + mention->span)
		return SURE_OLD;
	return mention->cue && age <= DAYS_PAST ? SURE_PAST : 0;
}

/* A full date, where it is not known: one that is older than others, or of
 * a year before that which the text speaks of, may be of an earlier event. */
static int fit_alone(const struct when *when, const struct mention *mention,
		     int32_t day, int year)
{
	if (!is_lead(mention) || mention->ahead ||
	    day + FACTS_SPAN < when->latest || year < when->modal_year ||
	    year < when->title_year)
		return UNSURE - SURE_CUE;
	return SURE_STATED_ONLY;
}

static int fit_stated(const struct when *when, const struct mention *mention,
		      struct date date, int32_t *day)
{
	*day = date_days(&date);
	if (*day == FACTS_NO_DAY)
		return 0;
	return when->created == FACTS_NO_DAY
		       ? fit_alone(when, mention, *day, date.year)
		       : fit_created(when, mention, *day);
}

/* A date without a year: that which fits publication best. */
static int fit_near(const struct when *when, const struct mention *mention,
		    struct date date, int32_t *day)
{
	int best = 0;

	for (int year = when->created_year - 1; year <= when->created_year + 1;
	     year++) {
		const int32_t in = day_in(date, year);
		int fit =
			in == FACTS_NO_DAY ? 0 : fit_created(when, mention, in);

		if (fit == SURE_PAST)
			fit = 0;
		if (fit == SURE_STATED)
			fit = SURE_LATE;
		if (fit <= best)
			continue;
		best = fit;
		*day = in;
	}
	return best;
}

static int fit_year(const struct when *when, const struct mention *mention,
		    struct date date, int32_t *day)
{
	int32_t in = FACTS_NO_DAY;
	int year = when->ordinal_year, fit;

	if (year)
		in = day_in(date, year);
	if (in != FACTS_NO_DAY && when->created == FACTS_NO_DAY) {
		*day = in;
		return is_lead(mention) && year >= when->modal_year
			       ? SURE_ORDINAL
			       : UNSURE - SURE_CUE;
	}
	if (when->created != FACTS_NO_DAY) {
		fit = fit_near(when, mention, date, day);
		if (fit || in == FACTS_NO_DAY)
			return fit;
		*day = in;
		return fit_created(when, mention, in);
	}
	year = when->title_year ? when->title_year : when->modal_year;
	*day = year ? day_in(date, year) : FACTS_NO_DAY;
	return when->title_year ? SURE_TITLE : SURE_MODAL;
}

static int fit_date(const struct when *when, const struct mention *mention,
		    struct date date, int32_t *day)
{
	int sure = date.year ? fit_stated(when, mention, date, day)
			     : fit_year(when, mention, date, day);

	if (!sure || *day == FACTS_NO_DAY || !mention->weekday)
		return sure;
	if (weekday_of(*day) == mention->weekday) /* told nothing, or it fits */
		return when->created == FACTS_NO_DAY ? sure + SURE_WEEKDAY_FITS
						     : sure;
	return least(sure, UNSURE - SURE_CUE);
}

/* 10/11, where it is not known which is the month: the reading that alone
 * fits publication, or none for certain. */
static int fit_either(const struct when *when, const struct mention *mention,
		      int32_t *day)
{
	struct date swapped = mention->date;
	int32_t other = FACTS_NO_DAY;
	int sure = fit_date(when, mention, mention->date, day), fit;

	swapped.day = mention->date.month;
	swapped.month = mention->date.day;
	fit = fit_date(when, mention, swapped, &other);
	if (when->created == FACTS_NO_DAY)
		return least(sure, UNSURE - SURE_CUE);
	if (fit > sure) {
		const int swap = sure;

		sure = fit;
		fit = swap;
		*day = other;
	}
	return fit >= SURE_EARLY ? least(sure, UNSURE - SURE_CUE) : sure;
}

static int fit_weekday(const struct when *when, const struct mention *mention,
		       int32_t *day)
{
	const int today = weekday_of(when->created);
	const int back = (today - mention->weekday + WEEK) % WEEK;

	if (mention->in_week) {
		*day = when->created - today + mention->weekday +
		       WEEK * mention->week;
		return !mention->week && back <= FACTS_LATE &&
				       *day <= when->created
			       ? SURE_WEEKDAY
			       : SURE_WEEK;
	}
	if (mention->ahead && back) {
		*day = when->created + WEEK - back;
		return SURE_WEEK;
	}
	*day = when->created - back;
	return back <= FACTS_LATE ? SURE_WEEKDAY : SURE_WEEK;
}

/* Is it a day of that number, and of the weekday if one is told? */
static bool is_day_of(const struct mention *mention, int32_t day)
{
	struct date date;

	date_of_days(day, &date);
	return date.day == mention->date.day &&
	       (!mention->weekday || mention->weekday == weekday_of(day));
}

/* A day without a month: the last that was, or the next. */
static int fit_day(const struct when *when, const struct mention *mention,
		   int32_t *day)
{
	for (int back = 0; back < WEEK && !mention->ahead; back++) {
		if (!is_day_of(mention, when->created - back))
			continue;
		*day = when->created - back;
		return back <= FACTS_LATE ? SURE_WEEKDAY : SURE_WEEK;
	}
	if (!mention->ahead && !mention->weekday)
		return 0;
	for (int ahead = 0; ahead <= FACTS_EARLY; ahead++) {
		if (!is_day_of(mention, when->created + ahead))
			continue;
		*day = when->created + ahead;
		return SURE_WEEK;
	}
	return 0;
}

static int fit_relative(const struct when *when, const struct mention *mention,
			int32_t *day)
{
	if (when->created == FACTS_NO_DAY)
		return 0;
	if (mention->date.day)
		return fit_day(when, mention, day);
	if (mention->weekday)
		return fit_weekday(when, mention, day);
	*day = when->created + mention->relative;
	if (mention->relative > 0)
		return SURE_WEEK;
	return mention->relative < -1 ? SURE_WEEKDAY : SURE_TODAY;
}

/* A paper that was signed, one who died, are news on the day itself. */
static bool may_be_news(const struct mention *mention)
{
	return mention->role == MENTION_DOCUMENT ||
	       mention->role == MENTION_ANNIVERSARY;
}

bool when_told(const struct when *when, const struct mention *mention,
	       const struct mention *dated)
{
	int32_t of_weekday, of_date;

	return mention->weekday && !mention->date.day && !mention->in_week &&
	       when->created != FACTS_NO_DAY && dated->date.month &&
	       dated->role == MENTION_EVENT &&
	       when_of(when, mention, &of_weekday) &&
	       when_of(when, dated, &of_date) && of_date != of_weekday &&
	       of_date - when->created <= WEEK &&
	       when->created - of_date <= WEEK &&
	       weekday_of(of_date) == mention->weekday;
}

int when_of(const struct when *when, const struct mention *mention,
	    int32_t *day)
{
	int sure;

	*day = FACTS_NO_DAY;
	if (mention->role != MENTION_EVENT && !may_be_news(mention))
		return 0;
	if (!mention->date.month)
		sure = fit_relative(when, mention, day);
	else if (mention->numeric && !when->ordered)
		sure = fit_either(when, mention, day);
	else
		sure = fit_date(when, mention, mention->date, day);
	if (!sure)
		return 0;
	*day -= mention->night;
	if (may_be_news(mention))
		return sure >= SURE_OLD && *day <= when->created ? SURE_SIGNED
								 : 0;
	if (mention->cue && mention->date.month)
		sure += SURE_CUE;
	if (mention->said)
		sure += SURE_SAID;
	if (when->stamped)
		sure += SURE_STAMP;
	sure -= SURE_PARAGRAPH * mention->paragraph;
	if (mention->span > FACTS_SPAN) /* it may be what figures are of */
		sure = least(sure, FACTS_CERTAIN - 1);
	return sure < 1 ? 1 : least(sure, 99);
}
