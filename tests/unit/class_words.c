#include "../../stages/strip/html/class_words.h"

#include "../../stages/strip/blocks.h"
#include "tap.h"

enum {
	BAD = BLOCK_NAME_BAD,
	GOOD = BLOCK_NAME_GOOD,
	BODY = BLOCK_NAME_GOOD | BLOCK_IN_BODY,
};

static uint32_t flags_of(const char *value)
{
	return class_words_read(str_from(value)).flags;
}

static void test_words(void)
{
	ok(flags_of("") == 0);
	ok(flags_of("row col-md-8") == 0);
	ok(flags_of("related-news") == BAD);
	ok(flags_of("Related_News box") == BAD);
	ok(flags_of("boxRelated") == BAD);
	ok(flags_of("author") == BLOCK_NAME_BYLINE);
	ok(flags_of("datePublished") == BLOCK_NAME_STAMP);
	ok(flags_of("detail-sapo") == (GOOD | BLOCK_NAME_LEAD));
	/* whole words alone */
	ok(flags_of("loaded leading metadata heads") == 0);
}

static void test_pairs(void)
{
	ok(flags_of("article-body") == BODY);
	ok(flags_of("articleBody") == BODY);
	ok(flags_of("x entry_content__inner") == BODY);
	ok(flags_of("news-content") == BODY);
	ok(flags_of("body article") == GOOD); /* two names */
	ok(flags_of("main-content") == GOOD);
}

static void test_no_meaning(void)
{
	ok(flags_of("has-sidebar no-comments") == 0);
	ok(flags_of("tag-social category-popular") == 0);
	ok(flags_of("no-x sidebar") == BAD); /* the next name counts */
	ok(flags_of("sc-25ad-1") == 0);
	ok(flags_of("w-[calc(1px+sidebar)]") == 0);
	ok(flags_of("sidebar2") == BAD);
}

static void test_rest(void)
{
	const struct class_words a = class_words_read(STR("post post-123"));
	const struct class_words b = class_words_read(STR("post post-77"));
	const struct class_words c = class_words_read(STR("post posts"));

	ok(a.hash == b.hash);
	ok(a.hash != c.hash);
	ok(class_words_read(STR("comment-list")).comments);
	ok(!class_words_read(STR("related")).comments);
}

int main(void)
{
	test_words();
	test_pairs();
	test_no_meaning();
	test_rest();
	return tap_done();
}
