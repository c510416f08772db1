#include "roles.h"

#include "content.h"
#include "forest.h"
#include "stamps.h"

enum {
	ROLES_SURE = FOREST_ONE * 3 / 2,
	TEASER_RUN = 3, /* headlines in a row are a list of teasers */
	TEASER_WIDTH_MIN = 20,
	BYLINE_BELOW = 2, /* lines from the text's first on */
	BYLINE_REACH = 3, /* lines behind the text to its byline */
	LEAD_WIDTH_MAX = 450,
	LEAD_LINK_MAX = 30,
	LEAD_SCORE_MIN = -FOREST_ONE,
	LEAD_BELOW_TITLE = 2 * LEAD_SCORE_MIN, /* directly below */
	CAPTION_WIDTH_MAX = 200,
	HEADING_WIDTH_MAX = 150,
	REPEAT_WIDTH_MIN = 100, /* a paragraph this wide is not said twice */
};

/* The rule that takes a line out: where it stands (flags of its block), else
 * what it looks like. */
static enum rule rule_of(uint32_t flags, const struct line *line,
			 bool past_tail)
{
	static const struct {
		uint32_t flag;
		enum rule rule;
	} places[] = {
		{BLOCK_HIDDEN, RULE_HIDDEN},	{BLOCK_IN_NAV, RULE_NAV},
		{BLOCK_IN_FOOTER, RULE_FOOTER}, {BLOCK_IN_ASIDE, RULE_ASIDE},
		{BLOCK_IN_FORM, RULE_FORM},	{BLOCK_IN_HEADER, RULE_HEADER},
		{BLOCK_NAME_BAD, RULE_NAMED},
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (flags & places[i].flag)
			return places[i].rule;
	switch (line->kind) {
	case LINE_STAMP:
		return RULE_CLOCK;
	case LINE_CHROME:
		return line->digits ? RULE_COUNTER : RULE_PHRASE;
	case LINE_INLINE:
		return RULE_TEASER;
	case LINE_LINKS:
		return RULE_LINK_DENSE;
	case LINE_TAIL:
		return RULE_TAIL;
	default:
		break;
	}
	if (past_tail)
		return RULE_TAIL;
	if (line->kind == LINE_PROSE)
		return RULE_BOILERPLATE;
	return line->kind == LINE_HEAD ? RULE_TEASER : RULE_SHORT;
}

/* Where the article begins, its title included. */
static size_t top_of(const struct article *article)
{
	return article->title_line == NO_LINE ? article->begin
					      : article->title_line;
}

/* Is line i a short one above the title? */
static bool is_menu(const struct article *article, size_t i)
{
	const struct line *line = &article->line[i];

	return i < top_of(article) &&
	       (line->rule == RULE_TEASER || line->rule == RULE_SHORT);
}

static void put_out(struct line *line, enum role role, enum rule rule)
{
	line->role = role;
	line->rule = rule;
}

static enum role role_of(const struct article *article, size_t i)
{
	const struct block *block = &article->page.block[i];
	const struct line *line = &article->line[i];

	switch (block->tag) {
	case BLOCK_HEADING:
		return ROLE_HEADING;
	case BLOCK_LI:
	case BLOCK_DT:
		return ROLE_LIST;
	case BLOCK_QUOTE:
		return ROLE_QUOTE;
	case BLOCK_CELL:
		return ROLE_TABLE;
	case BLOCK_PRE:
		return ROLE_CODE;
	default:
		break;
	}
	if (line->bullet && line->kind != LINE_PROSE)
		return ROLE_LIST;
	if (article->saved_text && line->kind == LINE_HEAD && !line->ended &&
	    !line->colon && line->width <= HEADING_WIDTH_MAX)
		return ROLE_HEADING;
	return ROLE_BODY;
}

/* Some pages call everything a caption: a paragraph is none. */
static bool is_named_caption(const struct block *block, const struct line *line)
{
	if (block->tag == BLOCK_FIGCAPTION)
		return true;
	return block->flags & BLOCK_NAME_CAPTION &&
	       !(line->kind == LINE_PROSE && line->width >= CAPTION_WIDTH_MAX);
}

/* Does nothing but stamps and bylines stand between the title and line i? */
static bool is_below_title(const struct article *article, size_t i)
{
	do
		i--;
	while (i > article->title_line &&
	       (article->line[i].kind == LINE_STAMP ||
		article->line[i].kind == LINE_BYLINE));
	return i == article->title_line;
}

/* Between title and text a paragraph that lines of chrome part from the rest
 * is the lead. */
static bool is_parted_lead(const struct article *article, size_t i)
{
	const struct line *line = &article->line[i];
	const struct block *block = &article->page.block[i];

	return article->saved_text && article->title_line != NO_LINE &&
	       i > article->title_line && i < article->begin &&
	       line->kind == LINE_PROSE && line->link <= LEAD_LINK_MAX &&
	       block->tag != BLOCK_LI && !(block->flags & article->bad) &&
	       line->score > (is_below_title(article, i) ? LEAD_BELOW_TITLE
							 : LEAD_SCORE_MIN);
}

/* Does what it looks like take a line out of the main content? */
static bool is_chrome(const struct block *block, const struct line *line)
{
	if (line->kind == LINE_LINKS)
		return line->score < ROLES_SURE;
	return line->kind == LINE_TAIL || line->kind == LINE_INLINE ||
	       (line->kind == LINE_CHROME && block->tag != BLOCK_CELL);
}

/* Where article text is the exception the model has to be twice as sure. */
static bool is_out_of_place(const struct article *article, size_t i)
{
	const struct line *line = &article->line[i];

	return (article->page.block[i].flags & article->bad ||
		i >= article->cards) &&
	       line->score < 2 * ROLES_SURE;
}

static void decide_line(struct article *article, size_t i, bool past_tail)
{
	const struct block *block = &article->page.block[i];
	const uint32_t bad = block->flags & article->bad;
	struct line *line = &article->line[i];

	const bool inside = (i >= article->begin || i > top_of(article)) &&
			    i < article->end;
	const bool caption =
		line->kind == LINE_CAPTION || is_named_caption(block, line);

	if (bad & BLOCK_HIDDEN || is_chrome(block, line))
		put_out(line, ROLE_CHROME, rule_of(bad, line, past_tail));
	else if (caption && (line->main || (inside && !bad)))
		put_out(line, ROLE_CAPTION, RULE_CAPTION);
	else if ((!line->main && !is_parted_lead(article, i)) ||
		 is_out_of_place(article, i))
		put_out(line, ROLE_CHROME, rule_of(bad, line, past_tail));
	else
		put_out(line, role_of(article, i), RULE_KEEP);
}

static void decide_lines(struct article *article)
{
	bool past_tail = false;

	for (size_t i = 0; i < article->page.count; i++) {
		struct line *line = &article->line[i];

		past_tail |= i >= article->cards ||
			     (i >= article->end && line->kind == LINE_TAIL);
		decide_line(article, i, past_tail);
		if (line->rule != RULE_KEEP && is_menu(article, i))
			line->rule = RULE_MENU;
	}
}

/* Could line i be one of many headlines? */
static bool is_headline(const struct article *article, size_t i)
{
	const struct line *line = &article->line[i];

	return line->kind == LINE_HEAD && !line->bullet && !line->ended &&
	       line->width >= TEASER_WIDTH_MIN && i != article->title_line;
}

/* Saved text: headlines in a row that nothing introduces are teasers. */
static void decide_runs(struct article *article)
{
	size_t run = 0;

	for (size_t i = 0; i <= article->end; i++) {
		if (i < article->end && is_headline(article, i)) {
			run++;
			continue;
		}
		if (run >= TEASER_RUN &&
		    (i == run || !article->line[i - run - 1].colon))
			for (size_t k = i - run; k < i; k++)
				if (article->line[k].rule == RULE_KEEP)
					put_out(&article->line[k], ROLE_CHROME,
						RULE_TEASER);
		run = 0;
	}
}

/* Is it in the text, or a caption amid it? */
static bool is_present(const struct article *article, const struct line *line)
{
	return line->rule == RULE_KEEP ||
	       (line->rule == RULE_CAPTION &&
		line >= article->line + article->begin);
}

/* Of twins in the text one goes; a headline printed twice amid the text is
 * a picture's caption (its alternative text and the caption itself). */
static void decide_twins(struct article *article)
{
	for (size_t i = article->begin; i < article->end; i++) {
		struct line *line = &article->line[i];
		struct line *other = line + line->twin;

		if (!line->copy || !is_present(article, line) ||
		    !is_present(article, other))
			continue;
		if (other->rule == RULE_KEEP && !other->ended &&
		    other->role != ROLE_LIST && article->saved_text)
			put_out(other, ROLE_CAPTION, RULE_CAPTION);
		put_out(line, other->role, RULE_REPEAT);
	}
}

/* A paragraph said again further down goes (phone and desktop layouts on one
 * page, a lead repeated): open addressing over the hashes of those kept. */
static void decide_again(struct article *article)
{
	size_t size = 16, *table;

	while (size < 2 * (article->page.count + 1))
		size *= 2;
	table = arena_alloc(&article->page.arena, size * sizeof(*table));
	memset(table, 0, size * sizeof(*table));
	for (size_t i = 0; i < article->page.count; i++) {
		struct line *line = &article->line[i];
		size_t slot = line->hash & (size - 1);

		if (line->rule != RULE_KEEP || line->role == ROLE_LIST ||
		    line->width < REPEAT_WIDTH_MIN)
			continue;
		while (table[slot] &&
		       article->line[table[slot] - 1].hash != line->hash)
			slot = (slot + 1) & (size - 1);
		if (table[slot])
			line->rule = RULE_REPEAT;
		else
			table[slot] = i + 1;
	}
}

static void decide_title(struct article *article)
{
	const uint64_t hash = article->title_line == NO_LINE
				      ? 0
				      : article->line[article->title_line].hash;

	for (size_t i = 0; hash && i < article->page.count; i++)
		if (article->line[i].hash == hash &&
		    (i == article->title_line ||
		     article->line[i].rule == RULE_KEEP))
			put_out(&article->line[i], ROLE_TITLE, RULE_TITLE);
}

/* A phrase or a class says so; a bare name will do in saved text, and in
 * HTML above the text if it is no link. */
static bool is_byline(const struct article *article, size_t i)
{
	const struct block *block = &article->page.block[i];
	const struct line *line = &article->line[i];

	if (block->flags & article->bad & ~(uint32_t)BLOCK_IN_HEADER ||
	    block->tag == BLOCK_CELL || line->kind == LINE_PROSE ||
	    line->kind == LINE_STAMP)
		return false;
	if (line->kind == LINE_BYLINE || block->flags & BLOCK_NAME_BYLINE)
		return true;
	return line->names &&
	       (article->saved_text || (!line->link && i < article->begin));
}

/* The lines [from, to) that could be bylines; a tail opener ends them. */
static void take_bylines(struct article *article, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < article->page.count; i++) {
		if (article->line[i].kind == LINE_TAIL)
			return;
		if (!is_byline(article, i))
			continue;
		put_out(&article->line[i], ROLE_BYLINE, RULE_BYLINE);
		if (article->byline == NO_LINE)
			article->byline = i;
	}
}

/* Bylines stand between title and text, or right behind the text. */
static void decide_bylines(struct article *article)
{
	const size_t title = article->title_line;

	take_bylines(article, title == NO_LINE ? article->begin : title + 1,
		     article->begin + BYLINE_BELOW);
	take_bylines(article, article->end, article->end + BYLINE_REACH);
}

static void decide_lead(struct article *article)
{
	for (size_t i = 0; i < article->end; i++) {
		struct line *line = &article->line[i];

		if (line->rule != RULE_KEEP || line->role != ROLE_BODY)
			continue;
		for (size_t k = i + 1; k < article->end; k++)
			if (line->width <= LEAD_WIDTH_MAX &&
			    article->line[k].rule == RULE_KEEP)
				line->role = ROLE_LEAD;
		return;
	}
}

void roles_decide(struct article *article)
{
	decide_lines(article);
	decide_title(article);
	decide_twins(article);
	decide_again(article);
	if (article->saved_text)
		decide_runs(article);
	decide_bylines(article);
	stamps_find(article);
	for (size_t i = article->begin; i < article->end; i++)
		if (article->line[i].kind == LINE_STAMP &&
		    article->line[i].rule == RULE_KEEP)
			put_out(&article->line[i], ROLE_STAMP, RULE_STAMP);
	if (article->stamp_line != NO_LINE)
		put_out(&article->line[article->stamp_line], ROLE_STAMP,
			RULE_STAMP);
	decide_lead(article);
}
