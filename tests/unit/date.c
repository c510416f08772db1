/*
 * Dates in text, URLs and metadata. With the operand "-" it is no test: it
 * prints what it finds in each line of standard input, with "-u" what each
 * address there says (see tests/dates.t).
 */
#include "date.h"

#include <stdio.h>
#include <stdlib.h>

#include "phrases.h"
#include "tap.h"

/* "2022-10-10T14:33+07:00", "--10-10" without a year, "T14:33" a clock. */
static void put_hit(struct buf *out, const struct date_hit *hit)
{
	struct date date = hit->date;

	if (hit->clock_only || !date.year) {
		const size_t from = out->n;

		date.year = 2000;
		if (hit->clock_only)
			date.month = date.day = 1;
		date_put(out, &date);
		if (hit->clock_only) { /* T14:33 */
			memmove(out->p + from, out->p + from + 10,
				out->n - from - 10);
			out->n -= 10;
		} else { /* --10-10 */
			memmove(out->p + from + 2, out->p + from + 5,
				out->n - from - 5);
			memcpy(out->p + from, "--", 2);
			out->n -= 3;
		}
		out->p[out->n] = '\0';
		return;
	}
	date_put(out, &date);
}

static void put_hits(struct buf *out, struct str text, enum date_order order)
{
	struct date_hit hit;
	size_t at = 0, last = 0;

	while (date_next(text, &at, order, &hit)) {
		if (hit.start < last || hit.start >= hit.end ||
		    hit.end > text.n || at < hit.end)
			buf_add_text(out, "(bad span)");
		last = hit.end;
		if (out->n)
			buf_add_char(out, ' ');
		put_hit(out, &hit);
	}
}

static void finds_as(const char *text, const char *want, enum date_order order,
		     int line)
{
	struct buf got = {0};

	buf_add_text(&got, "");
	put_hits(&got, str_from(text), order);
	tap_is_str(got.p ? got.p : "", want, text, __FILE__, line);
	buf_release(&got);
}

#define finds(text, want) finds_as(text, want, DATE_DMY, __LINE__)

static void stamps(void)
{
	finds("15:37, 10/10/2022", "2022-10-10T15:37");
	finds("10/10/2022 - 14:33", "2022-10-10T14:33");
	finds("Thứ năm - 14/03/2024 05:34 715 0", "2024-03-14T05:34");
	finds("15:19 01/10/2024", "2024-10-01T15:19");
	finds("15:19 ngày 01/10/2024", "2024-10-01T15:19");
	finds("Thứ Ba, 01/10/2024, 15:19", "2024-10-01T15:19");
	finds("Thứ 4 - 14/03/2024", "2024-03-14");
	finds("Thứ Hai, 19/01/2026 07:01 GMT+7", "2026-01-19T07:01+07:00");
	finds("07:34, 23/04/2022 (GMT+7)", "2022-04-23T07:34+07:00");
	finds("Thứ hai, 10/10/2022 | 2:14:16 PM", "2022-10-10T14:14:16");
	finds("10/10/2022 2:14:16 CH", "2022-10-10T14:14:16");
	finds("10/10/2022 12:05 AM", "2022-10-10T00:05");
	finds("12:05 PM 10/10/2022", "2022-10-10T12:05");
	finds("Thứ hai, 07:00 19/01/2026 | Pháp luật", "2026-01-19T07:00");
	finds("14:33 Thứ hai, 10/10/2022", "2022-10-10T14:33");
	finds("Vietnam.vn27/01/2025", "2025-01-27");
	finds("19/01/2026Pháp luật", "2026-01-19");
	finds("10/10/2022 14h30", "2022-10-10T14:30");
	finds("14h30 ngày 10/10/2022", "2022-10-10T14:30");
	finds("10/10/2022 lúc 14:33", "2022-10-10T14:33");
	finds("10/10/2022, lúc 14 giờ 33 phút", "2022-10-10T14:33");
	finds("10/10/2022 • 14:33", "2022-10-10T14:33");
	finds("2022-10-10T14:33:20.123+07:00", "2022-10-10T14:33:20+07:00");
	finds("2022-10-10 14:33:20 -0500", "2022-10-10T14:33:20-05:00");
	finds("2022-10-10T07:33Z", "2022-10-10T07:33Z");
	finds("10/10/2022 09:00-10:00", "2022-10-10T09:00");
	finds("10/10/2022 7:00 giải ba", "2022-10-10T07:00");
	finds("10/10/2022 715 lượt", "2022-10-10");
	finds("10/10/2022\n10 giờ", "2022-10-10");
	finds("15:20", "T15:20");
	finds("Cập nhật lúc 7h05", "T07:05");
}

static void vietnamese(void)
{
	finds("Sáng 10/10, Bộ Công an", "--10-10");
	finds("Chiều ngày 16/1", "--01-16");
	finds("Ngày 13-3", "--03-13");
	finds("Chiều 10-10 tại", "--10-10");
	finds("Sáng 10.10, tại", "--10-10");
	finds("ngày 24.3 tới", "--03-24");
	finds("Tối qua 17/1", "--01-17");
	finds("sáng nay (22/9/2022)", "2022-09-22");
	finds("lúc 13h, trưa nay (14/10)", "--10-14");
	finds("lúc 10 giờ ngày 22-10", "--10-22T10:00");
	finds("vào lúc 08h00 ngày 25/02/2023", "2023-02-25T08:00");
	finds("ngày mai (21.9)", "--09-21");
	finds("trong 2 ngày (26 - 27/12)", "--12-26");
	finds("ngày 26-27/12/2022", "2022-12-26");
	finds("từ ngày 01 đến ngày 10/10/2022", "2022-10-10");
	finds("khởi tranh từ 25.10 đến 3.11, giải", "--10-25 --11-03");
	finds("từ 15/9 đến 30/9", "--09-15 --09-30");
	finds("Ngày 22 tháng 4 năm 2022", "2022-04-22");
	finds("ngày 10 tháng 10", "--10-10");
	finds("Ngày 10 tháng 10 hằng năm", "--10-10");
	finds("10 tháng 10 năm 2022", "2022-10-10");
	finds("ngày 5 tháng Mười hai năm 2022", "2022-12-05");
	finds("Đến hết tháng 9/2022", "2022-09");
	finds("trong tháng 9 năm 2022", "2022-09");
	finds("tháng 10-2022", "2022-10");
	finds("từ 9/2022", "2022-09");
	finds("ngày Chuyển đổi số (10/10); Công bố", "--10-10");
	finds("trước 1-7-2021", "2021-07-01");
	finds("(10/10/1954 – 10/10/2024)", "1954-10-10 2024-10-10");
	finds("ngày 10/10 năm 2022", "2022-10-10");
	finds("chiều 10/10/22", "2022-10-10");
}

static void not_dates(void)
{
	finds("224/224, 34/34, 63/63, 117/126, 31/59", "");
	finds("3.320/3.321, 11.171/13.150", "");
	finds("hoạt động 24/7", "");
	finds("xếp thứ 2/21 bộ, ngành", "");
	finds("đạt 10/12 tiêu chí", "");
	finds("có 5/10 xã", "");
	finds("(7/10 phiếu)", "");
	finds("0:00 / 0:00", "");
	finds("1:23 / 4:56", "");
	finds("23°C, 22-25°C", "");
	finds("thửa đất 38-2", "");
	finds("4-5h sáng", "");
	finds("mỗi ngày 2-3 lần", "");
	finds("từ 3-4 tiếng", "");
	finds("Zadbaj o to, by 4-5 razy", "");
	finds("Nghị quyết số 12-NQ/TW", "");
	finds("Quyết định số 3750/QĐ-BCA", "");
	finds("Nghị định 13/2022/NĐ-CP", "");
	finds("Luật số 04/2017/QH14", "");
	finds("thắng 2-1, hòa 3-3", "");
	finds("tăng 10.10 điểm, đạt 5.12", "");
	finds("giai đoạn 2022 - 2025", "");
	finds("năm 2022", "");
	finds("9 tháng năm 2022", "");
	finds("9 tháng đầu năm 2024", "");
	finds("3 tháng 1 lần", "");
	finds("Hotline: 0692324026, 024.3942.1104", "");
	finds("10.10.22.5, 192.168.10.10", "");
	finds("tại Quảng trường 8/5, UBND", "");
	finds("32/10/2022, 29/02/2023, 00/10/2022", "");
	finds("https://x.vn/2022/10/13/a", "");
	finds("phase 2 may begin", "");
	finds("10 set pieces", "");
	finds("The year is 2022.", "");
	finds("1/2 cup, add 3/4 cup", "");
	finds("the 9/11 attacks", "");
	finds("season 2010-11", "");
	finds("version 1.2.13", "");
	finds("chuyện 12345678901234567890", "");
	finds("", "");
	finds("7", "");
}

static void european(void)
{
	finds("October 10, 2022", "2022-10-10");
	finds("10 October 2022", "2022-10-10");
	finds("It was on the 12 of", "");
	finds("kể từ ngày 12 tháng năm", "");
	finds("10th of October, 2022", "2022-10-10");
	finds("Oct. 10", "--10-10");
	finds("VIETNAM, December 19 -", "--12-19");
	finds("On the morning of October 10, the", "--10-10");
	finds("on 10 October, the", "--10-10");
	finds("October 10th, 2022 at 2:33 PM EDT", "2022-10-10T14:33-04:00");
	finds("Updated 3:15 PM EDT, Mon October 10, 2022",
	      "2022-10-10T15:15-04:00");
	finds("10-Oct-2022 07:00", "2022-10-10T07:00");
	finds("October 2022", "2022-10");
	finds("October 10-12, 2022", "2022-10-10");
	finds("10–12 October 2022", "2022-10-10");
	finds("2:33 p.m. on October 10, 2022", "2022-10-10T14:33");
	finds("10/13/2022", "2022-10-13");
	finds("10. Oktober 2022, 14:33 Uhr", "2022-10-10T14:33");
	finds("Montag, 10.10.2022 um 14.33 Uhr", "2022-10-10");
	finds("am 10.10. in", "--10-10");
	finds("1er octobre 2022 à 14h30", "2022-10-01T14:30");
	finds("Publié le 10 août 2022", "2022-08-10");
	finds("10 de octubre de 2022 a las 14:33", "2022-10-10T14:33");
	finds("10 oct 2022", "2022-10-10");
	finds("10 октября 2022 года, 14:33", "2022-10-10T14:33");
	finds("10.10.2022 г. в 14:33", "2022-10-10T14:33");
	finds("10 października 2022 r., godz. 14:33", "2022-10-10T14:33");
	finds("10 Οκτωβρίου 2022, 2:33 μ.μ.", "2022-10-10T14:33");
	finds("10 ottobre 2022 alle 14:33", "2022-10-10T14:33");
	finds("10 de outubro de 2022 às 14h33", "2022-10-10T14:33");
	finds("10. 10. 2022", "2022-10-10");
	finds("10.10.22", "2022-10-10");
	finds("1.2.22 und 10.10.54", "1954-10-10");
}

static void other_orders(void)
{
	finds_as("10/11/2022", "2022-10-11", DATE_MDY, __LINE__);
	finds_as("13/10/2022", "2022-10-13", DATE_MDY, __LINE__);
	finds_as("on 10/11", "--10-11", DATE_MDY, __LINE__);
	finds_as("2022/10/11", "2022-10-11", DATE_DMY, __LINE__);
	finds_as("2022. 10. 11.", "2022-10-11", DATE_YMD, __LINE__);
	finds_as("2022年10月10日 14:33", "2022-10-10T14:33", DATE_YMD,
		 __LINE__);
	finds_as("于10月10日在", "--10-10", DATE_YMD, __LINE__);
	finds_as("2022年10月", "2022-10", DATE_YMD, __LINE__);
	finds_as("2022년 10월 10일", "2022-10-10", DATE_YMD, __LINE__);
	finds_as("10/10/2566", "2023-10-10", DATE_DMY, __LINE__);
	ok(date_order_of("en") == DATE_DMY);
	ok(date_order_of("en-us") == DATE_MDY);
	ok(date_order_of("vi") == DATE_DMY);
	ok(date_order_of("zh-cn") == DATE_YMD);
	ok(date_order_of("") == DATE_DMY);
	ok(!date_order_sure("en") && !date_order_sure(""));
	ok(date_order_sure("en-us") && date_order_sure("vi"));
}

static void put_as(bool found, const struct date *date, const char *text,
		   const char *want, int line)
{
	struct buf got = {0};

	if (found)
		date_put(&got, date);
	tap_is_str(got.p ? got.p : "", want, text, __FILE__, line);
	buf_release(&got);
}

static void parses_as(const char *text, const char *want, int line)
{
	struct date date;
	const bool found = date_parse(str_from(text), DATE_DMY, &date);

	put_as(found, &date, text, want, line);
}

#define parses(text, want) parses_as(text, want, __LINE__)

static void metadata(void)
{
	parses("2022-10-10", "2022-10-10");
	parses(" 2022-10-10T14:33 ", "2022-10-10T14:33");
	parses("2022-10-10T14:33:20Z", "2022-10-10T14:33:20Z");
	parses("2022-10-10T14:33:20+07:00", "2022-10-10T14:33:20+07:00");
	parses("2022-10-10T14:33:20.123+0700", "2022-10-10T14:33:20+07:00");
	parses("2022-10-10T14:33-05:00", "2022-10-10T14:33-05:00");
	parses("2022-10-10 14:33:20", "2022-10-10T14:33:20");
	parses("20221010", "2022-10-10");
	parses("20221010T143320Z", "2022-10-10T14:33:20Z");
	parses("2022-10", "2022-10");
	parses("2022", "2022");
	parses("2022-13-10", "");
	parses("2022-02-29", "");
	parses("0000-00-00T00:00:00", "");
	parses("Mon, 10 Oct 2022 07:00:00 GMT", "2022-10-10T07:00:00Z");
	parses("10 Oct 2022 07:00 +0700", "2022-10-10T07:00+07:00");
	parses("Mon Oct 10 07:00:00 2022", "2022-10-10T07:00:00");
	parses("Mon Oct 10 2022 07:00:00 GMT+0700 (Indochina Time)",
	       "2022-10-10T07:00:00+07:00");
	parses("2022 Oct 10", "2022-10-10");
	parses("2022 Oct 32", "");
	parses("3 hours ago", "");
	parses("1665387180", "2022-10-10T07:33:00Z");
	parses("1665387180123", "2022-10-10T07:33:00Z");
	parses("15:37, 10/10/2022", "2022-10-10T15:37");
	parses("10/10/2022 2:33 PM", "2022-10-10T14:33");
	parses("15:37", "");
	parses("yesterday", "");
	parses("", "");
}

static void url_as(const char *url, const char *want, int line)
{
	struct date date;
	const bool found = date_from_url(str_from(url), &date);

	put_as(found, &date, url, want, line);
}

#define url(text, want) url_as("https://www.example.vn/" text, want, __LINE__)

static void urls(void)
{
	url("tin/mot-bai-20221010114600941.htm", "2022-10-10T11:46:00");
	url("mot-bai-185231010134317442.htm", "2023-10-10T13:43:17");
	url("mot-bai-188251030154735163.chn", "2025-10-30T15:47:35");
	url("mot-bai-16124031508540125.htm", "2024-03-15T08:54:01");
	url("mot-bai-1675047570.html", "2023-01-30T02:59:30Z");
	url("2022/10/13/mot-bai", "2022-10-13");
	url("2022/oct/13/a-page", "2022-10-13");
	url("Pages/2022-12-27/mot-bai.aspx", "2022-12-27");
	url("tin/2022-12-27-mot-bai", "2022-12-27");
	url("202204/mot-bai-123456.html", "2022-04");
	url("2022/05/mot-bai", "2022-05");
	url("202208/mot-bai-20220811.html", "2022-08-11");
	url("a/20221010/b", "2022-10-10");
	url("mot-bai-2022-10-10.html", "2022-10-10");
	/* no dates: numbers of articles, impossible days, queries */
	url("mot-bai-185231399134317442.htm", "");
	url("mot-bai-4567890.html", "");
	url("mot-bai-20221310.html", "");
	url("2022/13/13/a", "");
	url("a?d=2022-10-10", "");
	url("a#/2022/10/10/", "");
	url("giai-doan-2022-2025", "");
	url("tel-0692324026.html", "");
	url("", "");
	url_as("", "", __LINE__);
	url_as("https://2022.example.vn", "", __LINE__);
}

static void arithmetic(void)
{
	struct date date = {
		.year = 1970, .month = 1, .day = 1, .hour = 0, .second = 0};

	ok(date_seconds(&date) == 0);
	ok(date_days(&date) == 0);
	date = (struct date){.year = 2022,
			     .month = 10,
			     .day = 10,
			     .hour = 14,
			     .minute = 33,
			     .second = -1,
			     .has_zone = true,
			     .zone = 420};
	ok(date_seconds(&date) == 1665387180);
	ok(date_days(&date) == 19275);
	ok(date_zone_of("vi") == 420 && date_zone_of("de-AT") == 60);
	ok(date_zone_of("en") == 0 && date_zone_of("") == 0);
	ok(date_zone_of("vie") == 0);
	date.hour = -1; /* the last second of its day */
	date.has_zone = false;
	ok(date_seconds(&date) == 19276LL * 86400 - 1);
	date.day = 0; /* of October: 21 days on */
	ok(date_seconds(&date) == 19297LL * 86400 - 1);
	ok(date_days(&date) == INT32_MIN);
	date.month = 0; /* of 2022 */
	ok(date_seconds(&date) == 19358LL * 86400 - 1);
	date.month = 12;
	ok(date_seconds(&date) == 19358LL * 86400 - 1);
	date.year = 0;
	ok(date_seconds(&date) == INT64_MAX);
	date = (struct date){.year = 2000, .month = 2, .day = 29};
	ok(date_days(&date) == 11016);
	date.year = 1900;
	ok(date_days(&date) == INT32_MIN);
	date = (struct date){.year = 1, .month = 1, .day = 1};
	ok(date_days(&date) == -719162);
	date_of_days(19275, &date);
	ok(date.year == 2022 && date.month == 10 && date.day == 10);
	ok(date.hour < 0 && !date.has_zone && date_days(&date) == 19275);
	date_of_days(-1, &date);
	ok(date.year == 1969 && date.month == 12 && date.day == 31);
	date = (struct date){.year = 2022,
			     .month = 10,
			     .day = 10,
			     .hour = 0,
			     .second = -1,
			     .has_zone = true,
			     .zone = -210};
	put_as(true, &date, "zone", "2022-10-10T00:00-03:30", __LINE__);
}

/* What no page has, and what would be slow if it were not linear. */
static void any_bytes(void)
{
	static const char pattern[] = "1 a 10/10 \xff\xe2 12:30 - thứ 4. ";
	const size_t n = sizeof(pattern) - 1, size = 1 << 20;
	char *text = malloc(size);
	struct date_hit hit;
	size_t at = 0;

	for (size_t i = 0; i < size; i++)
		text[i] = pattern[i % n];
	while (date_next((struct str){text, size}, &at, DATE_DMY, &hit))
		;
	ok(at == size);
	memset(text, '1', size);
	at = 0;
	ok(!date_next((struct str){text, size}, &at, DATE_DMY, &hit));
	for (size_t cut = 0; cut < 60; cut++) /* nothing is read beyond */
		for (at = 0; date_next((struct str){pattern, cut % n}, &at,
				       DATE_DMY, &hit);)
			;
	free(text);
}

static int list(bool addresses)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	struct buf out = {0};
	struct date date;

	while ((n = getline(&line, &size, stdin)) > 0) {
		buf_reset(&out);
		if (!addresses)
			put_hits(&out, str_trim((struct str){line, (size_t)n}),
				 DATE_DMY);
		else if (date_from_url(str_trim((struct str){line, (size_t)n}),
				       &date))
			date_put(&out, &date);
		printf("%s\n", out.n ? out.p : "");
	}
	free(line);
	buf_release(&out);
	return 0;
}

int main(int argc, char **argv)
{
	int status;

	phrases_init();
	if (argc > 1) {
		status = list(!strcmp(argv[1], "-u"));
		phrases_release();
		return status;
	}
	stamps();
	vietnamese();
	not_dates();
	european();
	other_orders();
	metadata();
	urls();
	arithmetic();
	any_bytes();
	phrases_release();
	return tap_done();
}
