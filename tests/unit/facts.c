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

/* Weekdays and "yesterday" count from publication, in its own zone. */
static void test_relative(void)
{
	struct facts facts;

	facts = of("en", "2023-06-15", "Wall fails",
		   "The wall at Dunmoor collapsed on Monday.", "");
	ok(facts.day == day(2023, 6, 12) && facts.sure >= FACTS_CERTAIN);
	facts = of("en", "2023-06-15", "Fair", "It will open on Monday.", "");
	ok(facts.day == day(2023, 6, 19) && facts.sure < FACTS_CERTAIN);
	facts = of("ru", "2023-02-08", "Пожар", "Вчера сгорел склад.", "");
	ok(facts.day == day(2023, 2, 7) && facts.sure >= FACTS_CERTAIN);
	facts = of("vi", "2023-02-07T20:00:00Z", "Tin",
		   "Sáng nay, chợ mở cửa trở lại.", "");
	ok(facts.day == day(2023, 2, 8));
	facts = of("zh", "2023-08-21", "消防演练", "20日，青岚举行演练。", "");
	ok(facts.day == day(2023, 8, 20) && facts.sure >= FACTS_CERTAIN);
	facts = of("zh", "2023-09-01", "消防演练", "31日，青岚举行演练。", "");
	ok(facts.day == day(2023, 8, 31));
	ok(of("en", "", "Fire", "It burnt down yesterday.", "").from ==
	   FACTS_NOTHING);
	/* a day on which somebody only spoke comes last */
	facts = of("en", "2023-10-01", "Fair",
		   "The fair will open on October 11, they said on Friday.",
		   "");
	ok(facts.day == day(2023, 10, 11));
	/* a stamp in the text stands for publication */
	facts = of("vi", "", "Hội làng", "15:37, 06/05/2019",
		   "Sáng 5/5, hội làng bắt đầu.");
	ok(facts.day == day(2019, 5, 5) && facts.from == FACTS_TEXT);
	/* but not the page's clock */
	ok(of("vi", "", "Hội", "Thứ Hai, 19/01/2026 07:01 GMT+7", "Tin.")
		   .from == FACTS_NOTHING);
}

/* Day and month in English: by other dates, by publication, or not at all. */
/* A weekday and the date that the text has of it, in whichever week; a week
 * that is told; the night before a day. */
static void test_weeks(void)
{
	const char *const tuesday = "2025-02-11";
	struct facts facts;

	/* not the Saturday that was */
	facts = of("en", tuesday, "Rovers ready for Saturday's cup tie",
		   "Rovers meet the Vale on Saturday, February 15.", "");
	ok(facts.day == day(2025, 2, 15) && facts.sure < FACTS_CERTAIN);
	facts = of("zh", "2023-10-12", "第七届陶艺集市周末开市",
		   "本周六（14日），陶艺集市在老街开市。", "");
	ok(facts.day == day(2023, 10, 14) && facts.sure < FACTS_CERTAIN);
	facts = of("zh", tuesday, "", "本周五，集市在老街开市。", "");
	ok(facts.day == day(2025, 2, 14) && facts.sure < FACTS_CERTAIN);
	facts = of("zh", tuesday, "", "上周三，集市在老街开市。", "");
	ok(facts.day == day(2025, 2, 5) && facts.sure < FACTS_CERTAIN);
	facts = of("de", tuesday, "",
		   "Am Montag vergangener Woche brannte ein Stall.", "");
	ok(facts.day == day(2025, 2, 3) && facts.sure < FACTS_CERTAIN);
	facts = of("ru", tuesday, "", "В среду на следующей неделе ярмарка.",
		   "");
	ok(facts.day == day(2025, 2, 19) && facts.sure < FACTS_CERTAIN);
	facts = of("de", tuesday, "",
		   "In der Nacht auf Dienstag brannte in Au ein Stall.", "");
	ok(facts.day == day(2025, 2, 10) && facts.span == 1);
	ok(facts.sure >= FACTS_CERTAIN);
	/* one who died, a law that was signed, are news of that day */
	facts = of("en", tuesday, "", "The poet died on Sunday at home.", "");
	ok(facts.day == day(2025, 2, 9) && facts.sure >= FACTS_CERTAIN);
	facts = of("ru", tuesday, "", "Поэт скончался в воскресенье.", "");
	ok(facts.day == day(2025, 2, 9) && facts.sure >= FACTS_CERTAIN);
	/* what is yearly is the day before the words */
	facts = of("vi", "2023-09-29", "",
		   "Nhân Ngày Khuyến học 2/10 hằng năm, ngày 28/9, hội họp.",
		   "");
	ok(facts.day == day(2023, 9, 28) && facts.sure >= FACTS_CERTAIN);
}

/* Words beside a day that say nothing of it. */
static void test_beside(void)
{
	struct facts facts;

	facts = of("vi", "2024-11-21", "",
		   "Ngày 20/11, nhân kỷ niệm 42 năm ngày lễ, trường họp.", "");
	ok(facts.day == day(2024, 11, 20) && facts.sure >= FACTS_CERTAIN);
	/* what the office said is of that day, the quake was on another */
	facts = of("vi", "2024-10-08", "",
		   "Viện cho biết, vào hồi 22 giờ ngày 7/10, đất rung.", "");
	ok(facts.day == day(2024, 10, 7) && facts.sure >= FACTS_CERTAIN);
	/* yesterday was not 20 March */
	facts = of("es", "2024-03-13", "",
		   "El pleno acordó ayer aplazar del 20 de marzo al 17 de "
		   "abril la votación.",
		   "");
	ok(facts.day == day(2024, 3, 12) && facts.sure >= FACTS_CERTAIN);
	/* the search goes on for one who is missed since yesterday */
	facts = of("es", "2024-06-17", "",
		   "Los equipos reanudaron este lunes la búsqueda de un "
		   "nadador desaparecido en la tarde del domingo.",
		   "");
	ok(facts.day == day(2024, 6, 16) && facts.sure >= FACTS_CERTAIN);
	facts = of("de", "2025-03-10", "",
		   "In der Nacht zum Sonntag brannte in Au ein Stall.", "");
	ok(facts.day == day(2025, 3, 8) && facts.sure >= FACTS_CERTAIN);
}

/* What is told anew every day. */
static void test_daily(void)
{
	ok(of("en", "2024-11-06", "Stocks close higher",
	      "Shares rose on Tuesday.", "")
		   .daily);
	ok(of("zh", "2024-11-06", "", "云港股市5日收涨。", "").daily);
	ok(!of("en", "2024-11-06", "Exchange opens new hall",
	       "The exchange opened a hall on Tuesday.", "")
		    .daily);
}

/* "Today" is that of the dateline, which also tells publication. */
static void test_datelines(void)
{
	struct facts facts;

	facts = of("en", "2024-03-06", "Dam gates stuck",
		   "HARROW CREEK, March 4 (News) - Two gates jammed yesterday.",
		   "");
	ok(facts.day == day(2024, 3, 3) && facts.sure >= FACTS_CERTAIN);
	facts = of("en", "", "Flower parade",
		   "BRACKWELL, 5 May 2022 - The parade began on Wednesday.",
		   "");
	ok(facts.day == day(2022, 5, 4) && facts.sure >= FACTS_CERTAIN);
	facts = of("zh", "2025-03-06", "渔船相撞",
		   "北屿3月4日电 两艘渔船今日凌晨相撞。", "");
	ok(facts.day == day(2025, 3, 4) && facts.sure >= FACTS_CERTAIN);
}

static void test_orders(void)
{
	struct facts facts;

	facts = of("en", "", "Fire", "A fire on 10/11/2022 burnt the depot.",
		   "It was inspected on 09/28/2022.");
	ok(facts.day == day(2022, 10, 11));
	facts = of("en", "", "Fire", "A fire on 10/11/2022 burnt it.", "");
	ok(facts.sure < FACTS_CERTAIN && !facts.month);
	facts = of("en", "2022-10-12", "Fire",
		   "A fire on 10/11/2022 burnt the depot.", "");
	ok(facts.day == day(2022, 10, 11) && facts.sure >= FACTS_CERTAIN);
	facts = of("en", "2022-11-12", "Fire",
		   "A fire on 10/11/2022 burnt the depot.", "");
	ok(facts.day == day(2022, 11, 10) && facts.sure >= FACTS_CERTAIN);
	facts = of("en", "", "Fire",
		   "Inspected on 09/28/2022, it burnt on 10/11/2022.", "");
	ok(facts.day == day(2022, 10, 11));
	ok(of("en-us", "", "Fire", "A fire on 10/11/2022 burnt it.", "").day ==
	   day(2022, 10, 11));
	ok(of("fr", "", "Feu", "Le feu a pris le 10/11/2022.", "").day ==
	   day(2022, 11, 10));
}

static void test_sisters(void)
{
	struct facts facts;

	/* an event of last year in the background */
	facts = of("en", "2023-09-18", "Fourth Pollard chess open ends",
		   "The fourth Pollard chess open ended on Saturday.",
		   "The third was held last year on 3 September 2022.");
	ok(facts.day == day(2023, 9, 16) && facts.ordinal.number == 4);
	facts = of("vi", "", "Hội thi ghe ngo",
		   "Chiều 4/12/2022, hội thi khép lại.",
		   "Ngày 20/11/2021, hội thi phải hoãn.");
	ok(facts.day == day(2022, 12, 4) && facts.sure >= FACTS_CERTAIN);
	/* where publication is not known, an older day than others is unsure */
	facts = of("vi", "", "Hội thi ghe ngo",
		   "Ngày 20/11/2021, hội thi phải hoãn.",
		   "Chiều 4/12/2022, hội thi mới khép lại.");
	ok(facts.sure < FACTS_CERTAIN);
	/* so is a day of a year before that which the text speaks of */
	facts = of("vi", "", "Hội thi", "Sáng 4/12/1999, hội thi mở màn.",
		   "Năm 2022 hội thi trở lại, năm 2022 có 40 đội.");
	ok(facts.sure < FACTS_CERTAIN);
	/* spans of years are no years */
	facts = of("vi", "", "Hội thi", "Chiều 4/12, hội thi khép lại.",
		   "Giai đoạn 2022-2025, 2022 đến 2025; năm 2019.");
	ok(facts.day == day(2019, 12, 4));
	/* a weekday that does not fit the date takes its certainty */
	facts = of("en", "", "Fair", "On Monday, 4 April 2023 it began.", "");
	ok(facts.day == day(2023, 4, 4) && facts.sure < FACTS_CERTAIN);
	facts = of("en", "", "Fair", "On Tuesday, 4 April 2023 it began.", "");
	ok(facts.day == day(2023, 4, 4) && facts.sure >= FACTS_CERTAIN);
}

/* Other days than those near publication are the event's in the lead alone. */
static void test_lead(void)
{
	struct facts facts;

	facts = of("en", "2023-06-20", "Guilty plea", "A man pleaded guilty.",
		   "He will be sentenced on June 30.");
	ok(facts.from == FACTS_CREATED && facts.day == day(2023, 6, 20));
	facts = of("en", "2023-06-20", "Plague", "A case was reported.",
		   "The first hunter fell ill on June 10.");
	ok(facts.from == FACTS_CREATED);
	facts = of("en", "2023-06-20", "Plague", "A case was reported.",
		   "The hunter fell ill on June 18.");
	ok(facts.day == day(2023, 6, 18) && facts.sure >= FACTS_CERTAIN);
	/* a paper, and one who died, are news on the day itself */
	facts = of("en", "2023-08-18", "Mayor dies",
		   "The mayor, 82, died on 17 August.", "");
	ok(facts.day == day(2023, 8, 17) && facts.sure < FACTS_CERTAIN);
	facts = of("fr", "2023-08-18", "Accord",
		   "Un accord a été signé le 17 août.", "");
	ok(facts.day == day(2023, 8, 17) && facts.sure < FACTS_CERTAIN);
	facts = of("en", "2023-08-18", "Memorial",
		   "It recalls the mayor, who died on 17 August 1951.", "");
	ok(facts.from == FACTS_CREATED);
}

static void test_spans(void)
{
	struct facts facts;

	facts = of("en", "2023-08-15", "Regatta",
		   "They met for the regatta of August 12-14, 2023.", "");
	ok(facts.day == day(2023, 8, 12) && facts.span == 2);
	facts = of("vi", "2024-11-15", "Hội chợ",
		   "Từ ngày 5 đến ngày 14/11, hội chợ mở cửa.", "");
	ok(facts.day == day(2024, 11, 5) && facts.span == 9);
	ok(facts.sure < FACTS_CERTAIN);
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
	test_relative();
	test_weeks();
	test_beside();
	test_daily();
	test_datelines();
	test_orders();
	test_sisters();
	test_lead();
	test_spans();
	test_long();
	tokens_release(&tokens);
	phrases_release();
	return tap_done();
}
