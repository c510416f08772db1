#include "spot.h"

#include <string.h>

#include "phrases.h"

enum {
	CUE_TOKENS = 5,	   /* a cue stands at most so far before its day, */
	FAR_TOKENS = 8,	   /* and what makes it another thing's so far away */
	BEHIND_TOKENS = 2, /* or so close behind it */
	LIMIT_TOKENS = 4,  /* "the deadline for entries is" */
	STAMP_TOKENS = 16, /* a line of a stamp has no more, */
	STAMP_REST = 5,	   /* and no more beside the date */
	CAPTION_TOKENS = 60,
	SAID_TOKENS = 3,     /* "said the police on" */
	DATELINE_TOKENS = 4, /* words of a place */
	CREDIT_TOKENS = 8,   /* "Photo: Jane Doe" at the end */
};

/* How far from its day a phrase counts, in tokens between. */
static const struct {
	uint8_t before, behind, role;
} reaches[] = {
	[PHRASE_NO_ROLE] = {FAR_TOKENS, BEHIND_TOKENS, MENTION_OTHER},
	[PHRASE_YEARLY] = {4, BEHIND_TOKENS, MENTION_YEARLY},
	[PHRASE_DOCUMENT] = {FAR_TOKENS, 1, MENTION_DOCUMENT},
	[PHRASE_LIMIT] = {LIMIT_TOKENS, 1, MENTION_LIMIT},
	[PHRASE_ANNIVERSARY] = {FAR_TOKENS, BEHIND_TOKENS, MENTION_ANNIVERSARY},
	[PHRASE_BACKGROUND] = {FAR_TOKENS, 4, MENTION_BACKGROUND},
};

int token_value(struct str text, const struct token *token)
{
	int value = 0;

	if (!token->number || token->len > 4)
		return 0;
	for (size_t i = 0; i < token->len; i++) {
		const char c = text.p[token->start + i];

		if (c < '0' || c > '9')
			return 0;
		value = 10 * value + (c - '0');
	}
	return value;
}

static size_t phrase_of(const struct place *place, size_t at,
			enum phrase_kind kind)
{
	return phrase_in(place->tokens, at, kind, place->context->language,
			 NULL);
}

static bool ends_sentence(struct str text, size_t at)
{
	const struct str rest = str_skip(text, at);

	if (str_starts(rest, STR("。")) || str_starts(rest, STR("；")) ||
	    str_starts(rest, STR("，"))) /* a clause is enough there */
		return true;
	return memchr(".;!?", text.p[at], 4) &&
	       (at + 1 == text.n || text.p[at + 1] == ' ');
}

static bool is_behind_slash(struct str text, const struct token *token)
{
	return token->start && text.p[token->start - 1] == '/';
}

/* Does a sentence end between this token and the next? A point behind a
 * number is that of an ordinal or of an abbreviated month, but for 10/10. */
static bool is_break(const struct place *place, size_t at)
{
	const struct token *token = &place->tokens->token[at];

	for (size_t i = token->start + token->len; i < token[1].start; i++) {
		if (token->number && place->text.p[i] == '.' &&
		    i == token->start + token->len && token->len <= 2 &&
		    !is_behind_slash(place->text, token))
			continue;
		if (ends_sentence(place->text, i))
			return true;
	}
	return false;
}

/* The tokens of the sentence around a spot, at most FAR_TOKENS and those of
 * a phrase on either side. */
static struct spot sentence_around(const struct place *place, struct spot spot)
{
	const size_t reach = FAR_TOKENS + 4;
	struct spot sentence = spot;

	while (sentence.first && spot.first - sentence.first < reach &&
	       !is_break(place, sentence.first - 1))
		sentence.first--;
	while (sentence.end < place->tokens->count &&
	       sentence.end - spot.end < reach &&
	       !is_break(place, sentence.end - 1))
		sentence.end++;
	return sentence;
}

/* The token with which a phrase begins that ends at the day, or runs into
 * it, and announces it; the end of the day if there is none. */
static size_t cue_before(const struct place *place, struct spot spot)
{
	const size_t from =
		spot.first > CUE_TOKENS ? spot.first - CUE_TOKENS : 0;

	for (size_t i = from; i <= spot.first && i < place->tokens->count;
	     i++) {
		const size_t n = phrase_of(place, i, PHRASE_DAY_CUE);

		if (n && i + n + 1 >= spot.first && i + n <= spot.end)
			return i;
	}
	return spot.end;
}

/* Does a comma stand before this token? */
static bool has_comma(const struct place *place, size_t at)
{
	const size_t start = place->tokens->token[at].start;

	return start > 1 && place->text.p[start - 1] == ' ' &&
	       place->text.p[start - 2] == ',';
}

/* Or before one of the tokens up to that? */
static bool has_comma_within(const struct place *place, size_t from, size_t to)
{
	for (size_t i = from; i <= to; i++)
		if (has_comma(place, i))
			return true;
	return false;
}

/* Does a clause begin with this cue, "..., on the morning of", so that what
 * stands before it belongs to something else? A cue as light as "on" opens
 * the date of a decision, too. */
static bool opens_clause(const struct place *place, size_t cue)
{
	return has_comma(place, cue) &&
	       !phrase_of(place, cue, PHRASE_FUNCTION) &&
	       !phrase_of(place, cue, PHRASE_STAMP);
}

/* Is it a word as light as "by", which counts right before a day alone? */
static bool is_light(const struct place *place, size_t at, size_t n)
{
	return phrase_of(place, at, PHRASE_FUNCTION) == n ||
	       phrase_of(place, at, PHRASE_DATE_CUE) == n;
}

/* The token behind "5pm on", "17 giờ ngày", "18 Uhr am". */
static size_t skip_clock(const struct place *place, size_t at)
{
	size_t next = at;

	if (at >= place->tokens->count || !place->tokens->token[at].number)
		return at;
	next++;
	next += phrase_of(place, next, PHRASE_HOUR);
	next += phrase_of(place, next, PHRASE_DAY_CUE);
	return next;
}

/* Is there nothing but a weekday, an article or an hour between these
 * tokens? */
static bool is_gap(const struct place *place, size_t from, size_t to)
{
	static const enum phrase_kind kinds[] = {PHRASE_WEEKDAY,
						 PHRASE_DATE_JOIN};

	from = skip_clock(place, from);
	if (from >= to)
		return true;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (from + phrase_of(place, from, kinds[i]) == to)
			return true;
	return false;
}

/* Does white space stand before this token? Elsewhere words follow without. */
static bool is_spaced(const struct place *place, size_t at)
{
	return at && place->text.p[place->tokens->token[at].start - 1] == ' ';
}

/* Does another day stand between these tokens? */
static bool has_day(const struct place *place, size_t from, size_t to)
{
	for (size_t i = 0; i < place->spots; i++)
		if (place->spot[i].first >= from && place->spot[i].end <= to)
			return true;
	return false;
}

/* Does this phrase, of n tokens at at, make the day another thing's? */
static bool applies(const struct place *place, struct spot spot, size_t at,
		    size_t n, int role)
{
	if (at >= spot.end) {
		if (role == PHRASE_LIMIT && is_spaced(place, at))
			return false;
		if (role == PHRASE_ANNIVERSARY &&
		    has_comma_within(place, spot.end, at))
			return false;
		if (!place->context->dated && role == PHRASE_DOCUMENT)
			return at - spot.end < FAR_TOKENS;
		return at - spot.end < reaches[role].behind;
	}
	if (is_light(place, at, n))
		return is_gap(place, at + n, spot.first);
	if (role == PHRASE_YEARLY && n == 1) /* "each of them" is not yearly */
		return at + n + 1 >= spot.first;
	return at + n + reaches[role].before >= spot.first &&
	       (role == PHRASE_BACKGROUND ||
		!has_day(place, at + n, spot.first));
}

/* "PORT LESSING, May 6 (News) -": where and when it was written. */
static bool is_dateline(const struct place *place, struct spot spot)
{
	static const char *const ends[] = {" (",  " - ",  " – ", " — ",
					   ". /", ". - ", " /",	 ".- ",
					   ") -", ") –",  ") —"};
	const size_t end =
		spot.end + phrase_of(place, spot.end, PHRASE_CLOCK_JOIN);
	const struct token *last = &place->tokens->token[end - 1];
	const struct str rest = str_skip(place->text, last->start + last->len);

	if (!spot.first || spot.first > DATELINE_TOKENS ||
	    place->context->title)
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_starts(rest, str_from(ends[i])))
			return true;
	return false;
}

/* Does a day end right before this token? */
static bool is_behind_day(const struct place *place, size_t at)
{
	for (size_t i = 0; i < place->spots; i++)
		if (place->spot[i].end == at)
			return true;
	return false;
}

/* ", on 3 May," */
static bool is_between_commas(const struct place *place, struct spot spot)
{
	const struct token *last = &place->tokens->token[spot.end - 1];
	const size_t cue = cue_before(place, spot);

	return has_comma(place, cue < spot.first ? cue : spot.first) &&
	       str_starts(str_skip(place->text, last->start + last->len),
			  STR(","));
}

/* Is this the word of another day, which it follows: "(10/10 every year)"? Or
 * of a clause before, as in "on the anniversary of the town, on 3 May,"? */
static bool is_of_another(const struct place *place, struct spot spot,
			  size_t at, int role)
{
	if (at >= spot.first)
		return false;
	if ((role == PHRASE_ANNIVERSARY || role == PHRASE_YEARLY) &&
	    is_between_commas(place, spot))
		return true;
	return (role == PHRASE_YEARLY && at &&
		place->tokens->token[at - 1].number) ||
	       ((role == PHRASE_YEARLY || role == PHRASE_LIMIT) &&
		is_behind_day(place, at));
}

/* A decision of Tuesday, one who died yesterday: that is the news. */
static bool is_news(const struct mention *mention, int role)
{
	return (role == PHRASE_DOCUMENT || role == PHRASE_ANNIVERSARY) &&
	       (mention->weekday || !mention->date.month);
}

/* Is "said", at at, said of this day, gap tokens away? */
static bool is_said(const struct place *place, struct spot spot, size_t at,
		    size_t gap)
{
	if (at >= spot.end)
		return (!gap ||
			(gap <= BEHIND_TOKENS && is_spaced(place, at))) &&
		       !has_comma(place, at) && !has_comma(place, spot.end);
	return gap <= SAID_TOKENS && is_spaced(place, at) &&
	       !has_comma_within(place, at + 1, spot.first) &&
	       !is_behind_day(place, at);
}

/* Is "will", of n tokens at at, said of this day? Not if it opens a clause of
 * its own: "fell on Monday and will". */
static bool is_ahead(const struct place *place, struct spot spot, size_t at,
		     size_t n)
{
	if (at < spot.end)
		return at + n + FAR_TOKENS >= spot.first &&
		       !has_day(place, at + n, spot.first);
	for (size_t i = spot.end; i < at; i++)
		if (phrase_of(place, i, PHRASE_RANGE) || has_comma(place, i))
			return false;
	return at - spot.end <= BEHIND_TOKENS && !has_comma(place, at);
}

static void judge_phrase(const struct place *place, struct spot spot, size_t at,
			 struct mention *mention)
{
	int role = PHRASE_NO_ROLE;
	size_t n = phrase_in(place->tokens, at, PHRASE_ROLE,
			     place->context->language, &role);
	size_t gap;

	if (!n) {
		n = phrase_in(place->tokens, at, PHRASE_NOT_EVENT,
			      place->context->language, NULL);
		role = PHRASE_NO_ROLE;
	}
	if (!n)
		return;
	gap = at >= spot.end	    ? at - spot.end
	      : at + n > spot.first ? 0
				    : spot.first - (at + n);
	switch (role) {
	case PHRASE_SAID:
		mention->said |= is_said(place, spot, at, gap);
		break;
	case PHRASE_AHEAD:
		mention->ahead |= is_ahead(place, spot, at, n);
		break;
	case PHRASE_COUNTED:
	case PHRASE_SERIES:
	case PHRASE_DAILY:
		break;
	case PHRASE_WEEK_BEFORE:
	case PHRASE_WEEK_THIS:
	case PHRASE_WEEK_AFTER:
		if (!mention->weekday || gap > 1 || has_comma(place, at))
			break;
		mention->in_week = true;
		mention->week = (int8_t)(role - PHRASE_WEEK_THIS);
		break;
	case PHRASE_DATELINE:
		if (mention->date.month && at == spot.end)
			mention->dateline = mention->said = true;
		break;
	case PHRASE_NIGHT:
		mention->night |= at < spot.first && !gap;
		break;
	case PHRASE_LIMIT:
		if (mention->span && at < spot.end) /* "from" its first day */
			break;
		/* fall through */
	default:
		/* what was yesterday is no background */
		if (role == PHRASE_BACKGROUND && mention->relative)
			break;
		if (role == PHRASE_LIMIT && mention->night) /* "zum" */
			break;
		if (is_news(mention, role) ||
		    is_of_another(place, spot, at, role))
			break;
		if (mention->role == MENTION_EVENT &&
		    applies(place, spot, at, n, role))
			mention->role = reaches[role].role;
	}
}

void spot_judge(const struct place *place, struct spot spot,
		struct mention *mention)
{
	struct spot sentence = sentence_around(place, spot);
	const size_t cue = cue_before(place, spot);

	if (cue < spot.end) {
		mention->cue = true;
		if (cue > sentence.first && opens_clause(place, cue))
			sentence.first = cue;
	} else if (mention->date.month) {
		mention->dateline = is_dateline(place, spot);
		mention->said = mention->dateline;
		mention->cue |= !spot.first && !place->context->title;
	}
	for (size_t i = sentence.first; i < sentence.end; i++)
		if (i < spot.first || i >= spot.end)
			judge_phrase(place, spot, i, mention);
}

bool place_is_caption(const struct place *place)
{
	const struct tokens *tokens = place->tokens;
	size_t from;

	if (place->context->title || tokens->count > CAPTION_TOKENS)
		return false;
	if (phrase_of(place, 0, PHRASE_CAPTION))
		return true;
	from = tokens->count > CREDIT_TOKENS ? tokens->count - CREDIT_TOKENS
					     : 0;
	for (size_t i = from; i < tokens->count; i++) {
		const size_t n = phrase_of(place, i, PHRASE_CAPTION);
		size_t end;

		if (!n)
			continue;
		end = tokens->token[i + n - 1].start +
		      tokens->token[i + n - 1].len;
		if (end < place->text.n && place->text.p[end] == ':')
			return true;
	}
	return false;
}

/* Does a word on times of publication stand there? */
static bool has_label(const struct place *place)
{
	for (size_t i = 0; i < place->tokens->count; i++)
		if (phrase_of(place, i, PHRASE_STAMP) >
		    phrase_of(place, i, PHRASE_DAY_CUE))
			return true;
	return false;
}

static bool is_sentence(struct str text)
{
	return (text.n && ends_sentence(text, text.n - 1)) ||
	       (text.n >= 3 && ends_sentence(text, text.n - 3));
}

enum mention_role place_stamp(const struct place *place, size_t rest,
			      const struct date *date)
{
	const struct str text = place->text;

	if (place->context->title || !date->year || !date->day ||
	    place->tokens->count > STAMP_TOKENS || is_sentence(text))
		return MENTION_EVENT;
	if (has_label(place))
		return MENTION_PUBLISHED;
	if (rest > STAMP_REST)
		return MENTION_EVENT;
	if (date->hour >= 0 && date->has_zone)
		return MENTION_CLOCK;
	return date->hour >= 0 || place->context->first ? MENTION_PUBLISHED
							: MENTION_TEASER;
}
