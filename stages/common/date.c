#include "date.h"

#include <strings.h>

#include "date_parts.h"

bool day_valid(int year, int month, int day)
{
	static const int days[] = {31, 29, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};
	const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return false;
	return month != 2 || day < 29 || leap; /* year 0: not stated */
}

/* Is lang this language, perhaps with a country behind it? */
static bool is_language(const char *lang, const char *code)
{
	return !strncasecmp(lang, code, 2) &&
	       (!lang[2] || lang[2] == '-' || lang[2] == '_');
}

enum date_order date_order_of(const char *lang)
{
	static const char *const year_first[] = {"zh", "ja", "ko", "hu",
						 "lt", "mn", "eu"};

	if (!strncasecmp(lang, "en-us", 5) || !strncasecmp(lang, "en_us", 5))
		return DATE_MDY;
	for (size_t i = 0; i < sizeof(year_first) / sizeof(*year_first); i++)
		if (is_language(lang, year_first[i]))
			return DATE_YMD;
	return DATE_DMY;
}

bool date_order_sure(const char *lang)
{
	return lang[0] && strcasecmp(lang, "en") != 0;
}

int date_zone_of(const char *lang)
{
	static const struct {
		const char *lang;
		int hours;
	} zones[] = {
		{"vi", 7}, {"th", 7}, {"km", 7}, {"lo", 7}, {"id", 7},
		{"zh", 8}, {"ja", 9}, {"ko", 9}, {"tr", 3}, {"el", 2},
		{"ro", 2}, {"bg", 2}, {"uk", 2}, {"fi", 2}, {"he", 2},
		{"de", 1}, {"fr", 1}, {"it", 1}, {"nl", 1}, {"pl", 1},
		{"cs", 1}, {"sk", 1}, {"hu", 1}, {"sv", 1}, {"da", 1},
		{"no", 1}, {"sr", 1}, {"hr", 1},
	};

	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++)
		if (is_language(lang, zones[i].lang))
			return 60 * zones[i].hours;
	return 0;
}

/*
 * Days since 1970-01-01 in the proleptic Gregorian calendar, by counting
 * years from March on (Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms", 2013).
 */
static int64_t days_of(int year, int month, int day)
{
	const int64_t y = (int64_t)year - (month <= 2);
	const int64_t era = (y >= 0 ? y : y - 399) / 400;
	const int64_t of_era = y - era * 400;
	const int64_t of_year =
		(153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

int32_t date_days(const struct date *date)
{
	if (!date->year || !day_valid(date->year, date->month, date->day))
		return INT32_MIN;
	return (int32_t)days_of(date->year, date->month, date->day);
}

int64_t date_seconds(const struct date *date)
{
	const int64_t day_seconds = 86400;
	int64_t seconds;

	if (!date->year)
		return INT64_MAX;
	if (!date->month)
		return days_of(date->year + 1, 1, 1) * day_seconds - 1;
	if (!date->day)
		return days_of(date->year + date->month / 12,
			       date->month % 12 + 1, 1) *
			       day_seconds -
		       1;
	seconds = days_of(date->year, date->month, date->day) * day_seconds;
	if (date->hour < 0)
		return seconds + day_seconds - 1;
	seconds += date->hour * 3600 + date->minute * 60;
	if (date->second > 0)
		seconds += date->second;
	return date->has_zone ? seconds - date->zone * 60 : seconds;
}

int64_t date_seconds_of(struct str created, const char *lang)
{
	struct date date;

	if (!created.n || !date_parse(created, DATE_YMD, &date))
		return INT64_MAX;
	if (!date.has_zone) {
		date.has_zone = true;
		date.zone = date_zone_of(lang);
	}
	return date_seconds(&date);
}

void date_from_seconds(int64_t seconds, struct date *date)
{
	int64_t days = seconds / 86400, rest = seconds % 86400;
	int64_t era, of_era, of_year, year, month;

	if (rest < 0)
		days--, rest += 86400;
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	of_era = days - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	       365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	*date = (struct date){
		.year = (int)(year + era * 400 + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(of_year - (153 * month + 2) / 5 + 1),
		.hour = (int)(rest / 3600),
		.minute = (int)(rest / 60 % 60),
		.second = (int)(rest % 60),
		.has_zone = true,
	};
}

void date_of_days(int32_t days, struct date *date)
{
	date_from_seconds((int64_t)days * 86400, date);
	date->hour = date->second = -1;
	date->has_zone = false;
}

static void put_zone(struct buf *out, int zone)
{
	const int minutes = zone < 0 ? -zone : zone;

	if (!zone)
		buf_add_char(out, 'Z');
	else
		buf_addf(out, "%c%02d:%02d", zone < 0 ? '-' : '+', minutes / 60,
			 minutes % 60);
}

void date_put(struct buf *out, const struct date *date)
{
	if (!date->year)
		return;
	buf_addf(out, "%04d", date->year);
	if (!date->month)
		return;
	buf_addf(out, "-%02d", date->month);
	if (!date->day)
		return;
	buf_addf(out, "-%02d", date->day);
	if (date->hour < 0)
		return;
	buf_addf(out, "T%02d:%02d", date->hour, date->minute);
	if (date->second >= 0)
		buf_addf(out, ":%02d", date->second);
	if (date->has_zone)
		put_zone(out, date->zone);
}
