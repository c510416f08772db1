#include "../../stages/strip/strip.h"

#include "phrases.h"
#include "tap.h"
#include "unicode.h"

static struct stripper stripper = {.keep = STRIP_KEEP};
static struct buf out;

#define BODY_1                                                                 \
	"The bridge over the Elm was closed at noon on Monday after cracks "   \
	"were found in two of its piers, the county said in a statement."
#define BODY_2                                                                 \
	"Buses will go round by the old ford until the spring. It is not yet " \
	"known who will pay for the repairs."
#define BODY_3                                                                 \
	"The last time that the bridge was closed, nine years ago, it took "   \
	"the engineers five months to make it safe again."
#define ARTICLE BODY_1 "\n" BODY_2 "\n" BODY_3

static void strip_text(const char *text)
{
	const struct evidence nothing = {0};

	strip_page(&stripper, false, str_from(text), &nothing);
}

static void strip_html(const char *html)
{
	const struct evidence nothing = {0};

	strip_page(&stripper, true, str_from(html), &nothing);
}

static const char *article(void)
{
	buf_reset(&out);
	stripper.pages = 1;
	strip_put_plain(&stripper, &out);
	return out.n ? out.p : "";
}

/* The rule of the first line that is just this text; "none" if none is. */
static const char *rule_of(const char *text)
{
	const struct article *page = &stripper.article;

	for (size_t i = 0; i < page->page.count; i++)
		if (str_eq(page->page.block[i].text, str_from(text)))
			return rule_name(page->line[i].rule);
	return "none";
}

static const char *title(void)
{
	return stripper.article.title.n ? stripper.article.title.p : "";
}

static const char *created(void)
{
	buf_reset(&out);
	date_put(&out, &stripper.article.created);
	return out.n ? out.p : "";
}

static void test_saved_text(void)
{
	strip_text("Bridge closed after cracks are found\n"
		   "10/10/2022 - 14:33\n" ARTICLE
		   "\nAnn Lee\nNearby\nImprint\n");
	is_str(title(), "Bridge closed after cracks are found");
	is_str(created(), "2022-10-10T14:33");
	is_str(rule_of("Bridge closed after cracks are found"), "title");
	is_str(rule_of("10/10/2022 - 14:33"), "stamp");
	is_str(rule_of("Ann Lee"), "byline");
	is_str(rule_of("Nearby"), "short");
	is_str(rule_of(BODY_3), "keep");
	is_str(stripper.article.author.p, "Ann Lee");
}

static void test_clock(void)
{
	strip_text("Monday, 19/01/2026 07:01:12 GMT+7\nThe Elm Post\nNews\n"
		   "Weather\nBridge closed after cracks are found\n" ARTICLE);
	is_str(title(), "Bridge closed after cracks are found");
	is_str(created(), "");
	is_str(rule_of("Monday, 19/01/2026 07:01:12 GMT+7"), "clock");
}

static void test_twins(void)
{
	strip_text("Bridge closed after cracks are found\n" BODY_1
		   "\nThe piers of the bridge on Monday (picture: Lee)\n"
		   "The piers of the bridge on Monday\n" BODY_2 "\n" BODY_3);
	is_str(rule_of("The piers of the bridge on Monday"), "repeat");
	is_str(rule_of("The piers of the bridge on Monday (picture: Lee)"),
	       "caption");
	strip_text(ARTICLE "\n" BODY_1);
	is_str(article(), "\n" BODY_1 "\n\n" BODY_2 "\n\n" BODY_3 "\n");
}

static void test_teasers(void)
{
	strip_text("Bridge closed after cracks are found\n" BODY_1
		   "\nMill at the weir burns down\nNew ferry for the lake\n"
		   "Market moves to the square\n" BODY_2
		   "\nWhat happens next\n" BODY_3);
	is_str(rule_of("New ferry for the lake"), "teaser");
	is_str(rule_of("What happens next"), "keep");
	strip_text("Bridge closed after cracks are found\n" BODY_1
		   "\nThree things are known:\n- one pier is from 1911\n"
		   "- two are from 1950\n- the deck is new\n" BODY_2);
	is_str(rule_of("- two are from 1950"), "keep");
}

static void test_cards(void)
{
	strip_text("Bridge closed after cracks are found\n" ARTICLE
		   "\nMill at the weir burns down\nTown 18/01/2026\n" BODY_1
		   " Again.\nNew ferry for the lake\nTown 17/01/2026\n" BODY_2
		   " Again.\nMarket moves to the square\n");
	is_str(rule_of(BODY_3), "keep");
	is_str(rule_of(BODY_1 " Again."), "tail");
	is_str(rule_of(BODY_2 " Again."), "tail");
	is_str(created(), "");
}

static void test_html(void)
{
	strip_html("<title>Bridge closed after cracks are found | Elm Post"
		   "</title><nav><a href=/>News</a></nav><h1>Bridge closed "
		   "after cracks are found</h1><div class=share><p>" BODY_3
		   " Share.</p></div><p>" BODY_1 "<p>" BODY_2
		   "<aside><p>" BODY_3 "</aside><p>" BODY_3 " So.");
	is_str(title(), "Bridge closed after cracks are found");
	is_str(rule_of("News"), "nav");
	is_str(rule_of(BODY_1), "keep");
	is_str(rule_of(BODY_3), "aside");
	is_str(rule_of(BODY_3 " So."), "keep");
	is_str(rule_of(BODY_3 " Share."), "named");
}

/* Names that all of the page has say nothing. */
static void test_escape(void)
{
	strip_html("<div class=sidebar><p>" BODY_1 "<p>" BODY_2 "</div>");
	is_str(article(), "\n" BODY_1 "\n\n" BODY_2 "\n");
	strip_html("<footer><p>" BODY_1 "<p>" BODY_2 "</footer>");
	is_str(article(), "\n" BODY_1 "\n\n" BODY_2 "\n");
	strip_text("Only this");
	is_str(article(), "\nOnly this\n");
	strip_text("");
	is_str(article(), "");
}

/* Every block is either in the text or has a rule: none is lost. */
static void test_nothing_lost(void)
{
	const struct article *page = &stripper.article;

	strip_html(
		"<header>a</header><p hidden>b<form>c</form><td>d<li>e"
		"<pre>f</pre>g<h1>h</h1><figcaption>i</figcaption><p>" BODY_1);
	for (size_t i = 0; i < page->page.count; i++)
		ok(page->line[i].rule != RULE_KEEP ||
		   page->line[i].role != ROLE_CHROME);
	ok(page->page.count == 10);
}

static void test_sniff(void)
{
	ok(strip_is_html(STR("\xef\xbb\xbf\n <!doctype html>")));
	ok(strip_is_html(STR("<p>a")));
	ok(strip_is_html(STR("a<b>c</b></p></div>")));
	ok(!strip_is_html(STR("a < b\nc")));
	ok(!strip_is_html(STR("")));
	ok(!strip_is_html(STR("<")));
}

static void test_keep(void)
{
	uint32_t drop;

	ok(strip_keep_from("") == STRIP_KEEP);
	ok(strip_keep_from("caption") == (STRIP_KEEP | 1u << ROLE_CAPTION));
	ok(strip_keep_from("caption,byline") & 1u << ROLE_BYLINE);
	ok(!(strip_keep_from("all") & 1u << ROLE_CHROME));
	ok(!strip_keep_from("chrome"));
	ok(strip_drop_from("lead,code", &drop) &&
	   drop == (1u << ROLE_LEAD | 1u << ROLE_CODE));
	ok(strip_drop_from("", &drop) && !drop);
	ok(!strip_drop_from("title", &drop));
	ok(!strip_keep_from("footnote"));
}

int main(void)
{
	unicode_init();
	phrases_init();
	test_saved_text();
	test_clock();
	test_twins();
	test_teasers();
	test_cards();
	test_html();
	test_escape();
	test_nothing_lost();
	test_sniff();
	test_keep();
	strip_release(&stripper);
	phrases_release();
	buf_release(&out);
	return tap_done();
}
