#include "../../stages/dedup/owners.h"

#include "tap.h"

int main(void)
{
	struct owners owners = {0};
	const struct owner *owner;
	char id[16];

	ok(!owners_find(&owners, STR("a")));
	owners_add(&owners, STR("a"), STR("e1"), false);
	owners_add(&owners, STR("b"), STR("e2"), true);
	owner = owners_find(&owners, STR("a"));
	ok(owner && !owner->reprint);
	ok(owner && owner_is_in_event(owner, STR("e1")));
	ok(owner && !owner_is_in_event(owner, STR("e2")));
	owner = owners_find(&owners, STR("b"));
	ok(owner && owner->reprint);
	ok(!owners_find(&owners, STR("c")));
	owners_add(&owners, STR("a"), STR("e2"), true); /* again */
	ok(owners.count == 2);
	ok(owners_find(&owners, STR("a"))->reprint);

	for (int i = 0; i < 5000; i++) { /* grows, and keeps all */
		snprintf(id, sizeof(id), "%d", i);
		owners_add(&owners, str_from(id), STR("e1"), i % 2);
	}
	ok(owners.count == 5002);
	ok(!owners_find(&owners, STR("4998"))->reprint);
	ok(owners_find(&owners, STR("4999"))->reprint);
	owners_release(&owners);
	return tap_done();
}
