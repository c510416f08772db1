#include "../../stages/cluster/bag.h"

#include "tap.h"

static struct tokens tokens;

static void add(struct bag *bag, const char *text)
{
	tokens_find(&tokens, str_from(text));
	bag_add(bag, str_from(text), &tokens, BAG_BODY);
}

int main(void)
{
	struct bag bag = {0};
	struct buf text = {0};

	bag_reset(&bag);
	add(&bag, "");
	ok(bag.count == 0);
	add(&bag, "công an công an"); /* 2 tokens, "công an", "an công" */
	ok(bag.count == 4);
	ok(bag.times[0] == 2 * BAG_OPENING);
	ok(bag.term[0] >> 1 == tokens.token[0].hash >> 33);
	ok(!bag_is_bigram(bag.term[0]) && bag_is_bigram(bag.term[2]));
	add(&bag, "Công"); /* no bigram across calls; same normal form */
	ok(bag.count == 4);
	ok(bag.times[0] == 3 * BAG_OPENING);

	bag_reset(&bag);
	for (int i = 0; i < 300; i++)
		buf_add_text(&text, "a ");
	add(&bag, text.p); /* a, "a a" */
	ok(bag.count == 2);
	ok(bag.times[0] == BAG_TIMES_MAX); /* and no further */
	buf_reset(&text);
	for (int i = 0; i < BAG_TOKENS; i++)
		buf_addf(&text, "%d ", i);
	add(&bag, text.p); /* as far as there is room */
	ok(bag.tokens == BAG_TOKENS);
	ok(bag.count == 2 + 2 * (BAG_TOKENS - 300) - 1);
	add(&bag, "b");
	ok(bag.tokens == BAG_TOKENS);

	bag_reset(&bag);
	add(&bag, text.p); /* none twice */
	ok(bag.count == BAG_TERMS - 1);
	bag_reset(&bag);
	add(&bag, "a");
	ok(bag.count == 1 && bag.times[0] == BAG_OPENING);

	/* the title counts more, what is behind the lead less */
	bag_reset(&bag);
	tokens_find(&tokens, STR("title"));
	bag_add(&bag, STR("title"), &tokens, BAG_TITLE);
	ok(bag.times[0] == BAG_TITLE);
	buf_reset(&text);
	for (int i = 0; i < BAG_LEAD; i++)
		buf_addf(&text, "%d ", i);
	add(&bag, text.p);
	ok(bag.times[1] == BAG_OPENING);
	ok(bag.times[bag.count - 2] == BAG_BODY);

	/* little counts little, in the lead too */
	bag_reset(&bag);
	tokens_find(&tokens, STR("little"));
	bag_add(&bag, STR("little"), &tokens, BAG_LITTLE);
	ok(bag.times[0] == BAG_LITTLE && BAG_LITTLE < BAG_BODY);

	/* names and figures; a capital where a sentence begins is none */
	bag_reset(&bag);
	add(&bag, "The New York mayor gave 12 cats. Cats");
	ok(bag.kind[0] == 0);			  /* The */
	ok(bag.kind[1] == BAG_NAME);		  /* New */
	ok(bag.kind[2] == BAG_NAME);		  /* The New */
	ok(bag.kind[4] == BAG_NAME);		  /* New York */
	ok(bag.kind[5] == 0 && bag.kind[6] == 0); /* mayor, York mayor */
	ok(bag.kind[9] == BAG_FIGURE);		  /* 12 */
	ok(bag.kind[11] == 0 && bag.times[11] == 2 * BAG_OPENING); /* cats */

	buf_release(&text);
	tokens_release(&tokens);
	return tap_done();
}
