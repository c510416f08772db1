#include "why.h"

#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "json.h"
#include "ordinal.h"
#include "vector.h"

static const char *const roles[] = {
	[MENTION_EVENT] = "event",
	[MENTION_PUBLISHED] = "published",
	[MENTION_CLOCK] = "clock",
	[MENTION_TEASER] = "teaser",
	[MENTION_YEARLY] = "yearly",
	[MENTION_DOCUMENT] = "document",
	[MENTION_LIMIT] = "limit",
	[MENTION_PERIOD] = "period",
	[MENTION_ANNIVERSARY] = "anniversary",
	[MENTION_BACKGROUND] = "background",
	[MENTION_CAPTION] = "caption",
	[MENTION_OTHER] = "other",
};

/* The one that this is and that was not noted yet; NULL if it is none. */
static struct why_document *find(const struct why *why, struct str id)
{
	const struct why_document *found = NULL;
	struct buf text = {0};

	json_unescape(id, &text);
	for (size_t i = 0; i < 2 && !found; i++)
		if (!why->document[i].found &&
		    str_eq(buf_str(&text), str_from(why->document[i].wanted)))
			found = &why->document[i];
	buf_release(&text);
	return (struct why_document *)found;
}

bool why_wants(const struct why *why, struct str id)
{
	return find(why, id);
}

static void note_facts(struct why_document *document, const struct facts *facts,
		       int32_t published, uint32_t number)
{
	document->found = true;
	document->number = number;
	document->facts = *facts;
	document->published = published;
}

void why_note(struct why *why, const struct digest *digest, uint32_t number)
{
	struct why_document *document;

	while ((document = find(why, digest->id))) {
		note_facts(document, &digest->facts, digest->created_day,
			   number);
		document->mentions = digest->finder.mentions;
		memcpy(document->mention, digest->finder.mention,
		       sizeof(document->mention));
		buf_add_str(&document->title, buf_str(&digest->title));
		buf_add_str(&document->text, buf_str(&digest->text));
	}
}

void why_note_kept(struct why *why, const struct kept *kept, uint32_t number)
{
	struct why_document *document;
	struct str title;

	while ((document = find(why, kept->id))) {
		note_facts(document, &kept->facts, kept->day, number);
		title = json_member(kept->row, STR("title"));
		if (title.p)
			json_unescape(title, &document->title);
	}
}

const char *why_missing(const struct why *why)
{
	for (size_t i = 0; i < 2; i++)
		if (!why->document[i].found)
			return why->document[i].wanted;
	return NULL;
}

static void put_day(struct buf *out, int32_t day)
{
	struct date date;

	if (day == FACTS_NO_DAY)
		return;
	date_of_days(day, &date);
	date_put(out, &date);
}

/* Of a mention, as far as it says. */
static void put_mention(struct buf *out, const struct mention *mention)
{
	if (!mention->date.month) {
		buf_addf(out, "%+d", mention->relative);
		return;
	}
	if (mention->date.year)
		buf_addf(out, "%04d-", mention->date.year);
	buf_addf(out, "%02d-%02d", mention->date.month, mention->date.day);
}

static void put_document(struct buf *out, char name,
			 const struct why_document *document)
{
	const struct facts *const facts = &document->facts;

	buf_addf(out, "title\t%c\t", name);
	for (size_t i = 0; i < document->title.n; i++)
		buf_add_char(out, (unsigned char)document->title.p[i] < ' '
					  ? ' '
					  : document->title.p[i]);
	buf_addf(out, "\npublished\t%c\t", name);
	put_day(out, document->published);
	buf_addf(out, "\ndate\t%c\t", name);
	put_day(out, facts->day);
	buf_addf(out, "\t%s\t%.2f\n",
		 facts->from == FACTS_TEXT	? "text"
		 : facts->from == FACTS_CREATED ? "created"
						: "",
		 facts->sure / 100.0);
	for (size_t i = 0; i < document->mentions; i++) {
		const struct mention *const mention = &document->mention[i];

		buf_addf(out, "day\t%c\t", name);
		put_mention(out, mention);
		buf_addf(out, "\t%s\tparagraph %d\n", roles[mention->role],
			 mention->paragraph);
	}
	if (facts->ordinal.number)
		buf_addf(out, "ordinal\t%c\t%d\n", name, facts->ordinal.number);
}

/* The text of a term, if one of these tokens is it. */
static bool put_token(struct buf *out, uint32_t term, struct str text,
		      struct tokens *tokens)
{
	tokens_find(tokens, text);
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *const token = &tokens->token[i];

		if (bag_term(token->hash) != term)
			continue;
		buf_addf(out, "shared\t%.*s\n", (int)token->len,
			 text.p + token->start);
		return true;
	}
	return false;
}

/* Words that were lent stand in neither, and are passed over. */
static void put_terms(struct buf *out, const struct why *why,
		      const struct events_why *seen)
{
	struct tokens tokens = {0};

	for (size_t i = 0; i < seen->terms; i++)
		for (size_t k = 0; k < 2; k++) {
			const struct why_document *const document =
				&why->document[k];

			if (put_token(out, seen->term[i],
				      buf_str(&document->title), &tokens) ||
			    put_token(out, seen->term[i],
				      buf_str(&document->text), &tokens))
				break;
		}
	tokens_release(&tokens);
}

static const char *veto(const struct why *why)
{
	struct bounds a, b;

	bounds_init(&a, &why->document[0].facts);
	bounds_init(&b, &why->document[1].facts);
	if (ordinals_differ(&a.ordinal, &b.ordinal))
		return "ordinals";
	return bounds_contradict(&a, &b) ? "days" : "none";
}

void why_put(const struct why *why, struct events *events, struct buf *out)
{
	const uint32_t a = why->document[0].number;
	const uint32_t b = why->document[1].number;
	struct events_why seen;

	events_explain(events, a, b, &seen);
	put_document(out, 'a', &why->document[0]);
	put_document(out, 'b', &why->document[1]);
	put_terms(out, why, &seen);
	buf_addf(out, "cosine\t%.3f\n", seen.cosine / (double)VECTOR_ONE);
	if (seen.days >= 0)
		buf_addf(out, "days\t%" PRId32 "\n", seen.days);
	buf_addf(out, "likeness\t%.3f\n", seen.likeness / (double)VECTOR_ONE);
	buf_addf(out, "threshold\t%.3f\n", why->threshold);
	buf_addf(out, "veto\t%s\n", veto(why));
	buf_addf(out, "event\t%s\n",
		 events_of(events, a).first == events_of(events, b).first
			 ? "one"
			 : "two");
}

void why_release(struct why *why)
{
	for (size_t i = 0; i < 2; i++) {
		buf_release(&why->document[i].title);
		buf_release(&why->document[i].text);
	}
}
