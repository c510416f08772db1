#include "titles.h"

#include "content.h"
#include "shingles.h"
#include "unicode.h"
#include "utf8.h"

enum {
	HEAD_BEST = 60,	     /* a wider line is no better a headline... */
	HEAD_WIDE = 140,     /* ...and this one rather a lead */
	HEAD_STEP = 12,	     /* loss for each line between it and the text */
	HEAD_STAMP = 15,     /* gain for a stamp right below */
	HEAD_MIN = 4,	     /* a narrower line is none */
	TOP_LINES = 2,	     /* above a title that opens the page */
	LOOK_BACK = 12,	     /* lines above the text that are looked at */
	LOOK_AHEAD = 4,	     /* lines of the text that may be above its prose */
	SUFFIX_WORDS = 6,    /* a site's name is not longer */
	SUFFIX_MORE = 2,     /* words it has more than the title */
	CANDIDATES_MAX = 16, /* h1 elements looked at */
	/* Percent of the bytes of an h1 in words that a declared title has,
	 * too. Titles for search engines are worded anew: on 397 labelled
	 * pages the h1 is the title in two of three from there on, and
	 * hardly ever below. */
	RELATED_MIN = 40,
	HEAD_MIN_SHARE = 15, /* the same, of what stands before a separator */
	AGREED = 101,
	RELATED_BYTES = 1024, /* more than that is no headline */
	LONE_WORDS = 5, /* a lone h1 without relation is a name if shorter */
	HEAD_WORDS = 3, /* that many before a sign may be a title */
	FORM_MIN = 12,	/* bytes of a title that others words stand around */
	PIPE_WORDS = 4, /* that many before a bar are the whole title */
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

/* Two characters of a script without spaces count as a word. */
static size_t count_words(struct str s)
{
	size_t len, words = 0, alone = 0;
	bool inside = false;

	for (; s.n; s = str_skip(s, len)) {
		const enum unicode_class class =
			unicode_class(utf8_decode(s, &len));

		words += class != UNICODE_SPACE && !inside;
		inside = class != UNICODE_SPACE;
		alone += class == UNICODE_ALONE;
	}
	return words + alone / 2;
}

/* Has it letters that are no capitals? */
static bool has_lower(struct str s)
{
	while (s.n) {
		size_t n;
		const uint32_t code = utf8_decode(s, &n);

		if (unicode_class(code) == UNICODE_LETTER &&
		    !unicode_is_upper(code))
			return true;
		s = str_skip(s, n);
	}
	return false;
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
	size_t words;

	words = count_words(str_skip(title, at + len));
	if (at == title.n || words > SUFFIX_WORDS || count_words(head) < 2 ||
	    words > count_words(head) + SUFFIX_MORE)
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

/* Percent of the bytes of h1, in normal form, in words that whole has. */
static int related(struct str h1, struct str whole)
{
	struct str word, other, rest = h1;
	size_t shared = 0, all = 0;

	if (h1.n > RELATED_BYTES || whole.n > RELATED_BYTES)
		return 0;
	while (str_cut(&rest, ' ', &word)) {
		struct str others = whole;

		all += word.n;
		while (str_cut(&others, ' ', &other))
			if (str_eq(word, other)) {
				shared += word.n;
				break;
			}
	}
	return all ? (int)(100 * shared / all) : 0;
}

/* What stands before the first " - ", " | "..., if it may be a title: what
 * stands behind it is sections and sites. */
static struct str head_of(struct str title)
{
	size_t len = 0;

	while (title.n) {
		const size_t at = last_separator(title, &len);

		if (at == title.n ||
		    count_words((struct str){title.p, at}) < HEAD_WORDS)
			break;
		title.n = at;
	}
	return title;
}

/* What the page declares, in normal form, and the heads of both titles. */
struct wanted {
	struct str og, title, headline, site, og_head, title_head;
	struct buf memory[6];
};

static void wanted_fill(struct wanted *wanted, const struct page *page,
			struct str headline, struct str site)
{
	const struct str og = find_name(page, STR("og:title"));
	const struct str title = find_title(page);

	wanted->og = fold(og, &wanted->memory[0]);
	wanted->title = fold(title, &wanted->memory[1]);
	wanted->headline = fold(headline, &wanted->memory[2]);
	wanted->site = fold(site, &wanted->memory[3]);
	wanted->og_head = fold(head_of(og), &wanted->memory[4]);
	wanted->title_head = fold(head_of(title), &wanted->memory[5]);
}

static void wanted_release(struct wanted *wanted)
{
	for (int i = 0; i < 6; i++)
		buf_release(&wanted->memory[i]);
}

static bool agree(struct str a, struct str b)
{
	return covers(a, b) || covers(b, a);
}

/* Is an h1 the site's name: as it declares it, or what stands beside
 * another title in <title>? */
static bool is_site(const struct wanted *wanted, struct str h1)
{
	const struct str title = wanted->title;

	if (agree(h1, wanted->og) || agree(h1, wanted->headline))
		return false;
	if (str_eq(h1, wanted->site))
		return true;
	return wanted->og.n && title.n > h1.n && covers(title, h1) &&
	       covers(title, wanted->og);
}

/* How much an h1 in normal form is like what the page declares; AGREED if
 * one begins or ends with the other, 0: it is not the title. In capitals it may
 * be a banner, and must agree. */
static int h1_rank(const struct wanted *wanted, struct str h1, bool capitals)
{
	const struct str want[] = {wanted->og, wanted->headline, wanted->title};
	const struct str head[] = {wanted->og_head, wanted->headline,
				   wanted->title_head};
	int best = 0;

	if (!h1.n || is_site(wanted, h1))
		return 0;
	for (int i = 0; i < 3; i++) {
		int share = 0;

		if (agree(want[i], h1))
			share = AGREED;
		else if (!capitals && related(h1, head[i]) >= HEAD_MIN_SHARE)
			share = related(h1, want[i]);
		best = share > best ? share : best;
	}
	return best >= RELATED_MIN ? best : 0;
}

/* The h1 that is most like a declared title, of equals the longest. */
static struct str agreed_h1(const struct page *page,
			    const struct wanted *wanted)
{
	struct buf memory = {0};
	struct str best = {0};
	int best_rank = 1;
	size_t seen = 0;

	for (size_t i = 0; i < page->meta_count && seen < CANDIDATES_MAX; i++) {
		const struct meta_item *item = &page->meta[i];
		int rank;

		if (item->kind != META_H1 || !item->value.n)
			continue;
		seen++;
		rank = h1_rank(wanted, fold(item->value, &memory),
			       !has_lower(item->value));
		if (rank > best_rank ||
		    (rank == best_rank && item->value.n > best.n)) {
			best = item->value;
			best_rank = rank;
		}
	}
	buf_release(&memory);
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

/* <title>, or a lone h1 that has more words than a name; one that is the
 * site's name sooner than nothing. */
static struct str h1_or_title(const struct page *page,
			      const struct wanted *wanted)
{
	const struct str h1 = lone_h1(page), title = cut_site(find_title(page));
	struct buf memory = {0};
	bool name;

	if (!h1.n || !title.n)
		return h1.n ? h1 : title;
	name = is_site(wanted, fold(h1, &memory)) ||
	       count_words(buf_str(&memory)) < LONE_WORDS;
	buf_release(&memory);
	return name ? title : h1;
}

/* A headline set in capitals, as it stands where the page declares it. */
static struct str uncapped(struct str h1, const struct page *page,
			   struct str headline)
{
	const struct str forms[] = {headline,
				    cut_site(find_name(page, STR("og:title"))),
				    cut_site(find_title(page))};
	struct buf a = {0}, b = {0};
	struct str best = h1;

	if (has_lower(h1))
		return h1;
	fold(h1, &a);
	for (int i = 0; i < 3; i++)
		if (has_lower(forms[i]) &&
		    str_eq(fold(forms[i], &b), buf_str(&a))) {
			best = forms[i];
			break;
		}
	buf_release(&a);
	buf_release(&b);
	return best;
}

/* Does s end with a sign that parts sections in a path, spaces aside? */
static bool ends_path(struct str s)
{
	static const struct str signs[] = {
		STR_INIT(">"),
		STR_INIT("|"),
		STR_INIT("/"),
		STR_INIT("\xc2\xbb"),
		STR_INIT("\xe2\x80\xba"),
		STR_INIT("\xe3\x80\x89"),
		STR_INIT("\xe2\x86\x92"),
		STR_INIT("\xef\xbc\x9e"),
	};

	s = str_trim(s);
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (str_ends(s, signs[i]))
			return true;
	return false;
}

/*
 * Has h1 more in it than the form that is declared: a path of sections and
 * a sign before it, or behind it another text that is glued to it?
 */
static bool has_more(struct str h1, struct str form)
{
	size_t n;

	if (form.n < FORM_MIN || form.n >= h1.n)
		return false;
	if (str_ends(h1, form))
		return ends_path((struct str){h1.p, h1.n - form.n});
	return str_starts(h1, form) && has_lower(form) &&
	       unicode_is_upper(utf8_decode(str_skip(h1, form.n), &n));
}

static struct str without_more(struct str h1, const struct page *page,
			       struct str headline)
{
	const struct str og = find_name(page, STR("og:title"));
	const struct str forms[] = {headline, og, cut_site(og),
				    cut_site(find_title(page)),
				    head_of(find_title(page))};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (has_more(h1, forms[i]))
			return forms[i];
	return h1;
}

/* A headline without what stands behind its first bar (section, site). */
static struct str cut_bar(struct str title)
{
	const char *bar = title.n ? memmem(title.p, title.n, " | ", 3) : NULL;
	const struct str head = {title.p, bar ? (size_t)(bar - title.p) : 0};

	return bar && count_words(head) >= PIPE_WORDS && 2 * head.n >= title.n
		       ? head
		       : title;
}

/* *whole gets the title as it stands in its line, if it is an h1. */
static struct str declared(const struct page *page, struct str headline,
			   struct str site, struct str input, struct str *whole)
{
	const struct str og = find_name(page, STR("og:title"));
	struct wanted wanted = {0};
	struct str best;

	wanted_fill(&wanted, page, headline, site);
	*whole = agreed_h1(page, &wanted);
	best = without_more(*whole, page, headline);
	best = cut_bar(uncapped(best, page, headline));
	if (!best.n)
		best = input;
	if (!best.n)
		best = cut_bar(headline);
	if (!best.n)
		best = cut_site(og);
	if (!best.n)
		best = h1_or_title(page, &wanted);
	wanted_release(&wanted);
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
	struct str whole;
	const struct str title =
		declared(&article->page, buf_str(&jsonld->headline),
			 buf_str(&article->site), input, &whole);

	article_set(&article->title, title);
	article->title_line = find_line(article, buf_str(&article->title));
	if (article->title_line == NO_LINE)
		article->title_line = find_line(article, whole);
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

/* Where the text begins without a headline that was taken for its first
 * line: with the first prose, if that is near. */
static size_t begin_of_prose(const struct article *article)
{
	for (size_t i = article->begin;
	     i < article->page.count && i < article->begin + LOOK_AHEAD; i++)
		if (article->line[i].kind == LINE_PROSE)
			return i;
	return article->begin;
}

void titles_from_lines(struct article *article)
{
	const size_t begin = begin_of_prose(article);
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
