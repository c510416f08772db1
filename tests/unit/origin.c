/* URLs and paths name a document and its outlet. */
#include "../../stages/common/input/origin.h"

#include "tap.h"

static struct buf text;

static const char *locator(const char *url)
{
	buf_reset(&text);
	buf_add_text(&text, "");
	origin_locator(str_from(url), &text);
	return text.p;
}

static const char *source(const char *url, const char *path)
{
	buf_reset(&text);
	buf_add_text(&text, "");
	origin_source(str_from(url), str_from(path), &text);
	return text.p;
}

static void locators(void)
{
	is_str(locator("https://a.vn/x.html#top"), "https://a.vn/x.html");
	is_str(locator("https://a.vn/?utm_source=z&id=7&fbclid=q"),
	       "https://a.vn/?id=7");
	is_str(locator("https://a.vn/?a=1&b=2&UTM_Medium=z"),
	       "https://a.vn/?a=1&b=2");
	is_str(locator("https://a.vn/x?gclid=1"), "https://a.vn/x");
	is_str(locator("https://a.vn/x?fbclidx=1"), "https://a.vn/x?fbclidx=1");
	is_str(locator(""), "");
}

static void hosts(void)
{
	is_str(source("https://WWW.Example.vn:443/a/b", "f.html"),
	       "example.vn");
	is_str(source("http://m.example.vn/", "f.html"), "example.vn");
	is_str(source("https://amp.www.example.vn/", ""), "example.vn");
	is_str(source("https://user:pass@example.vn./", ""), "example.vn");
	is_str(source("//example.vn/x", ""), "example.vn");
	is_str(source("example.vn/x", ""), "example.vn");
	/* what stays must still be a host */
	is_str(source("https://m.vn/", ""), "m.vn");
	is_str(source("mailto:a@example.vn", "d/f.html"), "d");
	is_str(source("file:///home/x", "d/f.html"), "d");
	is_str(source("urn:isbn:1.2", "d/f.html"), "d");
}

static void paths(void)
{
	is_str(source("", "dantin/a.html"), "dantin");
	is_str(source("", "./../dantin/2022/a.html"), "dantin");
	is_str(source("", "a.html"), "a");
	is_str(source("", "a.b.html.gz"), "a.b");
	is_str(source("", "pages.2022.tar.gz"), "pages.2022");
	is_str(source("", ".hidden"), ".hidden");
	is_str(source("", "-"), "-");
	is_str(source("", ""), "");
	ok(str_eq(origin_clean(STR("././//a/b")), STR("a/b")));
	ok(str_eq(origin_clean(STR("/etc/passwd")), STR("etc/passwd")));
	ok(str_eq(origin_clean(STR("../x")), STR("../x")));
}

/* What of path is below base, "-" if it is not. */
static const char *below(const char *path, const char *base)
{
	buf_reset(&text);
	return origin_below(str_from(path), str_from(base), &text) ? text.p
								   : "-";
}

static void bases(void)
{
	is_str(below("a/x", "a"), "x");
	is_str(below("ab/x", "a"), "-");
	is_str(below("a", "a"), "-");
	is_str(below("a/b/x", "a/b/"), "x");
	is_str(below("a/x", "a/b"), "-");
	is_str(below("./a//b/./x", "a"), "b/x");
	is_str(below("a/x", "././/a/."), "x");
	is_str(below("a/x", "."), "a/x");
	is_str(below("/a/x", "/"), "a/x");
	is_str(below("/a/x", "."), "-");
	is_str(below("a/x", "/a"), "-");
	is_str(below("//a/x", "/a"), "x");
	is_str(below("a/x/", "a"), "x");
	is_str(below(".a/x", "."), ".a/x");
	ok(origin_climbs(STR("..")) && origin_climbs(STR("a/../b")));
	ok(!origin_climbs(STR("a..b/..c/.")) && !origin_climbs(STR("")));
}

int main(void)
{
	bases();
	locators();
	hosts();
	paths();
	buf_release(&text);
	return tap_done();
}
