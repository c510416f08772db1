#include "../../stages/cluster/names.h"

#include <stdio.h>

#include "tap.h"

enum { COUNT = 50000 }; /* more than fits into memory */

static struct str name_of(uint32_t i, struct buf *out)
{
	buf_reset(out);
	if (i % 7) /* else it is empty */
		buf_addf(
			out, "\"%u %.*s\"", (unsigned)i, (int)(i % 50),
			"----------------------------------------------------");
	return buf_str(out);
}

int main(void)
{
	struct names names;
	struct buf want = {0}, got = {0};
	bool good = true;

	names_init(&names);
	for (uint32_t i = 0; i < COUNT; i++)
		names_add(&names, name_of(i, &want));
	for (uint32_t i = 0; i < COUNT; i++) {
		const uint32_t at = (i * 7919u) % COUNT; /* to and fro */

		buf_reset(&got);
		names_get(&names, at, &got);
		good &= str_eq(buf_str(&got), name_of(at, &want));
	}
	ok(good);
	buf_reset(&got);
	buf_add_text(&got, "<");
	names_get(&names, 0, &got);
	names_get(&names, 1, &got);
	is_str(got.p, "<\"1 -\"");
	names_release(&names);
	names_init(&names);
	names_release(&names);
	buf_release(&want);
	buf_release(&got);
	return tap_done();
}
