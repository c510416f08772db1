#include "class_words.h"

#include <stdbool.h>
#include <string.h>

#include "../blocks.h"
#include "name_slots.h"

enum { WORD_MAX = NAME_SIZE - 1 };

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
	char text[NAME_SIZE];
	uint32_t flags;
};

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

enum { WORDS = sizeof(vocabulary) / sizeof(*vocabulary) };

static struct name_slots slots; /* one more than the place in vocabulary */
_Static_assert((int)WORDS <= (int)NAMES_MAX, "too many words");

__attribute__((constructor)) static void fill_slots(void)
{
	for (unsigned i = 0; i < WORDS; i++)
		name_slots_add(&slots, vocabulary[i].text, i + 1);
}

/* text: NULs up to its end. */
static uint32_t word_flags(const char text[NAME_SIZE])
{
	for (size_t slot = name_slot(text); slots.number[slot];
	     slot = name_next_slot(slot)) {
		const struct word *word = &vocabulary[slots.number[slot] - 1];

		if (!memcmp(word->text, text, sizeof(word->text)))
			return word->flags;
	}
	return 0;
}

struct reading {
	char word[NAME_SIZE]; /* NULs behind its letters */
	size_t n;	      /* letters of the word so far, kept or not */
	uint32_t previous;    /* flags of the word before, in the same name */
	uint32_t flags;	      /* so far */
};

static void word_end(struct reading *r)
{
	uint32_t flags = 0;

	if (!r->n)
		return;
	if (r->n <= WORD_MAX)
		flags = word_flags(r->word);
	memset(r->word, 0, sizeof(r->word));
	r->n = 0;
	if (r->previous & WORD_STOP)
		return;
	if ((r->previous & WORD_SUBJECT) && (flags & WORD_PART))
		flags |= BODY;
	r->flags |= flags;
	r->previous = flags;
}

/* A run of small letters; letters of a hash are too long for any word. */
static void add_letters(struct reading *r, struct str run, char before)
{
	if (!r->n && is_digit(before))
		r->n = WORD_MAX + 1;
	for (size_t i = 0; i < run.n && r->n + i < WORD_MAX; i++)
		r->word[r->n + i] = run.p[i];
	r->n += run.n;
}

/* Any other character; before: the one before it. */
static void add_other(struct reading *r, char c, char before)
{
	if (!is_upper(c) || is_lower(before))
		word_end(r);
	if (is_upper(c)) {
		c |= 0x20;
		add_letters(r, (struct str){&c, 1}, before);
	} else if ((unsigned char)c <= ' ') {
		r->previous = 0;
	} else if (c == '[' || c == '(') {
		r->previous = WORD_STOP;
	}
}

/* FNV-1a */
static uint32_t hash_step(uint32_t hash, char c)
{
	return (hash ^ (unsigned char)c) * 16777619u;
}

struct class_words class_words_read(struct str value)
{
	struct reading r = {0};
	uint32_t hash = 2166136261u;
	struct class_words words;
	char before = ' ';

	for (size_t i = 0; i < value.n; i++) {
		const size_t start = i;

		for (; i < value.n && is_lower(value.p[i]); i++)
			hash = hash_step(hash, value.p[i]);
		if (i > start) {
			add_letters(&r,
				    (struct str){value.p + start, i - start},
				    before);
			before = value.p[i - 1];
			if (i == value.n)
				break;
		}
		if (!is_digit(value.p[i]))
			hash = hash_step(hash, value.p[i]);
		add_other(&r, value.p[i], before);
		before = value.p[i];
	}
	word_end(&r);
	words.hash = hash;
	words.comments = r.flags & WORD_COMMENTS;
	words.flags = r.flags &
		      ~(WORD_COMMENTS | WORD_SUBJECT | WORD_PART | WORD_STOP);
	return words;
}
