/* Dates of mails, in the forms that mail programs write. */
#include "../../stages/read/mail_date.h"

#include "tap.h"

static const char *mail(const char *date)
{
	static struct buf out;

	buf_release(&out);
	buf_add_text(&out, "");
	mail_date_put(str_from(date), &out);
	return out.p;
}

int main(void)
{
	is_str(mail("Mon, 10 Oct 2022 08:00:05 +0700"),
	       "2022-10-10T08:00:05+07:00");
	is_str(mail("1 Jan 2023 08:00 GMT"), "2023-01-01T08:00:00Z");
	is_str(mail("Tue,  1 Nov 2022\r\n 08:00:05 EST (winter)"),
	       "2022-11-01T08:00:05-05:00");
	is_str(mail("Mon, 10 Oct 2022 08:00:05"), "");
	is_str(mail("Mon, 10 Foo 2022 08:00:05 GMT"), "");
	is_str(mail("Mon, 10 Oct 22 08:00:05 GMT"), "");
	is_str(mail("Mon, 10 Oct 2022 8:00 GMT"), "");
	is_str(mail("Mon, 10 Oct 2022 08:00:05 XYZ"), "");
	is_str(mail(""), "");
	return tap_done();
}
