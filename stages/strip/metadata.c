#include "metadata.h"

#include "language.h"
#include "phrases.h"

enum {
	LANGUAGE_BYTES = 1024, /* of text are enough to know its language */
	YEAR_MIN = 1900,
	YEAR_MAX = 2100,
	AUTHOR_MAX = 200, /* bytes; more is no name */
};

/* Names of <meta> that hold the time of publication, best first. */
static const struct str time_names[] = {
	{"article:published_time", 22},
	{"og:article:published_time", 25},
	{"datepublished", 13},
	{"og:published_time", 17},
	{"article:published", 17},
	{"publish_date", 12},
	{"publish-date", 12},
	{"publishdate", 11},
	{"pubdate", 7},
	{"publication_date", 16},
	{"published_date", 14},
	{"parsely-pub-date", 16},
	{"sailthru.date", 13},
	{"cxenseparse:recs:publishtime", 28},
	{"dc.date.issued", 14},
	{"dcterms.issued", 14},
	{"dc.date.created", 15},
	{"dcterms.created", 15},
	{"dc.date", 7},
	{"dcterms.date", 12},
	{"date", 4},
	{"article.created", 15},
	{"article.published", 17},
	{"datecreated", 11},
	{"created", 7},
	{"date_published", 14},
	{"citation_publication_date", 25},
};

static const struct str author_names[] = {
	{"author", 6},
	{"article:author_name", 19},
	{"parsely-author", 14},
	{"sailthru.author", 15},
	{"dc.creator", 10},
	{"dcterms.creator", 15},
	{"byl", 3},
	{"article:author", 14},
};

static struct str find_meta(const struct page *page, struct str name)
{
	for (size_t i = 0; i < page->meta_count; i++)
		if (page->meta[i].kind == META_NAME &&
		    str_eq(page->meta[i].name, name) && page->meta[i].value.n)
			return page->meta[i].value;
	return (struct str){0};
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

void metadata_language_declared(struct article *article)
{
	struct str tag = {0};
	char code[8];
	size_t n = 0;

	for (size_t i = 0; i < article->page.meta_count && !tag.n; i++)
		if (article->page.meta[i].kind == META_LANG)
			tag = str_trim(article->page.meta[i].value);
	for (; n < tag.n && n < sizeof(code) - 1; n++)
		code[n] = tag.p[n] == '_' ? '-' : lower(tag.p[n]);
	code[n] = '\0';
	article->order = date_order_of(code);
	article->lang = "";
	if (n >= 2 && (n == 2 || code[2] == '-') && code[0] >= 'a' &&
	    code[0] <= 'z' && code[1] >= 'a' && code[1] <= 'z')
		article->lang = arena_copy(&article->page.arena, code, 2);
}

void metadata_language(struct article *article)
{
	struct buf *text = &article->scratch;
	struct tokens *tokens = &article->tokens[0];
	const char *lang;

	buf_reset(text);
	for (size_t i = article->begin;
	     i < article->end && text->n < LANGUAGE_BYTES; i++) {
		if (article->line[i].rule != RULE_KEEP)
			continue;
		buf_add_str(text, article->page.block[i].text);
		buf_add_char(text, ' ');
	}
	buf_add_str(text, buf_str(&article->title));
	tokens_find(tokens, buf_str(text));
	lang = language_of(buf_str(text), tokens);
	if (*lang)
		article->lang = lang;
}

static bool is_address(struct str s)
{
	return str_starts(s, STR("http:")) || str_starts(s, STR("https:")) ||
	       str_starts(s, STR("//")) || str_starts(s, STR("www.")) ||
	       str_starts(s, STR("@"));
}

/* Take s as the author unless it cannot be a name. */
static bool take_author(struct article *article, struct str s)
{
	while (s.n && memchr(" \t\r\n,;:-|", *s.p, 9))
		s = str_skip(s, 1);
	if (!s.n || s.n > AUTHOR_MAX || is_address(s))
		return false;
	article_set(&article->author, s);
	return article->author.n;
}

/* A byline without what opens it ("by", "according to"). */
static struct str without_opener(struct article *article, struct str line)
{
	struct tokens *tokens = &article->tokens[0];
	size_t n;

	tokens_find(tokens, line);
	n = tokens->count ? phrase_at(tokens, 0, PHRASE_BYLINE, NULL) : 0;
	if (!n)
		return line;
	return str_skip(line,
			n < tokens->count ? tokens->token[n].start : line.n);
}

void metadata_author(struct article *article, const struct jsonld *jsonld,
		     const struct evidence *evidence)
{
	if (take_author(article, buf_str(&jsonld->author)))
		return;
	for (size_t i = 0; i < sizeof(author_names) / sizeof(*author_names);
	     i++)
		if (take_author(article,
				find_meta(&article->page, author_names[i])))
			return;
	if (take_author(article, evidence->author))
		return;
	/* "By" may stand in a block of its own, before the name */
	for (size_t i = article->byline;
	     i < article->page.count && article->line[i].role == ROLE_BYLINE;
	     i++)
		if (take_author(article,
				without_opener(article,
					       article->page.block[i].text)))
			return;
}

struct clock { /* the first that fits wins */
	struct article *article;
	int32_t last_day; /* possible; INT32_MIN if unknown */
};

static bool take_date(const struct clock *clock, const struct date *date,
		      enum created_from from)
{
	if (date->year < YEAR_MIN || date->year > YEAR_MAX || !date->month ||
	    !date->day)
		return false;
	if (clock->last_day != INT32_MIN && date_days(date) > clock->last_day)
		return false;
	clock->article->created = *date;
	clock->article->created_from = from;
	return true;
}

static bool take_text(const struct clock *clock, struct str text,
		      enum created_from from)
{
	struct date date;

	return text.n && date_parse(text, clock->article->order, &date) &&
	       take_date(clock, &date, from);
}

static bool take_meta(const struct clock *clock)
{
	const struct page *page = &clock->article->page;

	for (size_t i = 0; i < sizeof(time_names) / sizeof(*time_names); i++)
		if (take_text(clock, find_meta(page, time_names[i]), FROM_META))
			return true;
	return false;
}

/* <time> elements: one in the article sooner than another. */
static bool take_time(const struct clock *clock)
{
	const struct page *page = &clock->article->page;

	for (int near = 1; near >= 0; near--)
		for (size_t i = 0; i < page->meta_count; i++)
			if (page->meta[i].kind == META_TIME &&
			    page->meta[i].in_article == near &&
			    take_text(clock, page->meta[i].value, FROM_TIME))
				return true;
	return false;
}

static bool take_url(const struct clock *clock, struct str url)
{
	struct date date;

	return url.n && date_from_url(url, &date) &&
	       take_date(clock, &date, FROM_URL);
}

static bool take_stamp(const struct clock *clock)
{
	const struct article *article = clock->article;

	return article->stamp_line != NO_LINE &&
	       take_date(clock, &article->line[article->stamp_line].date,
			 FROM_TEXT);
}

void metadata_created(struct article *article, const struct jsonld *jsonld,
		      const struct evidence *evidence)
{
	struct clock clock = {article, INT32_MIN};
	struct date fetched;

	if (evidence->fetched.n &&
	    date_parse(evidence->fetched, DATE_YMD, &fetched) &&
	    date_days(&fetched) != INT32_MIN)
		clock.last_day = date_days(&fetched) + 1; /* zones */
	if (take_text(&clock, buf_str(&jsonld->published), FROM_JSONLD) ||
	    take_meta(&clock) ||
	    take_text(&clock, buf_str(&jsonld->page_published), FROM_JSONLD) ||
	    take_time(&clock) ||
	    take_text(&clock, evidence->created, FROM_INPUT) ||
	    take_url(&clock, evidence->url) || take_stamp(&clock))
		return;
	take_text(&clock, evidence->date, FROM_INPUT);
}
