/* What golden cases of winnow-dedup do not show: broken records. */
#include "../../stages/dedup/decide.h"

#include "tap.h"

static struct decision decision;
static struct owners owners;
static struct record record;

static const char *run(const char *line)
{
	struct error error = {0};

	if (!record_scan(&record, str_from(line), &error))
		return "no record";
	return decide(&decision, &record, &owners, DECIDE_PARAGRAPH, 0.8,
		      &error)
		       ? "decided"
		       : error.what;
}

#define START "{\"id\":\"2\",\"text\":\"x\\ny\",\"event\":{\"id\":\"e1\"}"
#define ROLES START ",\"roles\":[\"body\",\"list\"]"

static void test_broken(void)
{
	is_str(run("{}"), "no 'event': run winnow-cluster before");
	is_str(run("{\"event\":{}}"), "no 'text': run winnow-strip before");
	is_str(run(START "}"), "no 'roles': run winnow-strip before");
	is_str(run(ROLES "}"), "no 'copies': run winnow-match before");
	is_str(run(ROLES ",\"copies\":{}}"),
	       "no 'copies': run winnow-match before");
	is_str(run(ROLES ",\"copies\":[]}"),
	       "no 'template': run winnow-match before");
	is_str(run(ROLES ",\"copies\":[],\"template\":[2]}"),
	       "'template' and 'text' do not fit together");
	is_str(run(ROLES ",\"copies\":[{\"at\":0}],\"template\":[]}"),
	       "'copies' and 'text' do not fit together");
	is_str(run(ROLES ",\"copies\":[7],\"template\":[]}"),
	       "'copies' and 'text' do not fit together");
	is_str(run(START ",\"roles\":[\"body\"],\"removed\":[{\"at\":9,"
			 "\"text\":\"z\"}]}"),
	       "'text' and 'removed' do not fit together");
	is_str(run(ROLES ",\"copies\":[],\"template\":[]}"), "decided");
}

/* Both halves are copies of 1; the share of a copy is its containment. */
static void test_share(void)
{
	owners_add(&owners, STR("\"1\""), STR("\"e1\""), false);
	is_str(run(ROLES ",\"template\":[],\"copies\":["
			 "{\"at\":0,\"of\":\"1\",\"paragraph\":0,"
			 "\"containment\":1.000,\"resemblance\":1.000},"
			 "{\"at\":1,\"of\":\"1\",\"paragraph\":1,"
			 "\"containment\":0.500,\"resemblance\":0.500}]}"),
	       "decided");
	ok(decision.share > 0.749 && decision.share < 0.751);
	ok(decision.reprint); /* nothing would be left */
	ok(!decision.verdict[0].removed && !decision.verdict[1].removed);
	ok(str_eq(decision.kept_id, STR("\"1\"")));

	is_str(run(ROLES ",\"copies\":[],\"template\":[1]}"), "decided");
	ok(!decision.reprint && !decision.kept_id.p && decision.share <= 0);
	ok(decision.verdict[1].removed && !decision.verdict[0].removed);
	ok(str_eq(decision.verdict[1].role, STR("\"list\"")));
}

int main(void)
{
	test_broken();
	test_share();
	decision_release(&decision);
	owners_release(&owners);
	record_release(&record);
	return tap_done();
}
