#include "../../stages/cluster/facts.h"

#include "phrases.h"
#include "tap.h"

static struct tokens tokens;

static void add(struct facts_finder *finder, const char *text)
{
	tokens_find(&tokens, str_from(text));
	facts_add(finder, str_from(text), &tokens);
}

static struct facts of(const char *lang, const char *created, const char *title,
		       const char *first, const char *second)
{
	struct facts_finder finder;
	struct facts facts;

	facts_begin(&finder, str_from(created), lang);
	add(&finder, title);
	add(&finder, first);
	add(&finder, second);
	facts_end(&finder, &facts);
	return facts;
}

static int32_t day(int year, int month, int month_day)
{
	const struct date date = {
		.year = year, .month = month, .day = month_day};

	return date_days(&date);
}

static void test_created(void)
{
	struct facts facts;

	/* a day without a year, just before publication, with a cue */
	facts = of("vi", "2021-04-08T10:00", "Lễ hội mùa xuân",
		   "Sáng 7/4, lễ hội khai mạc tại quảng trường.", "");
	ok(facts.day == day(2021, 4, 7));
	ok(facts.from == FACTS_TEXT && facts.sure >= FACTS_CERTAIN);
	/* across the turn of the year */
	facts = of("en", "2021-01-01", "Festival",
		   "On the evening of December 31 the festival began.", "");
	ok(facts.day == day(2020, 12, 31) && facts.sure >= FACTS_CERTAIN);
	/* long past: not this event's; the day of publication, unsure */
	facts = of("en", "2021-06-01", "Festival",
		   "On March 3 the plans were shown.", "");
	ok(facts.from == FACTS_CREATED && facts.day == day(2021, 6, 1));
	ok(facts.sure < FACTS_CERTAIN);
	/* to come: known, but not certain */
	facts = of("en", "2021-06-01", "Festival",
		   "On June 12 the festival will begin.", "");
	ok(facts.day == day(2021, 6, 12) && facts.sure < FACTS_CERTAIN);
	facts = of("vi", "", "Tin", "Không có ngày nào ở đây.", "");
	ok(facts.from == FACTS_NOTHING && facts.day == FACTS_NO_DAY);
}

static void test_years(void)
{
	struct facts facts;

	/* stated beside the day */
	facts = of("vi", "", "Lễ hội", "Sáng 7/4/2019, lễ hội khai mạc.", "");
	ok(facts.day == day(2019, 4, 7) && facts.sure >= FACTS_CERTAIN);
	/* beside the ordinal */
	facts = of("vi", "", "Lễ hội",
		   "Lễ hội mùa xuân lần thứ hai năm 2018 diễn ra sáng 7/4.",
		   "Năm 2017, năm 2017 và năm 2017.");
	ok(facts.day == day(2018, 4, 7) && facts.sure >= FACTS_CERTAIN);
	ok(facts.ordinal.number == 2);
	/* named most: known, not certain, but for the month and day */
	facts = of("vi", "", "Lễ hội", "Chiều 7/4, lễ hội khai mạc.",
		   "Năm 2016, thành phố đón nhiều khách, hơn năm 2015. "
		   "Cuối năm 2016 có thêm một lễ hội.");
	ok(facts.day == day(2016, 4, 7) && facts.sure < FACTS_CERTAIN);
	ok(facts.month == 4 && facts.month_day == 7);
}

static void test_others(void)
{
	/* a yearly day, a deadline, a decision */
	ok(of("vi", "", "Tin", "Ngày 7/4 hằng năm là ngày hội, năm 2019.", "")
		   .from == FACTS_NOTHING);
	ok(of("vi", "", "Tin", "Tính đến ngày 7/4/2019 có 12 đơn vị.", "")
		   .from == FACTS_NOTHING);
	ok(of("vi", "", "Tin", "Nghị quyết số 12 ngày 7/4/2019 nêu rõ.", "")
		   .from == FACTS_NOTHING);
	ok(of("en", "", "News", "As of April 7, 2019 there were 12.", "")
		   .from == FACTS_NOTHING);
	/* "from" somewhere before does not make it a span */
	ok(of("en", "", "News",
	      "Guests from many towns came on April 7, 2019 to sing.", "")
		   .day == day(2019, 4, 7));
	/* one name, two numbers: of a match, not of a series */
	ok(of("en", "", "Match",
	      "In the first half of the match they led the visitors.",
	      "In the second half of the match they led the visitors.")
		   .ordinal.number == 0);
}

static void test_long(void)
{
	struct buf text = {0};
	struct facts facts;

	for (int i = 0; i < 2000; i++)
		buf_add_text(&text, "năm 2020, sáng 7/4/2019 lần thứ ba ệ ");
	facts = of("vi", "2019-04-07", text.p, text.p, text.p);
	ok(facts.day == day(2019, 4, 7));
	buf_release(&text);
}

int main(void)
{
	phrases_init();
	test_created();
	test_years();
	test_others();
	test_long();
	tokens_release(&tokens);
	phrases_release();
	return tap_done();
}
