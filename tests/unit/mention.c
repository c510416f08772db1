#include "../../stages/cluster/mention.h"

#include "phrases.h"
#include "tap.h"

static struct tokens tokens;
static struct mention found[MENTIONS_MAX];

/* The days of a paragraph of an article whose publication is known. */
static size_t find(const char *lang, const char *text)
{
	const struct mention_context context = {
		.order = date_order_of(lang),
		.language = phrase_language(lang),
		.first = true,
		.dated = true,
	};

	tokens_find(&tokens, str_from(text));
	return mentions_find(&context, str_from(text), &tokens, found);
}

/* The role of the last day. */
static int role(const char *lang, const char *text)
{
	const size_t n = find(lang, text);

	return n ? found[n - 1].role : -1;
}

static void test_roles(void)
{
	ok(role("vi", "Sáng 10/10, hội nghị khai mạc.") == MENTION_EVENT);
	ok(role("vi", "Ngày 10/10 hằng năm là ngày hội.") == MENTION_YEARLY);
	ok(role("en", "The fair is held every year on October 10.") ==
	   MENTION_YEARLY);
	ok(role("vi", "theo Quyết định số 412/QĐ-UBND ngày 15/3/2021") ==
	   MENTION_DOCUMENT);
	ok(role("de", "auf Grund des Bescheids, Bescheid vom 12.4.2021") ==
	   MENTION_DOCUMENT);
	ok(role("vi", "Tính đến ngày 19/9, có 40 xã.") == MENTION_LIMIT);
	ok(role("en", "As of September 19, 2022 there were 40.") ==
	   MENTION_LIMIT);
	ok(role("en", "The deadline for entries is 5 May.") == MENTION_LIMIT);
	ok(role("fr", "ouvert jusqu'au 5 mai 2022") == MENTION_LIMIT);
	ok(role("zh", "截至8月31日，共有四十家。") == MENTION_LIMIT);
	ok(role("en", "The anniversary of the fire of 3 May 1921") ==
	   MENTION_ANNIVERSARY);
	ok(role("vi", "mừng ngày hội (10/10/1954 - 10/10/2024)") ==
	   MENTION_ANNIVERSARY);
	ok(role("vi", "Trước đó, ngày 2/7 xưởng này từng cháy.") ==
	   MENTION_BACKGROUND);
	ok(role("ru", "В прошлом году он состоялся 10 декабря.") ==
	   MENTION_BACKGROUND);
	ok(role("en", "figures from 1 January to 30 September 2022") ==
	   MENTION_PERIOD);
	ok(role("en", "Photo: the old bridge on 2 August 2018") ==
	   MENTION_CAPTION);
	/* a clause of its own is no part of the decision's */
	ok(role("vi", "Theo Quyết định số 412 của huyện, chiều 1/8, xã họp.") ==
	   MENTION_EVENT);
	/* a comma ends what "said" belongs to */
	ok(find("fr", "Un pont a cédé mercredi, a indiqué la mairie.") == 1 &&
	   !found[0].said);
	ok(find("en", "The bridge is safe, she said on Monday.") == 1 &&
	   found[0].said);
	ok(find("en", "PORT LESSING, May 6 (News) - A tram") == 1 &&
	   found[0].said);
	ok(find("de", "Der Lauf wird am 20. September beginnen.") == 1 &&
	   found[0].ahead);
	ok(find("en", "A wall fell on Monday and will be rebuilt.") == 1 &&
	   !found[0].ahead);
	ok(find("en", "This Saturday's parade will begin at noon.") == 1 &&
	   found[0].ahead);
	/* a yearly fair has a day that is not */
	ok(role("en", "The annual fair opened on Monday.") == MENTION_EVENT);
	ok(role("en", "Each of them came on Monday.") == MENTION_EVENT);
	ok(role("en", "They meet every Monday.") == MENTION_YEARLY);
}

static void test_stamps(void)
{
	ok(role("vi", "15:37, 10/10/2022") == MENTION_PUBLISHED);
	ok(role("vi", "Thứ năm - 14/03/2024 05:34 715 0") == MENTION_PUBLISHED);
	ok(role("en", "Published 10 October 2022") == MENTION_PUBLISHED);
	ok(role("vi", "Thứ Hai, 19/01/2026 07:01 GMT+7") == MENTION_CLOCK);
	ok(role("zh", "2024年9月11日，大桥通车。") == MENTION_EVENT);
}

static void test_spans(void)
{
	ok(find("vi", "trong 2 ngày (26 - 27/12)") == 1 && found[0].span == 1);
	ok(find("vi", "Từ ngày 5 đến ngày 7/11, hội chợ mở cửa.") == 1);
	ok(found[0].date.day == 5 && found[0].span == 2 &&
	   found[0].role == MENTION_EVENT);
	ok(find("en", "from 28 October to 3 November") == 2);
	ok(found[0].date.day == 28 && found[0].span == 6);
	ok(found[1].role == MENTION_PERIOD);
	ok(find("en", "the regatta of August 12-14, 2023") == 1 &&
	   found[0].span == 2);
	ok(find("de", "Vom 3. bis 5. Mai fand es statt.") == 1 &&
	   found[0].date.day == 3 && found[0].span == 2);
	ok(find("ru", "С 27 по 29 августа прошел слет.") == 1 &&
	   found[0].date.day == 27 && found[0].span == 2);
	ok(find("zh", "4月20日至22日，风筝节举行。") == 1 &&
	   found[0].span == 2);
	ok(find("vi", "10-12-2022 khai mạc") == 1 && !found[0].span);
	ok(find("en", "on October 5 and 12 people came") == 1 &&
	   !found[0].span);
}

static void test_days(void)
{
	ok(find("en", "It fell on Monday.") == 1 && found[0].weekday == 1);
	ok(find("en", "It fell yesterday.") == 1 && found[0].relative == -1);
	ok(find("vi", "Hôm nay trời mưa.") == 1 && !found[0].relative);
	ok(find("zh", "昨天起火。") == 1 && found[0].relative == -1);
	/* a day without its month, behind a dateline */
	ok(find("zh", "青岚8月21日电 20日，青岚举行演练。") == 2 &&
	   found[1].date.day == 20 && !found[1].date.month && found[0].said);
	ok(find("zh", "会期9月11日至13日。") == 1);
	/* of the text's own language alone */
	ok(find("fr", "Hier, le feu a pris.") == 1 && found[0].relative == -1);
	ok(find("de", "Hier wohnen viele.") == 0);
	ok(find("sv", "Hier, yesterday, on Monday") == 0);
	/* beside a date */
	ok(find("en", "on Monday, 10 October") == 1 && found[0].weekday == 1);
	ok(find("vi", "Tối qua 19/2, hội thơ") == 1 && found[0].cue);
	/* Thursday is the fifth, and what is fifth is no Thursday */
	ok(find("vi", "Hội thi lần thứ năm") == 0);
	ok(find("vi", "Lửa cháy hôm thứ năm.") == 1 && found[0].weekday == 4);
}

static void test_none(void)
{
	ok(find("en", "There is no 31/2, on 31/2 or on February 30.") == 0);
	ok(find("vi", "Xếp thứ 2/21, phục vụ 24/7, 34/34 xã, giá 10.10") == 0);
	ok(find("en", "Orrin won 3-2, after 6-4 and 7-5 in sets") == 0);
	ok(find("en", "Call 0800 555 1212 or 10-10-220") == 0);
	ok(find("vi", "Giai đoạn 2022-2025, 22-25°C, gió cấp 3-4") == 0);
	ok(find("en", "") == 0);
	ok(find("vi", "Ngày 11/10/2566, chùa mở hội.") == 1 &&
	   found[0].date.year == 2023);
}

/* Whatever the bytes are; no more than there is room for. */
static void test_any(void)
{
	static const char *const parts[] = {
		"10/10 ", "to ",   "5 ",	  "on Monday ",
		"昨天",	  "- ",	   "ngày ",	  "2022-10-10",
		", ",	  "said ", "every year ", "\n",
		"(",	  "th ",   "Oct 4th - 5", "26-27/12 "};
	struct buf text = {0};
	uint32_t state = 1;

	for (int i = 0; i < 4000; i++) {
		state = state * 1664525 + 1013904223;
		buf_add_text(&text, parts[state >> 28]);
		if (i % 40)
			continue;
		ok(find(i % 80 ? "en" : "", text.p) <= MENTIONS_MAX);
	}
	for (size_t n = 0; n < MENTIONS_MAX; n++)
		ok(found[n].span <= MENTION_SPAN &&
		   found[n].role <= MENTION_OTHER);
	buf_release(&text);
}

int main(void)
{
	phrases_init();
	test_roles();
	test_stamps();
	test_spans();
	test_days();
	test_none();
	test_any();
	tokens_release(&tokens);
	phrases_release();
	return tap_done();
}
