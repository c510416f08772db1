/* Dates of mails, in the forms that mail programs write. */
#include "../../stages/common/input/mail_date.h"

#include "tap.h"

static const char *mail(const char *date)
{
	static struct buf out;

	buf_release(&out);
	buf_add_text(&out, "");
	mail_date_put(str_from(date), &out);
	return out.p;
}

struct two {
	const char *in, *want;
};

static void mails(void)
{
	static const struct two cases[] = {
		{"Mon, 10 Oct 2022 08:00:00 +0700",
		 "2022-10-10T08:00:00+07:00"},
		{"10 Oct 2022 08:00 -0330", "2022-10-10T08:00:00-03:30"},
		{"Mon,  3  Oct\r\n\t2022 08:00:01 +0000 (UTC (x))",
		 "2022-10-03T08:00:01Z"},
		{"Mon, 10 Oct 2022 08:00:00 -0000",
		 "2022-10-10T08:00:00-00:00"},
		{"Mon, 10 Oct 2022 08:00:00 GMT", "2022-10-10T08:00:00Z"},
		{"Mon, 10 Oct 2022 08:00:00 UT", "2022-10-10T08:00:00Z"},
		{"Mon, 10 Oct 2022 08:00:00 EST", "2022-10-10T08:00:00-05:00"},
		{"Mon, 10 Oct 2022 08:00:00 PDT", "2022-10-10T08:00:00-07:00"},
		{"Mon, 10 Oct 2022 08:00:00 MST", "2022-10-10T08:00:00-07:00"},
		{"Mon, 10 Oct 2022 08:00:00 CDT", "2022-10-10T08:00:00-05:00"},
		{"mon, 10 oct 22 08:00:00 gmt", "2022-10-10T08:00:00Z"},
		{"Sun, 06 Nov 94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
		{"Mon, 10 Oct 2022 08:00:00", ""},
		{"Mon, 10 Oct 2022", ""},
		{"Mon, 31 Feb 2022 08:00:00 GMT", ""},
		{"Mon, 10 Oct 2022 25:00:00 GMT", ""},
		{"Mon, 10 Foo 2022 08:00:00 GMT", ""},
		{"10/11/2022 08:00:00 GMT", ""},
		{"Tue,  1 Nov 2022\r\n 08:00:05 EST (winter)",
		 "2022-11-01T08:00:05-05:00"},
		{"1 Jan 2023 08:00 GMT", "2023-01-01T08:00:00Z"},
		{"Mon, 10 Oct 2022 08:00:05 XYZ", ""},
		{"Mon, 10 Oct 2022 08:00:61 GMT", ""},
		{"Mon, 10 Oct 2022 08:00:00 +9999", ""},
		{"yesterday", ""},
		{"", ""},
		{"Mon,", ""},
	};
	char late[300] = "";
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_str(mail(cases[i].in), cases[i].want);
	/* too long for a date */
	memset(late, ' ', 256);
	strcpy(late + 256, "1 Jan 2023 08:00 GMT");
	is_str(mail(late), "");
	is_str(mail(late + 32), "2023-01-01T08:00:00Z");
}

int main(void)
{
	mails();
	return tap_done();
}
