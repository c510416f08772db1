/* Lists of a crawl, and corpora that say the same words of something else. */
#include "../../stages/common/input/aside.h"

#include "buf.h"
#include "tap.h"

static bool is(const char *head)
{
	return aside_is(str_from(head));
}

static void indexes(void)
{
	ok(is("CDX N b a m s k r M S V g\ncom,x)/ 20221010080000 x"));
	ok(is("CDX N b a m s k r V g\r\n"));
	ok(!is("CDX is a kind of index\n"));
	ok(!is("CDX\n") && !is("CDX ") && !is(""));
	ok(is("com,x)/ 20221010080000 {\"url\": \"x\"}\n"));
	ok(!is("com,x)/ 2022101008000x {\"url\": \"x\"}\n"));
	ok(!is("com,x)/ 20221010080000\n"));
	ok(is("!meta 0 {\"format\": \"cdxj-gzip-1.0\"}\n"));
	ok(is("!meta {\"format\": \"cdxj\"}\n"));
	ok(!is("!meta is how it begins\n") && !is("!meta x {\n"));
	ok(!is("!meta 0\n") && !is("!meta"));
}

static void wacz(void)
{
	ok(is("{\"format\": \"json-pages-1.0\", \"id\": \"pages\"}\n{\"id\""));
	ok(is("{ \"title\":\"a\",\n\"format\" : \"json-pages-1.0\" }"));
	ok(is("{\"profile\":\"data-package\",\"wacz_version\":\"1.1.1\"}"));
	ok(is("{\"path\": \"datapackage.json\", \"hash\": \"sha256:00\"}"));
	ok(is("{\"path\": \"datapackage.json\", \"hash\": \"sha256:00\", "
	      "\"signedData\": {\"domainCert\": \"--"));
}

/* What is larger than what is looked at. */
static void cut_off(void)
{
	struct buf all = {0};

	buf_add_text(&all, "{\"profile\":\"data-package\",\"resources\":[");
	while (all.n < 9000)
		buf_add_text(&all, "{\"name\":\"a.warc.gz\"},");
	buf_add_text(&all, "{}],\"wacz_version\":\"1.1.1\"}");
	ok(aside_is(buf_str(&all)));
	buf_release(&all);
}

static void documents(void)
{
	ok(!is("{\"text\":\"a\",\"tag\":\"json-pages-1.0\"}"));
	ok(!is("{\"text\":\"a\"}\n{\"format\":\"json-pages-1.0\"}"));
	ok(!is("{\"meta\":{\"format\":\"json-pages-1.0\"},\"text\":\"a\"}"));
	ok(!is("{\"text\":\"a\",\"meta\":{\"wacz_version\":\"1.1.1\"}}"));
	ok(!is("{\"text\":\"a\",\"wacz_version\":\"1.1.1\"}"));
	ok(!is("{\"file\":\"datapackage.json\",\"hash\":\"0\"}"));
	ok(!is("{\"path\":\"datapackage.json\",\"hash\":\"0\",\"text\":"
	       "\"a\"}"));
	ok(!is("{\"Format\":\"json-pages-1.0\"}"));
	ok(!is("{\"format\":[\"json-pages-1.0\"]}"));
	ok(!is("{") && !is("{}") && !is("{\"format") && !is("{\"format\":"));
}

int main(void)
{
	indexes();
	wacz();
	cut_off();
	documents();
	return tap_done();
}
