#include "metadata.h"

#include "language.h"
#include "phrases.h"
#include "stamps.h"
#include "utf8.h"

enum {
	LANGUAGE_BYTES = 1024, /* of text are enough to know its language... */
	LANGUAGE_LINE = 64 * 1024, /* ...and no more than this of a line */
	YEAR_MIN = 1900,
	YEAR_MAX = 2100,
	AUTHOR_MAX = 200,  /* bytes; more is no name */
	DIGITS_MAX = 3,	   /* in a name */
	TITLE_REACH = 12,  /* blocks from the title to its <time> */
	UPDATE_WORDS = 32, /* in a block with a <time> and its label */
	LABEL_WORDS = 3,   /* of a block that only labels the next */
	WEST_MAX = 12,	   /* hours; zones are UTC-12 to UTC+14 */
	EAST_MAX = 14,
	DATE_BYTES = 64, /* a longer value is no date */
};

/* Names of <meta> that hold the time of publication, best first; only their
 * letters count. */
static const char *const time_names[] = {
	"articlepublishedtime",
	"ogarticlepublishedtime",
	"ogpublishedtime",
	"datepublished",
	"articlepublished",
	"publisheddate",
	"publishdate",
	"pubdate",
	"publicationdate",
	"originalpublicationdate",
	"firstpublished",
	"parselypubdate",
	"sailthrudate",
	"cxenseparserecspublishtime",
	"btpubdate",
	"wpublisheddate",
	"prismpublicationdate",
	"dcdateissued",
	"dctermsissued",
	"dcdatecreated",
	"dctermscreated",
	"dcdate",
	"dctermsdate",
	"citationpublicationdate",
	"citationonlinedate",
	"citationdate",
	"date",
	"articlecreated",
	"datecreated",
	"created",
	"publishedtime",
	"publishtime",
	"publishedat",
};

enum { TIME_NAMES = sizeof(time_names) / sizeof(*time_names) };

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

struct str metadata_address(const struct page *page)
{
	for (size_t i = 0; i < page->meta_count; i++)
		if (page->meta[i].kind == META_LINK &&
		    str_eq(page->meta[i].name, STR("canonical")) &&
		    page->meta[i].value.n)
			return page->meta[i].value;
	return find_meta(page, STR("og:url"));
}

void metadata_site(struct article *article, const struct jsonld *jsonld)
{
	const struct page *page = &article->page;
	struct str name = find_meta(page, STR("og:site_name"));

	if (!name.n)
		name = buf_str(&jsonld->publisher);
	if (!name.n)
		name = find_meta(page, STR("application-name"));
	article_set(&article->site, name);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

/* A language tag in lower case; returns its length. */
static size_t put_code(struct str tag, char *code, size_t size)
{
	size_t n = 0;

	for (; n < tag.n && n < size - 1; n++)
		code[n] = tag.p[n] == '_' ? '-' : lower(tag.p[n]);
	code[n] = '\0';
	return n;
}

void metadata_language_declared(struct article *article)
{
	struct str tag = {0};
	char code[8];
	size_t n;

	for (size_t i = 0; i < article->page.meta_count && !tag.n; i++)
		if (article->page.meta[i].kind == META_LANG)
			tag = str_trim(article->page.meta[i].value);
	n = put_code(tag, code, sizeof(code));
	if (n == 2) { /* a locale names the country, too */
		char locale[8];

		put_code(find_meta(&article->page, STR("og:locale")), locale,
			 sizeof(locale));
		article->order =
			date_order_of(strncmp(locale, code, 2) ? code : locale);
	} else {
		article->order = date_order_of(code);
	}
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
		buf_add_str(text, utf8_head(article->page.block[i].text,
					    LANGUAGE_LINE));
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
	       memchr(s.p, '@', s.n);
}

/* Does s begin with word, which is in lower case, and a space, a colon or
 * the capital of a name that is glued to it? */
static bool opens_with(struct str s, struct str word)
{
	const char next = s.n > word.n ? s.p[word.n] : 'a';

	if (next != ' ' && next != ':' && (next < 'A' || next > 'Z'))
		return false;
	for (size_t i = 0; i < word.n; i++)
		if (lower(s.p[i]) != word.p[i])
			return false;
	return true;
}

static struct str trim_name(struct str s)
{
	static const char signs[] = " \t\r\n,;:-|/";

	while (s.n && memchr(signs, *s.p, sizeof(signs) - 1))
		s = str_skip(s, 1);
	while (s.n && memchr(signs, s.p[s.n - 1], sizeof(signs) - 1))
		s.n--;
	return s;
}

/* What stands before a date without the words that belong to the date. */
static struct str without_label(struct article *article, struct str s)
{
	static const enum phrase_kind kinds[] = {
		PHRASE_STAMP, PHRASE_CLOCK_JOIN, PHRASE_DATE_CUE,
		PHRASE_WEEKDAY, PHRASE_DAY_CUE};
	struct tokens *tokens = &article->tokens[0];

	tokens_find(tokens, s);
	for (size_t i = 0; i < tokens->count; i++)
		for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++)
			if (i + phrase_at(tokens, i, kinds[k], NULL) ==
			    tokens->count)
				return (struct str){s.p,
						    tokens->token[i].start};
	return s;
}

/* A name without "by" before it and a date behind it, as some pages have
 * them even in their metadata. */
static struct str clean_name(struct article *article, struct str s)
{
	static const struct str openers[] = {
		STR_INIT("written by"),
		STR_INIT("posted by"),
		STR_INIT("by"),
	};
	struct date_hit hit;
	size_t at = 0;

	s = trim_name(s);
	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers); i++)
		if (opens_with(s, openers[i])) {
			s = trim_name(str_skip(s, openers[i].n));
			break;
		}
	if (date_next(s, &at, article->order, &hit) && hit.start)
		s = without_label(article, (struct str){s.p, hit.start});
	return trim_name(s);
}

/* Too many digits for a name: a date glued to it, a number of visits. */
static bool has_digits(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] >= '0' && s.p[i] <= '9';
	return n > DIGITS_MAX;
}

/* Append the parts of a name between commas that are no addresses. */
static void add_name(struct buf *names, struct str name)
{
	struct str part;

	while (str_cut(&name, ',', &part)) {
		part = trim_name(part);
		if (!part.n || is_address(part) || has_digits(part))
			continue;
		if (names->n)
			buf_add_text(names, ", ");
		buf_add_str(names, part);
	}
}

/* Take s as the author unless it cannot be a name. Several that are parted
 * by semicolons get commas. */
static bool take_author(struct article *article, struct str s)
{
	struct buf *names = &article->scratch;
	struct str name;

	buf_reset(names);
	while (str_cut(&s, ';', &name))
		add_name(names, clean_name(article, name));
	if (!names->n || names->n > AUTHOR_MAX)
		return false;
	article_set(&article->author, buf_str(names));
	return article->author.n;
}

/* All <meta> of one name: some pages have one for each author. */
static bool take_author_meta(struct article *article, int kind, struct str name)
{
	const struct page *page = &article->page;
	struct buf names = {0};
	struct str last = {0};
	bool taken;

	for (size_t i = 0; i < page->meta_count; i++) {
		const struct meta_item *item = &page->meta[i];

		if ((int)item->kind != kind || !str_eq(item->name, name) ||
		    !item->value.n || str_eq(item->value, last) ||
		    names.n > AUTHOR_MAX)
			continue;
		last = item->value;
		if (names.n)
			buf_add_char(&names, ';');
		buf_add_str(&names, last);
	}
	taken = take_author(article, buf_str(&names));
	buf_release(&names);
	return taken;
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
		if (take_author_meta(article, META_NAME, author_names[i]))
			return;
	if (take_author_meta(article, META_PROP, STR("author")))
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

static bool parse_full(struct str text, enum date_order order,
		       struct date *date)
{
	return text.n && date_parse(text, order, date) &&
	       date_days(date) != INT32_MIN;
}

/* A date of digits that would be in the future may have been meant in the
 * other order. */
static bool take_text(const struct clock *clock, struct str text,
		      enum created_from from)
{
	const enum date_order order = clock->article->order;
	struct date date;

	if (!parse_full(text, order, &date))
		return false;
	return take_date(clock, &date, from) ||
	       (order != DATE_YMD &&
		parse_full(text, order == DATE_DMY ? DATE_MDY : DATE_DMY,
			   &date) &&
		take_date(clock, &date, from));
}

/* Is this one of the names, signs and all but their letters aside? */
static bool is_named(struct str s, const char *letters)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < 'a' || s.p[i] > 'z')
			continue;
		if (s.p[i] != *letters++)
			return false;
	}
	return !*letters;
}

/* The first <meta> with one of the names, best name first. */
static struct str find_named(const struct page *page, const char *const *names,
			     size_t count)
{
	for (size_t n = 0; n < count; n++)
		for (size_t i = 0; i < page->meta_count; i++)
			if (page->meta[i].kind == META_NAME &&
			    page->meta[i].value.n &&
			    is_named(page->meta[i].name, names[n]))
				return page->meta[i].value;
	return (struct str){0};
}

static bool take_meta(const struct clock *clock)
{
	const struct page *page = &clock->article->page;

	for (size_t i = 0; i < TIME_NAMES; i++)
		if (take_text(clock, find_named(page, &time_names[i], 1),
			      FROM_META))
			return true;
	return false;
}

/* Does a <time> say when the article was changed, by its name or by the
 * words before it? */
static bool is_update(struct article *article, const struct meta_item *item)
{
	struct tokens *tokens = &article->tokens[0];
	const struct block *block = &article->page.block[item->at];
	const struct line *line = &article->line[item->at];
	enum stamp_label label = STAMP_NONE, own;
	struct date date;

	if (item->name.n)
		return str_eq(item->name, STR("datemodified"));
	if (item->at && line[-1].words <= LABEL_WORDS && !line[-1].digits)
		label = stamp_label_in(block[-1].text, tokens);
	if (item->at >= article->page.count || line->words > UPDATE_WORDS)
		return false;
	own = stamp_read(block->text, article->order, label, tokens, &date);
	if (own == STAMP_NONE) /* what is written needs not be a date */
		own = stamp_label_in(block->text, tokens);
	return (own == STAMP_NONE ? label : own) == STAMP_UPDATED;
}

enum place { PLACE_TITLE, PLACE_ARTICLE, PLACE_ANYWHERE, PLACE_COUNT };

static enum place place_of(const struct article *article,
			   const struct meta_item *item)
{
	const size_t title = article->title_line;

	if (!item->at || (title != NO_LINE && item->at >= title &&
			  item->at - title <= TITLE_REACH))
		return PLACE_TITLE;
	return item->in_article ? PLACE_ARTICLE : PLACE_ANYWHERE;
}

/* Do all that stand there say the same day? */
static bool is_only_day(struct article *article, int kind)
{
	const struct page *page = &article->page;
	int32_t day = INT32_MIN;

	for (size_t i = 0; i < page->meta_count; i++) {
		const struct meta_item *item = &page->meta[i];
		struct date date;

		if ((int)item->kind != kind || is_update(article, item) ||
		    !parse_full(item->value, article->order, &date))
			continue;
		if (day != INT32_MIN && day != date_days(&date))
			return false;
		day = date_days(&date);
	}
	return true;
}

/*
 * Dates that stand among the text, in <time> or as itemprop: one near the
 * title sooner than one in the article, that sooner than another, which
 * must be alone, since other articles have theirs.
 */
static bool take_items(const struct clock *clock, int kind, bool updates)
{
	struct article *article = clock->article;
	const struct page *page = &article->page;

	for (enum place place = PLACE_TITLE; place < PLACE_COUNT; place++) {
		if (place == PLACE_ANYWHERE && !is_only_day(article, kind))
			return false;
		for (size_t i = 0; i < page->meta_count; i++) {
			const struct meta_item *item = &page->meta[i];

			if ((int)item->kind == kind && item->value.n &&
			    (kind == META_TIME ||
			     is_named(item->name, "datepublished")) &&
			    place_of(article, item) == place &&
			    is_update(article, item) == updates &&
			    take_text(clock, item->value,
				      kind == META_TIME ? FROM_TIME
							: FROM_META))
				return true;
		}
	}
	return false;
}

static bool take_url(const struct clock *clock, struct str url)
{
	struct date date;

	return url.n && date_from_url(url, &date) &&
	       take_date(clock, &date, FROM_URL);
}

static bool take_stamp(const struct clock *clock, bool updated)
{
	const struct article *article = clock->article;

	return article->stamp_line != NO_LINE &&
	       article->stamp_updated == updated &&
	       take_date(clock, &article->line[article->stamp_line].date,
			 FROM_TEXT);
}

/*
 * An article cannot have been published after the day below its title: a
 * system that declares a later one says when it put the article out anew.
 */
static void settle_republished(const struct clock *clock)
{
	const struct article *article = clock->article;
	const size_t at = article->stamp_line;

	if (at != NO_LINE && at >= article->title_line &&
	    !article->stamp_updated &&
	    date_days(&article->line[at].date) < date_days(&article->created))
		take_stamp(clock, false);
}

/* Another way to say the same second, with the zone of the place? */
static bool is_local(const struct date *date, const struct date *utc)
{
	const int64_t apart = date_seconds(date) - date_seconds(utc);

	return date->has_zone && date->zone && date->hour >= 0 && apart > -60 &&
	       apart < 60;
}

/* Could that be the day on which utc fell somewhere on earth? */
static bool is_local_day(const struct date *date, const struct date *utc)
{
	const int32_t apart = date_days(date) - date_days(utc);

	return date_days(date) != INT32_MIN &&
	       ((apart == -1 && utc->hour < WEST_MAX) ||
		(apart == 1 && utc->hour >= 24 - EAST_MAX));
}

static bool take_local(struct article *article, struct str text)
{
	struct date date;

	if (!parse_full(text, article->order, &date) ||
	    !is_local(&date, &article->created))
		return false;
	article->created = date;
	return true;
}

static void take_local_day(struct article *article, const struct date *date,
			   enum created_from from)
{
	if (!is_local_day(date, &article->created))
		return;
	article->created = *date;
	article->created_from = from;
}

/*
 * A time in UTC may fall on another day than the one that people at the
 * place know and the page shows: the same second in the zone of the place
 * is sought, then the day that the stamp or the URL says.
 */
static void settle_zone(struct article *article, const struct jsonld *jsonld,
			struct str url)
{
	const struct page *page = &article->page;
	const struct date *created = &article->created;
	struct date date;

	if (!created->has_zone || created->zone || created->hour < 0 ||
	    take_local(article, buf_str(&jsonld->page_published)))
		return;
	for (size_t i = 0; i < page->meta_count; i++) {
		const struct meta_item *item = &page->meta[i];

		if ((item->kind == META_NAME || item->kind == META_PROP ||
		     item->kind == META_TIME) &&
		    item->value.n <= DATE_BYTES &&
		    take_local(article, item->value))
			return;
	}
	if (article->stamp_line != NO_LINE && !article->stamp_updated)
		take_local_day(article,
			       &article->line[article->stamp_line].date,
			       FROM_TEXT);
	else if (url.n && date_from_url(url, &date) && date.hour < 0)
		take_local_day(article, &date, FROM_URL);
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
	    take_meta(&clock) || take_items(&clock, META_PROP, false) ||
	    take_text(&clock, buf_str(&jsonld->page_published), FROM_JSONLD) ||
	    take_items(&clock, META_TIME, false) ||
	    take_text(&clock, evidence->created, FROM_INPUT) ||
	    take_url(&clock, evidence->url) || take_stamp(&clock, false) ||
	    take_text(&clock, evidence->date, FROM_INPUT) ||
	    take_items(&clock, META_TIME, true) || take_stamp(&clock, true)) {
		settle_zone(article, jsonld, evidence->url);
		settle_republished(&clock);
	}
}
