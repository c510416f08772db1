#include "kept.h"

#include <endian.h>
#include <string.h>

#include <xxhash.h>

#include "digest.h"
#include "vector.h"

struct head {
	int64_t seconds;
	uint64_t tokens, id, row, copies, terms;
	int32_t day;
	struct facts facts;
};

enum {
	TERM_BYTES = sizeof(uint32_t) + 2, /* with times and kind */
	DAYS_MOST = 4000000, /* from 1970: more than years of four digits */
};

uint64_t kept_hash(struct str id)
{
	return XXH3_64bits(id.p, id.n);
}

/* A share of all tokens that are no templates. */
static uint64_t share_of(const struct copied *copied, size_t tokens)
{
	const uint64_t share = copied->thousandths * VECTOR_ONE /
			       (1000 * (uint64_t)(tokens ? tokens : 1));

	return share < VECTOR_ONE ? share : VECTOR_ONE;
}

void kept_put(const struct kept *kept, const struct bag *bag, struct buf *out)
{
	struct head head;

	memset(&head, 0, sizeof(head)); /* what lies between members, too */
	head.seconds = kept->seconds;
	head.tokens = kept->tokens;
	head.id = kept->id.n;
	head.row = kept->row.n;
	head.copies = kept->copies;
	head.terms = bag->count;
	head.day = kept->day;
	head.facts = kept->facts;
	buf_add(out, &head, sizeof(head));
	buf_add_str(out, kept->id);
	if (kept->row.n)
		buf_add_str(out, kept->row);
	if (kept->copies)
		buf_add(out, kept->copy,
			kept->copies * sizeof(struct kept_copy));
	buf_add(out, bag->term, bag->count * sizeof(*bag->term));
	buf_add(out, bag->times, bag->count);
	buf_add(out, bag->kind, bag->count);
}

void kept_pack(const struct digest *digest, struct str row, struct buf *out)
{
	struct buf copies = {0};
	struct kept kept = {
		.id = digest->id,
		.row = row,
		.seconds = digest->seconds,
		.tokens = digest->all_tokens,
		.day = digest->created_day,
		.facts = digest->facts,
		.copies = digest->copies,
	};

	for (size_t i = 0; i < digest->copies; i++) {
		const struct kept_copy copy = {
			kept_hash(digest->copied[i].of),
			share_of(&digest->copied[i], digest->tokens)};

		buf_add(&copies, &copy, sizeof(copy));
	}
	kept.copy = copies.p;
	kept_put(&kept, &digest->bag, out);
	buf_release(&copies);
}

/* n bytes off the front; false if there are no more as many. */
static bool take(struct str *rest, uint64_t n, struct str *part)
{
	if (n > rest->n)
		return false;
	*part = (struct str){rest->p, (size_t)n};
	*rest = str_skip(*rest, (size_t)n);
	return true;
}

static bool is_day(int32_t day)
{
	return day == FACTS_NO_DAY || (day >= -DAYS_MOST && day <= DAYS_MOST);
}

/* Can others look at them without a doubt? */
static bool are_facts(const struct facts *facts)
{
	return is_day(facts->day) && facts->sure <= 100 &&
	       facts->from <= FACTS_TEXT && facts->month <= 12 &&
	       facts->month_day <= 31 &&
	       facts->ordinal.before <= ORDINAL_BEFORE &&
	       facts->ordinal.after <= ORDINAL_AFTER;
}

bool kept_unpack(struct str bytes, struct kept *kept)
{
	struct head head;
	struct str rest = bytes, part;

	if (!take(&rest, sizeof(head), &part))
		return false;
	memcpy(&head, part.p, sizeof(head));
	if (head.terms > BAG_TERMS || head.copies > rest.n ||
	    !is_day(head.day) || !are_facts(&head.facts))
		return false;
	*kept = (struct kept){
		.seconds = head.seconds,
		.tokens = head.tokens,
		.day = head.day,
		.facts = head.facts,
		.copies = (size_t)head.copies,
		.terms = (size_t)head.terms,
	};
	if (!take(&rest, head.id, &kept->id) ||
	    !take(&rest, head.row, &kept->row) ||
	    !take(&rest, head.copies * sizeof(struct kept_copy), &part))
		return false;
	kept->copy = part.p;
	kept->term = rest.p;
	return rest.n == head.terms * TERM_BYTES;
}

struct kept_copy kept_copy(const struct kept *kept, size_t i)
{
	struct kept_copy copy;

	memcpy(&copy, kept->copy + i * sizeof(copy), sizeof(copy));
	return copy;
}

void kept_bag(const struct kept *kept, struct bag *bag)
{
	const size_t n = kept->terms;
	const char *const times = kept->term + n * sizeof(*bag->term);

	bag->count = n;
	memcpy(bag->term, kept->term, n * sizeof(*bag->term));
	memcpy(bag->times, times, n);
	memcpy(bag->kind, times + n, n);
}

static void add_number(struct buf *out, uint64_t number)
{
	number = htobe64(number);
	buf_add(out, &number, sizeof(number));
}

void kept_key(const struct kept *kept, uint64_t tie, struct buf *out)
{
	/* so that those before 1970 come first, too */
	add_number(out, (uint64_t)kept->seconds ^ UINT64_C(1) << 63);
	add_number(out, UINT64_MAX - kept->tokens);
	buf_add_str(out, kept->id);
	add_number(out, tie);
}

void kept_event_id(struct str id, struct buf *out)
{
	buf_add_text(out, "\"e");
	buf_add_str(out, str_skip(id, 1));
}
