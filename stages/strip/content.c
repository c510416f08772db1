#include "content.h"

#include "forest.h"

/*
 * Where the log-odds of the model decide. Chosen on the development sets by
 * cross-validation (tests/train/train.py): half or twice of each moves shF1
 * by .004 at most.
 */
enum {
	PROSE_HTML = FOREST_ONE / 2, /* for prose: better kept than lost */
	PROSE_TEXT = FOREST_ONE,
	SURE = FOREST_ONE,	      /* enough outside of the main stretch */
	FOR_MAX = FOREST_ONE * 4,     /* no line counts for more... */
	AGAINST_MAX = FOREST_ONE * 2, /* ...or for less: the text goes on behind
				       * a list of teasers */
	REACH = 4, /* lines from the text at which it has to be that sure */
	AMID = -FOREST_ONE,	    /* enough for prose amid the article */
	LITTLE = 250,		    /* width of an article that misses lines */
	LOWER = FOREST_ONE * 3 / 2, /* then a line may be so much worse... */
	LOWEST = FOREST_ONE * -5 / 2, /* ...than the best, if above this */
	CARD_PROSE_MIN = 300,	      /* width of prose before the first card */
	CARD_SPAN = 8, /* lines from one card's stamp to the next */
};

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

/* The square root, rounded down (Newton's method, from above). */
static uint32_t root(uint64_t square)
{
	uint64_t x = square, next;

	if (square < 2)
		return (uint32_t)square;
	for (next = (uint64_t)1 << (33 - __builtin_clzll(square) / 2); next < x;
	     next = (x + square / x) / 2)
		x = next;
	return (uint32_t)x;
}

/* What a line adds to a stretch: long ones weigh more, but not so much that
 * one of them is all. In eighths. */
static int64_t gain_of(const struct line *line, int32_t bar)
{
	int64_t score = (int64_t)line->score - bar;

	if (score > FOR_MAX)
		score = FOR_MAX;
	if (score < -AGAINST_MAX)
		score = -AGAINST_MAX;
	return score * root((uint64_t)line->width * 64);
}

/* The stretch of largest sum; of equals the first and shortest. */
static void find_stretch(struct article *article, int32_t bar)
{
	int64_t best = 0, sum = 0;
	size_t from = 0, i;

	article->begin = article->end = 0;
	for (i = 0; i < article->page.count; i++) {
		if (sum <= 0) {
			sum = 0;
			from = i;
		}
		sum += gain_of(&article->line[i], bar);
		if (sum > best) {
			best = sum;
			article->begin = from;
			article->end = i + 1;
		}
	}
}

/* The score above which a line belongs to the article: lower if next to
 * nothing would. */
static int32_t find_bar(const struct article *article)
{
	uint64_t width = 0;
	int32_t top = LOWEST;
	size_t i;

	for (i = 0; i < article->page.count; i++) {
		const struct line *line = &article->line[i];

		if (line->score > 0)
			width += line->width;
		if (line->score > top)
			top = line->score;
	}
	if (width >= LITTLE || top > LOWER)
		return 0;
	return top - LOWER > LOWEST ? top - LOWER : LOWEST;
}

/*
 * Which names of elements speak against a line of this page: not those of
 * what most of the article stands in.
 */
static uint32_t find_bad(const struct article *article)
{
	uint32_t bad = CONTENT_BAD, bit;
	size_t i;

	for (bit = 1; bit <= CONTENT_BAD; bit <<= 1) {
		uint64_t all = 0, named = 0;

		if (!(CONTENT_BAD & bit))
			continue;
		for (i = 0; i < article->page.count; i++) {
			const struct line *line = &article->line[i];

			if (!line->main)
				continue;
			all += line->width;
			if (article->page.block[i].flags & bit)
				named += line->width;
		}
		if (named * 2 > all)
			bad &= ~bit;
	}
	return bad;
}

/* Is a line sure enough that stands so many lines from the text? In saved
 * text prose that is all but next to it may be less so. */
static bool is_near(const struct article *article, const struct line *line,
		    size_t distance, int32_t bar)
{
	const int32_t more =
		distance < REACH ? SURE * (int32_t)distance / REACH : SURE;

	if (article->saved_text && line->kind == LINE_PROSE && distance <= 1)
		return line->score > AMID;
	return line->score > (more > bar ? more : bar);
}

/* Mark the lines of the main stretch, and those around it that are sure
 * enough; each of them takes the text further. */
static void mark_main(struct article *article, int32_t bar)
{
	struct line *line = article->line;
	size_t last, i;

	for (i = article->begin; i < article->end; i++)
		line[i].main = line[i].score > bar;
	last = article->end;
	for (i = last; i < article->page.count; i++)
		if (is_near(article, &line[i], i - last, bar)) {
			line[i].main = true;
			last = i + 1;
		}
	article->end = last;
	last = article->begin;
	for (i = last; i-- > 0;)
		if (is_near(article, &line[i], last - i - 1, bar)) {
			line[i].main = true;
			last = i;
		}
	article->begin = last;
}

/* Amid the article a table's cells and a quotation, in saved text prose and a
 * heading between two paragraphs, are part of it, though the model has its
 * doubts. */
static bool is_amid(const struct article *article, size_t i)
{
	const struct block *block = &article->page.block[i];
	const struct line *line = &article->line[i];

	if (block->flags & CONTENT_BAD || line->link)
		return false;
	if (!article->saved_text)
		return block->tag == BLOCK_CELL || block->tag == BLOCK_QUOTE;
	if (line->kind == LINE_PROSE)
		return line->score > AMID;
	return line->kind == LINE_HEAD && line->score > 2 * AMID &&
	       i > article->begin && line[-1].main &&
	       line[-1].kind == LINE_PROSE && i + 1 < article->end &&
	       line[1].main && line[1].kind == LINE_PROSE;
}

static void mark_amid(struct article *article)
{
	size_t i;

	for (i = article->begin; i < article->end; i++)
		article->line[i].main |= is_amid(article, i);
}

/* Titles, stamps and bylines stand around the first prose. */
static void begin_with_prose(struct article *article)
{
	size_t i = article->begin;

	while (i < article->end &&
	       !(article->line[i].main && article->line[i].kind == LINE_PROSE))
		i++;
	if (i < article->end)
		article->begin = i;
}

void content_choose(struct article *article)
{
	const size_t count = article->page.count;
	const int32_t prose = article->saved_text ? PROSE_TEXT : PROSE_HTML;
	int32_t *score, bar;
	size_t i;

	article->cards = find_cards(article);
	features_fill(&article->features, article);
	score = arena_alloc(&article->page.arena,
			    (count + FEATURES_STEP) * sizeof(*score));
	forest_score(article->saved_text ? &forest_text : &forest_html,
		     &article->features, score);
	for (i = 0; i < count; i++)
		article->line[i].score =
			score[i] +
			(article->line[i].kind == LINE_PROSE ? prose : 0);
	bar = find_bar(article);
	find_stretch(article, bar);
	mark_main(article, bar);
	mark_amid(article);
	article->bad = find_bad(article);
	begin_with_prose(article);
}
