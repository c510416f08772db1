#include "article.h"

#include <stdlib.h>

#include "html/squeeze.h"
#include "unicode.h"

static const char *const role_names[ROLE_COUNT] = {
	[ROLE_CHROME] = "chrome",   [ROLE_LEAD] = "lead",
	[ROLE_HEADING] = "heading", [ROLE_BODY] = "body",
	[ROLE_LIST] = "list",	    [ROLE_QUOTE] = "quote",
	[ROLE_TABLE] = "table",	    [ROLE_CODE] = "code",
	[ROLE_TITLE] = "title",	    [ROLE_CAPTION] = "caption",
	[ROLE_BYLINE] = "byline",   [ROLE_STAMP] = "stamp",
};

static const char *const rule_names[RULE_COUNT] = {
	[RULE_KEEP] = "keep",
	[RULE_TITLE] = "title",
	[RULE_STAMP] = "stamp",
	[RULE_CAPTION] = "caption",
	[RULE_BYLINE] = "byline",
	[RULE_REPEAT] = "repeat",
	[RULE_NAV] = "nav",
	[RULE_HEADER] = "header",
	[RULE_FOOTER] = "footer",
	[RULE_ASIDE] = "aside",
	[RULE_FORM] = "form",
	[RULE_HIDDEN] = "hidden",
	[RULE_NAMED] = "named",
	[RULE_TAIL] = "tail",
	[RULE_TEASER] = "teaser",
	[RULE_CLOCK] = "clock",
	[RULE_COUNTER] = "counter",
	[RULE_PHRASE] = "phrase",
	[RULE_LINK_DENSE] = "link-dense",
	[RULE_MENU] = "menu",
	[RULE_SHORT] = "short",
	[RULE_BOILERPLATE] = "boilerplate",
	[RULE_DROPPED] = "dropped",
	[RULE_TEMPLATE] = "template",
};

const char *role_name(enum role role)
{
	return role_names[role];
}

const char *rule_name(enum rule rule)
{
	return rule_names[rule];
}

const char *created_from_name(enum created_from from)
{
	static const char *const names[] = {
		[FROM_NONE] = "",	[FROM_JSONLD] = "jsonld",
		[FROM_META] = "meta",	[FROM_TIME] = "time",
		[FROM_URL] = "url",	[FROM_TEXT] = "text",
		[FROM_INPUT] = "input",
	};

	return names[from];
}

enum role role_from(struct str name)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (str_eq(name, str_from(role_names[i])))
			return (enum role)i;
	return ROLE_COUNT;
}

void article_set(struct buf *out, struct str s)
{
	struct squeezer squeezer = {0};

	squeezer_add(&squeezer, s, SQUEEZE_NO_REFS);
	buf_reset(out);
	unicode_nfc(buf_str(&squeezer.out), out);
	squeezer_release(&squeezer);
}

void article_reset(struct article *article)
{
	page_reset(&article->page);
	buf_reset(&article->title);
	buf_reset(&article->author);
	buf_reset(&article->site);
	article->created = (struct date){0};
	article->created_from = FROM_NONE;
	article->title_line = NO_LINE;
	article->stamp_line = NO_LINE;
	article->stamp_updated = false;
	article->byline = NO_LINE;
	article->begin = article->end = 0;
	article->lang = "";
}

void article_release(struct article *article)
{
	page_release(&article->page);
	buf_release(&article->title);
	buf_release(&article->author);
	buf_release(&article->site);
	buf_release(&article->scratch);
	declared_release(&article->declared);
	features_release(&article->features);
	for (int i = 0; i < 3; i++)
		tokens_release(&article->tokens[i]);
	free(article->line);
	*article = (struct article){0};
}
