#include "../../stages/cluster/bag.h"

#include "tap.h"

static struct tokens tokens;

static void add(struct bag *bag, const char *text)
{
	tokens_find(&tokens, str_from(text));
	bag_add(bag, &tokens);
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
	ok(bag_times(bag.term[0]) == 2);
	ok(bag_hash(bag.term[0]) >> 1 == tokens.token[0].hash >> 17);
	ok(!bag_is_bigram(bag.term[0]) && bag_is_bigram(bag.term[2]));
	add(&bag, "Công"); /* no bigram across calls; same normal form */
	ok(bag.count == 4);
	ok(bag_times(bag.term[0]) == 3);

	bag_reset(&bag);
	for (int i = 0; i < 70000; i++)
		buf_addf(&text, "a %d ", i % 30000);
	add(&bag, text.p); /* a, each number, "a N" and "N a" */
	ok(bag.count == 1 + 30000 * 3);
	ok(bag_times(bag.term[0]) == BAG_COUNT_MAX); /* and no further */
	bag_reset(&bag);
	add(&bag, "a");
	ok(bag.count == 1 && bag_times(bag.term[0]) == 1);

	bag_release(&bag);
	buf_release(&text);
	tokens_release(&tokens);
	return tap_done();
}
