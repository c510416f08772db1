/* What the model sees of a page. */
#include "../../stages/strip/features.h"

#include "../../stages/strip/strip.h"
#include "phrases.h"
#include "tap.h"
#include "unicode.h"

#define PROSE                                                                  \
	"The council has found the money to keep the last crossing of the "    \
	"day running, and nobody was against it."

static struct stripper stripper;

static void strip(const char *page, bool html)
{
	const struct evidence none = {
		.url = STR(""),
		.fetched = STR(""),
		.title = STR(""),
		.author = STR(""),
		.created = STR(""),
		.date = STR(""),
	};

	strip_page(&stripper, html, str_from(page), &none);
}

static int at(unsigned int column, ptrdiff_t row)
{
	return features_column(&stripper.article.features, column)[row];
}

int main(void)
{
	unicode_init();
	phrases_init();
	strip("<title>Ferry to stay</title><nav><a href=/>News</a></nav>"
	      "<div class=article-body><h2>Ferry to stay</h2>"
	      "<p>" PROSE "</p><p>" PROSE "</p><ul><li>one</ul></div>"
	      "<div><p><a href=/x>Other news</a></div>",
	      true);
	ok(stripper.article.features.rows == 6);
	ok(at(FEATURE_BAD, 0) == 1 && at(FEATURE_BAD, 2) == 0);
	ok(at(FEATURE_LINK, 0) == 100 && at(FEATURE_LINK, 2) == 0);
	ok(at(FEATURE_LEVEL, 1) == 2);
	ok(at(FEATURE_PROSE, 2) == 1 && at(FEATURE_PROSE, 1) == 0);
	ok(at(FEATURE_FROM_TITLE, 0) == -1 && at(FEATURE_FROM_TITLE, 3) == 2);
	/* two blocks say the same: 16 times the logarithm of 3 */
	ok(at(FEATURE_SAME, 2) == 24 && at(FEATURE_SAME, 1) == 16);
	ok(at(FEATURE_PATH_AGAIN, 3) == 1 && at(FEATURE_PATH_AGAIN, 2) == 0);
	ok(at(FEATURE_PATH_PROSE, 2) == 1000 &&
	   at(FEATURE_PATH_LINK, 5) == 100);
	/* the box of the article has all the prose, the list in it none */
	ok(at(FEATURE_BOX_GOOD, 2) == 1000 && at(FEATURE_BOX_OWN, 2) == 1000);
	ok(at(FEATURE_BOX_GOOD, 4) == 0 && at(FEATURE_BOX_GOOD + 1, 4) == 1000);
	ok(at(FEATURE_UP, 2) == 0 && at(FEATURE_DOWN, 2) == 0);
	ok(at(FEATURE_UP, 4) == 1 && at(FEATURE_DOWN, 4) == 0);
	ok(at(FEATURE_UP, 5) == 1 && at(FEATURE_DOWN, 5) == 1);
	ok(at(FEATURE_IN_BODY, 4) == 1 && at(FEATURE_IN_BODY, 5) == 0);
	ok(at(FEATURE_PAGE_BODY, 0) == 1000);
	ok(at(FEATURE_DECLARED, 2) == -1);
	/* nothing stands beside the first and the last */
	ok(at(FEATURE_WIDTH, -1) == FEATURE_NONE &&
	   at(FEATURE_WIDTH, -FEATURES_PAD) == FEATURE_NONE);
	ok(at(FEATURE_WIDTH, 6) == FEATURE_NONE &&
	   at(FEATURE_WIDTH, 6 + FEATURES_PAD - 1) == FEATURE_NONE);
	/* a smaller page behind a larger one, and none */
	strip("One line.\n", false);
	ok(stripper.article.features.rows == 1);
	ok(at(FEATURE_WIDTH, 0) == 16 * 3 + 16 / 4 &&
	   at(FEATURE_ENDED, 0) == 1);
	ok(at(FEATURE_WIDTH, 1) == FEATURE_NONE);
	strip("", false);
	ok(stripper.article.features.rows == 0);
	/* the page declares its body */
	strip("<script type=application/ld+json>{\"@type\":\"NewsArticle\","
	      "\"articleBody\":\"" PROSE "\"}</script><p>" PROSE
	      "<p>Quite another line of words.",
	      true);
	ok(at(FEATURE_DECLARED, 0) == 100 && at(FEATURE_DECLARED, 1) == 0);
	strip_release(&stripper);
	phrases_release();
	return tap_done();
}
