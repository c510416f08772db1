#include "buf.h"

#include "tap.h"

int main(void)
{
	struct buf buf = {0};
	struct str cut, rest = STR("a\n\nb");

	ok(buf_str(&buf).p == NULL);
	buf_add(&buf, NULL, 0);
	is_str(buf.p, "");
	buf_add_text(&buf, "tin ");
	buf_add_str(&buf, STR("tức"));
	buf_add_char(&buf, ' ');
	buf_add_uint(&buf, 0);
	buf_add_uint(&buf, UINT64_MAX);
	buf_addf(&buf, " %d%s", -7, "!");
	is_str(buf.p, "tin tức 018446744073709551615 -7!");
	ok(buf.n == strlen(buf.p));

	buf_reset(&buf);
	is_str(buf.p, "");
	for (int i = 0; i < 100000; i++)
		buf_add_char(&buf, 'x');
	ok(buf.n == 100000 && buf.p[99999] == 'x' && !buf.p[100000]);
	ok(buf.size <= 4 * buf.n); /* doubled, not grown for ever */
	buf_trim(&buf);
	ok(buf.size == buf.n + 1 && buf.p[99999] == 'x' && !buf.p[100000]);
	buf_release(&buf);
	buf_trim(&buf);
	ok(!buf.p && !buf.n && !buf.size);

	/* str.h */
	ok(str_cut(&rest, '\n', &cut) && str_eq(cut, STR("a")));
	ok(str_cut(&rest, '\n', &cut) && str_eq(cut, STR("")));
	ok(str_cut(&rest, '\n', &cut) && str_eq(cut, STR("b")));
	ok(!str_cut(&rest, '\n', &cut));
	ok(str_eq(str_trim(STR(" \t a b\r\n")), STR("a b")));
	ok(str_eq(str_trim(STR(" \n ")), STR("")));
	ok(str_starts(STR("abc"), STR("ab")) &&
	   !str_starts(STR("a"), STR("ab")));
	ok(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("c"), STR("bc")));
	ok(str_eq(str_skip(STR("abc"), 9), STR("")));
	ok(str_eq((struct str){0}, STR("")));
	return tap_done();
}
