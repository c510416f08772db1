#include "titles.h"

#include "content.h"
#include "shingles.h"

enum {
	HEAD_BEST = 60,	     /* a wider line is no better a headline... */
	HEAD_WIDE = 140,     /* ...and this one rather a lead */
	HEAD_STEP = 12,	     /* loss for each line between it and the text */
	HEAD_STAMP = 15,     /* gain for a stamp right below */
	HEAD_MIN = 4,	     /* a narrower line is none */
	TOP_LINES = 2,	     /* above a title that opens the page */
	LOOK_BACK = 12,	     /* lines above the text that are looked at */
	SUFFIX_WORDS = 6,    /* a site's name is not longer */
	CANDIDATES_MAX = 16, /* h1 elements looked at */
};

/* The normal form of s in out, for comparison. */
static struct str fold(struct str s, struct buf *out)
{
	buf_reset(out);
	tokens_fold(s, out);
	return buf_str(out);
}

/* Does whole, in normal form, begin or end with the words of part? */
static bool covers(struct str whole, struct str part)
{
	if (!part.n || part.n > whole.n)
		return false;
	if (str_starts(whole, part))
		return whole.n == part.n || whole.p[part.n] == ' ';
	return str_ends(whole, part) && whole.p[whole.n - part.n - 1] == ' ';
}

static size_t count_words(struct str s)
{
	struct str word;
	size_t n = 0;

	while (str_cut(&s, ' ', &word))
		n += word.n > 0;
	return n;
}

/* Where the last " | ", " - "... of s stands; s.n if there is none. */
static size_t last_separator(struct str s, size_t *len)
{
	static const struct str separators[] = {
		{" | ", 3},
		{" - ", 3},
		{" \xe2\x80\x93 ", 5},
		{" \xe2\x80\x94 ", 5},
		{" :: ", 4},
		{" \xc2\xbb ", 4},
		{" \xc2\xab ", 4},
		{" \xc2\xb7 ", 4},
		{" / ", 3},
		{" \xe2\x80\xa2 ", 5},
	};

	for (size_t at = s.n; at-- > 1;) {
		if (s.p[at] != ' ')
			continue;
		for (size_t i = 0; i < sizeof(separators) / sizeof(*separators);
		     i++)
			if (str_starts(str_skip(s, at), separators[i])) {
				*len = separators[i].n;
				return at;
			}
	}
	return s.n;
}

/* <title> without the site's name behind the last separator. */
static struct str cut_site(struct str title)
{
	size_t len = 0;
	const size_t at = last_separator(title, &len);
	const struct str head = {title.p, at};

	if (at == title.n ||
	    count_words(str_skip(title, at + len)) > SUFFIX_WORDS ||
	    count_words(head) < 2)
		return title;
	return head;
}

static struct str find_name(const struct page *page, struct str name)
{
	for (size_t i = 0; i < page->meta_count; i++)
		if (page->meta[i].kind == META_NAME &&
		    str_eq(page->meta[i].name, name) && page->meta[i].value.n)
			return page->meta[i].value;
	return (struct str){0};
}

static struct str find_title(const struct page *page)
{
	for (size_t i = 0; i < page->meta_count; i++)
		if (page->meta[i].kind == META_TITLE && page->meta[i].value.n)
			return page->meta[i].value;
	return (struct str){0};
}

/* The longest h1 that some declared title begins or ends with. */
static struct str agreed_h1(const struct page *page, struct str og,
			    struct str title, struct str headline)
{
	struct buf a = {0}, b = {0}, c = {0}, d = {0};
	const struct str want[] = {fold(og, &a), fold(title, &b),
				   fold(headline, &c)};
	struct str best = {0};
	size_t seen = 0;

	for (size_t i = 0; i < page->meta_count && seen < CANDIDATES_MAX; i++) {
		const struct meta_item *item = &page->meta[i];
		bool agreed = false;
		struct str h1;

		if (item->kind != META_H1 || !item->value.n)
			continue;
		seen++;
		h1 = fold(item->value, &d);
		for (int k = 0; k < 3; k++)
			agreed |= covers(want[k], h1) || covers(h1, want[k]);
		if (agreed && item->value.n > best.n)
			best = item->value;
	}
	buf_release(&a);
	buf_release(&b);
	buf_release(&c);
	buf_release(&d);
	return best;
}

static struct str lone_h1(const struct page *page)
{
	struct str found = {0};

	for (size_t i = 0; i < page->meta_count; i++) {
		const struct meta_item *item = &page->meta[i];

		if (item->kind != META_H1 || !item->value.n)
			continue;
		if (found.n && !str_eq(found, item->value))
			return (struct str){0};
		found = item->value;
	}
	return found;
}

static struct str declared(const struct page *page, struct str headline,
			   struct str input)
{
	const struct str og = find_name(page, STR("og:title"));
	const struct str title = find_title(page);
	struct str best = agreed_h1(page, og, title, headline);

	if (!best.n && input.n)
		best = input;
	if (!best.n)
		best = headline;
	if (!best.n)
		best = cut_site(og);
	if (!best.n)
		best = lone_h1(page);
	if (!best.n)
		best = cut_site(title);
	return best;
}

/* The line that says the title: a heading sooner than another line, one
 * outside of nav and footer sooner than one inside. */
static size_t find_line(struct article *article, struct str title)
{
	struct tokens *tokens = &article->tokens[0];
	unsigned char bytes[16];
	uint64_t hash;
	size_t best = NO_LINE;
	int best_rank = -1;

	tokens_find(tokens, title);
	if (!tokens->count)
		return NO_LINE;
	tokens_exact_hash(tokens, bytes);
	memcpy(&hash, bytes, sizeof(hash));
	for (size_t i = 0; i < article->page.count; i++) {
		const struct block *block = &article->page.block[i];
		int rank;

		if (article->line[i].hash != hash)
			continue;
		rank = 4 * (block->tag == BLOCK_HEADING && block->level == 1) +
		       2 * !(block->flags & (CONTENT_BAD & ~BLOCK_IN_HEADER)) +
		       (block->tag == BLOCK_HEADING);
		if (rank > best_rank) {
			best = i;
			best_rank = rank;
		}
	}
	return best;
}

void titles_declared(struct article *article, const struct jsonld *jsonld,
		     struct str input)
{
	const struct str title =
		declared(&article->page, buf_str(&jsonld->headline), input);

	article_set(&article->title, title);
	article->title_line = find_line(article, buf_str(&article->title));
}

static bool can_be_title(const struct line *line)
{
	return (line->kind == LINE_HEAD || line->kind == LINE_SHORT ||
		(line->kind == LINE_PROSE && line->ends <= 1 &&
		 line->width <= HEAD_WIDE)) &&
	       line->words >= 2 && line->width >= HEAD_MIN && !line->bullet &&
	       !line->colon;
}

static int title_score(const struct line *line, int distance, bool stamped)
{
	const int width =
		line->width < HEAD_BEST ? (int)line->width : HEAD_BEST;

	return width - HEAD_STEP * distance + (stamped ? HEAD_STAMP : 0) -
	       (line->width > HEAD_WIDE ? HEAD_BEST / 2 : 0) -
	       (line->kind == LINE_PROSE ? HEAD_BEST / 2 : 0) -
	       (line->names ? HEAD_BEST / 2 : 0);
}

/*
 * Is line i a headline, then its stamp (at the top of the page there may be
 * none), the lead, and then a list of teasers before the text goes on?
 * heads: how many headlines stand between the lead and the text; one alone
 * would be the title.
 */
static bool heads_parted_lead(const struct article *article, size_t i,
			      size_t heads)
{
	const struct line *line = &article->line[i];

	if (heads < 2 || line->kind != LINE_HEAD || !can_be_title(line) ||
	    i + 2 >= article->begin)
		return false;
	if (line[1].kind == LINE_STAMP && line[1].date.year)
		return line[2].kind == LINE_PROSE;
	return i <= TOP_LINES && line[1].kind == LINE_PROSE;
}

void titles_from_lines(struct article *article)
{
	const size_t begin = article->begin;
	const size_t stop = begin > LOOK_BACK ? begin - LOOK_BACK : 0;
	int best = 0, distance = 0, since_stamp = LOOK_BACK;
	size_t heads = 0;

	for (size_t i = begin; i-- > stop;) {
		const struct line *line = &article->line[i];
		int score;

		since_stamp++;
		if (line->kind == LINE_STAMP) {
			since_stamp = 0;
			continue;
		}
		if (heads_parted_lead(article, i, heads)) {
			article->title_line = i;
			break;
		}
		heads += line->kind == LINE_HEAD;
		if (can_be_title(line)) {
			score = title_score(line, distance, since_stamp <= 2);
			if (score > best) {
				best = score;
				article->title_line = i;
			}
		}
		distance++;
	}
	if (article->title_line != NO_LINE)
		article_set(&article->title,
			    article->page.block[article->title_line].text);
}
