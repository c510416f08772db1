/* What a page says about machines, from its fields and its metas. */
#include "../../stages/common/input/tdm.h"

#include "tap.h"

static struct buf out;

static const char *metas(const char *html)
{
	buf_reset(&out);
	buf_add_text(&out, "");
	tdm_metas(str_from(html), &out);
	return out.p;
}

static void many(void)
{
	struct buf html = {0};
	size_t i;

	for (i = 0; i < 1000; i++)
		buf_add_text(&html, "<meta name=robots content=noindex>");
	metas(html.p);
	ok(out.n <= TDM_SIZE_MAX && out.n > TDM_SIZE_MAX - 100);
	buf_release(&html);
}

int main(void)
{
	tdm_fields(STR("TDM-Reservation: 1\r\nServer: x\r\n"
		       "X-Robots-Tag: noai,\r\n noimageai\r\n\r\n"),
		   &out);
	is_str(out.p, "tdm-reservation: 1; x-robots-tag: noai, noimageai");
	is_str(metas("<head><META Content='noindex , noai' NAME=Robots>"),
	       "robots: noindex , noai");
	is_str(metas("<meta name=\"tdm-policy\" "
		     "content=\"https://a.example/p\"/>"
		     "<meta name=tdm-reservation content=1>"),
	       "tdm-policy: https://a.example/p; tdm-reservation: 1");
	is_str(metas("<meta name=description content=robots>"), "");
	is_str(metas("</head><meta name=robots content=x>"), "");
	is_str(metas("<body><meta name=robots content=x>"), "");
	is_str(metas("<meta name=robots content>"), "");
	is_str(metas("<meta name=robots content=\"x"), "");
	is_str(metas("<meta"), "");
	is_str(metas(""), "");
	many();
	buf_release(&out);
	return tap_done();
}
