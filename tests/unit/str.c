#include "str.h"

#include "tap.h"

/* In order. */
static const struct str ordered[] = {
	STR_INIT(""),	  STR_INIT("\0"),  STR_INIT("\0\0"), STR_INIT(" "),
	STR_INIT("a"),	  STR_INIT("a\0"), STR_INIT("a\0b"), STR_INIT("aa"),
	STR_INIT("ab"),	  STR_INIT("b"),   STR_INIT("\x7F"), STR_INIT("\x80"),
	STR_INIT("\xFF"),
};

static void test_order(void)
{
	const size_t n = sizeof(ordered) / sizeof(*ordered);
	const struct str nothing = {0};
	bool good = true;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			const int order = str_order(ordered[i], ordered[k]);

			good &= (order > 0) - (order < 0) == (i > k) - (i < k);
			good &= (order == 0) == str_eq(ordered[i], ordered[k]);
		}
	ok(good);
	ok(!str_order(nothing, STR("")) && !str_order(nothing, nothing));
	ok(str_order(nothing, STR("a")) < 0 &&
	   str_order(STR("a"), nothing) > 0);
}

static void test_ends(void)
{
	const struct str nothing = {0};

	ok(str_starts(STR("abc"), STR("ab")) &&
	   !str_starts(STR("a"), STR("ab")));
	ok(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("c"), STR("bc")));
	ok(!str_ends(STR("abc"), STR("ab")) &&
	   !str_starts(STR("abc"), STR("b")));
	ok(str_starts(nothing, nothing) && str_ends(nothing, STR("")));
	ok(str_eq(str_skip(STR("abc"), 2), STR("c")));
	ok(!str_skip(STR("abc"), 9).n && !str_skip(nothing, 1).n);
	ok(str_eq(str_trim(STR(" \t a b\r\n\f\v")), STR("a b")));
	ok(!str_trim(STR(" \n")).n && !str_trim(nothing).n);
}

static void test_cut(void)
{
	struct str rest = STR("a\n\nb\n"), piece;

	ok(str_cut(&rest, '\n', &piece) && str_eq(piece, STR("a")));
	ok(str_cut(&rest, '\n', &piece) && str_eq(piece, STR("")));
	ok(str_cut(&rest, '\n', &piece) && str_eq(piece, STR("b")));
	ok(!str_cut(&rest, '\n', &piece));
}

int main(void)
{
	static const char *const words[] = {"one", "", "three"};

	test_order();
	test_ends();
	test_cut();
	ok(str_is_one_of(STR("three"), words, 3));
	ok(str_is_one_of(STR(""), words, 3) &&
	   !str_is_one_of(STR(""), words, 1));
	ok(!str_is_one_of(STR("thre"), words, 3));
	return tap_done();
}
