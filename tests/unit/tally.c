/* Counts by rule, and what does not balance is said. */
#include "../../stages/pack/tally.h"

#include "tap.h"

static struct tally balanced(struct tally_lines *lines)
{
	*lines = (struct tally_lines){
		.documents = 2, .removed = 1, .blocks = 3, .events = 2};
	return (struct tally){
		.documents = 3,
		.kept = 2,
		.reprints = 1,
		.paragraphs = 9,
		.paragraphs_kept = 5,
		.paragraphs_removed = 1,
		.paragraphs_reprints = 3,
		.stripped = 2,
		.events = 2,
		.members = 3,
	};
}

int main(void)
{
	struct tally_lines lines;
	struct tally tally = balanced(&lines);
	struct buf out = {0};
	char name[] = "rule000";

	ok(tally_balance(&tally, &lines) !=
	   NULL); /* rules add up to 0, not 3 */
	tally_rule(&tally, STR("nav"));
	tally_rule(&tally, STR("copy"));
	tally_rule(&tally, STR("nav"));
	ok(tally_balance(&tally, &lines) == NULL);
	lines.documents++;
	ok(tally_balance(&tally, &lines) != NULL);
	lines.documents--;
	tally.paragraphs_kept--;
	ok(tally_balance(&tally, &lines) != NULL);
	tally.paragraphs_kept++;
	tally.members--;
	ok(tally_balance(&tally, &lines) != NULL);

	buf_add_char(&out, '{');
	tally_json(&tally, &out);
	buf_add_char(&out, '}');
	ok(strstr(out.p, "\"rules\":{\"copy\":1,\"nav\":2}") != NULL);
	ok(strstr(out.p, "\"documents\":3,\"kept\":2") != NULL);
	buf_release(&out);

	for (int i = 0; i < 2 * TALLY_RULES_MAX; i++) {
		snprintf(name, sizeof(name), "r%05d", i);
		tally_rule(&tally, str_from(name));
	}
	ok(tally.rules == TALLY_RULES_MAX);
	is_str(tally.rule[TALLY_RULES_MAX - 1].name, "other");
	tally_release(&tally);
	return tap_done();
}
