#include "content.h"

/*
 * The weights, in widths of a letter; those "times" are factors. Found by
 * hand on the odd half of three development sets (scrapinghub, WCXB and
 * DAnIEL: English, Greek, Chinese, Polish, Russian; as HTML and, for the
 * ..._text ones, as lines alone; see tests/score-strip.sh), the even half
 * left aside. Half or twice prose_max, named, head, links, enough or escape
 * moved shF1 by about .01 at most.
 */
static const struct {
	double prose_max, named, early, alone_html, alone_text;
	double bad, tail_prose, card;
	double sentence, item, cell, head, other, links, links_each, tail;
	double row_html, row_text;
	double enough, escape;
} weight = {
	/* prose counts its width outside of links */
	.prose_max = 400,  /* no paragraph counts for more */
	.named = 1.3,	   /* times, in what is named an article's body */
	.early = 0.1,	   /* times, above the title */
	.alone_html = 0.7, /* times, between lines that are no prose */
	.alone_text = 0.4,
	.bad = -0.3,	   /* times, in nav, footer, comments... */
	.tail_prose = 0.5, /* times, behind an opener of related... */
	.card = -0.1,	   /* times, in a list of cards */

	.sentence = 0.5,    /* times the width of a short sentence */
	.item = 0.3,	    /* times the width of a list item */
	.cell = -1,	    /* a cell of a table */
	.head = -12,	    /* a line without a sentence end */
	.other = -10,	    /* a shorter one */
	.links = -20,	    /* a line of links... */
	.links_each = -0.1, /* ...and times its width */
	.tail = -100,	    /* an opener of comments, related... */
	.row_html = 3,	    /* lines in a row that speak against the text */
	.row_text = 4,	    /* count up to so many times */

	.enough = 800, /* a stretch of this sum is an article */
	.escape = 0.3, /* so is one of this share of what ignoring the
			* names of elements would give */
};

enum {
	TAIL_PROSE_MIN = 300, /* width of prose before a tail can open */
	CARD_PROSE_MIN = 300, /* width of prose before the first card */
	CARD_SPAN = 8,	      /* lines from one card's stamp to the next */
};

struct state { /* of the walk down the page */
	bool past_tail;
	size_t prose; /* its width so far */
	double row;   /* lines in a row that speak against the text */
	uint32_t bad; /* flags that speak against a block */
};

/* Is line i no company for prose? A picture's caption is. */
static bool is_apart(const struct article *article, size_t i)
{
	return i >= article->page.count ||
	       (article->line[i].kind != LINE_PROSE &&
		article->line[i].kind != LINE_CAPTION &&
		article->page.block[i].tag != BLOCK_FIGCAPTION);
}

/* Prose between lines that are none, as in a teaser below its headline. */
static bool is_alone(const struct article *article, size_t i)
{
	return is_apart(article, i - 1) && is_apart(article, i + 1);
}

static double score_prose(const struct article *article, size_t i,
			  const struct state *state)
{
	const struct line *line = &article->line[i];
	const struct block *block = &article->page.block[i];
	double score = line->width * (100 - line->link) / 100.0;

	if (score > weight.prose_max)
		score = weight.prose_max;
	if (block->flags & (BLOCK_IN_BODY | BLOCK_NAME_LEAD))
		score *= weight.named;
	if (i >= article->cards)
		return score * weight.card;
	if (is_alone(article, i))
		score *= article->saved_text ? weight.alone_text
					     : weight.alone_html;
	if (state->past_tail)
		score *= weight.tail_prose;
	if (article->title_line != NO_LINE && i < article->title_line)
		score *= weight.early;
	return score;
}

/* A cell of a table of data: figures and words, no links. */
static bool is_cell(const struct block *block, const struct line *line)
{
	return block->tag == BLOCK_CELL && !line->link &&
	       line->kind != LINE_PROSE && line->kind != LINE_TAIL;
}

static double score_kind(const struct article *article, size_t i,
			 struct state *state)
{
	const struct line *line = &article->line[i];
	const struct block *block = &article->page.block[i];
	const bool bad = block->flags & state->bad;
	double score;

	if (block->flags & state->bad & BLOCK_HIDDEN)
		return 0;
	if (is_cell(block, line) && !bad)
		return weight.cell;
	switch (line->kind) {
	case LINE_TAIL:
		if (bad || state->prose < TAIL_PROSE_MIN)
			return weight.head;
		state->past_tail = true;
		return weight.tail;
	case LINE_PROSE:
		state->prose += bad ? 0 : line->width;
		score = score_prose(article, i, state);
		return bad ? score * weight.bad : score;
	case LINE_LINKS:
		score = weight.links_each * line->width;
		return weight.links + (score < -40 ? -40 : score);
	case LINE_SHORT:
	case LINE_HEAD:
		if (line->ended && !bad && !line->link &&
		    block->tag != BLOCK_HEADING) /* "He said no." */
			return weight.sentence * line->width;
		if (line->kind == LINE_SHORT)
			return weight.other;
		if (!bad && (line->bullet || block->tag == BLOCK_LI) &&
		    !line->link)
			return weight.item * line->width;
		return block->tag == BLOCK_HEADING ? weight.head / 3
						   : weight.head;
	case LINE_STAMP:
	case LINE_BYLINE:
	case LINE_CAPTION:
		return weight.head / 3;
	default:
		return weight.other;
	}
}

/* Lines that speak against the text weigh more in a row: a heading stands
 * alone, a menu does not. */
static double score_line(const struct article *article, size_t i,
			 struct state *state)
{
	const double score = score_kind(article, i, state);
	const double most =
		article->saved_text ? weight.row_text : weight.row_html;

	if (score >= 0)
		state->row = 0;
	if (score >= weight.cell)
		return score;
	state->row++;
	return score * (state->row < most ? state->row : most);
}

/* The stretch of largest sum; of equals the first and shortest. */
static double best_stretch(struct article *article)
{
	double best = 0, sum = 0;
	size_t from = 0;

	article->begin = article->end = 0;
	for (size_t i = 0; i < article->page.count; i++) {
		if (sum <= 0) {
			sum = 0;
			from = i;
		}
		sum += article->line[i].score;
		if (sum > best) {
			best = sum;
			article->begin = from;
			article->end = i + 1;
		}
	}
	return best;
}

/* Can a card's stamp stand below this line, its headline or its writer? */
static bool heads_card(const struct line *line)
{
	return line->kind == LINE_HEAD || line->kind == LINE_SHORT ||
	       line->kind == LINE_LINKS || line->kind == LINE_BYLINE;
}

/*
 * Teasers and comments, in any language, come as cards: a headline or a
 * name, a date, some prose, and again. Where behind the start of the text
 * two dates stand like that, close together, the cards begin. Returns the
 * line after the last prose before them; page.count if there are none.
 */
static size_t find_cards(const struct article *article)
{
	size_t first = NO_LINE, prose = 0, from = 0;
	size_t i = article->title_line == NO_LINE ? 0 : article->title_line;

	for (i++; i < article->page.count; i++) {
		const struct line *line = &article->line[i];

		if (line->kind == LINE_PROSE) {
			prose += line->width;
			continue;
		}
		if (prose < CARD_PROSE_MIN || line->kind != LINE_STAMP ||
		    !line->date.year || !heads_card(line - 1) ||
		    article->page.block[i].flags & BLOCK_IN_TABLE)
			continue;
		if (first != NO_LINE && i - first <= CARD_SPAN) {
			for (from = first;
			     article->line[from - 1].kind != LINE_PROSE;)
				from--;
			return from;
		}
		first = i;
	}
	return article->page.count;
}

static double choose(struct article *article, uint32_t bad)
{
	struct state state = {.bad = bad};

	article->bad = bad;
	for (size_t i = 0; i < article->page.count; i++)
		article->line[i].score = score_line(article, i, &state);
	return best_stretch(article);
}

/* No prose at all: the lines from the first to the last that could be text
 * after all, any of saved text, those in paragraphs or an article of HTML. */
static void take_anything(struct article *article)
{
	const uint32_t good = BLOCK_IN_ARTICLE | BLOCK_IN_BODY;

	article->begin = article->end = 0;
	for (size_t i = 0; i < article->page.count; i++) {
		const struct block *block = &article->page.block[i];
		const struct line *line = &article->line[i];

		if (line->kind != LINE_SHORT && line->kind != LINE_HEAD)
			continue;
		if (i == article->title_line || block->flags & CONTENT_BAD ||
		    (!article->saved_text && block->tag != BLOCK_P &&
		     !(block->flags & good)))
			continue;
		if (article->begin == article->end)
			article->begin = i;
		article->end = i + 1;
	}
}

/*
 * A name that most of the page has says nothing: the flags in which nearly
 * all prose stands are dropped, a name of a class sooner than an element.
 */
void content_choose(struct article *article)
{
	static const uint32_t flags[] = {
		CONTENT_BAD,
		CONTENT_BAD & ~(uint32_t)BLOCK_NAME_BAD,
		BLOCK_HIDDEN | BLOCK_IN_NAV,
		0,
	};
	uint32_t title = 0;
	double sum[4];
	size_t i;

	article->cards = find_cards(article);
	if (article->title_line != NO_LINE)
		title = article->page.block[article->title_line].flags &
			(BLOCK_NAME_BAD | BLOCK_IN_ASIDE | BLOCK_IN_FORM);
	for (i = 4; i-- > 0;)
		sum[i] = choose(article, flags[i] & ~title);
	for (i = 0; i < 3; i++)
		if (sum[i] >= weight.enough || sum[i] >= weight.escape * sum[3])
			break;
	if (choose(article, flags[i] & ~title) <= 0)
		take_anything(article);
}
