#include "lines.h"

#include <strings.h>

#include "phrases.h"
#include "unicode.h"
#include "utf8.h"

enum {
	LINKS_PERCENT = 50, /* boilerpipe: 33, jusText: 20; more is needed
			     * here since long prose is asked first */
	STAMP_WIDTH_MAX = 120,
	STAMP_EXTRA = 3,    /* words beside the date: a section's name */
	LABELLED_EXTRA = 7, /* the same, behind "published": names too */
	TAIL_EXTRA = 3,	    /* words behind "related stories" */
	ALONE_EXTRA = 8,    /* words behind "email:" */
	BYLINE_WIDTH_MAX = 90,
	BYLINE_WORDS_MAX = 16,
	CAPTION_WIDTH_MAX = 400,
	CREDIT_WORDS = 14, /* a picture's credit stands in the last words */
	INLINE_WIDTH_MAX = 200,
	CHROME_WIDTH_MAX = 200,
	HEAD_WIDTH_MIN = 12,
	HEAD_WIDTH_MAX = 200,
	COUNTER_PERCENT = 25, /* digits */
	COUNTER_WORDS_MAX = 5,
};

struct view { /* of one line */
	struct str text;
	const struct tokens *tokens;
	const struct block *block;
	struct line *line;
};

static size_t token_end(const struct tokens *tokens, size_t i)
{
	return tokens->token[i].start + tokens->token[i].len;
}

/* Is the next thing behind token i a colon, or a slash as in "Photo/AP"? */
static bool labels(const struct view *view, size_t i)
{
	struct str rest = str_skip(view->text, token_end(view->tokens, i));

	while (rest.n && *rest.p == ' ')
		rest = str_skip(rest, 1);
	return rest.n && (*rest.p == ':' || *rest.p == '/' ||
			  str_starts(rest, STR("\xef\xbc\x9a")));
}

static bool is_upper_token(const struct view *view, size_t i)
{
	size_t len;
	const uint32_t code = utf8_decode(
		str_skip(view->text, view->tokens->token[i].start), &len);

	return unicode_is_upper(code) || unicode_class(code) == UNICODE_ALONE;
}

/* How many tokens from i on belong to a time without being one: numbers,
 * labels, weekdays, single letters, "pm", "GMT". */
static size_t time_words(const struct view *view, size_t i)
{
	const struct token *token = &view->tokens->token[i];
	const char *p = view->text.p + token->start;
	size_t n = phrase_at(view->tokens, i, PHRASE_STAMP, NULL);

	if (!n)
		n = phrase_at(view->tokens, i, PHRASE_WEEKDAY, NULL);
	if (n || token->number || token->len == 1)
		return n ? n : 1;
	if (token->len == 2)
		return (*p | 32) != 'm' && (p[1] | 32) == 'm';
	return token->len == 3 &&
	       (!strncasecmp(p, "gmt", 3) || !strncasecmp(p, "utc", 3));
}

/* Count the words of tokens [*i, to) that are beside a time; moves *i. */
static size_t count_beside(const struct view *view, size_t *i, size_t to)
{
	const struct tokens *tokens = view->tokens;
	size_t extra = 0;

	while (*i < tokens->count && tokens->token[*i].start < to) {
		const size_t n = time_words(view, *i);

		extra += !n;
		*i += n ? n : 1;
	}
	return extra;
}

/* Put the clock time of a second hit to a date that has none. */
static void take_clock(struct date *date, const struct date *clock)
{
	if (date->hour >= 0)
		return;
	date->hour = clock->hour;
	date->minute = clock->minute;
	date->second = clock->second;
	date->has_zone = clock->has_zone;
	date->zone = clock->zone;
}

/*
 * Words of the line that are no part of a date, its label or weekday; all
 * of them if it has no date or time. The first full date goes to
 * line->date.
 */
static size_t words_beside_date(const struct view *view, enum date_order order)
{
	const struct tokens *tokens = view->tokens;
	struct date_hit hit = {0}, clock = {0};
	struct date *date = &view->line->date;
	size_t at = 0, i = 0, extra = 0;
	bool any = false, has_clock = false;

	while (date_next(view->text, &at, order, &hit)) {
		const bool full = hit.date.year && hit.date.month &&
				  hit.date.day && !hit.clock_only;

		any |= full || hit.clock_only;
		if (full && !date->year)
			*date = hit.date;
		if (hit.clock_only && !has_clock) {
			clock = hit;
			has_clock = true;
		}
		extra += count_beside(view, &i, hit.start);
		while (i < tokens->count && tokens->token[i].start < hit.end)
			i++;
	}
	extra += count_beside(view, &i, SIZE_MAX);
	if (date->year && has_clock)
		take_clock(date, &clock.date);
	return any ? extra : tokens->count + 1;
}

static bool is_stamp(const struct view *view, enum date_order order)
{
	size_t extra;

	if (!view->line->digits || view->line->width > STAMP_WIDTH_MAX)
		return false;
	extra = words_beside_date(view, order);
	if (phrase_at(view->tokens, 0, PHRASE_STAMP, NULL))
		return extra <= LABELLED_EXTRA;
	return extra <= STAMP_EXTRA && extra < view->tokens->count;
}

/* Are all tokens from i on numbers? */
static bool only_numbers(const struct tokens *tokens, size_t i)
{
	while (i < tokens->count && tokens->token[i].number)
		i++;
	return i == tokens->count;
}

/*
 * "Comments", "Comments (12)", "Related stories from here", "Tags: a, b".
 * What also opens teasers ("See also: title") opens a tail alone.
 */
static bool is_tail(const struct view *view)
{
	const size_t count = view->tokens->count;
	const size_t n = phrase_at(view->tokens, 0, PHRASE_TAIL, NULL);

	if (!n || n == count)
		return n;
	if (phrase_at(view->tokens, 0, PHRASE_INLINE, NULL))
		return false;
	if (only_numbers(view->tokens, n))
		return true;
	if (view->line->prose || view->line->ended)
		return false;
	return labels(view, n - 1) || (n >= 2 && count <= n + TAIL_EXTRA);
}

/* Without a colon one word is too little: "More than ten...". */
static bool is_inline_teaser(const struct view *view)
{
	const size_t n = phrase_at(view->tokens, 0, PHRASE_INLINE, NULL);

	if (!n || view->line->width > INLINE_WIDTH_MAX)
		return false;
	if (labels(view, n - 1) || view->tokens->count == n)
		return true;
	return n >= 2 && !view->line->ended &&
	       (view->line->link || view->block->tag == BLOCK_TEXT);
}

/* "Home", "Visitors: 1,234", "Email: desk@example.org". */
static bool is_alone(const struct view *view)
{
	const size_t n = phrase_at(view->tokens, 0, PHRASE_ALONE, NULL);

	if (!n || view->block->tag == BLOCK_HEADING)
		return false;
	if (only_numbers(view->tokens, n))
		return true;
	return labels(view, n - 1) && !view->line->prose &&
	       view->tokens->count <= n + ALONE_EXTRA &&
	       (view->line->digits || memchr(view->text.p, '@', view->text.n));
}

/* Does punctuation or the start of the line stand before token i? */
static bool stands_apart(const struct view *view, size_t i)
{
	size_t from = i ? token_end(view->tokens, i - 1) : 0;
	const size_t to = view->tokens->token[i].start;

	if (!i)
		return true;
	for (; from < to; from++)
		if (view->text.p[from] != ' ' &&
		    !((unsigned char)view->text.p[from] & 0x80))
			return true;
	return to > token_end(view->tokens, i - 1) + 2; /* a long dash */
}

static bool is_chrome(const struct view *view)
{
	const bool prose = view->line->prose;
	size_t n;

	if (view->line->width > CHROME_WIDTH_MAX)
		return false;
	for (size_t i = 0; i < view->tokens->count; i++) {
		if (prose && !stands_apart(view, i))
			continue;
		n = phrase_at(view->tokens, i, PHRASE_CHROME, NULL);
		if (n && (n >= 3 || (!i && (!prose || labels(view, n - 1)))))
			return true;
	}
	return is_alone(view);
}

static bool is_counter(const struct line *line)
{
	return line->digits >= COUNTER_PERCENT &&
	       line->words <= COUNTER_WORDS_MAX && !line->date.year;
}

static bool is_caption(const struct view *view)
{
	const size_t count = view->tokens->count;
	size_t i = count > CREDIT_WORDS ? count - CREDIT_WORDS : 0;
	size_t n = phrase_at(view->tokens, 0, PHRASE_CAPTION, NULL);

	if (view->line->width > CAPTION_WIDTH_MAX)
		return false;
	if (n && (labels(view, n - 1) || (n >= 2 && !view->line->ended)))
		return true;
	for (; i < count; i++) {
		if (!stands_apart(view, i))
			continue;
		n = phrase_at(view->tokens, i, PHRASE_CAPTION, NULL);
		if (n && (labels(view, i + n - 1) || i + n == count ||
			  (n >= 2 && is_upper_token(view, i))))
			return true;
	}
	return false;
}

static bool is_byline(const struct view *view)
{
	const size_t n = phrase_at(view->tokens, 0, PHRASE_BYLINE, NULL);

	return n && n < view->tokens->count &&
	       view->line->width <= BYLINE_WIDTH_MAX &&
	       view->tokens->count <= BYLINE_WORDS_MAX &&
	       (!view->line->ended || view->line->words <= n + 4) &&
	       (labels(view, n - 1) || is_upper_token(view, n));
}

static enum line_kind kind_of(const struct view *view, enum date_order order)
{
	const struct line *line = view->line;

	if (!line->words)
		return LINE_SHORT;
	if (is_stamp(view, order))
		return LINE_STAMP;
	if (is_tail(view))
		return LINE_TAIL;
	if (is_inline_teaser(view))
		return LINE_INLINE;
	if (line->link >= LINKS_PERCENT)
		return LINE_LINKS;
	if (is_chrome(view) || is_counter(line))
		return LINE_CHROME;
	if (is_caption(view))
		return LINE_CAPTION;
	if (is_byline(view))
		return LINE_BYLINE;
	if (line->prose)
		return LINE_PROSE;
	if (line->width >= HEAD_WIDTH_MIN && line->width <= HEAD_WIDTH_MAX)
		return LINE_HEAD;
	return LINE_SHORT;
}

void line_classify(struct article *article, size_t i,
		   const struct tokens *tokens)
{
	const struct view view = {
		.text = article->page.block[i].text,
		.tokens = tokens,
		.block = &article->page.block[i],
		.line = &article->line[i],
	};

	article->line[i].kind = kind_of(&view, article->order);
}
