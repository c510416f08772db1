#include "decide.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "mem.h"

struct share { /* how many tokens one other document has */
	struct str of;
	double tokens;
	size_t first; /* the first paragraph that points there */
};

static bool need(const struct record *record, const char *name, char kind,
		 const char *missing, struct str *value, struct error *error)
{
	*value = record_find(record, name);
	if (value->p && json_kind(*value) == kind)
		return true;
	error->what = missing;
	return false;
}

/* The paragraphs as winnow-strip wrote them. */
static bool read_text(struct decision *decision, const struct record *record,
		      struct error *error)
{
	const struct str removed = record_find(record, "removed");
	struct str text;

	if (!need(record, "text", '"', "no 'text': run winnow-strip before",
		  &text, error))
		return false;
	buf_reset(&decision->text);
	json_unescape(text, &decision->text);
	paragraphs_begin(&decision->paragraphs, buf_str(&decision->text));
	if (removed.p && json_kind(removed) == '[' &&
	    !paragraphs_put_removed(&decision->paragraphs, removed, error))
		return false;
	paragraphs_end(&decision->paragraphs);
	return true;
}

static void clear_verdicts(struct decision *decision)
{
	const size_t count = decision->paragraphs.count;

	if (count > decision->size) {
		decision->size = 2 * count;
		decision->verdict =
			xreallocarray(decision->verdict, decision->size,
				      sizeof(*decision->verdict));
	}
	if (count)
		memset(decision->verdict, 0,
		       count * sizeof(*decision->verdict));
}

static bool read_roles(struct decision *decision, const struct record *record,
		       struct error *error)
{
	const size_t count = decision->paragraphs.count;
	struct str roles, role;
	size_t n = 0;

	if (!need(record, "roles", '[', "no 'roles': run winnow-strip before",
		  &roles, error))
		return false;
	for (; json_next_item(&roles, &role); n++)
		if (n < count)
			decision->verdict[n].role = role;
	if (n == count)
		return true;
	error->what = "'roles' and 'text' do not fit together";
	return false;
}

static bool read_copy(struct decision *decision, struct str copy)
{
	struct str at, name, value;
	struct verdict found = {.rule = RULE_COPY};
	uint64_t n;

	if (json_kind(copy) != '{')
		return false;
	at = (struct str){0};
	while (json_next_member(&copy, &name, &value)) {
		if (str_eq(name, STR("\"at\"")))
			at = value;
		else if (str_eq(name, STR("\"of\"")))
			found.of = value;
		else if (str_eq(name, STR("\"paragraph\"")))
			found.paragraph = value;
		else if (str_eq(name, STR("\"containment\"")))
			found.containment = value;
		else if (str_eq(name, STR("\"resemblance\"")))
			found.resemblance = value;
		else if (str_eq(name, STR("\"also\"")) &&
			 json_kind(value) == '[')
			found.also = value;
	}
	if (!at.p || !found.of.p || json_kind(found.of) != '"' ||
	    !found.paragraph.p || !found.containment.p ||
	    !found.resemblance.p || !json_uint(at, &n) ||
	    n >= decision->paragraphs.count)
		return false;
	found.role = decision->verdict[n].role;
	decision->verdict[n] = found;
	return true;
}

static bool read_copies(struct decision *decision, const struct record *record,
			struct error *error)
{
	struct str copies, copy;

	if (!need(record, "copies", '[', "no 'copies': run winnow-match before",
		  &copies, error))
		return false;
	while (json_next_item(&copies, &copy)) {
		if (read_copy(decision, copy))
			continue;
		error->what = "'copies' and 'text' do not fit together";
		return false;
	}
	return true;
}

/* After read_copies(): a paragraph that is both is a template. */
static bool read_templates(struct decision *decision,
			   const struct record *record, struct error *error)
{
	struct str template, item;
	uint64_t n;

	if (!need(record, "template", '[',
		  "no 'template': run winnow-match before", &template, error))
		return false;
	while (json_next_item(&template, &item)) {
		if (!json_uint(item, &n) || n >= decision->paragraphs.count) {
			error->what = "'template' and 'text' do not fit "
				      "together";
			return false;
		}
		decision->verdict[n] = (struct verdict){
			.rule = RULE_TEMPLATE,
			.role = decision->verdict[n].role,
		};
	}
	return true;
}

static bool is_repeated(const struct decision *decision)
{
	for (size_t i = 0; i < decision->paragraphs.count; i++)
		if (decision->verdict[i].rule != RULE_NONE)
			return true;
	return false;
}

static void count_tokens(struct decision *decision)
{
	for (size_t i = 0; i < decision->paragraphs.count; i++) {
		tokens_find(&decision->tokens,
			    decision->paragraphs.item[i].text);
		decision->verdict[i].tokens = decision->tokens.count;
	}
}

static int compare_shares(const void *a, const void *b)
{
	const struct share *left = a, *right = b;
	const int order = str_order(left->of, right->of);

	if (order)
		return order;
	return left->first < right->first ? -1 : left->first > right->first;
}

/* Has it several sources? Then none alone has what its containment says. */
static bool is_stitched(const struct verdict *verdict)
{
	struct str also = verdict->also, source;

	return also.p && json_next_item(&also, &source);
}

/* One entry for each copy that points at a document that stays. */
static size_t list_shares(struct decision *decision,
			  const struct owners *owners)
{
	const size_t count = decision->paragraphs.count;
	size_t n = 0;

	if (count > decision->shares_size) {
		decision->shares_size = 2 * count;
		decision->shares =
			xreallocarray(decision->shares, decision->shares_size,
				      sizeof(*decision->shares));
	}
	for (size_t i = 0; i < count; i++) {
		const struct verdict *verdict = &decision->verdict[i];
		const struct owner *owner;

		if (verdict->rule != RULE_COPY || is_stitched(verdict))
			continue;
		owner = owners_find(owners, verdict->of);
		if (!owner || owner->reprint)
			continue;
		decision->shares[n++] = (struct share){
			.of = verdict->of,
			.tokens = (double)verdict->tokens *
				  json_number(verdict->containment),
			.first = i,
		};
	}
	return n;
}

/* Which other document has most of this one, and how much of it. */
static void find_share(struct decision *decision, const struct owners *owners)
{
	const size_t n = list_shares(decision, owners);
	struct share best = {0}, sum = {0};
	size_t own = 0;

	for (size_t i = 0; i < decision->paragraphs.count; i++)
		if (decision->verdict[i].rule != RULE_TEMPLATE)
			own += decision->verdict[i].tokens;
	if (!n || !own)
		return;
	qsort(decision->shares, n, sizeof(*decision->shares), compare_shares);
	for (size_t i = 0; i < n; i++) {
		if (!i || !str_eq(sum.of, decision->shares[i].of))
			sum = decision->shares[i];
		else
			sum.tokens += decision->shares[i].tokens;
		if (!best.of.p || sum.tokens > best.tokens ||
		    (sum.tokens >= best.tokens && sum.first < best.first))
			best = sum;
	}
	decision->kept_id = best.of;
	decision->share = best.tokens / (double)own;
	if (decision->share > 1)
		decision->share = 1;
}

/* Does the document with this id stay, and has it to do with the event, or
 * the paragraph need not? */
static bool may_stand_for(const struct verdict *verdict,
			  const struct owners *owners, struct str of,
			  struct str event)
{
	const struct owner *const owner = owners_find(owners, of);

	if (!owner || owner->reprint)
		return false;
	return verdict->tokens >= DECIDE_EVENT_TOKENS ||
	       owner_is_in_event(owner, event);
}

static bool may_go(const struct verdict *verdict, const struct owners *owners,
		   struct str event)
{
	struct str also = verdict->also, source;

	if (verdict->rule != RULE_COPY)
		return verdict->rule == RULE_TEMPLATE;
	if (!may_stand_for(verdict, owners, verdict->of, event))
		return false;
	while (also.p && json_next_item(&also, &source))
		if (!may_stand_for(verdict, owners,
				   json_member(source, STR("of")), event))
			return false;
	return true;
}

/* Does it say anything that no document that stays says? */
static bool has_own(const struct decision *decision,
		    const struct owners *owners)
{
	for (size_t i = 0; i < decision->paragraphs.count; i++) {
		const struct verdict *verdict = &decision->verdict[i];
		const struct owner *owner = NULL;

		if (verdict->rule == RULE_TEMPLATE ||
		    verdict->tokens < DECIDE_UNIQUE_TOKENS)
			continue;
		if (verdict->rule == RULE_COPY && !is_stitched(verdict))
			owner = owners_find(owners, verdict->of);
		if (!owner || owner->reprint)
			return true;
	}
	return false;
}

/* The level of paragraphs: the text of a reprint stays whole; a document
 * of templates alone has nothing else to say, and keeps them. */
static void remove_repeats(struct decision *decision,
			   const struct owners *owners, struct str event,
			   double reprint_share)
{
	const size_t count = decision->paragraphs.count;
	size_t left = count;

	for (size_t i = 0; i < count; i++) {
		struct verdict *verdict = &decision->verdict[i];

		verdict->removed = may_go(verdict, owners, event);
		left -= verdict->removed;
	}
	decision->reprint = decision->kept_id.p &&
			    (!left || (decision->share >= reprint_share &&
				       !has_own(decision, owners)));
	if (left && !decision->reprint)
		return;
	for (size_t i = 0; i < count; i++)
		decision->verdict[i].removed = false;
}

bool decide(struct decision *decision, const struct record *record,
	    const struct owners *owners, enum decide_level level,
	    double reprint_share, struct error *error)
{
	struct str event;

	decision->reprint = false;
	decision->kept_id = (struct str){0};
	decision->share = 0;
	if (!need(record, "event", '{', "no 'event': run winnow-cluster before",
		  &event, error) ||
	    !read_text(decision, record, error))
		return false;
	clear_verdicts(decision);
	if (!read_roles(decision, record, error) ||
	    !read_copies(decision, record, error) ||
	    !read_templates(decision, record, error))
		return false;
	if (!is_repeated(decision))
		return true;
	count_tokens(decision);
	find_share(decision, owners);
	event = json_member(event, STR("id"));
	if (level == DECIDE_PARAGRAPH)
		remove_repeats(decision, owners, event, reprint_share);
	else if (level == DECIDE_DOCUMENT)
		decision->reprint =
			decision->kept_id.p && decision->share >= reprint_share;
	return true;
}

void decision_release(struct decision *decision)
{
	paragraphs_release(&decision->paragraphs);
	free(decision->verdict);
	buf_release(&decision->text);
	tokens_release(&decision->tokens);
	free(decision->shares);
	*decision = (struct decision){0};
}
