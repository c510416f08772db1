#include "../../stages/strip/html/elements.h"

#include "tap.h"

int main(void)
{
	bool found = true, sorted = true;

	for (unsigned tag = TAG_NONE + 1; tag < TAG_COUNT; tag++) {
		const char *name = element_kinds[tag].name;

		found &= element_find(str_from(name)) == tag;
		sorted &= strcmp(element_kinds[tag - 1].name, name) < 0;
	}
	ok(found);
	ok(sorted);
	ok(element_find(STR("BlockQuote")) == TAG_BLOCKQUOTE);
	ok(element_find(STR("")) == TAG_NONE);
	ok(element_find(STR("h7")) == TAG_NONE);
	ok(element_find(STR("di")) == TAG_NONE);
	ok(element_find(STR("divx")) == TAG_NONE);
	ok(element_find(STR("zzz")) == TAG_NONE);
	ok(element_find(STR("\xff")) == TAG_NONE);
	ok(element_find(STR("a-very-long-custom-element")) == TAG_NONE);
	return tap_done();
}
