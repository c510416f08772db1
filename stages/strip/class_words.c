#include "class_words.h"

#include <endian.h>
#include <stdbool.h>
#include <string.h>

#include "blocks.h"

enum { WORD_MAX = 15 };

/* What a word does beside its flags; above all enum block_flag. */
#define WORD_COMMENTS (1u << 28)
#define WORD_SUBJECT (1u << 29) /* before a WORD_PART: the article's body */
#define WORD_PART (1u << 30)
#define WORD_STOP (1u << 31) /* what follows it in this name says nothing */

#define BAD BLOCK_NAME_BAD
#define COMMENTS (BLOCK_NAME_BAD | WORD_COMMENTS)
#define GOOD BLOCK_NAME_GOOD
#define BODY (BLOCK_NAME_GOOD | BLOCK_IN_BODY)
#define CAPTION BLOCK_NAME_CAPTION
#define BYLINE BLOCK_NAME_BYLINE
#define STAMP BLOCK_NAME_STAMP
#define LEAD BLOCK_NAME_LEAD
#define TITLE BLOCK_NAME_TITLE

struct word {
	char text[WORD_MAX + 1];
	uint32_t flags;
};

/* sorted by strcmp() */
static const struct word vocabulary[] = {
	{"abstract", LEAD},
	{"ad", BAD},
	{"ads", BAD},
	{"adsense", BAD},
	{"advert", BAD},
	{"advertisement", BAD},
	{"advertising", BAD},
	{"advertorial", BAD},
	{"article", GOOD | WORD_SUBJECT},
	{"articlebody", BODY},
	{"articlecontent", BODY},
	{"articles", GOOD},
	{"articletext", BODY},
	{"aside", BAD},
	{"author", BYLINE},
	{"authors", BYLINE},
	{"banner", BAD},
	{"banners", BAD},
	{"blog", WORD_SUBJECT},
	{"body", GOOD | WORD_SUBJECT | WORD_PART},
	{"bodytext", BODY},
	{"breadcrumb", BAD},
	{"breadcrumbs", BAD},
	{"byline", BYLINE},
	{"bylines", BYLINE},
	{"caption", CAPTION},
	{"captions", CAPTION},
	{"carousel", BAD},
	{"cat", WORD_STOP},
	{"category", WORD_STOP},
	{"chapeau", LEAD},
	{"chapo", LEAD},
	{"comment", COMMENTS},
	{"commentlist", COMMENTS},
	{"comments", COMMENTS},
	{"consent", BAD},
	{"content", GOOD | WORD_SUBJECT | WORD_PART},
	{"contentdetail", BODY},
	{"contents", GOOD | WORD_PART},
	{"contributor", BYLINE},
	{"contributors", BYLINE},
	{"cookie", BAD},
	{"cookies", BAD},
	{"copy", GOOD | WORD_PART},
	{"copyright", BAD},
	{"counter", BAD},
	{"credit", CAPTION},
	{"credits", CAPTION},
	{"cutline", CAPTION},
	{"date", STAMP},
	{"dateline", STAMP},
	{"datetime", STAMP},
	{"dek", LEAD},
	{"desc", LEAD},
	{"description", LEAD},
	{"detail", GOOD | WORD_SUBJECT | WORD_PART},
	{"detailcontent", BODY},
	{"details", GOOD | WORD_SUBJECT},
	{"discussion", COMMENTS},
	{"disqus", COMMENTS},
	{"donate", BAD},
	{"dropdown", BAD},
	{"e", WORD_SUBJECT},
	{"entry", GOOD | WORD_SUBJECT},
	{"entrycontent", BODY},
	{"excerpt", LEAD},
	{"feedback", BAD},
	{"figcaption", CAPTION},
	{"footer", BAD},
	{"format", WORD_STOP},
	{"full", WORD_SUBJECT},
	{"fulltext", BODY},
	{"gdpr", BAD},
	{"has", WORD_STOP},
	{"headline", TITLE},
	{"hentry", GOOD},
	{"hotline", BAD},
	{"intro", LEAD},
	{"introduction", LEAD},
	{"latest", BAD},
	{"lead", LEAD},
	{"leaderboard", BAD},
	{"lede", LEAD},
	{"login", BAD},
	{"main", GOOD},
	{"maincontent", GOOD},
	{"masthead", BAD},
	{"menu", BAD},
	{"menus", BAD},
	{"modal", BAD},
	{"modified", STAMP},
	{"mostread", BAD},
	{"mostviewed", BAD},
	{"nav", BAD},
	{"navbar", BAD},
	{"navigation", BAD},
	{"news", WORD_SUBJECT},
	{"newsbody", BODY},
	{"newscontent", BODY},
	{"newsdetail", BODY},
	{"newsletter", BAD},
	{"no", WORD_STOP},
	{"non", WORD_STOP},
	{"not", WORD_STOP},
	{"notification", BAD},
	{"offcanvas", BAD},
	{"other", BAD},
	{"othernews", BAD},
	{"others", BAD},
	{"outbrain", BAD},
	{"overlay", BAD},
	{"pager", BAD},
	{"pagination", BAD},
	{"paging", BAD},
	{"poll", BAD},
	{"popular", BAD},
	{"popup", BAD},
	{"post", GOOD | WORD_SUBJECT},
	{"postbody", BODY},
	{"postcontent", BODY},
	{"posted", STAMP},
	{"promo", BAD},
	{"promos", BAD},
	{"promotion", BAD},
	{"prose", GOOD},
	{"pubdate", STAMP},
	{"publish", STAMP},
	{"published", STAMP},
	{"rail", BAD},
	{"rating", BAD},
	{"readmore", BAD},
	{"recent", BAD},
	{"recirc", BAD},
	{"recommend", BAD},
	{"recommendation", BAD},
	{"recommendations", BAD},
	{"recommended", BAD},
	{"related", BAD},
	{"relatednews", BAD},
	{"relatedposts", BAD},
	{"reporter", BYLINE},
	{"respond", COMMENTS},
	{"rich", WORD_SUBJECT},
	{"sapo", LEAD},
	{"search", BAD},
	{"share", BAD},
	{"sharebar", BAD},
	{"sharebox", BAD},
	{"sharing", BAD},
	{"sidebar", BAD},
	{"sidebars", BAD},
	{"signin", BAD},
	{"signup", BAD},
	{"social", BAD},
	{"sponsor", BAD},
	{"sponsored", BAD},
	{"sponsors", BAD},
	{"standfirst", LEAD},
	{"status", WORD_STOP},
	{"story", GOOD | WORD_SUBJECT},
	{"storybody", BODY},
	{"storycontent", BODY},
	{"subhead", LEAD},
	{"subheadline", LEAD},
	{"subscribe", BAD},
	{"subscription", BAD},
	{"subtitle", LEAD},
	{"summary", LEAD},
	{"taboola", BAD},
	{"tag", WORD_STOP},
	{"tagcloud", BAD},
	{"taglist", BAD},
	{"tags", BAD},
	{"teaser", BAD},
	{"teasers", BAD},
	{"term", WORD_STOP},
	{"text", GOOD | WORD_PART},
	{"ticker", BAD},
	{"time", STAMP},
	{"timestamp", STAMP},
	{"title", TITLE},
	{"toolbar", BAD},
	{"toolbox", BAD},
	{"tooltip", BAD},
	{"topbar", BAD},
	{"trending", BAD},
	{"type", WORD_STOP},
	{"updated", STAMP},
	{"visitor", BAD},
	{"visitors", BAD},
	{"vote", BAD},
	{"with", WORD_STOP},
	{"without", WORD_STOP},
	{"writer", BYLINE},
	{"writers", BYLINE},
};

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Half of a word as a number, so that numbers compare as words do. */
static uint64_t half(const char *text)
{
	uint64_t number;

	memcpy(&number, text, sizeof(number));
	return be64toh(number);
}

/* text: NULs up to its end. */
static uint32_t word_flags(const char text[WORD_MAX + 1])
{
	const uint64_t first = half(text), second = half(text + 8);
	size_t low = 0, high = sizeof(vocabulary) / sizeof(*vocabulary);

	while (low < high) {
		const size_t middle = (low + high) / 2;
		const struct word *word = &vocabulary[middle];
		const uint64_t number = half(word->text);

		if (number == first && half(word->text + 8) == second)
			return word->flags;
		if (number < first ||
		    (number == first && half(word->text + 8) < second))
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

struct reading {
	char word[WORD_MAX + 1];
	size_t n;	   /* letters of the word so far, kept or not */
	uint32_t previous; /* flags of the word before, in the same name */
	uint32_t flags;	   /* so far */
};

static void word_end(struct reading *r)
{
	uint32_t flags = 0;

	if (!r->n)
		return;
	if (r->n <= WORD_MAX) {
		memset(r->word + r->n, 0, sizeof(r->word) - r->n);
		flags = word_flags(r->word);
	}
	r->n = 0;
	if (r->previous & WORD_STOP)
		return;
	if ((r->previous & WORD_SUBJECT) && (flags & WORD_PART))
		flags |= BODY;
	r->flags |= flags;
	r->previous = flags;
}

struct class_words class_words_read(struct str value)
{
	struct reading r = {0};
	struct class_words words = {.hash = 2166136261u}; /* FNV-1a */
	char before = ' ';

	for (size_t i = 0; i < value.n; i++) {
		const char c = value.p[i];

		if (!is_digit(c))
			words.hash =
				(words.hash ^ (unsigned char)c) * 16777619u;
		if (!is_lower(c) && !(is_upper(c) && !is_lower(before)))
			word_end(&r);
		if (is_lower(c) || is_upper(c)) {
			if (r.n < WORD_MAX)
				r.word[r.n] = (char)(c | 0x20);
			/* letters of a hash are too long for any word */
			r.n += !r.n && is_digit(before) ? WORD_MAX + 1 : 1;
		} else if ((unsigned char)c <= ' ') {
			r.previous = 0;
		} else if (c == '[' || c == '(') {
			r.previous = WORD_STOP;
		}
		before = c;
	}
	word_end(&r);
	words.comments = r.flags & WORD_COMMENTS;
	words.flags = r.flags &
		      ~(WORD_COMMENTS | WORD_SUBJECT | WORD_PART | WORD_STOP);
	return words;
}
