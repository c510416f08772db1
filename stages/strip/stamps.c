#include "stamps.h"

#include "phrases.h"

enum {
	REACH = 12,	  /* lines from the title to its stamp */
	ABOVE = 2,	  /* the same, above the title */
	ABOVE_TEXT = 4,	  /* above the text, where no line is the title */
	LEAD = 1,	  /* paragraphs that a lead has... */
	PROSE_MAX = 2,	  /* ...and it and the first one of the text */
	LOOSE_REACH = 3,  /* lines from the title to a date amid other words */
	LOOSE_WORDS = 16, /* of such a line: name, office, date, section */
	LABEL_WORDS = 3,  /* of a line that is a label and no more */
};

enum stamp_label stamp_label_in(struct str text, struct tokens *tokens)
{
	enum stamp_label label = STAMP_NONE;
	size_t n;
	int updated;

	tokens_find(tokens, text);
	for (size_t i = 0; i < tokens->count; i += n ? n : 1) {
		n = phrase_at(tokens, i, PHRASE_STAMP, &updated);
		if (n)
			label = updated ? STAMP_UPDATED : STAMP_PUBLISHED;
	}
	return label;
}

static bool is_full(const struct date_hit *hit)
{
	return hit->date.year && hit->date.month && hit->date.day &&
	       !hit->clock_only;
}

enum stamp_label stamp_read(struct str text, enum date_order order,
			    enum stamp_label label, struct tokens *tokens,
			    struct date *date)
{
	struct date_hit hit;
	enum stamp_label best = STAMP_NONE;
	size_t at = 0, from = 0;

	*date = (struct date){.hour = -1, .second = -1};
	for (; date_next(text, &at, order, &hit); from = hit.end) {
		enum stamp_label own;

		if (!is_full(&hit))
			continue;
		own = stamp_label_in(
			(struct str){text.p + from, hit.start - from}, tokens);
		if (own == STAMP_NONE)
			own = label != STAMP_NONE ? label : STAMP_PLAIN;
		if (own > best) {
			best = own;
			*date = hit.date;
		}
		label = STAMP_NONE;
	}
	return best;
}

/* Can line i say when the article was published? */
static bool is_dated(const struct article *article, size_t i)
{
	const struct block *block = &article->page.block[i];
	const struct line *line = &article->line[i];

	return line->date.year &&
	       (line->kind == LINE_STAMP || line->kind == LINE_BYLINE ||
		block->tag == BLOCK_TIME ||
		(block->flags & BLOCK_NAME_STAMP && line->kind != LINE_PROSE));
}

/* Could this be the page's clock? It names the zone or counts seconds. */
static bool is_clock(const struct line *line)
{
	return line->date.has_zone || line->date.second >= 0;
}

/*
 * Where a line cannot be the article's own. Right below the title it can,
 * though it is named like a way to share or other articles, or though two
 * dates close together, published and updated, look like those of teasers.
 */
static bool is_elsewhere(const struct article *article, size_t i, bool below)
{
	const uint32_t flags = article->page.block[i].flags & article->bad &
			       ~(uint32_t)BLOCK_IN_HEADER;

	return below ? flags & ~(uint32_t)BLOCK_NAME_BAD
		     : i >= article->cards || flags;
}

static bool is_loose(const struct line *line)
{
	return line->date.year && line->words <= LOOSE_WORDS && !line->ended &&
	       line->kind != LINE_PROSE && line->kind != LINE_CAPTION;
}

/* Take the date of line i, if it is better than what was found. */
static void look(struct article *article, size_t i, enum stamp_label *best)
{
	struct tokens *tokens = &article->tokens[0];
	struct line *line = &article->line[i];
	enum stamp_label label = STAMP_NONE;
	struct date date;

	if (i && line[-1].words <= LABEL_WORDS && !line[-1].digits)
		label = stamp_label_in(article->page.block[i - 1].text, tokens);
	label = stamp_read(article->page.block[i].text, article->order, label,
			   tokens, &date);
	if (label <= *best)
		return;
	*best = label;
	article->stamp_line = i;
	/* the line's own may have the time of a second hit */
	if (date_days(&line->date) != date_days(&date))
		line->date = date;
}

static void look_below(struct article *article, size_t title,
		       enum stamp_label *best)
{
	const bool known = article->title_line != NO_LINE;
	size_t prose = 0;

	for (size_t i = title; i < article->page.count && i < title + REACH;
	     i++) {
		const struct line *line = &article->line[i];

		if (is_elsewhere(article, i, known && prose <= LEAD))
			continue;
		if (is_dated(article, i) ||
		    (known && !prose && i > title && i <= title + LOOSE_REACH &&
		     is_loose(line)))
			look(article, i, best);
		prose += line->kind == LINE_PROSE;
		if (prose > PROSE_MAX)
			return;
	}
}

static void look_around(struct article *article, size_t title,
			enum stamp_label *best)
{
	const size_t above =
		article->title_line == NO_LINE ? ABOVE_TEXT : ABOVE;
	size_t i;

	for (i = title; i-- > 0 && i + above >= title;)
		if (is_dated(article, i) && !is_elsewhere(article, i, false) &&
		    !is_clock(&article->line[i]))
			look(article, i, best);
	i = article->end;
	if (i < article->page.count && article->line[i].role == ROLE_BYLINE)
		i++;
	if (*best == STAMP_NONE && i < article->page.count &&
	    is_dated(article, i) && !is_elsewhere(article, i, false))
		look(article, i, best);
}

/* A day that is said to be that of a publication, if all lines that say so
 * say the same. */
static void look_everywhere(struct article *article)
{
	size_t found = NO_LINE;

	for (size_t i = 0; i < article->page.count; i++) {
		enum stamp_label label = STAMP_NONE;

		if (!is_dated(article, i) || is_elsewhere(article, i, false))
			continue;
		article->stamp_line = NO_LINE;
		label = STAMP_PLAIN;
		look(article, i, &label);
		if (label != STAMP_PUBLISHED)
			continue;
		if (found != NO_LINE &&
		    date_days(&article->line[found].date) !=
			    date_days(&article->line[i].date)) {
			found = NO_LINE;
			break;
		}
		found = i;
	}
	article->stamp_line = found;
}

void stamps_find(struct article *article)
{
	const size_t title = article->title_line == NO_LINE
				     ? article->begin
				     : article->title_line;
	enum stamp_label best = STAMP_NONE;

	look_below(article, title, &best);
	if (best == STAMP_NONE)
		look_around(article, title, &best);
	article->stamp_updated = best == STAMP_UPDATED;
	if (best == STAMP_NONE)
		look_everywhere(article);
}
