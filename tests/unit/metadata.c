/* Title, author, date and site of whole pages. */
#include "phrases.h"
#include "tap.h"

#include "../../stages/strip/strip.h"

static struct stripper stripper = {.keep = STRIP_KEEP};
static struct buf out;

#define BODY                                                                   \
	"<p>The bridge over the Elm was closed at noon on Monday after "       \
	"cracks were found in two of its piers, the county said in a "         \
	"statement.<p>Buses will go round by the old ford until the spring. "  \
	"It is not yet known who will pay for the repairs.<p>The last time "   \
	"that the bridge was closed, nine years ago, it took the engineers "   \
	"five months to make it safe again."
#define TITLE "<h1>Bridge closed after cracks are found</h1>"
#define LD(text) "<script type='application/ld+json'>{" text "}</script>"

static const struct article *strip_at(const char *url, const char *html)
{
	const struct evidence evidence = {.url = str_from(url),
					  .fetched = STR("2026-01-01")};

	strip_page(&stripper, true, str_from(html), &evidence);
	return &stripper.article;
}

static const char *text(const struct buf *buf)
{
	return buf->n ? buf->p : "";
}

static const char *title(const char *html)
{
	return text(&strip_at("", html)->title);
}

static const char *author(const char *html)
{
	return text(&strip_at("", html)->author);
}

static const char *site(const char *html)
{
	return text(&strip_at("", html)->site);
}

/* "2022-10-10 url" */
static const char *created_at(const char *url, const char *html)
{
	const struct article *article = strip_at(url, html);

	buf_reset(&out);
	date_put(&out, &article->created);
	buf_addf(&out, " %s", created_from_name(article->created_from));
	return out.p;
}

static const char *created(const char *html)
{
	return created_at("", html);
}

static void test_order(void)
{
	is_str(created("<meta property=article:published_time content="
		       "2022-10-11>" LD("\"@type\":\"Article\","
					"\"datePublished\":\"2022-10-10\"")
			       TITLE BODY),
	       "2022-10-10 jsonld");
	is_str(created("<meta name=Publish-Date content=2022-10-11>" TITLE
		       "<time datetime=2022-10-12></time>" BODY),
	       "2022-10-11 meta");
	is_str(created("<meta name=w_published-date content=2022-10-11>" TITLE
			       BODY),
	       "2022-10-11 meta");
	is_str(created_at("https://a.vn/2022/10/13/x",
			  TITLE "<time datetime=2022-10-12></time>" BODY),
	       "2022-10-12 time");
	is_str(created_at("https://a.vn/2022/10/13/x",
			  TITLE "<p>14/10/2022" BODY),
	       "2022-10-13 url");
	is_str(created(TITLE "<p>10/10/2022 14:33" BODY),
	       "2022-10-10T14:33 text");
	is_str(created(TITLE BODY), " ");
	is_str(created(TITLE "<p>3 hours ago" BODY), " ");
}

static void test_changes(void)
{
	/* modified is not published */
	is_str(created("<meta property=article:modified_time content="
		       "2022-10-11>" TITLE BODY),
	       " ");
	is_str(created("<meta property=og:updated_time "
		       "content=2022-10-11>" TITLE "<p>10/10/2022" BODY),
	       "2022-10-10 text");
	is_str(created(TITLE "<p>Updated 12 October 2022<p>Published 10 "
			     "October 2022" BODY),
	       "2022-10-10 text");
	is_str(created(TITLE "<p>Updated 12 October 2022, first published 10 "
			     "October 2022" BODY),
	       "2022-10-10 text");
	is_str(created(TITLE
		       "<p>Published<p>10/10/2022<p>Updated<p>12/10/2022" BODY),
	       "2022-10-10 text");
	is_str(created(TITLE "<time itemprop=dateModified datetime=2022-10-12>"
			     "</time><time datetime=2022-10-10></time>" BODY),
	       "2022-10-10 time");
	is_str(created(TITLE "<p>Updated <time datetime=2022-10-12>12 October"
			     "</time><p>10/10/2022" BODY),
	       "2022-10-10 text");
	/* but it is better than nothing */
	is_str(created(TITLE "<p>Updated 12 October 2022" BODY),
	       "2022-10-12 text");
	/* put out anew */
	is_str(created(LD("\"@type\":\"Article\",\"datePublished\":"
			  "\"2025-08-21\"") TITLE "<p>10/10/2022" BODY),
	       "2022-10-10 text");
	is_str(created(LD("\"@type\":\"Article\",\"datePublished\":"
			  "\"2022-10-10\"") TITLE "<p>21/08/2025" BODY),
	       "2022-10-10 jsonld");
	is_str(created("<p>10/10/2022" LD("\"@type\":\"Article\","
					  "\"datePublished\":\"2025-08-21\"")
			       TITLE BODY),
	       "2025-08-21 jsonld");
}

static void test_others(void)
{
	/* teasers have dates, too */
	is_str(created("<p>0<div><b itemprop=datePublished "
		       "content=2022-01-01>a</b>"
		       "</div><div><b itemprop=datePublished "
		       "content=2022-01-02>b</b></div><p>1<p>2<p>3<p>4<p>5<p>6"
		       "<p>7<p>8<p>9" TITLE "<p>10/10/2022" BODY),
	       "2022-10-10 text");
	is_str(created(TITLE BODY "<p>a<p>b<p>c<p>d<p>e<p>f<p>g<p>h<p>i<p>j"
				  "<aside><time datetime=2022-01-01>x</time>"
				  "<time datetime=2022-01-02>y</time>"),
	       " ");
	is_str(created("<meta name=date content=2026-02-01>" TITLE
		       "<p>10/10/2022" BODY),
	       "2022-10-10 text"); /* in the future */
}

static void test_zones(void)
{
	/* the same second, as people there say it */
	is_str(created("<meta property=article:published_time "
		       "content=2022-10-10T03:05:00+00:00>" TITLE
		       "<time datetime=2022-10-09T19:05:00-08:00></time>" BODY),
	       "2022-10-09T19:05:00-08:00 meta");
	is_str(created_at("https://a.vn/2022/10/09/x",
			  "<meta property=article:published_time "
			  "content=2022-10-10T03:05:00Z>" TITLE BODY),
	       "2022-10-09 url");
	is_str(created("<meta property=article:published_time "
		       "content=2022-10-09T20:05:00Z>" TITLE
		       "<p>October 10, 2022" BODY),
	       "2022-10-10 text");
	/* it cannot be: the sun is not there yet */
	is_str(created_at("https://a.vn/2022/10/10/x",
			  "<meta property=article:published_time "
			  "content=2022-10-09T05:05:00Z>" TITLE BODY),
	       "2022-10-09T05:05:00Z meta");
	is_str(created("<meta property=article:published_time "
		       "content=2022-10-10T05:05:00+07:00>" TITLE BODY),
	       "2022-10-10T05:05:00+07:00 meta");
}

static void test_day_order(void)
{
	is_str(created("<html lang=en><meta name=date content=03/09/2022>" TITLE
			       BODY),
	       "2022-09-03 meta");
	is_str(created("<html lang=en-US><meta name=date "
		       "content=03/09/2022>" TITLE BODY),
	       "2022-03-09 meta");
	is_str(created("<html lang=en><meta property=og:locale content=en_US>"
		       "<meta name=date content=03/09/2022>" TITLE BODY),
	       "2022-03-09 meta");
	is_str(created("<html lang=vi><meta property=og:locale content=en_US>"
		       "<meta name=date content=03/09/2022>" TITLE BODY),
	       "2022-09-03 meta");
	/* the other order, where this one is in the future */
	is_str(created("<html lang=en><meta name=date content=11/12/2025>" TITLE
			       BODY),
	       "2025-12-11 meta");
	is_str(created("<html lang=en><meta name=date content=01/02/2026>" TITLE
			       BODY),
	       "2026-01-02 meta");
}

static void test_titles(void)
{
	is_str(title("<title>Bridge closed - The Elm</title><h1>The Elm</h1>"
		     "<meta property=og:title content='Bridge closed'>" BODY),
	       "Bridge closed");
	is_str(title("<meta property=og:site_name content='The Elm'>"
		     "<title>The Elm: Bridge closed for good</title>"
		     "<h1>The Elm</h1><h1>Bridge closed for good</h1>" BODY),
	       "Bridge closed for good");
	/* worded anew for search engines */
	is_str(title("<title>Elm bridge closed: what to know | Elm</title>"
		     "<h1>Bridge over the Elm closed for good</h1>" BODY),
	       "Bridge over the Elm closed for good");
	is_str(title("<title>Bridge over the Elm closed for good</title>"
		     "<h1>Our blog</h1>" BODY),
	       "Bridge over the Elm closed for good");
	is_str(title("<title>Bridge closed for good - News - Elm</title>"
		     "<h1>Elm - News</h1>" BODY),
	       "Bridge closed for good - News");
	is_str(title("<title>Bridge closed for good</title>"
		     "<h1>BRIDGE CLOSED FOR GOOD</h1>" BODY),
	       "Bridge closed for good");
	is_str(title("<title>Bridge closed for good</title>"
		     "<h1>Home &gt; News &gt; Bridge closed for "
		     "good</h1>" BODY),
	       "Bridge closed for good");
	is_str(title("<title>Bridge closed for good | Opinion | Elm</title>"
		     "<h1>Bridge closed for good | Opinion</h1>" BODY),
	       "Bridge closed for good");
}

static void test_authors(void)
{
	is_str(author("<meta name=author content='By Ann Lee'>" BODY),
	       "Ann Lee");
	is_str(author("<meta name=author content=Byron>" BODY), "Byron");
	is_str(author("<meta name=author content='Ann Lee; Bo Mai'>" BODY),
	       "Ann Lee, Bo Mai");
	is_str(author("<meta name=author content='Ann Lee'>"
		      "<meta name=author content='Bo Mai'>" BODY),
	       "Ann Lee, Bo Mai");
	is_str(author("<meta name=author content='Ann Lee at 6:03 pm, 10 "
		      "October 2022'>" BODY),
	       "Ann Lee");
	is_str(author("<meta name=author content='a@b.vn, Ann Lee'>" BODY),
	       "Ann Lee");
	is_str(author("<meta name=author content='https://a.vn/ann'>" BODY),
	       "");
	is_str(author("<meta name=author content='1665387180'>" BODY), "");
	is_str(author("<meta itemprop=author content='Ann Lee'>" BODY),
	       "Ann Lee");
}

static void test_sites(void)
{
	is_str(site("<meta name=application-name content=a>" BODY), "a");
	is_str(site("<meta name=application-name content=a>" LD(
		       "\"@type\":\"Article\",\"publisher\":{\"name\":\"b\"}")
			    BODY),
	       "b");
	is_str(site("<meta property=og:site_name content=c>" LD(
		       "\"@type\":\"Article\",\"publisher\":{\"name\":\"b\"}")
			    BODY),
	       "c");
	is_str(site(BODY), "");
}

int main(void)
{
	phrases_init();
	test_order();
	test_changes();
	test_others();
	test_zones();
	test_day_order();
	test_titles();
	test_authors();
	test_sites();
	strip_release(&stripper);
	buf_release(&out);
	phrases_release();
	return tap_done();
}
